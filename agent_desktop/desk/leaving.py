"""The machine of leaving a colleague's call, which a supervisor may do at any moment.

Promises that the backend hears of it at once, or as soon as the link is back and it still has us in the call; that
without a link our telephone hangs up meanwhile, or as soon as it runs again. Refuses to show us out of a call before
the backend or the telephone says so.
"""

from agent_desktop.desk import asking, calls, carried
from agent_desktop.desk.calls_state import Line
from agent_desktop.desk.carried_state import listening
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model import calls as ca
from agent_desktop.model.backend_calls import EndSupervision
from agent_desktop.model.errors import NeedsSignIn, Offline, Problem, Unclear

_NOT_HEARD = (Offline.code, Unclear.code, NeedsSignIn.code)


def leave(turn: Turn, interaction_id: str) -> bool:
    """Be out of it; asked again, the telephone hangs up, whatever the backend says. False where we are not in it."""
    coming = carried.forget(turn, interaction_id) is not None
    again = interaction_id in turn.state.leaving
    if not (coming or again or _legs(turn, interaction_id) or _inside(turn, interaction_id)):
        return False
    if again:
        _hang_up(turn, interaction_id)
    turn.state.leaving = put(turn.state.leaving, interaction_id, False)
    return True


def stayed(turn: Turn, interaction_id: str) -> None:
    """We are to be in it all the same."""
    turn.state.leaving = without(turn.state.leaving, interaction_id)


def linked(turn: Turn) -> None:
    """The link is back: what the backend did not hear, or did not do, is asked again."""
    turn.state.leaving = {key: False for key in turn.state.leaving if _inside(turn, key)}


def failed(turn: Turn, command_id: str, problem: Problem) -> bool:
    """The backend may not have heard of it. True when that needs no word: the telephone hangs up, and the next link
    tells it."""
    command = turn.state.asked.get(command_id)
    if not isinstance(command, EndSupervision) or problem.code not in _NOT_HEARD:
        return False
    turn.state.asked = without(turn.state.asked, command_id)
    _hang_up(turn, command.interaction_id)
    return True


def follow(turn: Turn) -> None:
    """Ask for what is not asked yet, and forget what is done."""
    for interaction_id, sent in list(turn.state.leaving.items()):
        order = EndSupervision(interaction_id=interaction_id)
        if not turn.live:
            _hang_up(turn, interaction_id)
        elif not sent:
            turn.state.leaving = put(turn.state.leaving, interaction_id, True)
            if order not in turn.state.asked.values():
                asking.ask(turn, order)
        elif order not in turn.state.asked.values() and not _legs(turn, interaction_id):
            stayed(turn, interaction_id)


def _inside(turn: Turn, interaction_id: str) -> bool:
    known = turn.state.carried.get(interaction_id)
    return known is not None and listening(known.call, turn.me) is not None


def _legs(turn: Turn, interaction_id: str) -> list[Line]:
    lines = turn.state.phone.lines.values()
    return [one for one in lines if one.call.interaction_id == interaction_id]


def _hang_up(turn: Turn, interaction_id: str) -> None:
    """Let our telephone end its part, once; one that does not run is told when it does."""
    if not turn.state.phone.usable:
        return
    for line in _legs(turn, interaction_id):
        command = ca.HangUp(call_id=line.call.id)
        if command not in turn.state.phone.asked.values():
            calls.send(turn, command)
