"""Calls from a web page: a call's id is given out before there is a call.

Promises that the call which then arrives under that id belongs to this visitor's conversation. Refuses a second call
of a visitor who is in one. Given out ids are forgotten with the process, as the pages' own connections are.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.visits import thread_of
from agent_desktop.hub.crm.visitors import WebCallTicket
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Conflict
from agent_desktop.model.work import Channel, InteractionState

MAX_TICKETS = 1_000
"""So many calls may be given out and not come; then the oldest is forgotten."""


def reserve(book: Book, visitor_id: str, entry_point_id: str) -> WebCallTicket:
    """A fresh call for a visitor. Raises Refused, Conflict."""
    visitor = book.visitor(visitor_id)
    thread = thread_of(book, visitor)
    for interaction_id in thread.work if thread else ():
        shown = book.live.interactions[interaction_id].shown
        if shown.channel is Channel.VOICE and shown.state is not InteractionState.WRAP_UP:
            raise Conflict(
                "You are in a call already.",
                remedy="End it first, or go on speaking there.",
                field="visitor",
                value=visitor_id,
            )
    name = visitor.name
    if not name and visitor.customer_id is not None:
        name = book.customer(visitor.customer_id).name
    call, tickets = new_id(), book.links.tickets
    tickets[call] = visitor_id
    book.undo.append(lambda: _forget(tickets, call))
    while len(tickets) > MAX_TICKETS:
        del tickets[next(iter(tickets))]
    return WebCallTicket(
        call=call,
        entry_point_id=entry_point_id,
        caller=name,
        conversation_id=thread.shown.id if thread else "",
    )


def _forget(tickets: dict[str, str], call: str) -> None:
    tickets.pop(call, None)
