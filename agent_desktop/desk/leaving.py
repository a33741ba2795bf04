"""The machine of leaving a colleague's call, which a supervisor may do at any moment.

Promises that the backend hears of it at once, or as soon as the link is back and it still has us in the call; that
without a link our telephone hangs up meanwhile, or as soon as it runs again. Refuses to show us out of a call before
the backend or the telephone says so.
"""

from msgspec.structs import replace

from agent_desktop.desk import asking, calls, carried
from agent_desktop.desk.calls_state import Line
from agent_desktop.desk.carried_state import Leaving, listening
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
    _keep(turn, interaction_id, Leaving())
    if again:
        _hang_up(turn, interaction_id)
    return True


def stayed(turn: Turn, interaction_id: str) -> None:
    """We are to be in it all the same."""
    turn.state.leaving = without(turn.state.leaving, interaction_id)


def linked(turn: Turn) -> None:
    """The link is back: what the backend did not hear, or did not do, is asked again."""
    turn.state.leaving = {
        key: replace(one, asked=False)
        for key, one in turn.state.leaving.items()
        if _inside(turn, key)
    }


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
    for interaction_id, one in list(turn.state.leaving.items()):
        order = EndSupervision(interaction_id=interaction_id)
        if one.hung_up and not turn.state.phone.usable:
            one = replace(one, hung_up=frozenset())
            _keep(turn, interaction_id, one)
        if not turn.live:
            _hang_up(turn, interaction_id)
        elif not one.asked:
            _keep(turn, interaction_id, replace(one, asked=True))
            if order not in turn.state.asked.values():
                asking.ask(turn, order)
        elif order not in turn.state.asked.values() and not _legs(turn, interaction_id):
            stayed(turn, interaction_id)


def _keep(turn: Turn, interaction_id: str, one: Leaving) -> None:
    turn.state.leaving = put(turn.state.leaving, interaction_id, one)


def _inside(turn: Turn, interaction_id: str) -> bool:
    known = turn.state.carried.get(interaction_id)
    return known is not None and listening(known.call, turn.me) is not None


def _legs(turn: Turn, interaction_id: str) -> list[Line]:
    lines = turn.state.phone.lines.values()
    return [one for one in lines if one.call.interaction_id == interaction_id]


def _hang_up(turn: Turn, interaction_id: str) -> None:
    """Let our telephone end its part, once; one that does not run is told when it does."""
    one = turn.state.leaving.get(interaction_id)
    if one is None or not turn.state.phone.usable:
        return
    legs = {line.call.id for line in _legs(turn, interaction_id)} - one.hung_up
    for call_id in sorted(legs):
        calls.send(turn, ca.HangUp(call_id=call_id))
    if legs:
        _keep(turn, interaction_id, replace(one, hung_up=one.hung_up | legs))
