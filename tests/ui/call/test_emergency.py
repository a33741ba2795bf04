"""Calls for help: warned of once, held up never."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.model.intents import Consult, Dial
from agent_desktop.ui.call.popup import Popup
from agent_desktop.ui.kit import paint, telephone_numbers
from agent_desktop.ui.kit.widgets.buttons import Button
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import line


@pytest.fixture(autouse=True)
def in_germany(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telephone_numbers, "region", lambda: "DE")


def press(office: CallOffice, words: str) -> None:
    buttons = office.calls.place.banner.findChildren(Button)
    next(one for one in buttons if one.text() == words and not one.isHidden()).click()


def dial(office: CallOffice, number: str) -> None:
    office.calls.show_dial(number)
    QTest.keyClick(office.calls.number.field, Qt.Key.Key_Return)


def test_it_is_warned_of_and_made_all_the_same(office: CallOffice) -> None:
    banner = office.calls.place.banner
    dial(office, "112")
    assert office.desk.posted(Dial) == []
    assert banner.isVisible()
    assert banner.title.text() == "Emergency services may not see where you are."
    assert banner.fact.text() == "Calls in 5 s"
    press(office, "Call anyway")
    assert office.desk.posted(Dial) == [Dial(number="112")]
    assert banner.isHidden()
    dial(office, "112")
    assert len(office.desk.posted(Dial)) == 2, "asked once"
    dial(office, "110")
    assert banner.isVisible(), "of another number"


def test_it_is_warned_of_wherever_it_is_called_from(office: CallOffice) -> None:
    banner = office.calls.place.banner
    pad = office.calls.number
    office.show(line())
    for at in (0, 1):
        office.strip.transfer.click()
        pad.field.setText("112")
        pad.buttons[at].click()
        assert banner.isVisible()
        press(office, "Cancel")
    assert office.asked() == []
    assert office.desk.posted(Consult) == []
    office.strip.transfer.click()
    pad.field.setText("112")
    pad.buttons[1].click()
    press(office, "Call anyway")
    assert office.desk.posted(Consult) == [Consult(call_id="k1", number="112")]


def test_who_does_nothing_is_connected(office: CallOffice) -> None:
    dial(office, "911")
    now = office.desk.now()
    for second in range(1, 5):
        office.shell.ticked.emit(now + 1_000 * second)
        assert office.desk.posted(Dial) == []
    assert office.calls.place.banner.fact.text() == "Calls in 1 s"
    office.shell.ticked.emit(now + 5_000)
    assert office.desk.posted(Dial) == [Dial(number="911")]
    office.shell.ticked.emit(now + 60_000)
    assert len(office.desk.posted(Dial)) == 1


def test_dialling_again_is_impatience(office: CallOffice) -> None:
    dial(office, "112")
    dial(office, "1 1 2")
    assert len(office.desk.posted(Dial)) == 1
    assert office.calls.place.banner.isHidden()


def test_cancel_does_not_call_and_asks_again(office: CallOffice) -> None:
    dial(office, "112")
    press(office, "Cancel")
    assert office.calls.place.banner.isHidden()
    office.shell.ticked.emit(office.desk.now() + 60_000)
    assert office.desk.posted(Dial) == []
    dial(office, "112")
    assert office.calls.place.banner.isVisible()


def test_the_keyboard_stays_where_it_was_and_a_call_goes_on(office: CallOffice) -> None:
    office.show(line())
    office.spaces.conversation.focus_composer()
    caret = QApplication.focusWidget()
    office.calls.call("112", account_id="a1")
    assert QApplication.focusWidget() is caret
    assert office.strip.isVisible()
    press(office, "Call anyway")
    assert office.desk.posted(Dial) == [Dial(number="112", account_id="a1")]


def test_other_numbers_are_not_warned_of(office: CallOffice) -> None:
    dial(office, "200")
    dial(office, "1101")
    assert len(office.desk.posted(Dial)) == 2
    assert office.calls.place.banner.isHidden()


@pytest.mark.parametrize("name", ["keypad", "note"])
def test_an_open_popup_leaves_the_warning_free(office: CallOffice, qtbot: QtBot, name: str) -> None:
    office.show(line())
    button: QWidget = getattr(office.strip, name)
    popup: Popup = getattr(office.calls, name)
    popup.open_under(button)
    before = popup.y()
    office.calls.call("112")
    place = office.calls.place
    bottom = place.mapTo(office.shell, QPoint(0, 52 + place.banner.height())).y()
    qtbot.waitUntil(lambda: popup.y() + paint.SHADOW > bottom, timeout=20_000)
    press(office, "Cancel")
    qtbot.waitUntil(lambda: popup.y() == before, timeout=20_000)
