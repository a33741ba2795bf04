"""The edges of a call that the backend carries: our telephone has it, the backend has not told of it yet, or no more.

Promises that what concerns the others in it never becomes the telephone's affair, which would hold, send away or record
a leg that the backend has in its hands: it is refused with words; and that nobody listens to a telephone that is dead.
"""

from agent_desktop.desk import asking
from agent_desktop.desk.calls_state import Line
from agent_desktop.desk.carried_state import mine
from agent_desktop.desk.turn import Turn
from agent_desktop.model import calls as ca
from agent_desktop.model.backend_calls import LeaveCall, PartyKind
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Capability
from agent_desktop.model.telephone import HUB_LINE

NOT_NOW = Problem(
    code="refused",
    message="This call is just beginning or ending, so this was not done.",
    remedy="Try again in a moment.",
)
_OURS = (ca.HangUp, ca.MuteCall, ca.SendDigits, ca.AnswerCall, ca.RejectCall)


def at_edge(turn: Turn, line: Line) -> bool:
    """Whether the backend carries this call without telling of it now."""
    theirs = line.call.account_id == HUB_LINE and turn.can(Capability.VOICE)
    return theirs and line.call.interaction_id not in turn.state.carried


def refused(turn: Turn, line: Line, command: ca.CallCommand) -> bool:
    """Refuse a command at the edge of a call. False for what the telephone itself does, and for all other calls."""
    if isinstance(command, _OURS) or not at_edge(turn, line):
        return False
    refuse(turn)
    return True


def refuse(turn: Turn) -> None:
    """Say that it was too early, or too late."""
    turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=NOT_NOW))


def lost(turn: Turn, interaction_id: str) -> None:
    """Our telephone died in this call: the backend cannot know it yet, and the others hear nothing meanwhile."""
    one = turn.state.carried.get(interaction_id)
    own = mine(one.call, turn.me) if one is not None else None
    if own is not None and own.kind is PartyKind.AGENT and turn.live:
        asking.ask(turn, LeaveCall(interaction_id=interaction_id, lost=True))
