"""Who calls: the customer with that number, or the visitor who was given the call's id; and their conversation.

Promises that a customer's open conversation goes on, whatever channel it began on. A withheld number is a customer
without a name. Refuses nothing: any number makes somebody.
"""

from typing import NamedTuple

from msgspec.structs import replace

from agent_desktop.hub.centre import opening, visits
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import of_phone
from agent_desktop.hub.storage import threads
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Author, AuthorKind
from agent_desktop.model.work import Channel

LOOKED_AT = 20
_LIVE = (Channel.VOICE, Channel.CHAT)


class Caller(NamedTuple):
    """A customer and the conversation of the call. `known`: they may have been served before."""

    thread: LiveThread
    customer: Customer
    known: bool


def of_call(book: Book, call_id: str, number: str, entry_point_id: str) -> Caller:
    """Who calls."""
    tickets = book.links.tickets
    visitor_id = tickets.pop(call_id, None)
    if visitor_id is None:
        return of_number(book, number, entry_point_id)
    book.undo.append(lambda: tickets.__setitem__(call_id, visitor_id))
    return _of_visitor(book, visitor_id)


def _of_visitor(book: Book, visitor_id: str) -> Caller:
    one = book.visitor(visitor_id)
    customer, known = visits.customer_for(book, one)
    thread = visits.thread_of(book, one) or visits.opened_for(book, one, customer, Channel.VOICE)
    opening.go_on(book, thread)
    there = replace(one, customer_id=customer.id, conversation_id=thread.shown.id, gone=False)
    visits.put_visitor(book, there)
    return Caller(thread, customer, known)


def of_number(
    book: Book, number: str, entry_point_id: str = "", by: Author | None = None
) -> Caller:
    """The customer with this number, found or made, and the conversation that goes on, or a new one begun `by` them."""
    address = of_phone(number)
    found = customers.find(book.storage, address) if address else None
    if found is None:
        reach = () if address is None else (address,)
        customer = customers.create(book.storage, "", reach, book.now)
        book.live.customers[customer.id] = customer
    else:
        customer = book.customer(found)
    thread = _goes_on(book, customer) if found else None
    if thread is None:
        thread = opening.opened(
            book,
            customer,
            by or author_of(customer),
            channel=Channel.VOICE,
            entry_point_id=entry_point_id,
        )
    opening.go_on(book, thread)
    return Caller(thread, customer, found is not None)


def author_of(customer: Customer) -> Author:
    """The customer as the one who did something."""
    return Author(kind=AuthorKind.CUSTOMER, id=customer.id, name=customer.name)


def _goes_on(book: Book, customer: Customer) -> LiveThread | None:
    """The newest open conversation, else one that a live channel closed a short while ago."""
    recent: LiveThread | None = None
    for kept in threads.conversations_of(book.storage, customer.id, LOOKED_AT):
        thread = book.thread(kept.shown.id)
        if thread.shown.open:
            return thread
        if recent is None and thread.shown.channel in _LIVE and opening.may_go_on(book, thread):
            recent = thread
    return recent
