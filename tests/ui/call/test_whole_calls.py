"""Whole calls: a window over the real machines, with a telephone that enters by its port's events and commands."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.desk.view import Reader
from agent_desktop.model import calls as ca
from agent_desktop.model import events as ev
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.changes import Change
from agent_desktop.model.errors import Conflict
from agent_desktop.model.intents import Intent, OpenConversation
from agent_desktop.model.phone import LevelsMeasured
from agent_desktop.model.settings import MOTION
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.workspace.sources import conversations
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.desk.switchboard import LAYLA, Switchboard

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class LiveDesk(Reader):
    """The desk's reading side, and intents that are dealt with at once."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Sequence[Change]], None]] = []
        desk = self

        class Loud(Switchboard):
            def publish(self, changes: Sequence[Change]) -> None:
                for listener in list(desk._listeners):
                    listener(changes)

        self.switchboard = Loud()
        super().__init__(self.switchboard.desk.core)
        self.switchboard.take(OpenConversation(conversation_id="v1"))

    def post(self, intent: Intent) -> None:
        self.switchboard.take(intent)

    def subscribe(self, listener: Callable[[Sequence[Change]], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def now(self) -> Millis:
        return self.switchboard.desk.now


class Window:
    """A window over it."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.desk = LiveDesk()
        self.board = self.desk.switchboard
        self.desk._core.state.settings = {MOTION: "on"}
        self.shell = ShellWindow(theme, now=self.desk.now, read_setting=self.desk.setting)
        qtbot.addWidget(self.shell)
        self.spaces = DeskWorkspaces(
            self.desk, self.shell, backend="Hub", open_link=lambda url: None
        )
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)
        self._qtbot = qtbot

    def frames(self) -> None:
        self._qtbot.waitUntil(lambda: not self.spaces.waiting, timeout=20_000)

    def toasts(self) -> list[str]:
        return [one.accessibleName() for one in self.shell.findChildren(Toast)]


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Iterator[Window]:
    made = Window(theme, qtbot)
    yield made
    made.spaces.leave()


def test_a_call_rings_is_answered_paused_noted_and_ends(window: Window) -> None:
    board, strip, editor = window.board, window.spaces.calls.strip, window.spaces.conversation
    editor.focus_composer()
    board.take(*board.exchange.rings(LAYLA))
    window.frames()
    (card,) = window.spaces.offers.cards
    assert card.isVisible()
    assert "Incoming call" in card.accessibleName()
    assert strip.isHidden()
    QTest.keyClick(editor.composer.editor, Qt.Key.Key_A, CTRL_SHIFT)
    window.frames()
    assert window.spaces.offers.cards == []
    assert strip.isVisible()
    assert strip.state.text() == "Talking"
    strip.record.click()
    window.frames()
    board.wait(130_000)
    strip.pause.click()
    window.frames()
    assert strip.recording.accessibleName() == "Paused"
    strip.note.click()
    QTest.keyClicks(window.spaces.calls.note.area, "Wants a replacement")
    board.wait(38_000)
    board.take(LevelsMeasured(microphone=0.5, speaker=0.5))
    strip.pause.click()
    window.frames()
    strip.end.click()
    window.frames()
    assert strip.isHidden()
    assert window.spaces.calls.note.isHidden()
    record = board.record("in-1")
    assert (record.note, record.talked_ms) == ("Wants a replacement", 168_000)
    names = [
        window.spaces.conversation.timeline.look(row).name
        for row, item in enumerate(window.desk.items("v1"))
        if isinstance(item, CallRecord)
    ]
    assert "Paused 2:10–2:48, card details" in names[0]
    assert window.toasts() == []


def test_an_accepted_call_comes_into_view(window: Window) -> None:
    board, shell = window.board, window.shell
    shell.show_workspace("search")
    board.take(*board.exchange.rings(LAYLA))  # its conversation is open already
    window.frames()
    window.spaces.accept()
    assert shell.workspace == "inbox"
    board.take(*board.exchange.ends("in-1"))
    shell.show_workspace("search")
    board.take(*board.exchange.rings("+442079460000"))
    window.frames()
    window.spaces.accept()
    window.frames()
    assert board.talking == ["in-2"]
    assert shell.workspace == "search"


def test_a_declined_and_a_missed_call(window: Window) -> None:
    board = window.board
    board.take(*board.exchange.rings(LAYLA))
    window.frames()
    QTest.keyClick(window.shell, Qt.Key.Key_R, CTRL_SHIFT)
    assert board.sent == [ca.RejectCall(call_id="in-1")]
    board.take(*board.exchange.rings("+442079460000"))
    board.wait(20_000)
    window.frames()
    assert window.spaces.offers.cards == []
    assert window.toasts() == ["Missed call: +442079460000"]
    (place,) = window.spaces.calls.workspaces()
    assert place.badge == 1


def test_a_recording_that_goes_on_is_said_in_red(window: Window) -> None:
    board, strip = window.board, window.spaces.calls.strip
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id))
    window.frames()
    board.exchange.deaf.add(ca.PauseRecording)
    strip.pause.click()
    board.wait(2_000)
    window.frames()
    assert strip.recording.accessibleName() == "Recording"
    banner = window.spaces.calls.place.banner
    assert banner.isVisible()
    assert banner.accessibleName() == (
        "Still recording Sam. The pause failed: let nobody say card details now."
    )
    assert window.toasts() == [], "once is enough, and this stays"
    board.wait(60_000)
    window.frames()
    assert banner.isVisible()
    board.exchange.deaf.clear()
    banner.findChildren(Button)[0].click()
    window.frames()
    assert strip.recording.accessibleName() == "Paused"
    assert banner.isHidden()


def test_a_pause_that_is_refused_is_said_at_once(window: Window) -> None:
    board, strip = window.board, window.spaces.calls.strip
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id))
    board.exchange.deaf.add(ca.PauseRecording)
    window.frames()
    strip.pause.click()
    window.frames()
    assert (strip.pause.text(), strip.pause.isEnabled()) == ("Pausing…", False)
    board.wait(2_000)
    board.exchange.deaf.clear()
    board.exchange.faults[ca.PauseRecording] = Conflict("Not now.")
    window.shell.run("call.pause")
    window.frames()
    assert window.spaces.calls.place.banner.isVisible()
    assert strip.pause.isEnabled()
    board.take(*board.exchange.ends(call_id))
    window.frames()
    assert window.spaces.calls.place.banner.isHidden()


def test_keys_are_dots_while_nothing_is_recorded(window: Window) -> None:
    board, strip = window.board, window.spaces.calls.strip
    call_id = board.dialled()
    board.do(ca.StartRecording(call_id=call_id))
    window.frames()
    strip.keypad.click()
    pad = window.spaces.calls.keypad
    pad.keys.buttons["4"].click()
    assert pad.heard.text() == "4"
    assert window.shell.run("call.pause")
    window.frames()
    assert pad.heard.text() == "•"
    QTest.keyClicks(pad, "11")
    assert pad.heard.text() == "•••"
    strip.pause.click()
    window.frames()
    QTest.keyClicks(pad, "2")
    assert pad.heard.text() == "•••2", "what was hidden stays hidden"
    sent = [one.digits for one in board.sent if isinstance(one, ca.SendDigits)]
    assert sent == ["4", "1", "1", "2"]
    assert "4" not in repr(board.sent[-4:])


def test_an_engine_that_goes_and_comes_is_told(window: Window) -> None:
    board, strip = window.board, window.spaces.calls.strip
    board.dialled()
    board.take(*board.exchange.vanishes())
    window.frames()
    assert strip.held.text() == "Reconnecting…"
    assert not strip.end.isEnabled()
    assert "starting" in window.shell.status.headset.text()
    board.take(*board.exchange.returns())
    window.frames()
    assert strip.state.text() == "Talking"
    for event in board.exchange.dies():
        board.take(event)
    window.frames()
    assert strip.isHidden()
    assert window.toasts() == ["Sam: The telephone stopped and the call with it."]


def test_two_calls_are_swapped_and_connected(window: Window) -> None:
    board, calls = window.board, window.spaces.calls
    call_id = board.dialled()
    window.frames()
    calls.transfer()
    calls.number.field.setText("200")
    calls.number.buttons[1].click()
    window.frames()
    asked = board.exchange.done[-1]
    assert isinstance(asked, ca.PlaceCall)
    board.take(*board.exchange.far_answers(asked.call_id))
    window.frames()
    assert calls.strip.transfer.text() == "Connect both"
    calls.strip.others[0].click()
    window.frames()
    assert board.talking == [call_id]
    calls.strip.transfer.click()
    window.frames()
    assert calls.strip.isHidden()
    assert isinstance(board.sent[-1], ca.TransferConsult)


def test_time_moves_the_strip(window: Window) -> None:
    board = window.board
    board.dialled()
    window.frames()
    board.take(ev.TimePassed(now=board.desk.now))
    board.desk.now += 61_000
    window.shell.ticked.emit(board.desk.now)
    assert window.spaces.calls.strip.clock.text() == "01:01"


def test_an_unknown_callers_row_leads_to_the_strip_and_opens_nothing(window: Window) -> None:
    board, view = window.board, window.spaces.inbox.view
    board.take(*board.exchange.rings("+442079460000"))
    window.spaces.accept()
    window.frames()
    line = view.rows.line_of("~in-1")
    assert line is not None
    spot = view.visualRect(view.rows.index(line, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.desk.open_conversation == "v1"
    assert window.spaces.calls.strip.hold.hasFocus()
    view.step(-1)
    assert window.desk.open_conversation == "v1", "stepping passes it over"
    names = [one.title for one in conversations(window.desk, window.spaces.open, "+4420")]
    assert names == []
