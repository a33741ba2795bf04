"""Passages and offers behind a figure: read newest first, and only where kept sums say that there is something.

Each function reads in the open transaction of the storage that it is given.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select, text, tuple_

from agent_desktop.hub.storage.counting import (
    WAITED,
    Only,
    Span,
    each,
    each_offer,
    has_tag,
    of_tag,
    parameters,
    spans,
    wanted,
    where,
)
from agent_desktop.hub.storage.days_asked import days_of
from agent_desktop.hub.storage.figure_tables import (
    days_by_agent,
    days_by_tag,
    days_due,
    quarters_by_agent,
    quarters_by_queue,
    quarters_by_tag,
)
from agent_desktop.hub.storage.passage_tables import passages
from agent_desktop.hub.storage.passages import passage_of
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.sums import QUARTER_MS
from agent_desktop.hub.storage.tables import conversations, customers, interactions, offers
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import Which
from agent_desktop.model.figures import KEPT, LONGEST, WAITING, FigureRules
from agent_desktop.model.passages import Passage, PassageOffer
from agent_desktop.model.work import Channel

OF_OFFERS: Final = frozenset({"offers", "declined", "missed"})
"""The sums that offers make, and no passage."""
_CHUNK: Final = 500
_DAY_MS: Final[Millis] = 96 * QUARTER_MS
_MERGES: Final = 16
"""So often a merged conversation is followed to what it became."""


class Place(NamedTuple):
    """Where a line stands: `epoch` is 0 for a passage."""

    came_at: Millis
    interaction_id: str
    number: int
    epoch: int = 0


class About(NamedTuple):
    """The conversation and the customer's name of an interaction, and its state."""

    conversation_id: str
    customer_name: str
    state: str = ""


class Counted(NamedTuple):
    """Who counts: the sums that are divided, those by which (a minus before a name takes it off), and which of them.

    `longest` is how long the one waited who waited longest, where that is the figure. `nested`: who adds to what is
    divided adds as much to that by which.
    """

    above: Sequence[str]
    below: Sequence[str]
    which: Which
    longest: Millis | None = None
    nested: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The sums."""
        return frozenset(one.removeprefix("-") for one in (*self.above, *self.below))

    def _words(self, each: Mapping[str, str]) -> str:
        above, below = _signed(self.above, each), _signed(self.below, each)
        match self.which:
            case Which.COUNTED:
                return f"{above} <> 0"
            case Which.OTHERS:
                return f"({above} = 0 AND {below} <> 0)"
        return f"({above} <> 0 OR {below} <> 0)"

    def of_kept(self) -> str:
        """The condition on a row `c` of kept sums that somebody in it counts, or may."""
        kept = {name: f"c.{name}" for name in (*KEPT, LONGEST)}
        if self.longest is not None:
            return f"c.{LONGEST} = :longest"
        if self.which is not Which.OTHERS:
            return self._words(kept)
        above, below = _signed(self.above, kept), _signed(self.below, kept)
        return f"{below} > {above}" if self.nested else f"{below} <> 0"

    def of_passages(self, rules: FigureRules) -> str:
        """The condition on a passage `p`."""
        if self.longest is not None:
            return f"{WAITED} = :longest"
        return self._words(each(rules))

    def of_offers(self) -> str:
        """The condition on an offer `o`."""
        return self._words(each_offer())

    def values(self, rules: FigureRules, now: Millis) -> dict[str, Any]:
        """The values of these conditions."""
        return {**parameters(rules), "now": now, "longest": self.longest}


def _signed(names: Sequence[str], words: Mapping[str, str]) -> str:
    parts = (
        f"- {words.get(one[1:], '0')}" if one.startswith("-") else f"+ {words.get(one, '0')}"
        for one in names
    )
    return f"(0 {' '.join(parts)})"


def quarters(
    storage: Storage, since: Millis, until: Millis, counted: Counted, only: Only
) -> Iterator[Millis]:
    """The quarters of an hour of a time in which somebody counts, or may, the newest first."""
    first, days = since - since % QUARTER_MS, 1
    while until > first:  # a day first, then more at once: most pages end soon
        begin = max(first, until - until % QUARTER_MS - days * _DAY_MS)
        yield from _quarters(storage, Span(0, begin, until), counted, only)
        until, days = begin, 2 * days


def _quarters(storage: Storage, span: Span, counted: Counted, only: Only) -> list[Millis]:
    which = f"{counted.of_kept()}{where(only, 'c', 'c.agent_id')}{of_tag(only, 'c')}"
    values = {**wanted(only), "longest": counted.longest}
    within, table = [span], quarters_by_queue
    if only.by_agents or only.tag:  # of which there are twenty times as many rows as of days
        table, days = quarters_by_agent, days_by_agent
        if only.tag:
            table, days = quarters_by_tag, days_by_tag
        within = days_of(storage, days.name, span, which, values, days_due.name)
    queries = ["SELECT d.from_at FROM sums_due d WHERE d.from_at >= :first AND d.from_at < :until"]
    if within:
        queries.append(
            f"SELECT c.from_at FROM s CROSS JOIN {table.name} c"
            f" WHERE c.from_at >= s.since AND c.from_at < s.until AND {which}"
        )
    if {*WAITING, LONGEST} & counted.names:
        queries.append(
            f"SELECT p.came_at - p.came_at % {QUARTER_MS} FROM passages p"
            " WHERE p.\"left\" = '' AND p.came_at >= :first AND p.came_at < :until"
        )
    words = f"{spans(within or [span])} {' UNION '.join(queries)} ORDER BY 1 DESC"
    values |= {"first": span.since, "until": span.until}
    return [row[0] for row in storage.rows(text(words), values)]


def newest(
    storage: Storage,
    since: Millis,
    until: Millis,
    which: str,
    values: Mapping[str, Any],
    only: Only,
    after: Place | None,
) -> Iterable[tuple[Place, Passage]]:
    """The passages of a time `which` holds for, after a place, the newest first."""
    p = passages.alias("p")
    key = (p.c.came_at, p.c.interaction_id, p.c.number)
    query = (
        select(p)
        .where(p.c.came_at >= since, p.c.came_at < until, text(which))
        .where(text(_mine(only, "p.agent_id")))
        .order_by(*(one.desc() for one in key))
        .limit(_CHUNK)
    )
    while True:
        last = query if after is None else query.where(tuple_(*key) < tuple_(*after[:3]))
        rows = storage.rows(last, {**wanted(only), **values})
        for row in rows:
            one = passage_of(row)
            after = Place(one.came_at, one.interaction_id, one.number)
            yield after, one
        if len(rows) < _CHUNK:
            return


def newest_offers(
    storage: Storage,
    since: Millis,
    until: Millis,
    which: str,
    values: Mapping[str, Any],
    only: Only,
    after: Place | None,
) -> Iterable[tuple[Place, PassageOffer]]:
    """The offers `which` holds for, made in passages that came in a time, after a place, the newest passage first."""
    p, o = passages.alias("p"), offers.alias("o")
    key = (p.c.came_at, p.c.interaction_id, p.c.number, o.c.epoch)
    query = (
        select(*key, p.c.queue_id, p.c.channel, p.c.entry_point_id, o.c.agent_id, o.c.outcome)
        .join(o, o.c.interaction_id == p.c.interaction_id)
        .where(o.c.epoch > p.c.first_epoch, o.c.epoch <= func.coalesce(p.c.last_epoch, o.c.epoch))
        .where(p.c.came_at >= since, p.c.came_at < until, text(which))
        .where(text(_mine(only, "o.agent_id")))
        .order_by(*(one.desc() for one in key))
        .limit(_CHUNK)
    )
    while True:
        last = query if after is None else query.where(tuple_(*key) < tuple_(*after))
        rows = storage.rows(last, {**wanted(only), **values})
        for row in rows:
            after = Place(*row[:4])
            yield (
                after,
                PassageOffer(
                    came_at=row[0],
                    queue_id=row[4],
                    channel=Channel(row[5]),
                    entry_point_id=row[6],
                    agent_id=row[7],
                    outcome=row[8],
                ),
            )
        if len(rows) < _CHUNK:
            return


def _mine(only: Only, agent: str) -> str:
    tagged = f" AND {has_tag('p')}" if only.tag else ""
    return f"1 = 1{where(only, 'p', agent)}{tagged}"


def about(storage: Storage, ids: Sequence[str]) -> dict[str, About]:
    """What interactions are part of; what was erased is missing."""
    if not ids:
        return {}
    rows = storage.rows(
        select(
            interactions.c.id,
            interactions.c.conversation_id,
            interactions.c.customer_id,
            interactions.c.state,
        ).where(interactions.c.id.in_(ids))
    )
    threads = _became(storage, {row[1] for row in rows})
    names = customer_names(storage, {row[2] for row in rows})
    return {
        row[0]: About(threads.get(row[1], row[1]), names.get(row[2], ""), row[3]) for row in rows
    }


def customer_names(storage: Storage, ids: Collection[str]) -> dict[str, str]:
    """What these customers are called, or those into whom they were merged."""
    kept = customers.alias("kept")
    found = storage.rows(
        select(customers.c.id, func.coalesce(kept.c.name, customers.c.name))
        .outerjoin(kept, kept.c.id == customers.c.merged_into)
        .where(customers.c.id.in_(tuple(ids)))
    )
    return {row[0]: row[1] for row in found}


def _became(storage: Storage, ids: set[str]) -> dict[str, str]:
    """Into which conversations these were merged, for those that were."""
    into = {one: one for one in ids}
    for _ in range(_MERGES):
        asked = tuple(set(into.values()))
        rows = storage.rows(
            select(conversations.c.id, conversations.c.joined_into).where(
                conversations.c.id.in_(asked), conversations.c.joined_into != ""
            )
        )
        if not rows:
            break
        further = {row[0]: row[1] for row in rows}
        into = {one: further.get(now, now) for one, now in into.items()}
    return into
