"""Kept sums: read together with what is not in them yet, made, and put in their place.

Promises that what is read is what the passages say at that moment, to the unit: times in which anything changed since
their sums were made are counted from the passages themselves. Making (`fresh_quarters`, `fresh_day`) only reads, on
whatever connection; keeping checks that nothing changed between the two.
"""

from collections.abc import Collection, Iterable, Sequence
from random import getrandbits
from typing import Any, Final, NamedTuple

from sqlalchemy import Table, delete, select, text

from agent_desktop.hub.storage import counting
from agent_desktop.hub.storage.counting import FREE_QUEUE, KEYS, TAG, Only, Span, wanted, where
from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.day_sums import (
    amendable,
    amended_sums,
    merged,
    sorted_out,
    within,
)
from agent_desktop.hub.storage.figure_tables import (
    days_by_agent,
    days_by_tag,
    days_due,
    quarters_by_agent,
    quarters_by_queue,
    quarters_by_tag,
    sums_due,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import KEPT, WAITING, FigureRules

QUARTER_MS: Final[Millis] = 900_000
MANY: Final = 200
"""More quarters of an hour than so many that are due are not counted from passages while somebody reads; nor days out
of more than twice as many."""
NEWEST: Final = 96
"""Of these the newest are counted nevertheless: what happens now."""
AT_ONCE: Final = 24
"""So many quarters of an hour are made at once: the writer puts them in their place in a moment."""
_TOKEN_BITS = 62
TAG_KEYS: Final = (*KEYS, TAG)


class Counted(NamedTuple):
    """Sums of one interval and one value of each key; `key` as they were asked for."""

    number: int
    key: tuple[str, ...]
    sums: dict[str, int]
    longest: Millis


class Fresh(NamedTuple):
    """Sums that were made: the marks that they stand for, and rows by quarters of an hour and agents, or by days; the
    same of what is tagged, by tags too."""

    marks: tuple[tuple[Millis, int], ...]
    rows: tuple[Values, ...]
    tagged: tuple[Values, ...]


def touch(storage: Storage, came_at: Millis) -> None:
    """The sums of this quarter of an hour are not true any more."""
    from_at = came_at - came_at % QUARTER_MS
    storage.put(sums_due, (from_at,), _mark, from_at)


def touch_day(storage: Storage, from_at: Millis) -> None:
    """The sums of the day in which this quarter of an hour lies are not true any more."""
    storage.put(days_due, (from_at,), _mark, from_at)


def touch_before(storage: Storage, before: Millis | None, limit: int) -> list[Millis]:
    """The same as `touch` of the newest quarters of an hour with sums, perhaps of those before a moment."""
    at = quarters_by_queue.c.from_at
    words = select(at).distinct().order_by(at.desc()).limit(limit)
    found = [row[0] for row in storage.rows(words if before is None else words.where(at < before))]
    for one in found:
        touch(storage, one)
    return found


def many_due(storage: Storage) -> bool:
    """Whether so much is due that nobody can wait for it to be counted while reading, as after an update."""
    return any(_behind(storage, table, most) is not None for table, most in _limits())


def _limits() -> tuple[tuple[Table, int], ...]:
    return (sums_due, MANY), (days_due, 2 * MANY)


def due_of_all(storage: Storage) -> tuple[int, int]:
    """How many quarters of an hour are due, for themselves or for their days, and how many there are."""
    due = f"SELECT from_at FROM {sums_due.name} UNION SELECT from_at FROM {days_due.name}"
    every = f"{due} UNION SELECT from_at FROM {quarters_by_queue.name}"
    counted = (f"(SELECT count(*) FROM ({one}) AS q{at})" for at, one in enumerate((due, every)))
    row = storage.row(text(f"SELECT {', '.join(counted)}"))
    return int(row[0]), int(row[1])


def _behind(storage: Storage, table: Table, newer: int) -> Millis | None:
    """The quarter of an hour that is due behind so many newer ones."""
    words = select(table.c.from_at).order_by(table.c.from_at.desc()).offset(newer).limit(1)
    row = storage.row(words)
    return None if row is None else int(row[0])


def _counted_anew(storage: Storage) -> Millis:
    """From when on what is due is counted anew while somebody reads: all of it, unless that is too much."""
    if not many_due(storage):
        return 0
    found = (_behind(storage, table, NEWEST) for table, _ in _limits())
    return max((one + QUARTER_MS for one in found if one is not None), default=0)


def quarters_kept(storage: Storage) -> int:
    """Of how many quarters of an hour there are sums."""
    words = f"SELECT count(DISTINCT from_at) FROM {quarters_by_queue.name}"
    return int(storage.row(text(words))[0])


def _mark(from_at: Millis) -> Values:
    return (from_at, getrandbits(_TOKEN_BITS))


def read(
    storage: Storage,
    intervals: Sequence[Span],
    days: Sequence[tuple[Millis, Millis]] | None,
    keys: Sequence[str],
    rules: FigureRules,
    only: Only,
    now: Millis,
    names: Collection[str] = KEPT,
) -> Iterable[Counted]:
    """The sums of intervals that begin and end with quarters of an hour, and who waits now; of others than `names`
    anything may be missing.

    `days` are the days of the time, each in one interval; None where the intervals are shorter. Where too much is due,
    what is older is told as it was kept: who shows it says that it is still being counted.
    """
    agents = bool({"agent_id", FREE_QUEUE} & set(keys)) or only.by_agents
    by_tag = TAG in keys or bool(only.tag)
    from_at = _counted_anew(storage)
    due = [one for one in _marks(storage, sums_due, intervals) if one >= from_at]
    whole: list[Span] = []
    amended: list[Span] = []
    rest = list(intervals)
    if days is not None:
        of_days = [one for one in _marks(storage, days_due, intervals) if one >= from_at]
        if agents and not by_tag:
            whole, amended, rest = amendable(storage, days, intervals, due, of_days)
        else:
            whole, rest = sorted_out(days, intervals, sorted({*due, *of_days}))
    width = len(keys)
    values = {**counting.parameters(rules), **counting.wanted(only), "now": now, "anew": from_at}
    anew = list(merged(within(due, sorted([*rest, *amended], key=lambda one: one.since))))
    some = tuple(one for one in KEPT if one in names)
    quarters = quarters_by_agent if agents else quarters_by_queue
    kept_days, tagged = days_by_agent, ""
    if by_tag:
        quarters, kept_days, tagged = quarters_by_tag, days_by_tag, counting.TAGGED
    queries = [
        (counting.of_kept(kept_days, whole, keys, only, some), some) if whole else None,
        (counting.of_kept(quarters, rest, keys, only, some), some) if rest else None,
        (counting.of_passages(anew, keys, rules, only, tagged), KEPT) if anew else None,
    ]
    for words, told in filter(None, queries):
        for row in storage.rows(text(words), values):
            yield _counted(row, width, told)
    if amended:
        gone = list(within(due, amended))
        for key, made, longest in amended_sums(storage, amended, gone, keys, only, values):
            yield Counted(key[0], key[1:], made, longest)
    for row in storage.rows(text(counting.of_waiting(intervals, keys, rules, only)), values):
        count, late, first = row[1 + width :]
        made = dict(zip(WAITING, (count, late), strict=True))
        yield Counted(row[0], tuple(row[1 : 1 + width]), made, max(0, now - first))


def tags(storage: Storage, since: Millis, only: Only) -> list[str]:
    """The tags of what came from a moment on, as far as its sums were made, in order."""
    newest = f"SELECT max(from_at) FROM {days_by_tag.name}"
    parts = (
        f"SELECT c.tag FROM {table.name} c WHERE c.from_at >= :since{more}{where(only, 'c', 'c.agent_id')}"
        for table, more in (
            (days_by_tag, ""),
            (quarters_by_tag, f" AND c.from_at >= coalesce(({newest}), 0)"),
        )
    )
    words = f"{' UNION '.join(parts)} ORDER BY 1"
    return [row[0] for row in storage.rows(text(words), {**wanted(only), "since": since})]


def _counted(row: Any, width: int, names: Sequence[str]) -> Counted:
    """A row of the counted sums of these names, behind its interval and `width` keys."""
    sums = {name: int(one) for name, one in zip(names, row[1 + width :], strict=False) if one}
    return Counted(row[0], tuple(row[1 : 1 + width]), sums, int(row[-1]))


def _marks(storage: Storage, table: Table, intervals: Sequence[Span]) -> list[Millis]:
    inside = (table.c.from_at >= intervals[0].since, table.c.from_at < intervals[-1].until)
    return [
        row[0] for row in storage.rows(select(table.c.from_at).where(*inside).order_by("from_at"))
    ]


# --- making and keeping


def fresh_quarters(
    storage: Storage, rules: FigureRules, before: Millis | None = None
) -> Fresh | None:
    """The sums of some quarters of an hour that are due, the newest first, perhaps only of those before a moment.

    None where nothing is due.
    """
    due = select(sums_due.c.from_at, sums_due.c.token)
    if before is not None:
        due = due.where(sums_due.c.from_at < before)
    found = storage.rows(due.order_by(sums_due.c.from_at.desc()).limit(AT_ONCE))
    marks = tuple((row[0], row[1]) for row in found)
    if not marks:
        return None
    spans = [Span(from_at, from_at, from_at + QUARTER_MS) for from_at, _ in marks]
    words = text(counting.of_passages(spans, KEYS, rules, Only()))
    found = storage.rows(words, counting.parameters(rules))
    tags = text(counting.of_passages(spans, TAG_KEYS, rules, Only(), counting.TAGGED))
    tagged = storage.rows(tags, counting.parameters(rules))
    return Fresh(
        marks,
        together(map(tuple, found), 1 + len(KEYS)),
        together(map(tuple, tagged), 1 + len(TAG_KEYS)),
    )


def days_waiting(storage: Storage, until: Millis) -> list[Millis]:
    """Quarters of an hour before a moment whose days are due."""
    words = select(days_due.c.from_at).where(days_due.c.from_at < until).order_by("from_at")
    return [row[0] for row in storage.rows(words)]


def fresh_day(storage: Storage, since: Millis, until: Millis) -> Fresh:
    """The sums of a day, out of its quarters of an hour."""
    inside = (days_due.c.from_at >= since, days_due.c.from_at < until)
    found = storage.rows(select(days_due.c.from_at, days_due.c.token).where(*inside))
    marks = tuple((row[0], row[1]) for row in found)
    span = [Span(since, since, until)]
    words = counting.of_kept(quarters_by_agent, span, KEYS, Only())
    tags = counting.of_kept(quarters_by_tag, span, TAG_KEYS, Only())
    rows, tagged = (
        tuple(map(tuple, storage.rows(text(one), {"anew": 0}))) for one in (words, tags)
    )
    return Fresh(marks, rows, tagged)


def together(rows: Iterable[tuple[Any, ...]], width: int) -> tuple[Values, ...]:
    """Rows with the same first `width` columns added up; of the last column the greatest."""
    made: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        key, sums = row[:width], list(row[width:])
        before = made.get(key)
        if before is not None:
            longest = max(before[-1], sums[-1])
            sums = [*map(sum, zip(before[:-1], sums[:-1], strict=True)), longest]
        made[key] = sums
    return tuple((*key, *sums) for key, sums in made.items())


def keep_quarters(storage: Storage, fresh: Fresh) -> None:
    """Put sums in their place where nothing changed since they were made; their days are due then."""
    true = _unchanged(storage, sums_due, fresh.marks)
    if not true:
        return
    agents = [row for row in fresh.rows if row[0] in true]
    width = len(KEYS)  # without the agent
    queues = together(((*row[:width], *row[width + 1 :]) for row in agents), width)
    tagged = [row for row in fresh.tagged if row[0] in true]
    for table, rows in (
        (quarters_by_agent, agents),
        (quarters_by_queue, queues),
        (quarters_by_tag, tagged),
    ):
        storage.execute(delete(table).where(table.c.from_at.in_(true)))
        storage.inserts(table).extend(rows)
    storage.execute(delete(sums_due).where(sums_due.c.from_at.in_(true)))
    for from_at in true:
        touch_day(storage, from_at)


def keep_day(storage: Storage, since: Millis, until: Millis, fresh: Fresh) -> bool:
    """Put a day's sums in their place, unless anything changed since they were made: False then."""
    true = _unchanged(storage, days_due, fresh.marks)
    inside = (sums_due.c.from_at >= since, sums_due.c.from_at < until)
    touched = storage.row(select(sums_due.c.from_at).where(*inside).limit(1))
    if len(true) < len(fresh.marks) or touched is not None:
        return False
    for table, rows in ((days_by_agent, fresh.rows), (days_by_tag, fresh.tagged)):
        # a day of before the house moved its midnight may have begun later
        storage.execute(delete(table).where(table.c.from_at >= since, table.c.from_at < until))
        storage.inserts(table).extend(rows)
    storage.execute(delete(days_due).where(days_due.c.from_at >= since, days_due.c.from_at < until))
    return True


def _unchanged(
    storage: Storage, table: Table, marks: Sequence[tuple[Millis, int]]
) -> frozenset[Millis]:
    if not marks:
        return frozenset()
    times = [from_at for from_at, _ in marks]
    found = {
        (row[0], row[1])
        for row in storage.rows(
            select(table.c.from_at, table.c.token).where(table.c.from_at.in_(times))
        )
    }
    return frozenset(from_at for from_at, token in marks if (from_at, token) in found)


def throw_away(storage: Storage) -> None:
    """Forget all kept sums: figures are made otherwise from now on. They are made anew out of the passages; sums that
    are being made as they were are not kept."""
    for table in (
        *(quarters_by_agent, quarters_by_queue, quarters_by_tag),
        *(days_by_agent, days_by_tag, days_due, sums_due),
    ):
        storage.execute(delete(table))
    storage.execute(
        text(
            "INSERT INTO sums_due (from_at, token)"
            f" SELECT DISTINCT came_at - came_at % {QUARTER_MS}, {getrandbits(_TOKEN_BITS)} FROM passages"
        )
    )
