"""Colleagues at the telephone systems of own accounts: their lamps where a call is made or handed over."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.desk.api import CallAccount, ColleagueLamp
from agent_desktop.model import calls as ca
from agent_desktop.model.changes import CallsChanged
from agent_desktop.model.intents import Dial
from agent_desktop.model.registrations import LampState
from agent_desktop.ui.call.lamps import WatchedRow
from agent_desktop.ui.call.pads import NumberPopup
from tests.ui.call.conftest import CallOffice
from tests.ui.call.samples import PHONE, line

ANN = ColleagueLamp(account_id="a", number="202", state=LampState.BUSY, name="Ann")
BOB = ColleagueLamp(account_id="a", number="203", state=LampState.FREE, name="Bob")
CEM = ColleagueLamp(account_id="b", number="77", state=LampState.UNKNOWN)
ACCOUNTS = (CallAccount(id="b", name="Home"), CallAccount(id="a", name="Office"))


def watch(office: CallOffice, *lamps: ColleagueLamp) -> None:
    """The accounts watch these."""
    office.desk.phone = replace(PHONE, accounts=ACCOUNTS, lamps=lamps)
    office.desk.publish(CallsChanged())
    office.frames()


def rows(popup: NumberPopup) -> list[WatchedRow]:
    return [one for one in popup.places.rows if isinstance(one, WatchedRow)]


def test_lamps_say_who_is_free_and_the_call_leaves_by_their_account(
    office: CallOffice, qtbot: QtBot
) -> None:
    watch(office, ANN, BOB, CEM)
    office.calls.show_dial()
    popup = office.calls.number
    assert [one.accessibleName() for one in rows(popup)] == [
        "Bob, 203, Free",
        "Ann, 202, On call",
        "77, Unknown",
    ]
    assert popup.account.current == "b"
    QTest.keyClicks(popup.field, "an")
    (ann,) = rows(popup)
    qtbot.mouseClick(ann, Qt.MouseButton.LeftButton)
    assert (popup.field.text(), popup.account.current) == ("202", "a")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    (dial,) = office.desk.posted(Dial)
    assert (dial.number, dial.account_id) == ("202", "a")


def test_lamps_follow_while_the_pad_is_open(office: CallOffice) -> None:
    watch(office, ANN)
    office.calls.show_dial()
    popup = office.calls.number
    watch(office, replace(ANN, state=LampState.FREE))
    assert [one.words for one in rows(popup)] == ["Free"]


def test_a_call_is_handed_to_who_its_own_account_watches(office: CallOffice) -> None:
    watch(office, ANN, BOB, CEM)
    call = line()
    office.show(replace(call, call=replace(call.call, account_id="a")))
    office.strip.transfer.click()
    popup = office.calls.number
    assert [one.name for one in rows(popup)] == ["Bob", "Ann"]
    rows(popup)[0].click()
    popup.buttons[0].click()
    assert office.asked() == [ca.TransferBlind(call_id=call.call.id, number="203")]
