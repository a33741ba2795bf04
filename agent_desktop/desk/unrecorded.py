"""What must not be recorded: recordings that are paused for a card, by hand or while a shield is up.

Promises that whoever must know that a recording goes on is told at once and as long as it does; that a shield pauses
what is recorded and what begins to be, each recording once, and lets only those go on that it paused itself. Refuses to
believe in a pause before the phone says so.
"""

from msgspec.structs import replace

from agent_desktop.desk import calls
from agent_desktop.desk.calls_state import Line, Shield, Telephony
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import PauseRecording, Recording, ResumeRecording
from agent_desktop.model.changes import NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.intents import ShieldRecording

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


def shield(turn: Turn, intent: ShieldRecording) -> None:
    """Something confidential is typed or said from now on, or not any more."""
    old = turn.state.phone.shield
    if not intent.on:
        calls.change(turn, shield=None)
        for call_id in old.paused if old is not None else ():
            phone = turn.state.phone
            line = phone.lines.get(call_id)
            on_its_way = call_id in phone.pausing
            if line is not None and (on_its_way or line.call.recording is Recording.PAUSED):
                calls.change(turn, pausing=without(phone.pausing, call_id))
                calls.send(turn, ResumeRecording(call_id=call_id))
    elif old is None:
        calls.change(turn, shield=Shield(reason=intent.reason))


def follow(turn: Turn) -> None:
    """Pause what is recorded behind the shield, and forget what is settled."""
    phone = turn.state.phone
    settled = {one for one in phone.unpaused if not _goes_on(phone.lines.get(one))}
    if settled:
        calls.change(turn, unpaused=phone.unpaused - settled)
    up = phone.shield
    if up is None or not phone.usable:
        return
    for line in phone.lines.values():
        if _goes_on(line) and line.call.id not in up.paused:
            up = replace(up, paused=up.paused | {line.call.id})
            calls.change(turn, shield=up)
            asked(turn, line.call.id)
            calls.send(turn, PauseRecording(call_id=line.call.id, reason=up.reason))


def _goes_on(line: Line | None) -> bool:
    return line is not None and line.call.recording is Recording.ON
