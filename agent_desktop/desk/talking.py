"""Push to talk: a call that is answered is muted until the agent holds the key.

Promises that nobody hears the agent between the answer and the first press. Refuses to watch keys: the window does.
"""

from agent_desktop.desk import calls
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn
from agent_desktop.model.calls import MuteCall
from agent_desktop.model.settings import PUSH_TO_TALK, option


def on(state: State) -> bool:
    """Whether the agent is heard only while a key is held."""
    return option(state.settings.get, PUSH_TO_TALK) == "on"


def follow(turn: Turn) -> None:
    """Mute what was answered in this turn, and everything when it is switched on."""
    phone, before = turn.state.phone, turn.before.phone
    if not phone.usable or not on(turn.state):
        return
    switched = not on(turn.before)
    if phone.lines is before.lines and not switched:
        return
    for line in phone.lines.values():
        old = before.lines.get(line.call.id)
        talked = old is not None and old.call.answered_at is not None
        fresh = line.call.answered_at is not None and not talked
        if (fresh or switched) and not line.call.muted:
            calls.send(turn, MuteCall(call_id=line.call.id, muted=True))
