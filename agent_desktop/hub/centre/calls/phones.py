"""Agents' telephones: whether there is one that can ring, and whether it is in use.

Promises that nobody is offered a call who has no telephone, and nothing while it is in somebody else's call.
"""

from agent_desktop.hub.centre import work
from agent_desktop.hub.centre.attendance import tell_routing
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import legs
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.routing.records import PresenceSet


def here(book: Book, agent_id: str, is_here: bool) -> None:
    """An agent's telephone came or went. One that nobody knows is no agent's any more: nothing follows."""
    phones = book.links.phones
    if (agent_id in phones) != is_here:
        (phones.add if is_here else phones.discard)(agent_id)
        book.undo.append(lambda: (phones.discard if is_here else phones.add)(agent_id))
    agent = book.live.agents.get(agent_id)
    if agent is not None:
        tell_routing(book, agent)


def leaves_hands(book: Book, agent: LiveAgent, call_id: str) -> None:
    """A call is about to leave the agent's hands: nothing new is offered before the telephone is out of it, too.

    `tell_routing` afterwards, and each picture, say when that is.
    """
    picture = book.links.pictures.get(call_id)
    if picture is not None and legs.leg_of(picture, agent.profile.id) is not None:
        agent.channels = ()
        work.ask(book, PresenceSet(agent.profile.id, ()))
