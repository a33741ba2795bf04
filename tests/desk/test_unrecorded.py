"""What must not be recorded, as two-column scripts: pauses that fail, and the shield."""

import pytest

from agent_desktop.model import backend_calls as bc
from agent_desktop.model import calls as ca
from agent_desktop.model import changes as ch
from agent_desktop.model import intents as it
from agent_desktop.model.errors import Conflict
from tests.desk.call_centre import CallCentre
from tests.desk.script import told
from tests.desk.switchboard import Switchboard

UP, DOWN = it.ShieldRecording(on=True), it.ShieldRecording(on=False)


@pytest.fixture
def board() -> Switchboard:
    """A call that is recorded."""
    made = Switchboard()
    made.do(ca.StartRecording(call_id=made.dialled()))
    return made


def call_of(board: Switchboard) -> ca.Call:
    return board.desk.view.calls()[0].call


def asked(board: Switchboard) -> list[str]:
    kinds = (ca.PauseRecording, ca.ResumeRecording)
    return [type(one).__name__ for one in board.sent if isinstance(one, kinds)]


def test_a_pause_that_fails_is_told_until_it_succeeds(board: Switchboard) -> None:
    board.exchange.faults[ca.PauseRecording] = Conflict("Not now.")
    call_id = call_of(board).id
    board.do(ca.PauseRecording(call_id=call_id))
    (line,) = board.desk.view.calls()
    assert (line.pausing, line.still_recording) == (False, True)
    assert board.said() == [ch.NoticeKind.STILL_RECORDING]
    board.exchange.faults.clear()
    board.exchange.deaf.add(ca.PauseRecording)
    board.do(ca.PauseRecording(call_id=call_id))
    assert told(board.desk, ch.CallsChanged)
    (line,) = board.desk.view.calls()
    assert (line.pausing, line.still_recording) == (True, False)
    board.wait(2_000)
    (line,) = board.desk.view.calls()
    assert (line.pausing, line.still_recording) == (False, True)
    board.exchange.deaf.clear()
    board.do(ca.PauseRecording(call_id=call_id))
    (line,) = board.desk.view.calls()
    assert (line.pausing, line.still_recording) == (False, False)


def test_a_recording_that_ends_needs_no_warning_any_more(board: Switchboard) -> None:
    board.exchange.faults[ca.PauseRecording] = Conflict("Not now.")
    call_id = call_of(board).id
    board.do(ca.PauseRecording(call_id=call_id))
    board.do(ca.StopRecording(call_id=call_id))
    assert not board.desk.view.calls()[0].still_recording


def test_the_shield_pauses_and_lets_go_on(board: Switchboard) -> None:
    board.take(UP)
    assert call_of(board).recording is ca.Recording.PAUSED
    assert call_of(board).pause_reason == "card"
    board.take(UP)
    assert asked(board) == ["PauseRecording"]
    board.take(DOWN)
    assert call_of(board).recording is ca.Recording.ON
    board.take(DOWN)
    assert asked(board) == ["PauseRecording", "ResumeRecording"]
    assert [one.reason for one in board.record(call_of(board).id).pauses] == ["card"]


def test_what_begins_to_be_recorded_behind_the_shield_is_paused_too() -> None:
    board = Switchboard()
    call_id = board.dialled()
    board.take(it.ShieldRecording(on=True, reason="health"))
    assert asked(board) == []
    board.do(ca.StartRecording(call_id=call_id))
    assert call_of(board).recording is ca.Recording.PAUSED
    assert call_of(board).pause_reason == "health"


def test_the_agents_own_choice_stands_above_the_shield(board: Switchboard) -> None:
    call_id = call_of(board).id
    board.do(ca.PauseRecording(call_id=call_id))
    board.take(UP).take(DOWN)
    assert call_of(board).recording is ca.Recording.PAUSED, "it was paused by hand"
    board.do(ca.ResumeRecording(call_id=call_id))
    board.take(UP)
    board.do(ca.ResumeRecording(call_id=call_id))
    assert call_of(board).recording is ca.Recording.ON, "and is let go on by hand"
    board.take(DOWN)
    assert asked(board)[-1] == "ResumeRecording"
    assert asked(board).count("PauseRecording") == 2


def test_a_shield_that_is_down_before_the_pause_came_leaves_nothing_paused(
    board: Switchboard,
) -> None:
    late = board.exchange
    late.deaf.add(ca.PauseRecording)
    board.take(UP).take(DOWN)
    assert asked(board) == ["PauseRecording"]
    late.deaf.clear()
    paused = late.perform(ca.PauseRecording(call_id=call_of(board).id))
    board.take(*paused)
    assert asked(board) == ["PauseRecording", "ResumeRecording"]
    assert call_of(board).recording is ca.Recording.ON


def test_what_the_agent_pauses_in_that_moment_stays_paused(board: Switchboard) -> None:
    board.exchange.deaf.add(ca.PauseRecording)
    board.take(UP).take(DOWN)
    board.exchange.deaf.clear()
    board.do(ca.PauseRecording(call_id=call_of(board).id))
    assert call_of(board).recording is ca.Recording.PAUSED
    board.wait(60_000)
    assert call_of(board).recording is ca.Recording.PAUSED
    assert "ResumeRecording" not in asked(board)


def test_a_shield_that_comes_up_again_pauses_again(board: Switchboard) -> None:
    for _ in range(2):
        board.take(UP)
        assert call_of(board).recording is ca.Recording.PAUSED
        board.take(DOWN)
        assert call_of(board).recording is ca.Recording.ON
    board.take(UP).take(DOWN).take(UP)
    assert call_of(board).recording is ca.Recording.PAUSED
    board.take(DOWN)
    assert call_of(board).recording is ca.Recording.ON


def test_a_shield_without_calls_or_telephone_is_no_fault() -> None:
    board = Switchboard()
    board.take(UP)
    board.take(*board.exchange.vanishes())
    board.take(DOWN, UP)
    assert board.said() == []
    assert board.sent == []


# --- recordings of the backend's


def test_the_shield_and_the_warning_are_about_the_backends_recordings_too() -> None:
    board = CallCentre()
    board.talking_to(recording=bc.CallRecording.ON, may_pause=True)
    board.take(UP)
    (line,) = board.desk.view.calls()
    assert line.call.recording is ca.Recording.PAUSED
    assert [one.wish for one in board.ordered(bc.RecordCall)] == [bc.RecordWish.PAUSE]
    board.take(DOWN)
    (line,) = board.desk.view.calls()
    assert line.call.recording is ca.Recording.ON
    assert [one.wish for one in board.ordered(bc.RecordCall)][1:] == [bc.RecordWish.RESUME]


def test_a_recording_of_the_backends_that_goes_on_is_told() -> None:
    board = CallCentre()
    call_id = board.talking_to(recording=bc.CallRecording.ON, may_pause=False)
    board.do(ca.PauseRecording(call_id=call_id))
    (line,) = board.desk.view.calls()
    assert line.still_recording
    assert board.said()[-1] is ch.NoticeKind.STILL_RECORDING
    board.take(UP)
    assert board.desk.view.calls()[0].still_recording
    assert told(board.desk, ch.CallsChanged)
