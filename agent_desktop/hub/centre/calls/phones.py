"""Agents' telephones: whether there is one that can ring.

Promises that nobody is offered a call who has no telephone; all other work goes on.
"""

from agent_desktop.hub.centre.attendance import tell_routing
from agent_desktop.hub.centre.book import Book


def here(book: Book, agent_id: str, is_here: bool) -> None:
    """An agent's telephone came or went. One that nobody knows is no agent's any more: nothing follows."""
    phones = book.links.phones
    if (agent_id in phones) != is_here:
        (phones.add if is_here else phones.discard)(agent_id)
        book.undo.append(lambda: (phones.discard if is_here else phones.add)(agent_id))
    agent = book.live.agents.get(agent_id)
    if agent is not None:
        tell_routing(book, agent)
