"""Kept sums beside what happened: everything counted again, and whether it says the same.

Promises to look at every kept sum, a day's worth at a time, of one moment each; sums that are due are nobody's mistake.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Table, text

from agent_desktop.hub.storage import counting, doings, sums
from agent_desktop.hub.storage.counting import KEYS, Only, Span
from agent_desktop.hub.storage.ends import ends
from agent_desktop.hub.storage.figure_tables import (
    days_by_agent,
    days_by_tag,
    quarters_by_agent,
    quarters_by_queue,
    quarters_by_tag,
)
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.figures import FigureRules

CHUNK_MS: Final[Millis] = 96 * sums.QUARTER_MS


DayAround = Callable[[Millis], tuple[Millis, Millis]]
"""Where the house's day begins and ends in which a moment lies."""


class Recount(Record, frozen=True):
    """How many rows of kept sums were compared, and the first keys of those that say something else. `again`: nothing
    was, since everything is being counted again, and so much of it is, in percent."""

    rows: int
    wrong: tuple[str, ...] = ()
    again: int | None = None


def recounted(storage: Storage, rules: FigureRules, day: DayAround) -> Recount:
    """Compare everything that is kept by these rules. Reads only, in the open transaction."""
    rows = 0
    wrong: list[str] = []
    for kept, anew in (
        *_quarters(storage, rules),
        *_queues(storage),
        *_days(storage, day),
        *_spent(storage, day),
    ):
        rows += len(kept)
        wrong += sorted(str(one[:5]) for one in set(kept) ^ set(anew))
    return Recount(rows=rows, wrong=tuple(wrong))


Pair = tuple[Sequence[tuple[Any, ...]], Sequence[tuple[Any, ...]]]


def _quarters(storage: Storage, rules: FigureRules) -> Iterator[Pair]:
    for since, until in _chunks(storage):
        inside = {"since": since, "until": until}
        words = f"SELECT from_at FROM {quarters_by_agent.name} UNION SELECT from_at FROM sums_due"
        due = {one[0] for one in _rows(storage, f"SELECT from_at FROM sums_due {_INSIDE}", inside)}
        found = _rows(storage, f"SELECT DISTINCT from_at FROM ({words}) AS known {_INSIDE}", inside)
        spans = [Span(one[0], one[0], one[0] + sums.QUARTER_MS) for one in found]
        spans = [one for one in spans if one.number not in due]
        if not spans:
            continue
        query = counting.of_passages(spans, KEYS, rules, Only())
        anew = sums.together(_rows(storage, query, counting.parameters(rules)), 1 + len(KEYS))
        kept = _rows(storage, f"{_all(quarters_by_agent)} {_INSIDE}", inside)
        yield [one for one in kept if one[0] not in due], anew
        tags = counting.of_passages(spans, sums.TAG_KEYS, rules, Only(), counting.TAGGED)
        kept = _rows(storage, f"{_all(quarters_by_tag)} {_INSIDE}", inside)
        rows = _rows(storage, tags, counting.parameters(rules))
        anew = sums.together(rows, 1 + len(sums.TAG_KEYS))
        yield [one for one in kept if one[0] not in due], anew


def _queues(storage: Storage) -> Iterator[Pair]:
    for since, until in _chunks(storage):
        inside = {"since": since, "until": until}
        agents = _rows(storage, f"{_all(quarters_by_agent)} {_INSIDE}", inside)
        width = len(KEYS)
        anew = sums.together(((*one[:width], *one[width + 1 :]) for one in agents), width)
        yield _rows(storage, f"{_all(quarters_by_queue)} {_INSIDE}", inside), anew


def _days(storage: Storage, day: DayAround) -> Iterator[Pair]:
    for since, until in _kept_days(storage, "days_by_agent", day):
        inside = {"since": since, "until": until}
        marks = f"SELECT from_at FROM days_due {_INSIDE} UNION ALL SELECT from_at FROM sums_due"
        if _rows(storage, f"SELECT from_at FROM ({marks}) AS known {_INSIDE}", inside):
            continue
        anew = sums.fresh_day(storage, since, until)
        for table, rows in ((days_by_agent, anew.rows), (days_by_tag, anew.tagged)):
            yield _rows(storage, f"{_all(table)} WHERE from_at = :since", inside), rows


def _spent(storage: Storage, day: DayAround) -> Iterator[Pair]:
    for since, until in _kept_days(storage, "days_spent_made", day):
        inside = {"since": since}
        kept = _rows(storage, "SELECT * FROM days_spent WHERE from_at = :since", inside)
        yield kept, [tuple(one) for one in doings.fresh_day(storage, since, until)]


_INSIDE = "WHERE from_at >= :since AND from_at < :until"


def _all(table: Table) -> str:
    """Every column in the order of the table's description, whichever came first into the database."""
    return f"SELECT {', '.join(column.name for column in table.columns)} FROM {table.name}"


def _rows(storage: Storage, words: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [tuple(one) for one in storage.rows(text(words), values)]


def _chunks(storage: Storage) -> Iterable[tuple[Millis, Millis]]:
    found = ends(storage, quarters_by_agent, "from_at")
    if found is not None:
        for since in range(found[0], found[1] + 1, CHUNK_MS):
            yield since, since + CHUNK_MS


def _kept_days(storage: Storage, table: str, day: DayAround) -> Iterable[tuple[Millis, Millis]]:
    for row in storage.rows(text(f"SELECT DISTINCT from_at FROM {table} ORDER BY from_at")):
        yield day(row[0])
