"""Hostile words, foreign pages, forged identities, floods: seen from the page."""

import hashlib
import hmac
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from agent_desktop.hub.channels.chat.pages import widget as served_widget
from agent_desktop.model.events import CustomerChanged
from agent_desktop.model.people import AddressKind
from tests.hub.server.desk import http
from tests.hub.server.hub_process import running_hub
from tests.widget.stage import Answering, Shop, Stage, Widget
from tests.widget.test_talking import desk_attachment

pytestmark = pytest.mark.serial

MARKUP = "<img src=x onerror=window.hit=1><script>window.hit=1</script>\u202e{{7*7}}&lt;b&gt;"
LINKS = "javascript:window.hit=1 data:text/html,<b> http://ok.example/\"onclick='window.hit=1'<b>"


def elements(page: Page) -> dict[str, int]:
    """How many elements of each dangerous kind the widget's tree holds."""
    found: dict[str, int] = page.evaluate(
        """() => {
            const host = [...document.body.children].find((one) => one.shadowRoot);
            const count = {};
            for (const name of ["img", "script", "iframe", "b:not(.label > b)", "style", "object"])
                count[name] = host.shadowRoot.querySelectorAll(name).length;
            count.handlers = [...host.shadowRoot.querySelectorAll("*")].filter((one) =>
                [...one.attributes].some((at) => at.name.startsWith("on") || at.name === "style")).length;
            return count;
        }"""
    )
    return found


def test_words_stay_words(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context, f"{stage.shop.url}/")
        widget.open()
        widget.introduce(MARKUP, name="<img src=x onerror=window.hit=1>")
        agent = Answering(desk)
        with http(stage.url, stage.ann) as client:
            file = client.put(
                "/v1/attachments/evil-file-1",
                params={"name": "a'\"onload=hit(1)=.html"},
                content=b"<script>window.hit=1</script>",
            )
        agent.send(MARKUP, desk_attachment(file.json()["attachment"]))
        agent.send(LINKS)
        widget.shows(MARKUP, MARKUP, LINKS)
        assert set(elements(widget.page).values()) == {0}
        links = widget.texts.locator("a")
        expect(links).to_have_count(1)
        expect(links).to_have_attribute("href", "http://ok.example/")
        expect(links).to_have_attribute("rel", "noopener noreferrer nofollow")
        assert widget.page.evaluate("window.hit") is None


def test_a_page_that_is_not_allowed_cannot_chat(stage: Stage, context: BrowserContext) -> None:
    stranger = Shop(stage.url)
    try:
        widget = stage.widget(context, f"{stranger.url}/")
        widget.open()
        expect(widget.panel.locator(".notice")).to_have_text(
            "This chat is not set up for this website."
        )
        expect(widget.panel.locator(".title")).to_have_text("Chat")
        expect(widget.panel.locator(":scope > form")).to_be_hidden()
        ours = [line for line in widget.console if line.startswith("Agent Desktop chat: ")]
        assert len(ours) == 1
        assert stranger.url in ours[0]
        assert "An administrator can allow the origin at the entry point." in ours[0]
        status = widget.page.evaluate(
            """(hub) => new Promise((done) => {
                const socket = new WebSocket(hub.replace("http", "ws") + "/chat/v1/live");
                socket.onopen = () => done("open");
                socket.onclose = () => done("closed");
            })""",
            stage.url,
        )
        assert status == "closed"
    finally:
        stranger.close()


def test_an_origin_that_is_allowed_no_longer_is_told(stage: Stage, context: BrowserContext) -> None:
    widget = stage.widget(context, f"{stage.shop.url}/")
    widget.open()
    widget.introduce("Hello?")
    stage.allow()
    stage.hub.kill()
    expect(widget.panel.locator(".notice")).to_contain_text("No connection")
    stage.restart()
    expect(widget.panel.locator(".notice")).to_have_text(
        "This chat is not set up for this website.", timeout=30_000
    )


def test_a_busy_hub_is_told_apart_from_no_connection(
    context: BrowserContext, tmp_path: Path
) -> None:
    with running_hub(tmp_path / "hub", rate_factor=0.001) as hub:
        errors: list[str] = []
        with http(hub.url) as client:
            while client.get("/chat/v1/transcript").status_code != 429:
                pass
        shop = Shop(hub.url)
        try:
            script = served_widget().decode()  # as if it had been loaded before
            context.route("**/widget.js", lambda route: route.fulfill(body=script))
            widget = Widget(context.new_page(), f"{shop.url}/", errors)
            widget.open()
            expect(widget.panel.locator(".notice")).to_contain_text("The chat is very busy")
        finally:
            shop.close()
        assert errors == []


def test_a_full_queue_is_told_in_the_visitors_language(
    stage: Stage, context: BrowserContext
) -> None:
    queue = {"type": "define_queue", "name": "Support", "max_waiting": 1}
    with http(stage.url, stage.owner) as client:
        assert client.put("/v1/admin/queues/support", json=queue).status_code == 204
    first = stage.widget(context)
    first.open()
    first.introduce()
    with context.browser.new_context() as other:  # type: ignore[union-attr]
        second = stage.widget(other, f"{stage.shop.url}/?data-language=de")
        second.open()
        second.panel.get_by_label("Ihr Name").fill("Ben")
        second.panel.get_by_label("Wie können wir helfen?").fill("Hallo?")
        second.button("Chat beginnen").click()
        expect(second.panel.locator(".notice")).to_have_text(
            "Zurzeit warten zu viele. Bitte versuchen Sie es etwas später noch einmal."
        )
        expect(second.panel.get_by_label("Wie können wir helfen?")).to_have_value("Hallo?")


def identify(widget: Widget, account: str, signature: str, name: str = "Layla") -> None:
    who = {"id": account, "signature": signature, "name": name, "email": "layla@example.com"}
    widget.page.evaluate("(who) => AgentDesktopChat.identify(who)", who)


def signed(secret: str, account: str) -> str:
    return hmac.new(secret.encode(), account.encode(), hashlib.sha256).hexdigest()


def test_signed_customers_are_known_in_every_browser(stage: Stage, context: BrowserContext) -> None:
    secret = stage.secret()
    stage.allow(stage.shop.url, require_identity=True)
    with stage.desk() as desk:
        widget = stage.widget(context, f"{stage.shop.url}/")
        widget.open()
        expect(widget.panel.locator(".notice")).to_have_text(
            "Please sign in on this website to chat."
        )
        identify(widget, "customer-7", signed(secret, "customer-7"))
        expect(widget.panel.locator(":scope > form")).to_be_hidden()
        widget.say("No form for me")
        Answering(desk)
        known = desk.event(CustomerChanged)
        accounts = [one for one in known.customer.addresses if one.kind is AddressKind.ACCOUNT]
        assert [(one.value, one.verified) for one in accounts] == [("customer-7", True)]
        assert known.customer.name == "Layla"
        browser = context.browser
        assert browser is not None
        with browser.new_context(locale="en-GB") as elsewhere:
            other = stage.widget(elsewhere, f"{stage.shop.url}/")
            identify(other, "customer-7", signed(secret, "customer-7"))
            other.open()
            other.shows("No form for me")
            other.page.evaluate("AgentDesktopChat.identify(null)")
            expect(other.texts).to_have_count(0)
            assert other.page.evaluate("Object.keys(localStorage)") == []


def test_a_forged_identity_is_refused(stage: Stage, context: BrowserContext) -> None:
    secret = stage.secret()
    widget = stage.widget(context, f"{stage.shop.url}/")
    identify(widget, "customer-8", signed(secret, "customer-7"))
    widget.open()
    expect(widget.panel.locator(".notice")).to_have_text("The chat cannot be used on this page.")
    expect(widget.panel.locator(":scope > form")).to_be_hidden()


def test_who_writes_too_fast_is_told_and_loses_nothing(
    stage: Stage, context: BrowserContext
) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce("0")
        agent = Answering(desk)
        words = [str(number) for number in range(1, 24)]
        for word in words:
            widget.say(word)
        expect(widget.panel.locator(".notice")).to_contain_text("That was quick")
        widget.page.set_default_timeout(30_000)
        agent.hears(words[-1])
        widget.shows("0", *words)
        assert agent.visitor_texts(stage.ann, stage.url) == ["0", *words]
        expect(widget.panel.locator(".notice")).to_be_hidden()
