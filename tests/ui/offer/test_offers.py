"""Offer cards: what they say, what they ask, and that they never take the caret."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import PhoneStatus
from agent_desktop.model.devices import DevicesInUse
from agent_desktop.model.work import Channel, Offer, Reason, WhyYou
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.offer.card import OfferCard
from agent_desktop.ui.offer.stack import OfferStack
from agent_desktop.ui.offer.words import offer_words
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON, FakeDesk
from tests.ui.shell.bench import Desk


def an_offer(key: str = "i1", **fields: Any) -> Offer:
    usual: dict[str, Any] = {
        "interaction_id": key,
        "epoch": 1,
        "offered_at": NOON - 6_000,
        "expires_at": NOON + 24_000,
        "conversation_id": f"c-{key}",
        "customer_id": f"k-{key}",
        "customer_name": "Oluwaseun Adeyemi",
        "channel": Channel.CHAT,
        "queue_name": "Billing",
        "arrived_at": NOON - 72_000,
    }
    return Offer(**(usual | fields))


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def stack(qtbot: QtBot, desk: FakeDesk) -> OfferStack:
    stack = OfferStack(
        desk, Theme("light"), accept_keys="Ctrl Shift A", decline_keys="Ctrl Shift R"
    )
    qtbot.addWidget(stack)
    return stack


def test_the_words_tell_who_why_and_how_long() -> None:
    words = offer_words(
        an_offer(
            subject="Invoice\nis paid",
            reasons=(
                Reason(why=WhyYou.SKILL, detail="Billing 4"),
                Reason(why=WhyYou.LONGEST_IDLE),
            ),
        ),
        NOON,
    )
    assert words.kind == "Incoming chat · Billing"
    assert words.about == "waited 1:12"
    assert words.facts == (
        ("Reason", "Invoice is paid"),
        ("Why you", "Skill: Billing 4 · longest ready"),
    )
    assert "Oluwaseun Adeyemi" in words.spoken


def test_a_social_network_is_named_and_what_everybody_reads_says_so() -> None:
    def kind(**about: Any) -> str:
        return offer_words(an_offer(channel=Channel.SOCIAL, **about), NOON).kind

    assert kind(network="whatsapp") == "New message on WhatsApp · Billing"
    assert kind(network="mastodon", public=True) == "Public post on Mastodon · Billing"
    assert kind(network="a\nbridge") == "New message on a bridge · Billing"
    assert kind() == "New social message · Billing"
    assert offer_words(an_offer(network="smpp", channel=Channel.SMS), NOON).kind.startswith(
        "New SMS"
    )


@pytest.mark.parametrize("channel", list(Channel))
def test_every_channel_and_reason_has_words(channel: Channel) -> None:
    reasons = tuple(Reason(why=why, detail="x") for why in WhyYou)
    words = offer_words(an_offer(channel=channel, reasons=reasons), NOON)
    assert words.kind
    assert words.facts[0][1].count("·") == len(WhyYou) - 1


def test_one_card_an_offer_and_only_the_first_unfolded(stack: OfferStack, desk: FakeDesk) -> None:
    desk.offer_list = [an_offer("i1"), an_offer("i2")]
    stack.refresh()
    assert [card.folded for card in stack.cards] == [False, True]
    first = stack.cards[0]
    desk.offer_list = [an_offer("i1")]
    stack.refresh()
    assert stack.cards == [first]
    desk.offer_list = []
    stack.refresh()
    assert stack.isHidden()


def test_when_the_first_goes_the_next_unfolds(stack: OfferStack, desk: FakeDesk) -> None:
    desk.offer_list = [an_offer("i1"), an_offer("i2")]
    stack.refresh()
    desk.offer_list = [an_offer("i2")]
    stack.refresh()
    assert [card.folded for card in stack.cards] == [False]


def test_a_second_offer_of_the_same_interaction_is_a_new_card(
    stack: OfferStack, desk: FakeDesk
) -> None:
    desk.offer_list = [an_offer("i1", epoch=1)]
    stack.refresh()
    first = stack.cards[0]
    desk.offer_list = [an_offer("i1", epoch=2)]
    stack.refresh()
    assert stack.cards[0] is not first


def test_buttons_ask_and_the_caret_stays(qtbot: QtBot, desk: FakeDesk) -> None:
    window = QWidget()
    stack = OfferStack(desk, Theme("light"), accept_keys="", decline_keys="", parent=window)
    field = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(stack)
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    desk.offer_list = [an_offer("i1")]
    stack.refresh()
    assert window.focusWidget() is field
    card = stack.cards[0]
    with qtbot.waitSignal(stack.accepted) as accepted:
        qtbot.mouseClick(card.accept_button, Qt.MouseButton.LeftButton)
    assert accepted.args == ["i1"]
    with qtbot.waitSignal(stack.declined) as declined:
        qtbot.mouseClick(card.decline_button, Qt.MouseButton.LeftButton)
    assert declined.args == ["i1"]
    assert window.focusWidget() is field


def test_a_card_gives_way_to_narrow_room_without_shortening_its_buttons(
    stack: OfferStack, desk: FakeDesk
) -> None:
    desk.put_offers(an_offer())
    stack.refresh()
    (card,) = stack.cards
    stack.fit(700)
    assert stack.width() == 400 + 2 * paint.SHADOW
    assert card.accept_button.hint == "Ctrl Shift A"
    assert not card.accept_button.toolTip()
    tall = stack.height()
    stack.fit(328)
    assert stack.width() == 328 + 2 * paint.SHADOW
    assert stack.height() > tall  # the promise below takes a line more
    for button, keys in (
        (card.accept_button, "Ctrl Shift A"),
        (card.decline_button, "Ctrl Shift R"),
    ):
        assert button.width() >= button.sizeHint().width()
        assert (button.hint, button.toolTip()) == ("", keys)
    stack.set_keys("F7", "F8")
    assert card.accept_button.hint == "F7"


def test_an_offer_covers_no_row_of_the_work_list(
    theme: Theme, desk: FakeDesk, qtbot: QtBot
) -> None:
    bench = Desk(theme)
    qtbot.addWidget(bench.window)
    stack = OfferStack(desk, theme, accept_keys="Ctrl Shift A", decline_keys="Ctrl Shift R")
    bench.window.set_offers(stack)
    stack.resized.connect(bench.window.place_overlays)
    bench.window.resize(1024, 720)
    bench.window.show()
    qtbot.waitExposed(bench.window)
    desk.put_offers(an_offer())
    stack.refresh()
    bench.window.panes.show_sidebar()
    list_end = bench.list.mapTo(bench.window, bench.list.rect().topRight()).x()
    sidebar = bench.sidebar.mapTo(bench.window, QPoint(0, 0)).x()
    card = stack.geometry().adjusted(paint.SHADOW, 0, -paint.SHADOW, 0)
    assert list_end < card.left()
    assert card.right() < sidebar
    bench.window.panes.restore({"narrow": [420, 440]})  # as wide as the agent can make both
    card = stack.geometry().adjusted(paint.SHADOW, 0, -paint.SHADOW, 0)
    assert bench.list.mapTo(bench.window, bench.list.rect().topRight()).x() < card.left()


def test_a_long_notice_breaks_its_lines_in_narrow_room(theme: Theme, qtbot: QtBot) -> None:
    toast = Toast(theme, "You missed an offer. It is back in its place; choose Ready to go on.")
    qtbot.addWidget(toast)
    toast.fit(1000)
    one_line = toast.height()
    toast.fit(328)
    assert toast.width() <= 328 + 2 * paint.SHADOW
    assert toast.height() > one_line
    toast.fit(1000)
    assert toast.height() == one_line


def test_a_call_says_where_it_rings_or_that_it_answers_itself(
    stack: OfferStack, desk: FakeDesk
) -> None:
    desk.phone = PhoneStatus(running=True, why_not=None, in_use=DevicesInUse(ringer="Jabra"))
    desk.offer_list = [an_offer("i1", channel=Channel.VOICE), an_offer("i2")]
    stack.refresh()
    call, chat = stack.cards
    assert "Rings on Jabra until you accept." in call.accessibleName()
    assert "Rings" not in chat.accessibleName()
    desk.answering_at["i1"] = desk.now_ms + 4_200
    stack.refresh()
    assert "Answered by itself in 5 s, after a tone." in call.accessibleName()
    desk.phone = None
    desk.answering_at.clear()
    stack.refresh()
    assert "Rings" not in call.accessibleName()


def test_the_taskbar_says_that_and_how_many_came(
    stack: OfferStack, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerts: list[QWidget] = []
    numbers: list[int] = []
    monkeypatch.setattr(QApplication, "alert", alerts.append)
    monkeypatch.setattr(QGuiApplication, "setBadgeNumber", lambda app, n: numbers.append(n))
    desk.offer_list = [an_offer("i1")]
    stack.refresh()
    stack.refresh()
    assert (alerts, numbers) == ([stack.window()], [1, 1])
    desk.offer_list = [an_offer(f"i{at}") for at in range(5)]
    stack.refresh()
    desk.offer_list = []
    stack.refresh()
    assert (len(alerts), numbers) == (2, [1, 1, 5, 0])


def test_keys_stand_on_the_offer_that_they_answer(stack: OfferStack, desk: FakeDesk) -> None:
    desk.offer_list = [an_offer("i1"), an_offer("i2")]
    stack.refresh()

    def hints() -> list[str]:
        return [card.accept_button.hint for card in stack.cards]

    assert hints() == ["Ctrl Shift A", ""]
    desk.offer_list = desk.offer_list[1:]
    stack.refresh()
    assert hints() == ["Ctrl Shift A"]
    stack.set_keys("F2", "F3")
    assert hints() == ["F2"]


def test_a_card_that_stands_through_a_change_of_looks_is_wholly_in_the_new_ones(
    qtbot: QtBot,
) -> None:
    def card(theme: Theme) -> OfferCard:
        card = OfferCard(theme, an_offer(), accept_keys="A", decline_keys="D")
        qtbot.addWidget(card)
        return card

    changed = Theme("light")
    stood = card(changed)
    light = stood.grab().toImage()
    changed.set_choice("dark")
    assert stood.grab().toImage() != light
    assert stood.grab().toImage() == card(Theme("dark")).grab().toImage()
