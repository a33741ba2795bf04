"""By which ways a customer can be answered in a conversation.

Promises the way by which customer and agent spoke last first, never one that everybody reads; then the other addresses
that the customer has, in the order of the entry points. Refuses ways that nobody could carry: an entry point without a
network, or a paused one; and to answer for everybody who asked in private.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.known import Known
from agent_desktop.hub.centre.live import LiveThread
from agent_desktop.hub.storage import consents
from agent_desktop.hub.storage.networks import KeptNetwork
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.storage.threads import KeptConversation, customers_before
from agent_desktop.hub.written.limits import Limits
from agent_desktop.model.base import Millis
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import Conversation, Message
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel

KINDS: Final = {
    Channel.EMAIL: AddressKind.EMAIL,
    Channel.SMS: AddressKind.PHONE,
    Channel.SOCIAL: AddressKind.HANDLE,
}
"""What sort of address a written channel writes to."""


def refreshed(known: Known, thread: LiveThread) -> bool:
    """Bring the ways of a conversation up to date; whether they are others now, which whoever changed it tells."""
    ways = ways_of(known, thread)
    if ways == thread.shown.reply_ways:
        return False
    thread.kept = replace(thread.kept, shown=replace(thread.shown, reply_ways=ways))
    return True


def shown(known: Known, kept: KeptConversation) -> Conversation:
    """A conversation as the database has it, with its ways where it is open."""
    live = known.live.threads.get(kept.shown.id)
    if live is not None:
        return live.shown
    if not kept.shown.open:
        return kept.shown
    return replace(kept.shown, reply_ways=ways_of(known, LiveThread(kept)))


def ways_of(known: Known, thread: LiveThread) -> tuple[ReplyWay, ...]:
    """The ways, the likeliest first."""
    found = list(_ways(known, thread, _last_written(known, thread)))
    if len(found) > 1:
        newest = _newest(known, thread)
        found.sort(key=lambda way: newest is None or (way.channel, way.route) != newest)
    return tuple(found)


def _newest(known: Known, thread: LiveThread) -> tuple[Channel, Route] | None:
    """By which way customer and agent spoke last."""
    for item in known.said(thread):
        if not item.public and not _elsewhere(item):
            return item.channel, item.route
    return None


def _elsewhere(item: Message) -> bool:
    """True for what went to somebody else than the customer."""
    return item.mail is not None and bool(item.mail.forwards)


Written = dict[tuple[Channel, Route], Message]


def _last_written(known: Known, thread: LiveThread) -> Written:
    """The customer's newest message by each way, the newest first."""
    found: Written = {}
    if known.live.networks:
        for item in known.said(thread):
            if item.incoming:
                found.setdefault((item.channel, item.route), item)
    return found


def heard(
    known: Known, thread: LiveThread, way: tuple[Channel, Route], since: Millis
) -> Millis | None:
    """When the customer wrote last by this way, in this conversation or another open one: a network has one clock for
    both, also after a split."""
    others = known.live.threads_of(thread.shown.customer_id)
    threads = [thread, *(one for one in others if one.shown.id != thread.shown.id)]
    found = (_heard_in(known, one, way, since) for one in threads)
    return max((at for at in found if at is not None), default=None)


def _heard_in(
    known: Known, thread: LiveThread, way: tuple[Channel, Route], since: Millis
) -> Millis | None:
    """The same in one conversation; what stands further back than what is at hand counts since then."""
    found = _last_written(known, thread).get(way)
    recent = known.recent(thread)
    if found is None and len(recent) == recent.maxlen:
        earlier = customers_before(known.storage, thread.shown.id, recent[0].seq, since)
        found = next((one for one in earlier if (one.channel, one.route) == way), None)
    return None if found is None else found.sent_at


def _ways(known: Known, thread: LiveThread, wrote: Written) -> Iterator[ReplyWay]:
    if thread.kept.visitor_id is not None:
        yield ReplyWay(channel=Channel.CHAT)
    if not known.live.networks:
        return
    customer = known.customer(thread.shown.customer_id)
    ours = our_addresses(known.live.networks)
    for place in known.live.entry_points.values():
        network = known.live.networks.get(place.id)
        if network is None or network.paused:
            continue
        for address in customer.addresses:
            if reaches(place, network.network, address):
                route = Route(
                    entry_point_id=place.id, network=network.network, address=address.value
                )
                stopped = consents.given(known.storage, address) is False
                way = ReplyWay(channel=place.channel, route=route, name=place.name, stopped=stopped)
                limits = known.links.limits.get(place.id)
                if place.channel is Channel.EMAIL:
                    way = replace(way, ours=ours)
                if limits is None:
                    yield way
                    continue
                yield _limited(known, thread, way, limits)
                in_public = replace(way, route=replace(route, public=True))
                if limits.public and (in_public.channel, in_public.route) in wrote:
                    yield _limited(known, thread, in_public, limits)


def _limited(known: Known, thread: LiveThread, way: ReplyWay, limits: Limits) -> ReplyWay:
    """A way with what its network lets people do."""
    way = replace(
        way,
        max_text=limits.max_text,
        unit=limits.unit,
        edits=limits.edits,
        deletes=limits.deletes,
        signs=limits.signs,
    )
    way = replace(way, files=limits.files, rich=limits.rich)
    if limits.window_ms is None:
        return way
    last = heard(known, thread, (way.channel, way.route), known.now - limits.window_ms)
    until = 0 if last is None else last + limits.window_ms
    return replace(way, until=until, templates=limits.templates)


def automatic_until(known: Known, way: ReplyWay) -> Millis | None:
    """How long what no person of ours writes may go by a way, None: always."""
    limits = known.links.limits.get(way.route.entry_point_id)
    if way.until is None or limits is None or limits.automatic_ms is None:
        return way.until
    assert limits.window_ms is not None  # there is an end
    return way.until - limits.window_ms + limits.automatic_ms


def reaches(place: EntryPointSettings, network: str, address: Address) -> bool:
    """Whether this entry point can write to this address."""
    if KINDS.get(place.channel) is not address.kind:
        return False
    return address.kind is not AddressKind.HANDLE or address.network == network


def our_addresses(networks: Mapping[str, KeptNetwork]) -> tuple[str, ...]:
    """The addresses of all our mailboxes, those of other names included."""
    found: dict[str, None] = {}
    for kept in networks.values():
        aliases = kept.settings.get("aliases", "").replace(";", " ").replace(",", " ").split()
        for address in (kept.settings.get("address", ""), *aliases):
            if "@" in address:
                found[address.strip().lower()] = None
    return tuple(found)
