"""Loaded timelines: the items of a conversation in the order of the backend, then this desk's unsent messages.

Promises that the same items give the same timeline in whatever order, page or repetition they come; that delivery
never goes backwards; that no more than the open conversation and the 20 last used are kept. Refuses to fetch.
"""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.changes import ThreadChanged
from agent_desktop.model.receipts import further
from agent_desktop.model.timeline import (
    AuthorKind,
    Delivery,
    Message,
    Note,
    SystemLine,
    TimelineItem,
)

KEPT_TIMELINES = 20

Order = tuple[int, str]


AnItem = TypeVar("AnItem", bound=ShownItem)
_Plain = SystemLine | CallRecord


def merged(old: ShownItem, new: AnItem) -> AnItem:
    """Two reports of one item: the newer words, the further delivery."""
    if isinstance(old, _Plain) or isinstance(new, _Plain) or type(old) is not type(new):
        return new
    if old.revision != new.revision:
        return new if new.revision > old.revision else old
    delivery = further(old.delivery, new.delivery)
    return new if delivery is new.delivery else msgspec.structs.replace(new, delivery=delivery)


def marked(item: TimelineItem, marks: Mapping[Delivery, int]) -> TimelineItem:
    """The item with the receipts that are known for its sequence."""
    if not isinstance(item, Message) or item.author.kind is AuthorKind.CUSTOMER:
        return item
    delivery = item.delivery
    for mark, up_to in marks.items():
        if 0 < item.seq <= up_to:
            delivery = further(delivery, mark)
    return item if delivery is item.delivery else msgspec.structs.replace(item, delivery=delivery)


def moved(item: ShownItem) -> bool:
    """True for what stands in another conversation by now, and is not shown here."""
    return isinstance(item, Message | Note) and bool(item.moved_to)


class Merged(NamedTuple):
    """What a merge did: items put before all, after all, between; ids that look different."""

    before: int
    after: tuple[ShownItem, ...]
    between: int
    updated: tuple[str, ...]


class Timeline:
    """One loaded conversation. Mutable: changed only when a turn is settled."""

    __slots__ = ("_by_client", "_by_id", "_items", "_order", "_shown", "tail")

    def __init__(self) -> None:
        self._order: list[Order] = []
        self._items: list[ShownItem] = []
        self._by_id: dict[str, Order] = {}
        self._by_client: dict[str, Order] = {}
        self._shown: tuple[ShownItem, ...] | None = None
        self.tail: tuple[Message | Note, ...] = ()

    def find(self, item_id: str, client_id: str = "") -> ShownItem | None:
        """The item with this id, else with this client id."""
        order = self._by_id.get(item_id) or (self._by_client.get(client_id) if client_id else None)
        return None if order is None else self._items[bisect_left(self._order, order)]

    def items(self) -> Sequence[ShownItem]:
        """Everything, oldest first, the unsent last."""
        if self._shown is None:
            here = (one for one in self._items if not moved(one))
            self._shown = (*here, *self.tail)
        return self._shown

    @property
    def first_seq(self) -> int | None:
        """The sequence of the oldest loaded item."""
        return self._order[0][0] if self._order else None

    @property
    def last_seq(self) -> int:
        """The sequence of the newest loaded item, 0 when there is none."""
        return self._order[-1][0] if self._order else 0

    def newest_first(self) -> Iterable[ShownItem]:
        """The backend's items, newest first."""
        return reversed(self._items)

    def forget_older(self, seq: int) -> None:
        """Drop items older than `seq`."""
        cut = bisect_left(self._order, (seq, ""))
        for item in self._items[:cut]:
            del self._by_id[item.id]
            self._by_client.pop(getattr(item, "client_id", ""), None)
        del self._items[:cut], self._order[:cut]
        self._shown = None

    def merge(self, items: Iterable[ShownItem]) -> Merged:
        """Take items in; what was here already is brought up to date."""
        first = self._order[0] if self._order else None
        last = self._order[-1] if self._order else None
        updated: list[str] = []
        after: list[ShownItem] = []
        before = between = 0
        for item in items:
            old = self.find(item.id, getattr(item, "client_id", ""))
            order = (item.seq, item.id)
            if old is not None:
                old_order = (old.seq, old.id)
                if old_order < order:
                    order = old_order
                    item = msgspec.structs.replace(item, id=old.id, seq=old.seq)
                both = merged(old, item)
                if both == old:
                    continue
                between += moved(both) is not moved(old)
                if order == old_order:
                    self._items[bisect_left(self._order, order)] = both
                    updated.append(both.id)
                    continue
                self._take(old)
                item, between = both, between + 1
            elif moved(item):
                between += 1
            elif last is None or order > last:
                after.append(item)
            elif first is not None and order < first:
                before += 1
            else:
                between += 1
            self._put(order, item)
        self._shown = None
        ordered = tuple(sorted(after, key=lambda one: (one.seq, one.id)))
        return Merged(before, ordered, between, tuple(updated))

    def _put(self, order: Order, item: ShownItem) -> None:
        at = bisect_left(self._order, order)
        self._order.insert(at, order)
        self._items.insert(at, item)
        self._by_id[item.id] = order
        client_id = getattr(item, "client_id", "")
        if client_id:
            self._by_client[client_id] = order

    def _take(self, item: ShownItem) -> None:
        at = bisect_left(self._order, (item.seq, item.id))
        del self._order[at], self._items[at]
        del self._by_id[item.id]
        self._by_client.pop(getattr(item, "client_id", ""), None)

    def set_tail(self, tail: tuple[Message | Note, ...]) -> None:
        """These are unsent now."""
        self.tail = tail
        self._shown = None


def thread_change(
    conversation_id: str,
    done: Merged,
    old_tail: Sequence[Message | Note],
    tail: Sequence[Message | Note],
) -> ThreadChanged | None:
    """What the window must do after a merge and a change of the unsent messages; None for nothing.

    An unsent message that the backend has taken stays where it is: `updated` then names its old and its new id.
    """
    old_ids = [one.id for one in old_tail]
    ids = [one.id for one in tail]
    looks = {one.id: one for one in old_tail}
    updated = [*done.updated, *(one.id for one in tail if one.id in looks and looks[one.id] != one)]
    taken = len(old_ids) - len([one for one in ids if one in looks])
    appended = 0
    reset = done.between > 0
    if taken:
        in_place = [getattr(one, "client_id", "") for one in done.after] == old_ids[:taken]
        reset = reset or not in_place or ids != old_ids[taken:]
        for one in done.after:
            updated += [getattr(one, "client_id", ""), one.id]
    elif ids[: len(old_ids)] != old_ids or (done.after and old_ids):
        reset = True
    else:
        appended = len(done.after) + len(ids) - len(old_ids)
    if reset:
        return ThreadChanged(conversation_id=conversation_id, reset=True)
    if not (done.before or appended or updated):
        return None
    return ThreadChanged(
        conversation_id=conversation_id,
        prepended=done.before,
        appended=appended,
        updated=tuple(updated),
    )


class Timelines:
    """The loaded timelines, least recently used first."""

    __slots__ = ("_loaded",)

    def __init__(self) -> None:
        self._loaded: OrderedDict[str, Timeline] = OrderedDict()

    def __contains__(self, conversation_id: str) -> bool:
        return conversation_id in self._loaded

    def __len__(self) -> int:
        return len(self._loaded)

    def get(self, conversation_id: str) -> Timeline | None:
        """A loaded timeline."""
        return self._loaded.get(conversation_id)

    def ids(self) -> Iterable[str]:
        """The loaded conversations."""
        return tuple(self._loaded)

    def load(self, conversation_id: str, keep: str | None) -> tuple[Timeline, list[str]]:
        """The timeline, made when it was not there, and what was dropped for it; `keep` is never dropped."""
        timeline = self._loaded.setdefault(conversation_id, Timeline())
        self._loaded.move_to_end(conversation_id)
        dropped: list[str] = []
        for other in list(self._loaded):
            if len(self._loaded) <= KEPT_TIMELINES:
                break
            if other not in (conversation_id, keep):
                del self._loaded[other]
                dropped.append(other)
        return timeline, dropped
