"""Kept sums of interactions as a whole: read with what is not in them yet, and brought up to date by differences.

Promises what `sums` promises: what is read is what the rows say at that moment, to the unit. Shares that are due are
taken out as they were kept and counted in as they are. Keeping one changes quarters of an hour, days and outcomes in
one transaction; making (`fresh`) only reads.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import add
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, delete, select, text

from agent_desktop.hub.storage import customer_days, share_due, share_rows
from agent_desktop.hub.storage.counting import (
    FREE_QUEUE,
    TAG,
    Only,
    Span,
    columns,
    grouped,
    of_tag,
    spans,
    wanted,
    where,
)
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.report_tables import tagged
from agent_desktop.hub.storage.share_tables import (
    KEYS,
    outcome_days,
    share_days,
    share_days_by_tag,
    share_quarters_by_agent,
    share_quarters_by_queue,
    share_quarters_by_tag,
    shares,
    shares_due,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_WHOLE
from agent_desktop.model.shares import Key, Share

QUARTER_MS: Final[Millis] = 900_000
OUTCOME: Final = ("ended", "handle_ms", "rated", "rating")

_AT_ONCE: Final = 10_000
_TAGS_AT_ONCE: Final = 500

Make = Callable[[Storage, Iterable[str]], Sequence[Share]]
"""Makes shares of what is written."""


class Counted(NamedTuple):
    """Sums of one interval and one value of each key."""

    number: int
    key: tuple[str, ...]
    sums: dict[str, int]


class Due(NamedTuple):
    """What is not true of the kept sums at a moment: shares to take out, and shares to count in."""

    out: Sequence[Share]
    into: Sequence[Share]

    def signed(self) -> Iterator[tuple[Share, int]]:
        """Each with 1 to count it in or -1 to take it out."""
        yield from ((one, -1) for one in self.out)
        yield from ((one, 1) for one in self.into)


def due(storage: Storage, again_ms: Millis, now: Millis, make: Make) -> Due:
    """What is not true of the kept sums."""
    ids = share_rows.due(storage, again_ms, now)
    return Due(list(share_rows.kept(storage, ids)), make(storage, ids))


def read(
    storage: Storage,
    intervals: Sequence[Span],
    keys: Sequence[str],
    only: Only,
    changed: Due,
    *,
    whole_days: bool,
    names: Sequence[str] = OF_WHOLE,
) -> list[Counted]:
    """The sums of these names of intervals that begin and end with quarters of an hour; `whole_days`: with days of
    the house."""
    by_tag = TAG in keys or bool(only.tag)
    if by_tag:
        table = share_days_by_tag if whole_days else share_quarters_by_tag
    elif whole_days:
        table = share_days
    elif "agent_id" in keys or only.by_agents:
        table = share_quarters_by_agent
    else:
        table = share_quarters_by_queue
    added = ", ".join(f"sum(c.{name})" for name in names)
    words = (
        f"{spans(intervals)} SELECT {columns(keys, 'c', 'c.agent_id')}, {added}"
        f" FROM s CROSS JOIN {table.name} c WHERE c.from_at >= s.since AND c.from_at < s.until"
        f"{where(only, 'c', 'c.agent_id')}{of_tag(only, 'c')} GROUP BY {grouped(keys)}"
    )
    width = 1 + len(keys)
    made: dict[tuple[Any, ...], list[int]] = {}
    for row in storage.rows(text(words), wanted(only)):
        made[tuple(row[:width])] = [int(one) for one in row[width:]]
    starts = [one.since for one in intervals]
    tags = tags_of(storage, changed) if by_tag else None
    mine_of = [OF_WHOLE.index(name) for name in names]
    for one, times in changed.signed():
        mine = ("",) if tags is None else tags.get(one.related.interaction_id, ())
        if only.tag:
            mine = (only.tag,) if only.tag in mine else ()
        for at, key, sums in one.places():
            place = bisect_right(starts, at) - 1
            if place < 0 or at >= intervals[place].until or not allowed(only, key):
                continue
            named = dict(zip(KEYS, key, strict=True))
            named[FREE_QUEUE] = "" if named["agent_id"] else named["queue_id"]
            for named[TAG] in mine:
                key_ = (intervals[place].number, *(named[name] for name in keys))
                _add(made, key_, [sums[at_] for at_ in mine_of], times)
    return [
        Counted(found[0], found[1:], dict(zip(names, sums, strict=True)))
        for found, sums in made.items()
        if any(sums)
    ]


def outcomes(storage: Storage, span: Span, only: Only, changed: Due) -> dict[str, list[int]]:
    """How often work that came in these days ended with which outcome, and the other sums of `OUTCOME`."""
    added = ", ".join(f"sum(c.{name})" for name in OUTCOME)
    words = (
        f"SELECT c.disposition, {added} FROM outcome_days c"
        f" WHERE c.from_at >= :since AND c.from_at < :until{where(only, 'c', 'c.agent_id')} GROUP BY 1"
    )
    values = {**wanted(only), "since": span.since, "until": span.until}
    made = {row[0]: [int(one) for one in row[1:]] for row in storage.rows(text(words), values)}
    for one, times in changed.signed():
        if one.outcome is None or one.at is None or not span.since <= one.at < span.until:
            continue
        if allowed(only, one.key):
            _add(made, one.outcome.disposition, (1, *one.outcome[1:]), times)
    return {code: sums for code, sums in made.items() if any(sums)}


def _add(made: dict[Any, list[int]], key: Any, sums: Sequence[int], times: int) -> None:
    before = made.get(key)
    if times != 1:
        sums = [one * times for one in sums]
    made[key] = list(sums) if before is None else list(map(add, before, sums))


def allowed(only: Only, key: Key) -> bool:
    """What `counting.where` says in SQL."""
    for one, named in zip(key, only[:4], strict=True):
        if named is not None and one not in named:
            return False
    if only.seen is None:
        return True
    return key[3] in only.seen.agents or (key[3] == "" and key[0] in only.seen.queues)


# --- making and keeping


class Fresh(NamedTuple):
    """Shares that were made, those gone included in `ids`, and the marks that they stand for."""

    ids: tuple[str, ...]
    marks: tuple[tuple[str, int], ...]
    shares: tuple[Share, ...]


def fresh(
    storage: Storage, again_ms: Millis, now: Millis, make: Make, after: str, limit: int
) -> Fresh | None:
    """Some shares that are due, made of what is written: first those that changed, whose ids come behind `after`,
    then those that are ripe. None where nothing is due."""
    found = share_rows.marks(storage, after, limit)
    changed = [one for one, _ in found]
    happened = [one for one, token in found if token > 0]
    ids = {*changed, *share_rows.related(storage, happened, again_ms)}
    if not found:
        ids.update(share_rows.ripe(storage, now, limit))
    if not ids:
        return None
    ordered = tuple(sorted(ids))
    return Fresh(ordered, tuple(found), tuple(make(storage, ordered)))


def tags_of(storage: Storage, changes: Due) -> dict[str, list[str]]:
    """The tags of interactions, which stay as they were given when these began."""
    found: dict[str, list[str]] = {}
    ids = {one.related.interaction_id for one, _ in changes.signed()}
    rest = iter(sorted(ids))
    while part := list(islice(rest, _TAGS_AT_ONCE)):
        words = select(tagged).where(tagged.c.interaction_id.in_(part)).order_by(tagged.c.tag)
        for row in storage.rows(words):
            found.setdefault(row[0], []).append(row[1])
    return found


DayOf = Callable[[Millis], Millis]
"""Where the house's day begins in which a moment lies."""


def keep(storage: Storage, found: Fresh, day_of: DayOf) -> None:
    """Put shares in their place, and the differences into the sums. What changed since stays due."""
    changes = Due(list(share_rows.kept(storage, found.ids)), found.shares)
    _keep_sums(storage, changes, day_of)
    customer_days.forget(storage, _days_changed(changes, day_of))
    for one in found.shares:
        storage.put(shares, (one.related.interaction_id,), share_rows.row_of, one)
    gone = set(found.ids) - {one.related.interaction_id for one in found.shares}
    for interaction_id in gone:
        storage.execute(delete(shares).where(shares.c.interaction_id == interaction_id))
    mark = storage.database.mark
    words = f"DELETE FROM shares_due WHERE interaction_id = {mark} AND token = {mark}"
    with storage.database.in_words():
        storage.database.many(words, found.marks)


def _days_changed(changes: Due, day_of: DayOf) -> set[Millis]:
    """The days whose comings are not the same."""
    before, after = (
        {share.related.interaction_id: share.came() for share in each} for each in changes
    )
    moved = (
        (before.get(one), after.get(one))
        for one in before.keys() | after.keys()
        if before.get(one) != after.get(one)
    )
    return {day_of(one.at) for pair in moved for one in pair if one is not None}


def keep_all(storage: Storage, again_ms: Millis, now: Millis, make: Make, day_of: DayOf) -> None:
    """Make and keep all that is due, in the open transaction: nothing changes meanwhile."""
    ids = share_rows.due(storage, again_ms, now)
    for start in range(0, len(ids), _AT_ONCE):
        part = tuple(ids[start : start + _AT_ONCE])
        keep(storage, Fresh(part, (), tuple(make(storage, part))), day_of)
    storage.execute(delete(shares_due))


def _keep_sums(storage: Storage, changes: Due, day_of: DayOf) -> None:
    by_agent: dict[Values, list[int]] = {}
    by_queue: dict[Values, list[int]] = {}
    by_day: dict[Values, list[int]] = {}
    by_tag: dict[Values, list[int]] = {}
    tag_days: dict[Values, list[int]] = {}
    tags = tags_of(storage, changes)
    ended: dict[Values, list[int]] = {}
    for one, times in changes.signed():
        for at, key, sums in one.places():
            quarter = at - at % QUARTER_MS
            _add(by_agent, (quarter, *key), sums, times)
            _add(by_queue, (quarter, *key[:3]), sums, times)
            _add(by_day, (day_of(at), *key), sums, times)
            for tag in tags.get(one.related.interaction_id, ()):
                _add(by_tag, (quarter, *key, tag), sums, times)
                _add(tag_days, (day_of(at), *key, tag), sums, times)
        if one.outcome is not None and one.at is not None:
            key_ = (day_of(one.at), *one.key, one.outcome.disposition)
            _add(ended, key_, (1, *one.outcome[1:]), times)
    for table, found in (
        (share_quarters_by_agent, by_agent),
        (share_quarters_by_queue, by_queue),
        (share_days, by_day),
        (share_quarters_by_tag, by_tag),
        (share_days_by_tag, tag_days),
        (outcome_days, ended),
    ):
        rows = [(*key, *sums) for key, sums in found.items() if any(sums)]
        with storage.database.in_words():
            storage.database.many(_added(storage, table), rows)


def _added(storage: Storage, table: Table) -> str:
    """A statement that adds a row's sums to those of the row of the same key."""
    quote = storage.database.quote
    names = [quote(column.name) for column in table.columns]
    keys = [quote(column.name) for column in table.primary_key.columns]
    sums = ", ".join(
        f"{name} = {table.name}.{name} + excluded.{name}" for name in names if name not in keys
    )
    marks = ", ".join([storage.database.mark] * len(names))
    return (
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sums}"
    )


def throw_away(storage: Storage) -> None:
    """Forget all of it: shares count otherwise from now on. They are made anew out of what is written; what
    is being made as it was stays due."""
    for table in (
        *(shares, shares_due, share_quarters_by_agent, share_quarters_by_queue),
        *(share_quarters_by_tag, share_days_by_tag),
        *(share_days, outcome_days),
    ):
        storage.execute(delete(table))
    customer_days.forget_all(storage)
    share_due.touch_alone(storage, "1 = 1")
