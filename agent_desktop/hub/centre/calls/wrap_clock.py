"""The clock of a wrap-up, while its agent talks in another call.

Promises that no wrap-up runs out while its agent talks: the clock stops, and begins anew when the agent has hung up,
since nobody writes notes meanwhile. Refuses clocks to queues that give no limit.
"""

from agent_desktop.hub.centre.book import WRAP_UP, Book
from agent_desktop.hub.centre.calls import legs
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction
from agent_desktop.model.base import Millis
from agent_desktop.model.work import InteractionState


def until(book: Book, one: LiveInteraction, agent_id: str) -> Millis | None:
    """When a wrap-up that begins now is over; None: nobody says, or not while the agent talks."""
    queue = book.live.queues[one.shown.queue_id]
    if queue.wrap_up_ms is None or _talks_elsewhere(book, one, agent_id):
        return None
    return book.now + queue.wrap_up_ms


def follow(book: Book, agent: LiveAgent) -> None:
    """The agent may talk now, or may have hung up."""
    for interaction_id in agent.held:
        one = book.live.interactions[interaction_id]
        if one.shown.state is not InteractionState.WRAP_UP:
            continue
        end = until(book, one, agent.profile.id)
        if (end is None) == (one.shown.wrap_up_until is None):
            continue
        book.show_interaction(one, wrap_up_until=end)
        if end is not None:
            book.set_alarm(end, WRAP_UP, interaction_id)
        book.tell_interaction(one)


def _talks_elsewhere(book: Book, one: LiveInteraction, agent_id: str) -> bool:
    """Whether the agent's telephone is up in a call that is not the one to be wrapped up."""
    own = book.live.routed(one.shown.id)
    found = ((call, legs.leg_of(call, agent_id)) for call in legs.calls_of(book, agent_id))
    return any(call.id != own and leg is not None and leg.state == "up" for call, leg in found)
