"""Calls on the live board: who is in which, and the ways to be in one, by mouse, keys and commands."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import NotCallable
from agent_desktop.model import backend_calls as bc
from agent_desktop.model.changes import BoardShown, LinkShown
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.supervisor.supervision import ENDED_MS
from tests.ui.call.samples import PHONE, line
from tests.ui.call.test_carried import CUSTOMER
from tests.ui.call.test_supervised import supervising
from tests.ui.fake_desk import NOON
from tests.ui.supervisor.boards import work
from tests.ui.supervisor.conftest import BOB, LeadsOffice, anns_call

LISTEN = bc.Supervise(interaction_id="i1", mode=bc.Listening.MONITOR)
WHISPER = bc.Supervise(interaction_id="i1", mode=bc.Listening.WHISPER)
BARGE = bc.Supervise(interaction_id="i1", mode=bc.Listening.BARGE)
LEAVE = bc.EndSupervision(interaction_id="i1")


def test_who_is_in_a_call_has_the_ways_to_be_in_it(office: LeadsOffice) -> None:
    assert office.states() == [
        ("Ann Lee", "Talking"),
        ("Bob Stone", "Break"),
        ("Cara Fuchs", "Offline"),
    ]
    ways = office.ways()
    assert [one.accessibleName() for one in ways.buttons] == [
        "Listen to Ann Lee",
        "Whisper to Ann Lee",
        "Barge in on Ann Lee",
    ]
    for button in ways.buttons:
        button.click()
    assert office.orders() == [LISTEN, WHISPER, BARGE]
    office.board.agents.mark("bob")
    assert office.board.agents.ways is None


@pytest.mark.parametrize(
    ("mode", "word", "asked"),
    [
        (bc.Listening.MONITOR, "You listen", [WHISPER, BARGE, LEAVE]),
        (bc.Listening.WHISPER, "You whisper", [LISTEN, BARGE, LEAVE]),
        (bc.Listening.BARGE, "You are in the call", [LISTEN, WHISPER, LEAVE]),
    ],
)
def test_how_we_are_there_is_seen_and_can_be_changed(
    office: LeadsOffice, mode: bc.Listening, word: str, asked: list[bc.CallOrder]
) -> None:
    office.listen(mode)
    ways = office.ways()
    assert office.states()[0] == ("Ann Lee", word)
    assert [key for key, one in ways.modes.items() if one.kind == "primary"] == [mode]
    for button in ways.buttons:
        button.click()
    assert office.orders() == asked


def test_a_call_on_its_way_to_our_telephone_can_be_left(office: LeadsOffice) -> None:
    office.desk.call_lines = [line(interaction_id="i1", connecting=True)]
    office.there(anns_call())
    assert office.states()[0] == ("Ann Lee", "Connecting…")
    ways = office.ways()
    assert ways.buttons == [ways.leave]
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
    office.desk.now_ms = NOON + ENDED_MS
    office.shell.ticked.emit(office.desk.now())
    assert office.states()[0] == ("Ann Lee", "Talking")  # as her presence says
    assert office.toasts() == ["The call of Ann Lee has ended."]


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        (bc.Listening.MONITOR, "The call went from Ann Lee to Bob Stone. You went with it."),
        (
            bc.Listening.WHISPER,
            "The call went from Ann Lee to Bob Stone, who hears you whisper now.",
        ),
    ],
)
def test_that_a_call_went_to_a_colleague_is_told(
    office: LeadsOffice, mode: bc.Listening, sentence: str
) -> None:
    office.listen(mode)
    office.there(anns_call(listening=mode, agent=BOB))
    assert office.toasts() == [sentence]
    office.there(anns_call(listening=mode, agent=BOB))
    assert office.toasts() == [sentence]


def test_passing_words_leave_the_ways_to_be_in_a_call_free(office: LeadsOffice) -> None:
    office.listen(bc.Listening.WHISPER)
    office.there(anns_call(listening=bc.Listening.WHISPER, agent=BOB))
    (toast,) = office.shell.findChildren(Toast)
    office.show(supervising(bc.Listening.WHISPER, CUSTOMER))
    QApplication.processEvents()
    row = office.calls.parties
    assert row.isVisible()
    assert toast.y() > row.mapTo(office.shell, row.rect().bottomLeft()).y()


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
    grid, ways = office.board.agents, office.ways()
    grid.setFocus()

    def press(key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Right)
    assert ways.modes[bc.Listening.WHISPER].hasFocus()
    press(Qt.Key.Key_Return)
    for _ in range(3):  # there is no further one
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    assert grid.hasFocus()
    assert office.orders() == [WHISPER, BARGE]


def test_the_keyboard_is_not_lost_with_a_call(office: LeadsOffice) -> None:
    office.listen(bc.Listening.MONITOR)
    ways = office.ways()
    ways.leave.setFocus()
    office.desk.call_lines = []
    office.there(anns_call())
    assert ways.modes[bc.Listening.MONITOR].hasFocus()
    office.there()
    assert office.board.agents.hasFocus()


def test_shortcuts_are_about_the_marked_call_and_then_about_ours(office: LeadsOffice) -> None:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    office.board.agents.mark("ann")
    QTest.keyClick(office.shell, Qt.Key.Key_L, held)
    office.listen(bc.Listening.MONITOR)
    office.shell.show_workspace("inbox")
    for key in (Qt.Key.Key_L, Qt.Key.Key_W, Qt.Key.Key_B, Qt.Key.Key_E):
        QTest.keyClick(office.shell, key, held)
    assert office.orders() == [LISTEN, WHISPER, BARGE, LEAVE]


def test_without_a_marked_call_the_shortcuts_do_nothing(office: LeadsOffice) -> None:
    office.board.agents.mark("bob")
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
    ways = office.ways()
    assert office.board.why.isVisible()
    assert office.board.why.text() == sentence
    assert ways.buttons == []
    assert {one.toolTip() for one in ways.modes.values()} == {sentence}
    assert not office.shell.run("supervise.listen")


def test_without_a_link_nothing_changes_but_that_we_can_leave(office: LeadsOffice) -> None:
    office.desk.call_lines = [supervising(bc.Listening.WHISPER, CUSTOMER)]
    office.there(anns_call(listening=bc.Listening.WHISPER))
    office.desk.link = LinkChanged(state=LinkState.OFFLINE, since=NOON)
    office.desk.publish(LinkShown())
    office.frames()
    ways, row = office.ways(), office.calls.parties
    assert ways.buttons == [ways.leave]
    assert not any(office.shell.run(f"supervise.{one}") for one in ("listen", "barge"))
    assert not any(one.isEnabled() for one in row.ways)
    assert row.title.text() == "Not connected: what stands here may be old."
    office.strip.end.click()
    ways.leave.click()
    assert office.orders() == [LEAVE, LEAVE]
    office.there(anns_call(listening=bc.Listening.WHISPER, leaving=True))
    assert office.states()[0] == ("Ann Lee", "You are leaving…")
    assert ways.buttons == [ways.leave]
    office.desk.link = LinkChanged(state=LinkState.LIVE, since=NOON)
    office.desk.publish(LinkShown())
    office.frames()
    assert row.title.text() == "Whispering to Ann Lee: the customer does not hear you"
    assert all(one.isEnabled() for one in row.ways)
    lost = replace(office.desk.call_lines[0], lost=True)
    office.show(lost)
    assert (row.title.text(), any(one.isEnabled() for one in row.ways)) == ("Reconnecting…", False)
    assert office.strip.end.isEnabled()


def test_another_call_waits_until_we_left_ours(office: LeadsOffice) -> None:
    office.listen(bc.Listening.MONITOR)
    office.there(
        anns_call(listening=bc.Listening.MONITOR),
        anns_call(interaction_id="i2", agent=BOB, since=NOON),
    )
    assert office.board.why.isHidden()
    call = replace(work("Layla", Channel.VOICE, 9_000), interaction_id="i2")
    board = office.desk.board
    bob = replace(board.agents["bob"], works=(call,))
    office.desk.board = replace(board, agents={**board.agents, "bob": bob})
    office.desk.publish(BoardShown(agents=frozenset({"bob"})))
    office.frames()
    ways = office.ways("bob")
    assert ways.buttons == []
    tip = ways.modes[bc.Listening.BARGE].toolTip()
    assert tip == "Leave the call that you are in first."


def test_words_too_long_for_the_tile_give_way_to_icons(office: LeadsOffice) -> None:
    ways, grid = office.ways(), office.board.agents
    assert [one.text() for one in ways.modes.values()] == ["Listen", "Whisper", "Barge in"]
    names = [one.accessibleName() for one in ways.modes.values()]
    words, room = ways.sizeHint().width(), grid.visualRect(grid.currentIndex()).width()
    assert words < room
    ways.fit(words - 1)
    assert [one.text() for one in ways.modes.values()] == ["", "", ""]
    assert all(one.icon_name for one in ways.modes.values())
    assert [one.accessibleName() for one in ways.modes.values()] == names
    assert ways.sizeHint().width() < words - 1
    grid.place_ways()
    assert [one.text() for one in ways.modes.values()] == ["Listen", "Whisper", "Barge in"]
    assert ways.width() == words
