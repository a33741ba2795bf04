"""A second line: an agent who is in a call calls somebody else.

Promises one call beside the first and no third; that whoever the agent talks to hears music from that moment on, so
that nobody hears what is said to another. It counts as the first does: a customer's call is work in hand from the
moment that it is asked for, beyond the agent's capacity, as everything that agents begin themselves; so routing offers
nothing before both are over and wrapped up. Refuses while nobody is there who could hear music: the first call is not
answered yet, or about to end, a colleague asks something aside, or the agent only listens to it.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import legs
from agent_desktop.hub.centre.calls.asking import call_id_of, in_hand, no, room
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.voice import inputs as order
from agent_desktop.hub.voice.records import VoiceCall

LINES = 2


def check(book: Book, agent: LiveAgent) -> None:
    """Raises Refused unless the agent can make one more call now."""
    there = list(legs.calls_of(book, agent.profile.id))
    known = {call.id for call in there}
    coming = {call_id_of(book, one) for one in in_hand(book, agent)} - known
    if len(there) + len(coming) >= LINES:
        raise no(
            "You are in two calls already.", "End one of them first.", agent.profile.id, "phone"
        )
    if coming or any(not _holdable(call, agent) for call in there):
        raise no(
            "The call that you are in cannot be held now.",
            "Wait until somebody answers, or end it.",
            agent.profile.id,
            "phone",
        )


def hold_first(book: Book, agent: LiveAgent) -> None:
    """Let whoever the agent talks to hear music."""
    for call in legs.calls_of(book, agent.profile.id):
        if any(not leg.held for leg in room(call, legs.leg_of(call, agent.profile.id))):
            book.orders.append(order.Held(call.id, agent.profile.id))


def _holdable(call: VoiceCall, agent: LiveAgent) -> bool:
    leg = legs.leg_of(call, agent.profile.id)
    talks = leg is not None and leg.part == "agent" and leg.state == "up"
    return talks and call.stage == "talking" and bool(room(call, leg))
