"""A visitor and an agent talk: what each sees of the other."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, expect

from agent_desktop.files import resource
from agent_desktop.hub.protocol import Passing, SnapshotFrame
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.events import (
    DeliveryAdvanced,
    InteractionChanged,
    MessageReceived,
    TypingShown,
)
from agent_desktop.model.timeline import Delivery
from tests.hub.server.desk import http
from tests.widget.stage import Answering, Stage, Widget

pytestmark = pytest.mark.serial


def test_a_whole_chat(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("My lamp is cracked.")
        agent = Answering(desk)
        assert agent.offer.customer_name == "Layla Haddad"
        expect(widget.panel.locator(".where")).to_have_text("Ann")
        expect(widget.log).to_contain_text("Ann joined the chat")
        agent.send("I am sorry. Which lamp?")
        widget.shows("My lamp is cracked.", "I am sorry. Which lamp?")
        widget.say("The Lumen.\nThe marble one.")
        heard = agent.hears("The Lumen.\nThe marble one.")
        agent.reads(heard.seq)
        expect(widget.mark).to_have_text("Read")
        agent.ends()
        expect(widget.panel.get_by_text("How was this chat?")).to_be_visible()
        widget.panel.get_by_label("4 of 5").check()
        widget.panel.get_by_label("Anything to add?").fill("Quick and kind")
        widget.button("Send rating").click()
        expect(widget.panel.get_by_text("Thank you for your rating.")).to_be_visible()
        rated = desk.event(InteractionChanged, lambda event: event.interaction.rating is not None)
        assert rated.interaction.rating == 4


def test_typing_shows_on_both_sides(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce()
        agent = Answering(desk)
        expect(widget.log).to_contain_text("Ann joined")
        widget.box.press_sequentially("Hm")
        for typing in (True, False):
            shown = desk.until(Passing).event
            assert isinstance(shown, TypingShown)
            assert shown.typing is typing
            widget.box.fill("")
        agent.types()
        expect(widget.panel.locator(".typing")).to_contain_text("Ann is typing")
        agent.types(False)
        expect(widget.panel.locator(".typing")).to_be_empty()
        agent.types()
        expect(widget.panel.locator(".typing")).to_contain_text("Ann is typing")
        agent.send("There you are")
        expect(widget.panel.locator(".typing")).to_be_empty()


def test_the_agent_sees_what_arrived_and_what_was_read(
    stage: Stage, context: BrowserContext
) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce()
        agent = Answering(desk)
        expect(widget.log).to_contain_text("Ann joined")
        widget.button("Close chat").click()
        first = agent.send("Are you there?")
        desk.event(
            DeliveryAdvanced,
            lambda event: event.up_to_seq >= first.seq and event.delivery is Delivery.DELIVERED,
        )
        advances = [one.event for one in desk.entries if isinstance(one.event, DeliveryAdvanced)]
        read = [one for one in advances if one.delivery is Delivery.READ]
        assert all(one.up_to_seq < first.seq for one in read), "closed means not read"
        widget.open()
        desk.event(
            DeliveryAdvanced,
            lambda event: event.up_to_seq >= first.seq and event.delivery is Delivery.READ,
        )


def test_the_launcher_counts_what_was_not_read(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce()
        agent = Answering(desk)
        expect(widget.log).to_contain_text("Ann joined")
        widget.button("Close chat").click()
        agent.send("One")
        agent.send("Two")
        expect(widget.launcher.locator(".badge")).to_have_text("2")
        expect(widget.launcher).to_have_attribute("aria-label", "Open chat, 2 unread")
        other = stage.widget(context)
        expect(other.launcher.locator(".badge")).to_have_text("2")
        other.open()
        expect(widget.launcher.locator(".badge")).to_be_hidden()
        expect(widget.launcher).to_have_attribute("aria-label", "Open chat")


def test_files_travel_both_ways(stage: Stage, context: BrowserContext, tmp_path: Path) -> None:
    picture = resource("practice", "base-crack.png")
    with stage.desk() as desk:
        widget = stage.widget(context, f"{stage.shop.url}/")
        widget.open()
        widget.introduce()
        agent = Answering(desk)
        widget.panel.locator("input[type=file]").set_input_files(picture)
        expect(widget.panel.locator(".drafts")).to_contain_text("base-crack.png")
        expect(widget.panel.locator(".drafts progress")).to_have_count(0)
        widget.say("Here it is")
        attachment = agent.hears("Here it is").attachments[0]
        assert (attachment.name, attachment.media_type) == ("base-crack.png", "image/png")
        with http(stage.url, stage.ann) as client:
            fetched = client.get(f"/v1/attachments/{attachment.id}")
            assert fetched.content == picture.read_bytes()
            label = client.put(
                "/v1/attachments/label-0001", params={"name": "Rücksendung.txt"}, content=b"Label"
            )
            assert label.status_code == 200, label.text
        sent = desk_attachment(label.json()["attachment"])
        agent.send("Your label", sent)
        with widget.page.expect_download() as started:
            widget.log.get_by_role("button", name="Save Rücksendung.txt").click()
        saved = tmp_path / "label"
        started.value.save_as(saved)
        assert started.value.suggested_filename == "Rücksendung.txt"
        assert saved.read_bytes() == b"Label"


def desk_attachment(said: dict[str, object]) -> Attachment:
    return Attachment(
        id=str(said["id"]),
        name=str(said["name"]),
        media_type=str(said["media_type"]),
        size=int(str(said["size"])),
    )


def test_pasted_and_dropped_files_are_attached(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce()
        Answering(desk)
        made = """(target, kind) => {
            const data = new DataTransfer();
            data.items.add(new File(["pixels"], kind + ".txt", {type: "text/plain"}));
            const event = kind === "paste"
                ? new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
                : new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
            target.dispatchEvent(event);
        }"""
        widget.box.evaluate(made, "paste")
        expect(widget.panel.locator(".drafts li")).to_have_count(1)
        widget.panel.evaluate(made, "drop")
        expect(widget.panel.locator(".drafts li")).to_have_count(2)
        widget.button("Remove paste.txt").click()
        expect(widget.panel.locator(".drafts")).to_have_text("drop.txt0.1 kB")
        widget.button("Send").click()
        files = desk.event(MessageReceived, lambda event: bool(event.message.attachments))
        assert [one.name for one in files.message.attachments] == ["drop.txt"]


def test_a_file_that_is_too_large_is_refused_in_words(
    stage: Stage, context: BrowserContext
) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce()
        Answering(desk)
        widget.panel.evaluate(
            """(target) => {
                const data = new DataTransfer();
                data.items.add(new File([new Uint8Array(26 * 1024 * 1024)], "film.mp4"));
                const event = {dataTransfer: data, bubbles: true, cancelable: true};
                target.dispatchEvent(new DragEvent("drop", event));
            }"""
        )
        expect(widget.panel.locator(".notice")).to_have_text(
            "film.mp4 is too large. A file may have at most 10 MB."
        )
        expect(widget.panel.locator(".drafts li")).to_have_count(0)
        widget.say("Then without it")
        expect(widget.mark).to_have_text("Sent")


def test_more_files_than_an_hour_allows_are_refused_in_words(
    stage: Stage, context: BrowserContext
) -> None:
    widget = stage.widget(context)
    widget.open()
    widget.introduce()
    with http(stage.url, token_of(widget)) as client:
        for number in range(5):
            path = f"/chat/v1/attachments/large-file-{number}"
            sent = client.put(path, params={"name": "film.mp4"}, content=bytes(10 * 1024 * 1024))
            assert sent.status_code == 200, sent.text
    file = FilePayload(name="note.txt", mimeType="text/plain", buffer=b"words")
    widget.panel.locator("input[type=file]").set_input_files(file)
    expect(widget.panel.locator(".notice")).to_have_text(
        "note.txt was not uploaded: that is enough files for now. Try again in 60 min."
    )
    widget.button("Remove note.txt").click()
    widget.say("Then in words")
    expect(widget.mark).to_have_text("Sent")


def token_of(widget: Widget) -> str:
    return str(
        widget.page.evaluate(
            "localStorage.getItem(Object.keys(localStorage).find((name) => name.endsWith(':token')))"
        )
    )


def test_the_transcript_is_a_text_file(
    stage: Stage, context: BrowserContext, tmp_path: Path
) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context, f"{stage.shop.url}/?data-language=de")
        widget.open()
        widget.panel.get_by_label("Ihr Name").fill("Layla")
        widget.panel.get_by_label("Wie können wir helfen?").fill("Frage <b>1</b>\n12:00  Ann: nein")
        widget.button("Chat beginnen").click()
        agent = Answering(desk)
        agent.send("Antwort 🙂")
        widget.shows("Frage <b>1</b>\n12:00  Ann: nein", "Antwort 🙂")
        with widget.page.expect_download() as started:
            widget.button("Chat als Datei speichern").click()
        saved = tmp_path / "transcript"
        started.value.save_as(saved)
        text = saved.read_text("utf-8")
        assert "Halden Home" in text
        assert "Sie: Frage <b>1</b>\n        12:00  Ann: nein\n" in text
        assert "Ann: Antwort 🙂" in text
        assert "Ann ist jetzt im Chat" in text


def test_the_visitor_ends_and_begins_again(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("First")
        agent = Answering(desk)
        agent.send("Hello")
        widget.button("End chat").click()
        widget.button("Keep chatting").click()
        expect(widget.box).to_be_focused()
        widget.button("End chat").click()
        widget.panel.locator(".foot").get_by_role("button", name="End chat").click()
        expect(widget.panel.locator(".where")).to_have_text("The chat has ended")
        expect(widget.box).to_be_hidden()
        widget.button("Start a new chat").click()
        expect(widget.box).to_be_focused()
        widget.say("One more thing")
        agent.hears("One more thing")
        widget.shows("First", "Hello", "One more thing")
        expect(widget.panel.locator(".where")).to_have_text("Ann")


def test_leaving_the_queue_is_not_offered_to_anybody(stage: Stage, context: BrowserContext) -> None:
    widget = stage.widget(context)
    widget.open()
    widget.introduce("I will not wait")
    expect(widget.panel.locator(".where")).to_have_text("You are number 1 in the queue")
    widget.button("End chat").click()
    widget.panel.locator(".foot").get_by_role("button", name="End chat").click()
    expect(widget.panel.locator(".where")).to_have_text("The chat has ended")
    expect(widget.panel.get_by_text("How was this chat?")).to_be_hidden()
    with stage.desk() as desk:
        live = next(one.snapshot for one in desk.frames if isinstance(one, SnapshotFrame))
        assert live.interactions == ()
        widget.button("Start a new chat").click()
        widget.say("Here I am again")
        agent = Answering(desk)
        agent.send("Welcome back")
        widget.shows("I will not wait", "Here I am again", "Welcome back")
