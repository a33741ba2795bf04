"""Customers' talks with menus, with bots and with the closed house, written down where they happen.

Promises one row for each, in the same transaction as what follows from it; that a talk which nobody can end any more
(the telephones died, the hub did) has failed; that a customer who comes again within a day, by whatever way the house
knows them, is noted with the talk that was done. A bot writes the same by `began` and `ended`. Refuses counting.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.crm import customers
from agent_desktop.hub.crm.addresses import of_phone
from agent_desktop.hub.storage import self_service
from agent_desktop.hub.voice import decisions as d
from agent_desktop.model.people import Customer
from agent_desktop.model.rules import Plan
from agent_desktop.model.self_service import Ended, SelfService
from agent_desktop.model.work import Channel


def began(book: Book, talk: SelfService) -> None:
    """A talk begins; told again, nothing changes. Whoever had one before has come again."""
    if self_service.talk(book.storage, talk.id) is not None:
        return
    _came_again(book, (talk.address,), talk.customer_id, talk.id)
    self_service.keep(book.storage, talk)


def ended(book: Book, talk_id: str, how: Ended) -> None:
    """A talk is over; what was said first stays."""
    talk = self_service.talk(book.storage, talk_id)
    if talk is not None and talk.ended is Ended.NOT_YET:
        at = max(book.now, talk.began_at)
        self_service.keep(book.storage, replace(talk, ended=how, ended_at=at))


def call_began(book: Book, told: d.SelfServiceBegan) -> None:
    """A caller hears a menu, or that the house is closed."""
    entry = book.live.entry_points.get(told.entry_point)
    address = of_phone(told.number)
    customer_id = customers.find(book.storage, address) if address is not None else None
    value = address.value if address is not None else ""
    visitor_id = book.links.tickets.get(told.call)
    if visitor_id is not None:
        value, customer_id = visitor_id, book.visitor(visitor_id).customer_id
    began(
        book,
        SelfService(
            id=told.call,
            channel=Channel.VOICE,
            began_at=min(told.began_at, book.now),
            flow=told.menu,
            entry_point_id=told.entry_point,
            queue_id=told.queue or (entry.queue_id if entry is not None else ""),
            customer_id=customer_id or "",
            address=value,
        ),
    )


def call_ended(book: Book, told: d.SelfServiceEnded) -> None:
    """That is over."""
    ended(book, told.call, Ended(told.ended))


def came(book: Book, customer: Customer, visitor_id: str | None, interaction_id: str) -> None:
    """A customer comes to a queue, by any channel."""
    addresses = [one.value for one in customer.addresses]
    if visitor_id is not None:
        addresses.append(visitor_id)
    _came_again(book, addresses, customer.id, interaction_id)


def turned_away(book: Book, one: LiveInteraction, plan: Plan) -> None:
    """A rule ends it at once, since the house is closed: no person takes over what a menu or a bot handed off."""
    shown = one.shown
    kept = self_service.talk(book.storage, shown.id)
    talk = kept or SelfService(
        id=shown.id,
        channel=shown.channel,
        began_at=shown.arrived_at,
        flow=plan.because[-1].rule if plan.because else "",
        entry_point_id=shown.entry_point_id,
        queue_id=shown.queue_id,
        customer_id=shown.customer_id,
    )
    self_service.keep(
        book.storage, replace(talk, ended=Ended.AFTER_HOURS, ended_at=max(book.now, talk.began_at))
    )


def lost(book: Book) -> None:
    """The telephones are gone: their menus ask nobody any more. Bots go on."""
    for talk in self_service.running(book.storage):
        if talk.channel is Channel.VOICE:
            ended(book, talk.id, Ended.FAILED)


def _came_again(book: Book, addresses: Iterable[str], customer_id: str, but: str) -> None:
    ways = [("address", one) for one in addresses if one]
    if customer_id:
        ways.append(("customer_id", customer_id))
    for column, value in ways:
        talk = self_service.done_before(book.storage, column, value, book.now, but)
        if talk is not None:
            self_service.keep(book.storage, replace(talk, again_at=book.now))
