"""The answering machine: calls of some accounts answer themselves, when the agent is there for them.

Promises that no call answers itself unless the agent is Ready, the link says so, and nobody else is on the line; that
the agent hears a tone before. Refuses backends' offers: routing knows who shall answer them.
"""

from functools import lru_cache

from msgspec.structs import replace

from agent_desktop.desk import calls, conversation
from agent_desktop.desk.calls_state import Line
from agent_desktop.desk.state import State
from agent_desktop.desk.turn import Turn
from agent_desktop.model.base import Millis
from agent_desktop.model.calls import AnswerCall
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.settings import ANSWERING
from agent_desktop.model.telephone import read_answering

_read = lru_cache(maxsize=8)(read_answering)


def tick(turn: Turn) -> None:
    """Answer what has rung long enough; one call at a time."""
    found = _next(turn.state)
    if found is not None and found[0] <= turn.now:
        line = found[1]
        if line.record.conversation_id:  # the customer is on the screen before the first word
            conversation.opened(turn, OpenConversation(conversation_id=line.record.conversation_id))
        calls.settle_offer(turn, replace(line, answering=True))
        calls.send(turn, AnswerCall(call_id=line.call.id, announced=True))


def due(state: State) -> Millis | None:
    """When the next call answers itself, as things are now."""
    found = _next(state)
    return None if found is None else found[0]


def answers_at(state: State, offer_id: str) -> Millis | None:
    """When the call of an offer answers itself, as things are now; None when it does not."""
    found = _next(state)
    return found[0] if found is not None and found[1].record.id == offer_id else None


def _next(state: State) -> tuple[Millis, Line] | None:
    """The call that answers itself first, and when."""
    phone = state.phone
    if not phone.open_offers or not (state.live and state.presence.routable):
        return None
    if any(one.record.id not in phone.offers and not one.declined for one in phone.lines.values()):
        return None
    seconds = _read(state.settings.get(ANSWERING, ""))
    found = [
        (phone.offers[line.record.id].offered_at + 1_000 * seconds[line.call.account_id], line)
        for line in phone.lines.values()
        if line.record.id in phone.offers and line.call.account_id in seconds
    ]
    return min(found, key=lambda one: (one[0], one[1].call.id), default=None)
