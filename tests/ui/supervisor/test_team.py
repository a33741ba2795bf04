"""The team lead's workspace: who is in which call, and the ways to be in one, by mouse, keys and commands."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import NotCallable
from agent_desktop.model import backend_calls as bc
from agent_desktop.model.changes import LinkShown
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.supervisor.rows import HIGH
from agent_desktop.ui.supervisor.supervision import ENDED_MS, PAGE
from tests.ui.call.samples import PHONE, line
from tests.ui.fake_desk import NOON
from tests.ui.supervisor.conftest import BOB, LeadsOffice, anns_call

LISTEN = bc.Supervise(interaction_id="i1", mode=bc.Listening.MONITOR)
WHISPER = bc.Supervise(interaction_id="i1", mode=bc.Listening.WHISPER)
BARGE = bc.Supervise(interaction_id="i1", mode=bc.Listening.BARGE)
LEAVE = bc.EndSupervision(interaction_id="i1")


def marked_name(office: LeadsOffice) -> str:
    """Who stands in the marked row."""
    marked = office.rows.marked
    return marked.name if marked is not None else ""


def test_calls_stand_first_then_who_is_there(office: LeadsOffice) -> None:
    assert office.states() == [
        ("Ann Lee", "Talking"),
        ("Bob Stone", "Break"),
        ("Cara Fuchs", "Offline"),
    ]
    assert [one.detail for one in office.rows.rows][:2] == [
        "Miriam Cohen · Billing",
        "Not in a call of a customer",
    ]
    assert office.page.count.text() == "1 in a call"
    assert list(office.rows.ways) == ["i1"]
    assert office.rows.accessibleName() == "Team, Ann Lee, Talking, Miriam Cohen · Billing, 3:12"


def test_every_button_asks_for_what_it_says(office: LeadsOffice) -> None:
    ways = office.rows.ways["i1"]
    assert [one.accessibleName() for one in ways.buttons] == [
        "Listen to Ann Lee",
        "Whisper to Ann Lee",
        "Barge in on Ann Lee",
    ]
    for button in ways.buttons:
        button.click()
    assert office.orders() == [LISTEN, WHISPER, BARGE]


@pytest.mark.parametrize(
    ("mode", "word", "asked"),
    [
        (bc.Listening.MONITOR, "Listening", [WHISPER, BARGE, LEAVE]),
        (bc.Listening.WHISPER, "Whispering", [LISTEN, BARGE, LEAVE]),
        (bc.Listening.BARGE, "In the call", [LISTEN, WHISPER, LEAVE]),
    ],
)
def test_how_we_are_there_is_seen_and_can_be_changed(
    office: LeadsOffice, mode: bc.Listening, word: str, asked: list[bc.CallOrder]
) -> None:
    office.listen(mode)
    ways = office.rows.ways["i1"]
    assert office.states()[0] == ("Ann Lee", word)
    assert [key for key, one in ways.modes.items() if one.kind == "primary"] == [mode]
    for button in ways.buttons:
        button.click()
    assert office.orders() == asked


def test_a_call_on_its_way_to_our_telephone_can_be_left(office: LeadsOffice) -> None:
    office.desk.call_lines = [line(interaction_id="i1", connecting=True)]
    office.there(anns_call())
    assert office.states()[0] == ("Ann Lee", "Connecting…")
    assert office.rows.ways["i1"].buttons == [office.rows.ways["i1"].leave]
    assert office.shell.run("supervise.leave")
    assert office.orders() == [LEAVE]


def test_the_end_of_a_call_is_told_and_seen_for_a_while(office: LeadsOffice) -> None:
    office.listen(bc.Listening.WHISPER)
    office.desk.call_lines = []
    office.there(anns_call())  # that we are out of it may come first
    assert office.toasts() == []
    office.there()
    assert office.toasts() == ["The call of Ann Lee has ended."]
    assert office.states()[0] == ("Ann Lee", "Call ended")
    assert office.rows.ways == {}
    office.desk.now_ms = NOON + ENDED_MS
    office.shell.ticked.emit(office.desk.now())
    assert office.states()[0] == ("Ann Lee", "Talking")  # as her presence says
    assert office.toasts() == ["The call of Ann Lee has ended."]


def test_who_left_is_told_nothing_when_the_call_ends_later(office: LeadsOffice) -> None:
    office.listen(bc.Listening.MONITOR)
    office.desk.call_lines = []
    office.there(anns_call())
    office.desk.now_ms = NOON + 60_000
    office.there(anns_call())
    office.there()
    assert office.toasts() == []


def test_the_end_is_told_on_every_page(office: LeadsOffice) -> None:
    office.listen(bc.Listening.BARGE)
    office.shell.show_workspace("inbox")
    office.desk.call_lines = []
    office.there()
    assert office.toasts() == ["The call of Ann Lee has ended."]


def test_the_keyboard_reaches_everything(office: LeadsOffice) -> None:
    office.there(anns_call(), anns_call(interaction_id="i2", agent=BOB, since=NOON))
    rows = office.rows
    assert QApplication.focusWidget() is rows

    def press(key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    press(Qt.Key.Key_Down)
    assert marked_name(office) == "Bob Stone"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Right)
    assert QApplication.focusWidget() is rows.ways["i2"].modes[bc.Listening.WHISPER]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is rows
    assert marked_name(office) == "Ann Lee"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)  # there is no further one
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is rows
    there = bc.Supervise(interaction_id="i2", mode=bc.Listening.WHISPER)
    assert office.orders() == [there, BARGE]


def test_the_keyboard_is_not_lost_with_a_call(office: LeadsOffice) -> None:
    office.listen(bc.Listening.MONITOR)
    ways = office.rows.ways["i1"]
    ways.leave.setFocus()
    office.desk.call_lines = []
    office.there(anns_call())
    assert QApplication.focusWidget() is ways.modes[bc.Listening.MONITOR]
    office.there()
    assert QApplication.focusWidget() is office.rows


def test_shortcuts_are_about_the_marked_call_and_then_about_ours(office: LeadsOffice) -> None:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(office.shell, Qt.Key.Key_L, held)
    office.listen(bc.Listening.MONITOR)
    office.shell.show_workspace("inbox")
    for key in (Qt.Key.Key_L, Qt.Key.Key_W, Qt.Key.Key_B, Qt.Key.Key_E):
        QTest.keyClick(office.shell, key, held)
    assert office.orders() == [LISTEN, WHISPER, BARGE, LEAVE]


def test_without_a_marked_call_the_shortcuts_do_nothing(office: LeadsOffice) -> None:
    QTest.mousePress(office.rows, Qt.MouseButton.LeftButton, pos=QPoint(20, HIGH + 5))
    assert marked_name(office) == "Bob Stone"
    assert not any(office.shell.run(f"supervise.{one}") for one in ("listen", "barge", "leave"))
    office.shell.show_workspace("inbox")
    assert not office.shell.run("supervise.whisper")


@pytest.mark.parametrize(
    ("hindered", "sentence"),
    [
        ("link", "Not connected: what stands here may be old."),
        ("phone", "Calls can be seen, and not heard: there is no telephone here."),
        ("starting", "Telephone starting: no calls yet"),
        ("no line", "The telephone is not ready."),
        ("busy", "You are in a call. End it, then listen to your colleagues."),
    ],
)
def test_what_stands_in_the_way_is_said_before_it_is_tried(
    office: LeadsOffice, hindered: str, sentence: str
) -> None:
    match hindered:
        case "link":
            office.desk.link = LinkChanged(state=LinkState.OFFLINE, since=NOON)
            office.desk.publish(LinkShown())
        case "phone":
            office.desk.phone = None
        case "starting":
            office.desk.phone = replace(PHONE, why_not=NotCallable.STARTING)
        case "no line":
            office.desk.phone = PHONE
        case _:
            office.desk.call_lines = [line(interaction_id="mine")]
    office.there(anns_call())
    office.spaces.supervision.refresh()
    assert office.page.why.isVisible()
    assert office.page.why.text() == sentence
    assert office.rows.ways["i1"].buttons == []
    assert {one.toolTip() for one in office.rows.ways["i1"].modes.values()} == {sentence}
    assert not office.shell.run("supervise.listen")


def test_another_call_waits_until_we_left_ours(office: LeadsOffice) -> None:
    office.listen(bc.Listening.MONITOR)
    office.there(
        anns_call(listening=bc.Listening.MONITOR),
        anns_call(interaction_id="i2", agent=BOB, since=NOON),
    )
    assert office.page.why.isHidden()
    assert office.rows.ways["i2"].buttons == []
    tip = office.rows.ways["i2"].modes[bc.Listening.BARGE].toolTip()
    assert tip == "Leave the call that you are in first."


def test_without_the_right_there_is_no_such_place(office: LeadsOffice) -> None:
    assert PAGE in office.shell.rail.buttons
    more = office.desk.manifest.capabilities
    office.desk.manifest = replace(
        office.desk.manifest, capabilities=more - {Capability.SUPERVISOR}
    )
    office.desk.publish(LinkShown())
    office.frames()
    assert PAGE not in office.shell.rail.buttons
    assert office.shell.workspace == "inbox"
    assert not office.shell.run("supervise.team")
    office.desk.manifest = replace(office.desk.manifest, capabilities=more)
    office.desk.publish(LinkShown())
    office.frames()
    assert office.shell.run("supervise.team")
    assert office.shell.workspace == PAGE


@pytest.mark.usefixtures("right_to_left")
def test_from_right_to_left_buttons_stand_at_the_left(office: LeadsOffice) -> None:
    ways = office.rows.ways["i1"]
    assert ways.geometry().left() == 16
    office.rows.setFocus()
    QTest.keyClick(office.rows, Qt.Key.Key_Left)
    QTest.keyClick(ways.modes[bc.Listening.MONITOR], Qt.Key.Key_Left)
    assert ways.modes[bc.Listening.WHISPER].hasFocus()


@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_of_a_row_is_cut_off(office: LeadsOffice, width: int) -> None:
    office.shell.resize(width, 720)
    office.listen(bc.Listening.MONITOR)
    QApplication.processEvents()
    ways = office.rows.ways["i1"]
    assert office.rows.rect().contains(ways.geometry())
    room = ways.geometry().left() - 64 - 64 - 150 - 40
    assert room > office.shell.theme.width("Bob Stone", "bodyStrong")


def test_hostile_names_are_one_plain_line(office: LeadsOffice) -> None:
    evil = replace(anns_call().agent, name="<b>Ann</b>\n\u202eLee")
    office.there(anns_call(agent=evil, customer_name="a\nb", queue_name="\u2067c"))
    assert office.rows.rows[0].name == "<b>Ann</b> Lee"
    assert office.rows.rows[0].detail == "a b · c"
