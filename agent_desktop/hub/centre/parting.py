"""A merge of customers is taken back, or two are told apart.

Promises that both are as they were before the merge, but for what somebody changed since: that stays with the one that
was kept. The conversations of the other return with everything that was written in them since. One that began since
goes to the other if its customer wrote there first from an address of theirs; an address that came since stays.

Refuses a merge whose kept customer was merged again since: that is taken back first.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.journal.published import EVERYONE
from agent_desktop.hub.storage import people, threads, unions
from agent_desktop.hub.storage.unions import KeptUnion
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Conflict
from agent_desktop.model.events import CustomersParted
from agent_desktop.model.people import Address, Customer, Union
from agent_desktop.model.timeline import LineKind, Message
from agent_desktop.model.unions import PartCustomers, TellApart

SHOWN = 10
LOOKED_AT = 500
FIRST = 5
"""So many first items of a conversation are looked at for who wrote."""
_VALUES = (
    "name",
    "organisation",
    "vip",
    "language",
    "time_zone",
    "place",
    "lifetime_value",
    "currency",
    "attributes",
)


def unions_shown(book: Book, customer_id: str) -> tuple[Union, ...]:
    """The merges of a customer that can be taken back, the newest first."""
    found = unions.unions_of(book.storage, customer_id)[:SHOWN]
    return tuple(Union(merged_id=one.merged.id, name=one.merged.name, at=one.at) for one in found)


def tell_apart(book: Book, agent: LiveAgent, asked: TellApart) -> None:
    """These two are not one person. Raises Refused."""
    one, other = book.customer(asked.customer_id), book.customer(asked.other_id)
    if one.id == other.id:
        raise unknown("other_id", asked.other_id)
    unions.tell_apart(book.storage, one.id, other.id, book.now)


def part(book: Book, agent: LiveAgent, asked: PartCustomers) -> None:
    """Undo a merge. Raises Refused, Conflict."""
    union = unions.union(book.storage, asked.merged_id)
    if union is None:
        raise unknown("merged_id", asked.merged_id)
    kept = book.customer(union.kept.id)
    if kept.id != union.kept.id or _newest(book, kept).merged.id != union.merged.id:
        raise Conflict(
            "The customer was merged with somebody else since.",
            remedy="Take that back first.",
            field="merged_id",
            value=asked.merged_id,
        )
    parted = replace(union.merged, updated_at=book.now)
    left = _without(kept, union, book.now)
    ids = (*union.conversations, *_begun_since(book, union))
    for one in (left, parted):
        people.keep_customer(book.storage, one)
        for position, address in enumerate(one.addresses):
            people.keep_address(book.storage, address, one.id, position)
    unions.give(book.storage, ids, union.visitors, parted.id)
    unions.forget_union(book.storage, parted.id)
    live = book.live
    live.customers[parted.id], live.customers[left.id] = parted, left
    live.visitors = {
        key: replace(one, customer_id=parted.id) if key in union.visitors else one
        for key, one in live.visitors.items()
    }
    book.tell(EVERYONE, CustomersParted(kept=left, parted=parted, conversations=ids))
    for conversation_id in ids:
        _goes(book, agent, conversation_id, parted, left.name)
    book.put_customer(left)
    book.put_customer(parted)


def _newest(book: Book, kept: Customer) -> KeptUnion:
    return unions.unions_of(book.storage, kept.id)[0]


def _goes(book: Book, agent: LiveAgent, conversation_id: str, parted: Customer, other: str) -> None:
    """A conversation that somebody may have on the screen is the parted customer's again."""
    thread = book.live.threads.get(conversation_id)
    if thread is None:
        return
    thread.kept = replace(thread.kept, shown=replace(thread.shown, customer_id=parted.id))
    if thread.work:
        book.add_line(thread, LineKind.PARTED, agent.author, detail=other)
    book.put_thread(thread, thread.kept)
    for interaction_id in thread.work:
        held = book.live.interactions[interaction_id]
        book.show_interaction(held, customer_id=parted.id)
        book.tell_interaction(held)


def _without(kept: Customer, union: KeptUnion, now: Millis) -> Customer:
    """The kept customer as before the merge, with what was changed since."""
    before, after = union.kept, union.result
    values = {
        name: getattr(before, name)
        for name in _VALUES
        if getattr(kept, name) == getattr(after, name)
    }
    theirs = {_key(one) for one in union.merged.addresses}
    addresses = tuple(one for one in kept.addresses if _key(one) not in theirs)
    return replace(
        kept, **values, addresses=addresses, created_at=before.created_at, updated_at=now
    )


def _key(address: Address) -> tuple[str, str, str]:
    return address.kind.value, address.network, address.value


def _begun_since(book: Book, union: KeptUnion) -> list[str]:
    """The conversations since the merge that began from an address of the merged customer."""
    theirs = {one.value for one in union.merged.addresses}
    found = []
    for kept in threads.conversations_of(book.storage, union.kept.id, LOOKED_AT):
        if kept.shown.opened_at < union.at or kept.shown.id in union.conversations:
            continue
        first = threads.items_after(book.storage, kept.shown.id, 0, FIRST)
        wrote = next((one for one in first if isinstance(one, Message) and one.incoming), None)
        if wrote is not None and wrote.route.address in theirs:
            found.append(kept.shown.id)
    return found
