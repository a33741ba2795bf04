"""Calls from a web page: a call's id is given out before there is a call.

Promises that the call which then arrives under that id belongs to this visitor's conversation; that a visitor who is
called on the page gets that call. Refuses a second call of a visitor who is in one, or keeps a place. Given out ids are
forgotten with the process, as the pages' own connections are.
"""

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import ending, invitations, pages
from agent_desktop.hub.centre.visits import thread_of
from agent_desktop.hub.crm.visitors import WebCallTicket
from agent_desktop.hub.voice.inputs import ArrivalRefused
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Conflict
from agent_desktop.model.work import Channel, InteractionState

MAX_TICKETS = 1_000
"""So many calls may be given out and not come; then the oldest is forgotten."""


def reserve(book: Book, visitor_id: str, entry_point_id: str) -> WebCallTicket:
    """A fresh call for a visitor, or the one that calls them. Raises Refused, Conflict."""
    visitor = book.visitor(visitor_id)
    thread = thread_of(book, visitor)
    for interaction_id in thread.work if thread else ():
        shown = book.live.interactions[interaction_id].shown
        if shown.channel is Channel.VOICE and shown.state is not InteractionState.WRAP_UP:
            leg = _calls_page(book, interaction_id)
            if thread and leg:
                return WebCallTicket(interaction_id, "", thread.shown.id, leg)
            raise Conflict(
                "You are in a call already.",
                remedy="End it first, or go on speaking there.",
                field="visitor",
                value=visitor_id,
            )
    invitations.end(book, visitor_id)
    call, tickets = new_id(), book.links.tickets
    tickets[call] = visitor_id
    book.undo.append(lambda: _forget(tickets, call))
    while len(tickets) > MAX_TICKETS:
        del tickets[next(iter(tickets))]
    return WebCallTicket(
        call=call,
        entry_point_id=entry_point_id,
        conversation_id=thread.shown.id if thread else "",
    )


def decline(book: Book, visitor_id: str, call_id: str) -> str:
    """The visitor gives up a kept place; or, when it is their turn, does not want to talk now: the leg to end.

    Without a call they were asked to talk by an agent, and would rather write.
    """
    thread = thread_of(book, book.visitor(visitor_id))
    if not call_id:
        invitations.decline(book, thread, visitor_id)
        return ""
    call = book.live.calls.get(call_id)
    if thread is None or call_id not in thread.work or call is None or not pages.keeps_place(call):
        return ""
    one = book.live.interactions[call_id]
    if one.shown.state in (InteractionState.QUEUED, InteractionState.OFFERED):
        ending.unserved(book, one, "abandoned")
        book.orders.append(ArrivalRefused(call_id))
    return _calls_page(book, call_id)


def _calls_page(book: Book, call_id: str) -> str:
    kept = pages.keeps_place(book.live.calls.get(call_id))
    return pages.leg_that_calls(book.links.pictures.get(call_id)) if kept else ""


def _forget(tickets: dict[str, str], call: str) -> None:
    tickets.pop(call, None)
