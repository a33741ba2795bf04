"""By which ways a customer can be answered in a conversation.

Promises the way by which customer and agent spoke last first, then the other addresses that the customer has, in the
order of the entry points. Refuses ways that nobody could carry: an entry point without a network, or a paused one.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.storage.threads import KeptConversation
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Conversation, Message, ReplyWay, Route
from agent_desktop.model.work import Channel

if TYPE_CHECKING:  # the book keeps the ways up to date, and so knows this module
    from agent_desktop.hub.centre.book import Book

KINDS: Final = {
    Channel.EMAIL: AddressKind.EMAIL,
    Channel.SMS: AddressKind.PHONE,
    Channel.SOCIAL: AddressKind.HANDLE,
}
"""What sort of address a written channel writes to."""


def refreshed(book: "Book", thread: LiveThread) -> bool:
    """Bring the ways of a conversation up to date; whether they are others now, which whoever changed it tells."""
    ways = ways_of(book, thread)
    if ways == thread.shown.reply_ways:
        return False
    thread.kept = replace(thread.kept, shown=replace(thread.shown, reply_ways=ways))
    return True


def shown(book: "Book", kept: KeptConversation) -> Conversation:
    """A conversation as the database has it, with its ways where it is open."""
    live = book.live.threads.get(kept.shown.id)
    if live is not None:
        return live.shown
    if not kept.shown.open:
        return kept.shown
    return replace(kept.shown, reply_ways=ways_of(book, LiveThread(kept)))


def ways_of(book: "Book", thread: LiveThread) -> tuple[ReplyWay, ...]:
    """The ways, the likeliest first."""
    found = list(_ways(book, thread, _last_written(book, thread)))
    if len(found) > 1:
        newest = _newest(book, thread)
        found.sort(key=lambda way: newest is None or (way.channel, way.route) != newest)
    return tuple(found)


def _newest(book: "Book", thread: LiveThread) -> tuple[Channel, Route] | None:
    """By which way customer and agent spoke last."""
    for item in reversed(book.recent(thread)):
        if isinstance(item, Message) and not item.public:
            return item.channel, item.route
    return None


Written = dict[tuple[Channel, Route], Message]


def _last_written(book: "Book", thread: LiveThread) -> Written:
    """The customer's newest message by each way, the newest first."""
    found: Written = {}
    if book.live.networks:
        for item in reversed(book.recent(thread)):
            if isinstance(item, Message) and item.incoming and not item.public:
                found.setdefault((item.channel, item.route), item)
    return found


def _ways(book: "Book", thread: LiveThread, wrote: Written) -> Iterator[ReplyWay]:
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
