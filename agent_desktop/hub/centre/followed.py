"""How agents followed their shifts: read together with days that are kept, made, kept, and looked over again.

Promises the sums that shifts and what agents did say at the moment `now`, whether a day was kept or not; what lies
ahead of that moment is not planned yet. Making only reads; keeping refuses what was made of other shifts.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from agent_desktop.hub.metrics.adherence import Plan, by_interval, stretches
from agent_desktop.hub.rules.shifts import LONGEST_MS
from agent_desktop.hub.storage import shifts
from agent_desktop.hub.storage.counting import Span
from agent_desktop.hub.storage.shifts import Followed
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.figures import OF_PLANS

Day = tuple[Millis, Millis]
"""Where it begins, and where it ends."""


class Counted(NamedTuple):
    """What an agent adds to an interval."""

    number: int
    agent_id: str
    sums: dict[str, int]


def read(
    storage: Storage, intervals: Sequence[Span], days: Sequence[Day], now: Millis
) -> Iterator[Counted]:
    """The sums of intervals: days, longer ones or parts of days; `days` are those of the whole time. Reads only."""
    kept = shifts.days_made(storage, days[0][0], days[-1][1])
    at = 0
    for day in days:
        while intervals[at].until <= day[0]:
            at += 1
        first = at
        if intervals[first].since <= day[0] and day[1] <= intervals[first].until:
            number = intervals[first].number
            rows = shifts.followed_on(storage, day[0]) if day in kept else None
            if rows is None:
                rows = [
                    Followed(day[0], agent_id, tuple(sums.values()))
                    for _, agent_id, sums in _counted(storage, day, day, now)
                ]
            for one in rows:
                yield Counted(number, one.agent_id, dict(zip(OF_PLANS, one.sums, strict=True)))
            continue
        inside = [one for one in intervals[first:] if one.since < day[1]]
        starts = (*(one.since for one in inside), inside[-1].until)
        for number, agent_id, sums in _counted(storage, day, starts, now):
            yield Counted(inside[number].number, agent_id, sums)


def _counted(
    storage: Storage, day: Day, starts: Sequence[Millis], now: Millis
) -> Iterator[Counted]:
    """The sums of a day's intervals, of whoever has a shift on it, up to `now`. They may end before the day does."""
    until = min(day[1], starts[-1], now)
    plans = shifts.parts_in(storage, *day, LONGEST_MS)
    if until <= day[0] or not plans:
        return
    done = shifts.doings_in(storage, day[0], until, plans)
    edges = [one for one in starts if one < until]
    edges.append(until)
    for agent_id, parts in plans.items():
        planned = (Plan(one.since, one.until, one.works, one.paid) for one in parts)
        worked, here = stretches(done[agent_id], until)
        for number, sums in by_interval(planned, worked, here, edges):
            yield Counted(number, agent_id, sums)


# --- keeping days that are over


class Fresh(Record, frozen=True):
    """A day, how its shifts were followed, and how often shifts had been changed by then."""

    since: Millis
    until: Millis
    rows: tuple[Followed, ...]
    changes: int


def fresh_day(storage: Storage) -> Fresh | None:
    """The oldest day that is over and due; None where none is. Reads only."""
    day = shifts.day_due(storage)
    if day is None:
        return None
    return Fresh(
        since=day[0], until=day[1], rows=_made(storage, day), changes=shifts.changes(storage)
    )


def _made(storage: Storage, day: Day) -> tuple[Followed, ...]:
    return tuple(
        Followed(day[0], agent_id, tuple(sums.values()))
        for _, agent_id, sums in _counted(storage, day, day, day[1])
    )


def keep(storage: Storage, fresh: Fresh) -> bool:
    """Keep a day; False where shifts were changed since it was made."""
    if shifts.changes(storage) != fresh.changes:
        return False
    shifts.keep_day(storage, fresh.since, fresh.until, fresh.rows)
    return True


def recounted(storage: Storage, day_of: Callable[[Millis], Day]) -> tuple[int, list[str]]:
    """How many rows are kept, and those that are not what shifts and agents' doings say. Reads only."""
    rows = 0
    wrong: list[str] = []
    for from_at in shifts.all_days_made(storage):
        kept = shifts.followed_on(storage, from_at)
        anew: Collection[Followed] = _made(storage, day_of(from_at))
        rows += len(kept)
        wrong += sorted(f"followed {one[:2]}" for one in set(kept) ^ set(anew))
    return rows, wrong
