"""Breaks in the middle: reloads, other tabs, a lost link, a killed hub. Nothing is lost, nothing doubled."""

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Route, WebSocketRoute, expect
from websockets.sync.client import connect

from agent_desktop.hub.protocol import PROTOCOL_VERSION, Answer, Introduce, VisitorHello
from agent_desktop.model.commands import CompleteWrapUp
from agent_desktop.model.events import ConversationChanged, MessageReceived
from tests.hub.server.desk import body, http
from tests.widget.stage import Answering, Stage, Widget

pytestmark = pytest.mark.serial


def test_two_tabs_are_in_step(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        one = stage.widget(context)
        one.open()
        one.introduce("Hello?")
        agent = Answering(desk)
        two = stage.widget(context)
        two.open()
        two.shows("Hello?")
        two.say("From the second tab")
        one.shows("Hello?", "From the second tab")
        heard = agent.hears("From the second tab")
        agent.reads(heard.seq)
        agent.send("To both")
        for tab in (one, two):
            tab.shows("Hello?", "From the second tab", "To both")
            expect(tab.mark).to_have_text("Read")
        agent.types()
        for tab in (one, two):
            expect(tab.panel.locator(".typing")).to_contain_text("Ann is typing")
        one.button("End chat").click()
        one.panel.locator(".foot").get_by_role("button", name="End chat").click()
        for tab in (one, two):
            expect(tab.panel.locator(".where")).to_have_text("The chat has ended")


def test_a_reload_keeps_the_chat_and_the_draft(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("Hello?")
        agent = Answering(desk)
        agent.send("Yes?")
        widget.box.fill("Half a sent")
        widget.page.reload()
        widget.open()
        widget.shows("Hello?", "Yes?")
        expect(widget.box).to_have_value("Half a sent")
        widget.box.press_sequentially("ence")
        widget.box.press("Enter")
        agent.hears("Half a sentence")
        widget.shows("Hello?", "Yes?", "Half a sentence")
        gone = [
            one.event
            for one in desk.entries
            if isinstance(one.event, ConversationChanged)
            and not one.event.conversation.customer_online
        ]
        assert gone == [], "loading a page anew is not leaving"


def test_the_hub_is_killed_and_started_again(stage: Stage, context: BrowserContext) -> None:
    widget = stage.widget(context)
    with stage.desk() as desk:
        widget.open()
        widget.introduce("Before")
        agent = Answering(desk)
        agent.send("Answer")
        widget.shows("Before", "Answer")
    stage.hub.kill()
    expect(widget.panel.locator(".notice")).to_contain_text("No connection")
    widget.say("While it was away, 1")
    widget.say("While it was away, 2")
    expect(widget.mark).to_have_text("Waits for the connection")
    stage.restart()
    widget.shows("Before", "Answer", "While it was away, 1", "While it was away, 2")
    expect(widget.panel.locator(".notice")).to_be_hidden()
    with stage.desk() as desk:
        widget.say("After")
        desk.event(MessageReceived, lambda event: event.message.text == "After")
    expected = ["Before", "While it was away, 1", "While it was away, 2", "After"]
    assert agent.visitor_texts(stage.ann, stage.url) == expected


def test_what_was_not_sent_outlives_the_page(stage: Stage, context: BrowserContext) -> None:
    widget = stage.widget(context)
    with stage.desk() as desk:
        widget.open()
        widget.introduce("Before")
        agent = Answering(desk)
    stage.hub.kill()
    expect(widget.panel.locator(".notice")).to_contain_text("No connection")
    widget.say("Typed into the void")
    expect(widget.mark).to_have_text("Waits for the connection")
    widget.page.close()
    stage.restart()
    again = stage.widget(context)
    again.open()
    again.shows("Before", "Typed into the void")
    assert agent.visitor_texts(stage.ann, stage.url) == ["Before", "Typed into the void"]


def test_an_answer_that_was_lost_is_not_sent_twice(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("Before")
        agent = Answering(desk)
        widget.page.close()
        tab = context.new_page()
        lost: list[str] = []

        def between(route: WebSocketRoute) -> None:
            hub = route.connect_to_server()
            route.on_message(hub.send)

            def to_page(frame: str | bytes) -> None:
                if lost or "Only once" not in str(frame):
                    route.send(frame)
                    return
                lost.append(str(frame))
                route.close()

            hub.on_message(to_page)

        tab.route_web_socket("**/chat/v1/live", between)
        again = Widget(tab, f"{stage.url}/demo", stage.errors)
        again.open()
        again.shows("Before")
        again.say("Only once")
        again.shows("Before", "Only once")
        assert lost, "the answer was cut"
        assert agent.visitor_texts(stage.ann, stage.url) == ["Before", "Only once"]


def test_offline_and_online_again(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("Before")
        agent = Answering(desk)
        agent.send("Answer")
        widget.shows("Before", "Answer")
        context.set_offline(True)
        expect(widget.panel.locator(".notice")).to_contain_text("No connection")
        widget.say("In the tunnel")
        agent.send("Said meanwhile")
        context.set_offline(False)
        agent.hears("In the tunnel")
        widget.shows("Before", "Answer", "Said meanwhile", "In the tunnel")
        assert agent.visitor_texts(stage.ann, stage.url) == ["Before", "In the tunnel"]


def test_the_agent_hears_when_the_visitor_goes(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        other = stage.widget(context)
        widget.open()
        widget.introduce("Before")
        Answering(desk)
        other.open()
        other.shows("Before")
        widget.page.close()
        other.page.close()
        desk.event(ConversationChanged, lambda event: not event.conversation.customer_online)
        seen = len(desk.entries)
        back = stage.widget(context)
        back.open()
        desk.event(
            ConversationChanged,
            lambda event: (
                event.conversation.customer_online
                and any(one.event is event for one in desk.entries[seen:])
            ),
        )


def test_a_line_that_went_silent_is_noticed(stage: Stage, context: BrowserContext) -> None:
    tab = context.new_page()
    tab.clock.install()
    lines: list[bool] = []

    def between(route: WebSocketRoute) -> None:
        hub = route.connect_to_server()
        number = len(lines)
        lines.append(True)
        route.on_message(lambda frame: hub.send(frame) if lines[number] else None)
        hub.on_message(lambda frame: route.send(frame) if lines[number] else None)

    tab.route_web_socket("**/chat/v1/live", between)
    with stage.desk() as desk:
        widget = Widget(tab, f"{stage.url}/demo", stage.errors)
        widget.open()
        widget.introduce("Before")
        agent = Answering(desk)
        expect(widget.log).to_contain_text("Ann joined")
        lines[0] = False
        agent.send("Into the silence")
        while len(lines) == 1:
            tab.clock.run_for(5_000)
        widget.shows("Before", "Into the silence")


def test_another_conversation_replaces_what_is_shown(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("The first conversation")
        agent = Answering(desk)
        agent.send("Its answer")
        widget.shows("The first conversation", "Its answer")
        agent.ends()
        wrap_up = CompleteWrapUp(interaction_id=agent.offer.interaction_id, disposition="answered")
        assert isinstance(desk.perform(wrap_up), Answer)
        expect(widget.panel.get_by_text("How was this chat?")).to_be_visible()
        token = widget.page.evaluate(
            "localStorage.getItem(Object.keys(localStorage).find((name) => name.endsWith(':token')))"
        )
        with connect(stage.url.replace("http", "ws", 1) + "/chat/v1/live") as other_tab:
            for frame in (
                VisitorHello(protocol=PROTOCOL_VERSION, token=token),
                Introduce(client_id="another-form", name="Layla", question="The second one"),
            ):
                other_tab.send(body(frame).decode())
            widget.shows("The second one")
        widget.page.reload()
        widget.open()
        widget.shows("The second one")


def test_an_unknown_token_begins_anew(stage: Stage, context: BrowserContext) -> None:
    widget = stage.widget(context)
    widget.open()
    widget.introduce("Before")
    widget.page.evaluate(
        "Object.keys(localStorage).filter((name) => name.endsWith(':token'))"
        ".forEach((name) => localStorage.setItem(name, 'no-longer-good'))"
    )
    widget.page.reload()
    widget.open()
    expect(widget.panel.get_by_label("Your name")).to_be_focused()
    widget.introduce("After")
    widget.shows("After")


def test_a_failed_upload_can_be_tried_again(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("Before")
        agent = Answering(desk)
        context.route("**/chat/v1/uploads/**", lambda route: route.abort())
        file = FilePayload(name="note.txt", mimeType="text/plain", buffer=b"words")
        widget.panel.locator("input[type=file]").set_input_files(file)
        expect(widget.panel.locator(".notice")).to_have_text("note.txt could not be uploaded.")
        expect(widget.button("Send")).to_be_disabled()
        context.unroute("**/chat/v1/uploads/**")
        widget.button("Try note.txt again").click()
        expect(widget.button("Send")).to_be_enabled()
        widget.say("With a note")
        assert [file.name for file in agent.hears("With a note").attachments] == ["note.txt"]


def test_an_upload_goes_on_by_itself_when_the_link_is_back(
    stage: Stage, context: BrowserContext
) -> None:
    content, offsets, cut = bytes(range(256)) * 5_000, list[str](), [False]

    def part(route: Route) -> None:
        if route.request.method == "PUT":
            offsets.append(route.request.url.rpartition("offset=")[2])
            cut[0] = cut[0] or len(offsets) == 2
        if cut[0]:
            route.abort()
        else:
            route.continue_()

    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("Before")
        agent = Answering(desk)
        context.route("**/chat/v1/uploads/**", part)
        file = FilePayload(name="long.bin", mimeType="x/y", buffer=content)
        widget.panel.locator("input[type=file]").set_input_files(file)
        expect(widget.panel.locator(".notice")).to_have_text("long.bin could not be uploaded.")
        context.unroute("**/chat/v1/uploads/**")
        context.set_offline(True)
        context.set_offline(False)
        expect(widget.button("Send")).to_be_enabled()
        widget.say("With a long file")
        (kept,) = agent.hears("With a long file").attachments
        assert offsets == ["0", str(512 * 1024)]
        with http(stage.url, stage.ann) as client:
            assert client.get(f"/v1/attachments/{kept.id}").content == content


def test_without_storage_the_chat_works_while_the_page_is_open(
    stage: Stage, context: BrowserContext
) -> None:
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, {get() { throw new Error('refused'); }});"
    )
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("Nothing is kept")
        agent = Answering(desk)
        agent.send("Except here")
        widget.say("Good")
        widget.shows("Nothing is kept", "Except here", "Good")


def test_signing_out_in_one_tab_clears_the_other(stage: Stage, context: BrowserContext) -> None:
    one = stage.widget(context)
    one.open()
    one.introduce("Private")
    two = stage.widget(context)
    two.open()
    two.shows("Private")
    one.page.evaluate("AgentDesktopChat.identify({id: 'x', signature: 'y'})")
    one.page.evaluate("AgentDesktopChat.identify(null)")
    for tab in (one, two):
        expect(tab.texts).to_have_count(0)
        expect(tab.panel.get_by_label("Your name")).to_be_visible()
