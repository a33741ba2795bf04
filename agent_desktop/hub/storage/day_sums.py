"""Which kept days of a time are true, and what is to be counted instead of the others.

Promises that a day of which only some quarters of an hour changed is told by its kept sums without those of these
quarters: far fewer rows than its others have. Reads in the open transaction of the storage that it is given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import Any, Final

from sqlalchemy import select, text

from agent_desktop.hub.storage import counting
from agent_desktop.hub.storage.counting import Only, Span
from agent_desktop.hub.storage.figure_tables import days_by_agent, quarters_by_agent
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import KEPT

_QUARTER_MS: Final[Millis] = 900_000


def amendable(
    storage: Storage,
    days: Sequence[tuple[Millis, Millis]],
    intervals: Sequence[Span],
    due: Sequence[Millis],
    of_days: Sequence[Millis],
) -> tuple[list[Span], list[Span], list[Span]]:
    """Days whose sums are true, those that are true but for some quarters of an hour, and what to count anew."""
    kept, rest = sorted_out(days, intervals, of_days)
    true = {one.since for one in sorted_out(days, intervals, due)[0]}
    whole = [one for one in kept if one.since in true]
    others = [one for one in kept if one.since not in true]
    at = days_by_agent.c.from_at
    begins = select(at).where(at.in_([one.since for one in others])).distinct()
    there = {row[0] for row in storage.rows(begins)} if others else set()
    amended = [one for one in others if one.since in there]
    rest += [one for one in others if one.since not in there]
    return whole, amended, sorted(rest, key=lambda one: one.since)


def amended_sums(
    storage: Storage,
    amended: Sequence[Span],
    due: Sequence[Span],
    keys: Sequence[str],
    only: Only,
    values: Mapping[str, Any],
) -> Iterator[tuple[tuple[Any, ...], dict[str, int], Millis]]:
    """The kept sums of days without those of their quarters that are `due`, by interval and keys, and the longest wait
    of the others, which no difference tells."""
    width = 1 + len(keys)
    made: dict[tuple[Any, ...], list[int]] = {}
    for words, times in (
        (counting.of_kept(days_by_agent, amended, keys, only), 1),
        (counting.of_all_kept(quarters_by_agent, due, keys, only), -1),
    ):
        for row in storage.rows(text(words), values):
            key, sums = tuple(row[:width]), [int(one) * times for one in row[width:-1]]
            before = made.get(key)
            made[key] = sums if before is None else list(map(add, before, sums))
    words = counting.of_longest(quarters_by_agent, amended, keys, only)
    for row in storage.rows(text(words), values):
        key = tuple(row[:width])
        found = zip(KEPT, made.get(key, ()), strict=False)
        yield key, {name: one for name, one in found if one}, int(row[-1])


def within(marks: Iterable[Millis], intervals: Sequence[Span]) -> Iterable[Span]:
    """The marked quarters of an hour that lie in an interval, each with it; both in order."""
    at = 0
    for mark in marks:
        while at < len(intervals) and intervals[at].until <= mark:
            at += 1
        if at < len(intervals) and intervals[at].since <= mark:
            yield Span(intervals[at].number, mark, mark + _QUARTER_MS)


def merged(spans: Iterable[Span]) -> Iterable[Span]:
    """Stretches in order, without seams within an interval."""
    last: Span | None = None
    for one in spans:
        if last is not None and (last.number, last.until) == (one.number, one.since):
            last = Span(last.number, last.since, one.until)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def sorted_out(
    days: Sequence[tuple[Millis, Millis]], intervals: Sequence[Span], touched: Sequence[Millis]
) -> tuple[list[Span], list[Span]]:
    """Days whose sums are true, and days to count anew, each with the interval in which it lies."""
    kept: list[Span] = []
    anew: list[Span] = []
    marks, at, place = list(touched), 0, 0
    for since, until in days:
        while intervals[at].until <= since:
            at += 1
        first = place
        while place < len(marks) and marks[place] < until:
            place += 1
        (anew if place > first else kept).append(Span(intervals[at].number, since, until))
    return kept, list(merged(anew))
