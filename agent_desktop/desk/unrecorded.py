"""What must not be recorded: recordings of our telephone's that are asked to pause for a card.

Promises that whoever must know that a recording goes on is told at once and as long as it does. Refuses to believe in a
pause before the phone says so.
"""

from agent_desktop.desk import calls
from agent_desktop.desk.calls_state import Telephony
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import Recording
from agent_desktop.model.changes import NoticeKind
from agent_desktop.model.errors import Problem

PAUSE_WITHIN_MS: Millis = 2_000
"""A recording that was asked to pause must have done so after this."""
NOT_PAUSED = Problem(
    code="still_recording",
    message="The recording could not be paused: it goes on.",
    remedy="Do not let the customer say card details now; stop the recording, or try again.",
)


def asked(turn: Turn, call_id: str) -> None:
    """A recording is being asked to pause."""
    phone = turn.state.phone
    until = turn.now + PAUSE_WITHIN_MS
    calls.change(
        turn, pausing=put(phone.pausing, call_id, until), unpaused=phone.unpaused - {call_id}
    )


def failed(turn: Turn, call_id: str) -> None:
    """It was not paused, or nobody knows."""
    phone = turn.state.phone
    calls.change(turn, pausing=without(phone.pausing, call_id))
    line = phone.lines.get(call_id)
    if line is not None and line.call.recording is Recording.ON:
        calls.change(turn, unpaused=phone.unpaused | {call_id})
        calls.notice(turn, NoticeKind.STILL_RECORDING, line.record, NOT_PAUSED)


def tick(turn: Turn) -> None:
    """Tell of recordings that did not pause in time."""
    for call_id, until in list(turn.state.phone.pausing.items()):
        if until <= turn.now:
            failed(turn, call_id)


def due(phone: Telephony) -> Millis | None:
    """When `tick` has something to do."""
    return min(phone.pausing.values(), default=None)


def follow(turn: Turn) -> None:
    """Forget what is settled."""
    phone = turn.state.phone
    lines = {one: phone.lines.get(one) for one in phone.unpaused}
    settled = {
        one
        for one, line in lines.items()
        if line is None or line.call.recording is not Recording.ON
    }
    if settled:
        calls.change(turn, unpaused=phone.unpaused - settled)
