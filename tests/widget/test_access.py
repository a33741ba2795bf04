"""Keyboard, screen reader, languages, direction, themes: by roles and names, as assistive technology sees it."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from agent_desktop.hub.channels.chat.pages import words
from tests.hub.server.desk import http
from tests.widget.stage import Answering, Stage

pytestmark = pytest.mark.serial


def test_everything_by_keyboard(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        keys = widget.page.keyboard
        widget.launcher.focus()
        keys.press("Enter")
        expect(widget.panel.get_by_label("Your name")).to_be_focused()
        keys.press("Enter")
        expect(widget.panel.get_by_text("Please tell us your name.")).to_be_visible()
        expect(widget.panel.get_by_label("Your name")).to_have_attribute("aria-invalid", "true")
        keys.type("Layla")
        keys.press("Tab")
        keys.type("not an address")
        keys.press("Tab")
        keys.type("Where is my lamp?")
        keys.press("Tab")
        keys.press("Enter")
        expect(widget.panel.get_by_label("E-mail (optional)")).to_be_focused()
        expect(widget.panel.get_by_text("This e-mail address is not complete.")).to_be_visible()
        keys.press("Control+A")
        keys.press("Delete")
        keys.press("Enter")
        expect(widget.box).to_be_focused()
        agent = Answering(desk)
        keys.type("First line")
        keys.press("Shift+Enter")
        keys.type("second line")
        keys.press("Enter")
        agent.hears("First line\nsecond line")
        keys.press("Escape")
        expect(widget.panel).to_be_hidden()
        expect(widget.launcher).to_be_focused()
        keys.press("Space")
        expect(widget.box).to_be_focused()
        agent.ends()
        expect(widget.panel.get_by_text("How was this chat?")).to_be_visible()
        widget.panel.get_by_label("1 of 5").focus()
        keys.press("ArrowRight")
        keys.press("ArrowRight")
        expect(widget.panel.get_by_label("3 of 5")).to_be_checked()
        keys.press("Tab")
        keys.press("Tab")
        keys.press("Enter")
        expect(widget.panel.get_by_text("Thank you for your rating.")).to_be_visible()


def test_roles_and_names(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        expect(widget.launcher).to_have_attribute("aria-expanded", "false")
        widget.open()
        expect(widget.launcher).to_have_attribute("aria-expanded", "true")
        expect(widget.page.get_by_role("dialog", name="Halden Home")).to_be_visible()
        widget.introduce()
        agent = Answering(desk)
        agent.send("Hello")
        agent.send("How can I help?")
        log = widget.panel.get_by_role("log", name="Messages")
        expect(log).to_contain_text("How can I help?")
        heard = log.aria_snapshot()
        for words in ("Ann Hello", "Ann How can I help?"):
            assert words in heard, "each message is heard with its author"
        expect(log).to_have_attribute("aria-live", "polite")
        expect(log).to_contain_text("You: Hello?")
        expect(widget.panel.get_by_role("textbox", name="Write a message")).to_be_visible()
        nameless = widget.page.evaluate(
            """() => {
                const root = [...document.body.children].find((one) => one.shadowRoot).shadowRoot;
                const named = (one) => one.getAttribute("aria-label") || one.labels?.length || one.textContent.trim();
                return [...root.querySelectorAll("button, input:not([type=file]), textarea, select, a")]
                    .filter((one) => !named(one)).map((one) => one.outerHTML);
            }"""
        )
        assert nameless == []
        expect(widget.panel.locator("svg:not([aria-hidden=true])")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ar"])
def test_every_language_has_every_word(language: str) -> None:
    here, english = words()[language], words()["en"]
    assert here.keys() == english.keys()
    for name, text in english.items():
        places = {part.split("}")[0] for part in text.split("{")[1:]}
        assert {part.split("}")[0] for part in here[name].split("{")[1:]} == places, name
        assert here[name].strip(), name


def test_the_page_chooses_language_and_direction(stage: Stage, context: BrowserContext) -> None:
    widget = stage.widget(context, f"{stage.shop.url}/?data-language=ar&page-dir=rtl")
    expect(widget.page.locator(".chat")).to_have_attribute("dir", "rtl")
    expect(widget.launcher).to_have_attribute("aria-label", "فتح المحادثة")
    box = widget.launcher.bounding_box()
    assert box is not None
    assert box["x"] < 100, "the launcher stands on the left"
    widget.open()
    widget.panel.get_by_label("اسمك").fill("Layla")
    widget.panel.get_by_label("كيف يمكننا مساعدتك؟").fill("Left to right")
    widget.button("بدء المحادثة").click()
    expect(widget.texts).to_have_attribute("dir", "auto")
    forced = stage.widget(context, f"{stage.shop.url}/?data-dir=ltr&page-dir=rtl")
    expect(forced.page.locator(".chat")).to_have_attribute("dir", "ltr")
    unknown = stage.widget(context, f"{stage.shop.url}/?data-language=tlh")
    expect(unknown.launcher).to_have_attribute("aria-label", "Open chat")


def test_dark_and_light(stage: Stage, browser: Browser) -> None:
    with browser.new_context(locale="de-DE", color_scheme="dark") as context:
        system = stage.widget(context, f"{stage.shop.url}/")
        expect(system.page.locator(".chat")).to_have_attribute("data-theme", "dark")
        expect(system.launcher).to_have_attribute("aria-label", "Chat öffnen")
        system.page.emulate_media(color_scheme="light")
        expect(system.page.locator(".chat")).to_have_attribute("data-theme", "light")
        chosen = stage.widget(context, f"{stage.shop.url}/?data-theme=light")
        expect(chosen.page.locator(".chat")).to_have_attribute("data-theme", "light")


def test_less_motion(stage: Stage, browser: Browser) -> None:
    with browser.new_context(reduced_motion="reduce") as context:
        widget = stage.widget(context)
        widget.open()
        assert widget.panel.evaluate("(one) => getComputedStyle(one).animationName") == "none"


def test_a_phone_gets_the_whole_screen(stage: Stage, browser: Browser) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "locale": "en-GB"}
    with browser.new_context(**phone, reduced_motion="reduce") as context:
        widget = stage.widget(context)
        widget.open()
        box = widget.panel.bounding_box()
        assert box == {"x": 0, "y": 0, "width": 390, "height": 780}
        expect(widget.launcher).to_be_hidden()
        assert widget.page.evaluate("document.documentElement.scrollWidth") == 390
        widget.button("Close chat").click()
        expect(widget.launcher).to_be_visible()


def test_the_page_may_listen(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.page.evaluate(
            """() => {
                window.heard = [];
                for (const name of ["open", "close", "message", "unread", "state"])
                    AgentDesktopChat.on(name, (detail) => heard.push([name, detail ?? null]));
                AgentDesktopChat.open();
            }"""
        )
        widget.introduce()
        Answering(desk).send("Hello")
        widget.shows("Hello?", "Hello")
        widget.page.evaluate("AgentDesktopChat.close()")
        heard = widget.page.evaluate("heard")
        names = [name for name, _ in heard]
        assert names[0] == "open"
        assert names[-1] == "close"
        assert ["message", {"name": "Ann", "text": "Hello"}] in heard
        assert ["state", {"phase": "with_agent", "agent": "Ann"}] in heard


def test_no_cookies(stage: Stage, context: BrowserContext) -> None:
    widget = stage.widget(context, f"{stage.shop.url}/")
    widget.open()
    widget.introduce()
    assert context.cookies() == []


def test_a_chat_that_was_taken_away_says_so(stage: Stage, context: BrowserContext) -> None:
    with stage.desk() as desk:
        widget = stage.widget(context)
        widget.open()
        widget.introduce()
        Answering(desk).send("Hello")
        widget.shows("Hello?", "Hello")
        with http(stage.url, stage.owner) as client:
            assert client.delete("/v1/admin/entry-points/website").status_code == 204
        widget.say("Are you there?")
        widget.shows("Hello?", "Hello", "Are you there?")
        widget.page.reload()
        widget.open()
        widget.shows("Hello?", "Hello", "Are you there?")

    widget.page.evaluate("localStorage.clear()")
    widget.page.reload()
    widget.open()
    expect(widget.panel.locator(".notice")).to_contain_text("This chat is closed.")
