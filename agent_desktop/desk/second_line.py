"""The machine of second lines, where the backend carries one of the calls or both: who hears us, and who hears music.

The telephone talks to one call at a time, or to all that are joined, and holds the others; of the backend's calls it
only holds our own leg. Promises that the backend lets the right ones hear music as well. Refuses to hold whom nobody
asked to hold.
"""

from agent_desktop.desk import calls, carried_asked
from agent_desktop.desk.carried_state import all_held, seen, spoken_with
from agent_desktop.desk.turn import Turn
from agent_desktop.model import calls as ca


def hold_others(turn: Turn, but: str = "") -> None:
    """Whoever is talked to now hears music: somebody else is called, or the call `but` was answered."""
    for line in turn.state.phone.lines.values():
        one = carried_asked.carried_of(turn, line)
        call = seen(line, one, turn.me)
        if call.id == but or call.state is not ca.CallState.ACTIVE or call.hold.local:
            continue
        if one is not None:
            carried_asked.hold(turn, one, on=True)
        else:
            calls.send(turn, ca.HoldCall(call_id=line.call.id))


def operate(turn: Turn, command: ca.CallCommand) -> None:
    """What the telephone is about to do with several calls, for those of them that the backend carries."""
    match command:
        case ca.SwapCalls(hold_id=hold_id, resume_id=resume_id):
            _music(turn, hold_id, on=True)
            _music(turn, resume_id, on=False)
        case ca.JoinCalls(call_ids=call_ids):
            for call_id in call_ids:
                _music(turn, call_id, on=False)
        case _:
            pass


def _music(turn: Turn, call_id: str, *, on: bool) -> None:
    line = turn.state.phone.lines.get(call_id)
    one = carried_asked.carried_of(turn, line) if line is not None else None
    if one is not None and spoken_with(one.call, turn.me) and all_held(one.call, turn.me) is not on:
        carried_asked.hold(turn, one, on=on)


def follow(turn: Turn) -> None:
    """Who was called and answers while we were back with the first is talked to, as with any other telephone."""
    phone, before = turn.state.phone, turn.before.phone
    if phone.lines is before.lines or not phone.usable:
        return
    for line in phone.lines.values():
        old = before.lines.get(line.call.id)
        if old is None or old.talked_at is not None or line.talked_at is None:
            continue
        # Whose record says so was answered before: a window that opens learns of it only now.
        if old.record.answered_at is None and line.call.hold.local:
            hold_others(turn, but=line.call.id)
            calls.send(turn, ca.ResumeCall(call_id=line.call.id))
