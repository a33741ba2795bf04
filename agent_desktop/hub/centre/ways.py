"""By which ways a customer can be answered in a conversation.

Promises the way by which the customer wrote last first, then the other addresses that the customer has, in the order of
the entry points. Refuses ways that nobody could carry: an entry point without a network, or a paused one.
"""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Message, ReplyWay, Route
from agent_desktop.model.work import Channel

KINDS: Final = {
    Channel.EMAIL: AddressKind.EMAIL,
    Channel.SMS: AddressKind.PHONE,
    Channel.SOCIAL: AddressKind.HANDLE,
}
"""What sort of address a written channel writes to."""


def refreshed(book: Book, thread: LiveThread) -> None:
    """Bring the ways of a conversation up to date; whoever changed it tells."""
    ways = ways_of(book, thread)
    if ways != thread.shown.reply_ways:
        thread.kept = replace(thread.kept, shown=replace(thread.shown, reply_ways=ways))


def ways_of(book: Book, thread: LiveThread) -> tuple[ReplyWay, ...]:
    """The ways, the likeliest first."""
    wrote = _last_written(book, thread)
    found = list(_ways(book, thread, wrote))
    likeliest = next(iter(wrote), None)
    found.sort(key=lambda way: (way.channel, way.route) != likeliest)
    return tuple(found)


Written = dict[tuple[Channel, Route], Message]


def _last_written(book: Book, thread: LiveThread) -> Written:
    """The customer's newest message by each way, the newest first."""
    found: Written = {}
    if book.live.networks:
        for item in reversed(book.recent(thread)):
            if isinstance(item, Message) and item.incoming and not item.public:
                found.setdefault((item.channel, item.route), item)
    return found


def _ways(book: Book, thread: LiveThread, wrote: Written) -> Iterator[ReplyWay]:
    if thread.kept.visitor_id is not None:
        yield ReplyWay(channel=Channel.CHAT)
    if not book.live.networks:
        return
    customer = book.customer(thread.shown.customer_id)
    for place in book.live.entry_points.values():
        network = book.live.networks.get(place.id)
        if network is None or network.paused:
            continue
        for address in customer.addresses:
            if reaches(place, network.network, address):
                route = Route(
                    entry_point_id=place.id, network=network.network, address=address.value
                )
                last = wrote.get((place.channel, route))
                limits = book.links.limits.get(place.id)
                window = limits.window_ms if limits is not None else None
                way = ReplyWay(channel=place.channel, route=route, name=place.name)
                if window is not None:
                    way = replace(way, until=0 if last is None else last.sent_at + window)
                yield way


def reaches(place: EntryPointSettings, network: str, address: Address) -> bool:
    """Whether this entry point can write to this address."""
    if KINDS.get(place.channel) is not address.kind:
        return False
    return address.kind is not AddressKind.HANDLE or address.network == network
