"""One browser, several people: unsent words are sent as nobody but who wrote them."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.hub.server.desk import Desk
from tests.widget.stage import Answering, Stage, Widget
from tests.widget.test_enemies import identify, signed

pytestmark = pytest.mark.serial


def stored(widget: Widget) -> str:
    """Everything that the widget keeps in this browser."""
    found: str = widget.page.evaluate(
        "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"
    )
    return found


def offline_words(context: BrowserContext, widget: Widget, text: str) -> None:
    """Write while there is no network."""
    context.set_offline(True)
    expect(widget.panel.locator(".notice")).to_contain_text("No connection")
    widget.say(text)
    expect(widget.log.locator(".waits")).to_have_count(1)


def next_chat(desk: Desk) -> Answering:
    """The agent accepts another chat than before."""
    desk.entries.clear()
    return Answering(desk)


def test_from_one_person_straight_to_another(stage: Stage, context: BrowserContext) -> None:
    secret = stage.secret()
    with stage.desk() as desk:
        widget = stage.widget(context, f"{stage.shop.url}/")
        identify(widget, "customer-1", signed(secret, "customer-1"), "Ada")
        widget.open()
        widget.say("Ada is here")
        Answering(desk)
        widget.shows("Ada is here")
        offline_words(context, widget, "only Ada says this")
        widget.box.fill("half a sentence of Ada")
        identify(widget, "customer-2", signed(secret, "customer-2"), "Bea")
        expect(widget.texts).to_have_count(0)
        expect(widget.box).to_have_value("")
        assert "Ada" not in stored(widget)
        context.set_offline(False)
        widget.say("Bea is here")
        bea = next_chat(desk)
        widget.shows("Bea is here")
        assert bea.visitor_texts(stage.ann, stage.url) == ["Bea is here"]
        identify(widget, "customer-1", signed(secret, "customer-1"), "Ada")
        widget.shows("Ada is here")


def test_from_nobody_to_a_person_and_back(stage: Stage, context: BrowserContext) -> None:
    secret = stage.secret()
    with stage.desk() as desk:
        widget = stage.widget(context, f"{stage.shop.url}/")
        widget.open()
        widget.introduce("Somebody asks")
        Answering(desk)
        offline_words(context, widget, "nobody signed this")
        identify(widget, "customer-1", signed(secret, "customer-1"), "Ada")
        expect(widget.texts).to_have_count(0)
        context.set_offline(False)
        widget.say("Ada is here")
        ada = next_chat(desk)
        widget.shows("Ada is here")
        assert ada.visitor_texts(stage.ann, stage.url) == ["Ada is here"]
        assert "nobody signed this" in stored(widget)
        widget.page.evaluate("AgentDesktopChat.identify(null)")
        widget.panel.get_by_label("Your name").fill("Layla")
        widget.panel.get_by_label("How can we help?").fill("Again")
        widget.button("Start chat").click()
        widget.shows("Again", "nobody signed this")


def test_unsent_words_wait_over_a_new_page_for_their_writer(
    stage: Stage, context: BrowserContext
) -> None:
    secret = stage.secret()
    with stage.desk() as desk:
        widget = stage.widget(context, f"{stage.shop.url}/")
        identify(widget, "customer-1", signed(secret, "customer-1"), "Ada")
        widget.open()
        widget.say("Ada is here")
        ada = Answering(desk)
        widget.shows("Ada is here")
        offline_words(context, widget, "only Ada says this")
        widget.page.close()
        context.set_offline(False)
        later = stage.widget(context, f"{stage.shop.url}/")
        later.open()
        expect(later.panel.get_by_label("Your name")).to_be_visible()
        assert "only Ada says this" in stored(later)
        identify(later, "customer-1", signed(secret, "customer-1"), "Ada")
        ada.hears("only Ada says this")
        later.shows("Ada is here", "only Ada says this")
