"""The shield: recordings pause by themselves while something confidential is typed or said.

Promises to pause what is recorded and what begins to be, here or by the backend, each recording once; to let only those
go on that it paused itself. Refuses to fight the agent: what they let go on is recorded, what they pause stays paused.
"""

from msgspec.structs import replace

from agent_desktop.desk import calls, calls_asked
from agent_desktop.desk.calls_state import Line, Shield
from agent_desktop.desk.carried_state import seen
from agent_desktop.desk.turn import Turn
from agent_desktop.model.calls import PauseRecording, Recording, ResumeRecording
from agent_desktop.model.intents import OperateCall, ShieldRecording


def asked(turn: Turn, intent: ShieldRecording) -> None:
    """Something confidential begins, or ends. What begins pauses also what the agent has let go on since."""
    old = turn.state.phone.shield
    if intent.on:
        known = old or Shield(reason=intent.reason)
        calls.change(
            turn,
            shield=Shield(
                reason=intent.reason,
                paused=frozenset(one for one in known.paused if _quiet(turn, one)),
                by_hand=frozenset(one for one in known.by_hand if _quiet(turn, one)),
            ),
        )
    elif old is not None:
        calls.change(turn, shield=replace(old, up=False))


def by_hand(turn: Turn, intent: OperateCall) -> None:
    """What the agent pauses themselves stays paused when the shield is down; what they let go on is recorded."""
    shield, command = turn.state.phone.shield, intent.command
    if shield is None or not isinstance(command, PauseRecording | ResumeRecording):
        return
    if _recording(turn, command.call_id) not in (Recording.ON, Recording.PAUSED):
        return
    one = frozenset((command.call_id,))
    pauses = isinstance(command, PauseRecording)
    fresh = replace(
        shield,
        paused=shield.paused - one,
        by_hand=shield.by_hand | one if pauses else shield.by_hand - one,
        let_go=shield.let_go - one if pauses else shield.let_go | one,
    )
    calls.change(turn, shield=fresh)


def follow(turn: Turn) -> None:
    """Pause what is recorded behind the shield; when it is down, let that go on."""
    shield = turn.state.phone.shield
    if shield is None or not turn.state.phone.usable:
        return
    if shield.up:
        known = shield.paused | shield.by_hand | shield.let_go
        fresh = [one for one in turn.state.phone.lines if one not in known]
        for call_id in fresh:
            if _recording(turn, call_id) is Recording.ON:
                _remember(turn, call_id)
                command = PauseRecording(call_id=call_id, reason=shield.reason)
                calls_asked.operate(turn, OperateCall(command=command))
        return
    waiting = {one for one in shield.paused if _on_its_way(turn, one)}
    for call_id in sorted(shield.paused - waiting):
        if _recording(turn, call_id) is Recording.PAUSED:
            calls_asked.operate(turn, OperateCall(command=ResumeRecording(call_id=call_id)))
    left = replace(shield, paused=frozenset(waiting)) if waiting else None
    calls.change(turn, shield=left)


def _remember(turn: Turn, call_id: str) -> None:
    shield = turn.state.phone.shield
    if shield is not None:
        calls.change(turn, shield=replace(shield, paused=shield.paused | {call_id}))


def _line(turn: Turn, call_id: str) -> Line | None:
    return turn.state.phone.lines.get(call_id)


def _recording(turn: Turn, call_id: str) -> Recording | None:
    """How a call is recorded, here or by the backend; None when it is over."""
    line = _line(turn, call_id)
    if line is None:
        return None
    return seen(line, turn.state.carried.get(line.call.interaction_id), turn.me).recording


def _quiet(turn: Turn, call_id: str) -> bool:
    """Whether a recording is paused, or about to be."""
    return _recording(turn, call_id) is Recording.PAUSED or _on_its_way(turn, call_id)


def _on_its_way(turn: Turn, call_id: str) -> bool:
    """Whether a pause was asked for and has not come yet."""
    line = _line(turn, call_id)
    carried = turn.state.carried.get(line.call.interaction_id) if line is not None else None
    asked_backend = carried is not None and carried.pause_until is not None
    going = _recording(turn, call_id) is Recording.ON
    return going and (call_id in turn.state.phone.pausing or asked_backend)
