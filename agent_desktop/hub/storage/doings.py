"""What agents did all day: written as it changes, read as how long.

Promises that the times of one agent in a stretch of time add up to the time in which they were signed in, with no
moment counted twice. A day that is over is read from sums, which are made of the changes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy import delete, select

from agent_desktop.hub.storage import doing_changes
from agent_desktop.hub.storage.counting import Span
from agent_desktop.hub.storage.doing_changes import Kind
from agent_desktop.hub.storage.doing_tables import days_spent, days_spent_made, doings
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis

OFFLINE: Final = "offline"


class Doing(NamedTuple):
    """Presence, why, and what is observed: "busy", "offered", "lost" (no link) or "idle"; empty while offline."""

    state: str
    reason: str
    doing: str


class Spent(NamedTuple):
    """How long an agent was like that in an interval."""

    number: int
    agent_id: str
    state: str
    doing: str
    ms: Millis


def note(storage: Storage, agent_id: str, at: Millis, now: Doing) -> None:
    """From this moment on the agent does this. Of several changes at one moment the last one counts."""
    storage.put(doings, (agent_id, at), tuple, (agent_id, at, *now))


def last(storage: Storage, agent_ids: Iterable[str]) -> dict[str, tuple[Millis, Doing]]:
    """What these agents did last, as far as it is known, and since when."""
    found = {}
    for agent_id in agent_ids:
        mine = select(doings).where(doings.c.agent_id == agent_id)
        row = storage.row(mine.order_by(doings.c.at.desc()).limit(1))
        if row is not None:
            found[agent_id] = (row.at, Doing(row.state, row.reason, row.doing))
    return found


def read(
    storage: Storage,
    intervals: Sequence[Span],
    days: Sequence[tuple[Millis, Millis]] | None,
    now: Millis,
    some: Collection[str] | None = None,
) -> Iterable[Spent]:
    """How long each agent did what, in intervals up to `now`; `days` are those of the time where intervals are days
    or longer. Of others than `some` anything may be missing."""
    if days is None:
        yield from _counted(storage, intervals, now, some)
        return
    first, end = days[0][0], days[-1][1]
    made = days_spent_made.c
    known = storage.rows(
        select(made.from_at, made.until_at).where(made.from_at >= first, made.from_at < end)
    )
    kept = {(row[0], row[1]) for row in known}
    at = 0
    for since, until in days:
        while intervals[at].until <= since:
            at += 1
        number = intervals[at].number
        if (since, until) in kept:
            for row in storage.rows(select(days_spent).where(days_spent.c.from_at == since)):
                yield Spent(number, row[1], row[2], row[3], row[4])
        else:
            yield from _counted(storage, [Span(number, since, until)], now, some)


def _counted(
    storage: Storage, intervals: Sequence[Span], now: Millis, some: Collection[str] | None = None
) -> Iterator[Spent]:
    """The times of intervals that follow each other."""
    since, until = intervals[0].since, min(intervals[-1].until, now)
    if until <= since:
        return
    for agent_id, ats, kinds in doing_changes.read(storage, since, until, some):
        edges = [max(since, ats[0]), *ats[1:], until]
        yield from _of_agent(agent_id, edges, kinds, intervals)


def _of_agent(
    agent_id: str, edges: Sequence[Millis], kinds: Sequence[Kind], intervals: Sequence[Span]
) -> Iterator[Spent]:
    """One agent's times: what each change begins lasts until the next one; `edges` has the end too."""
    away = {one for one in set(kinds) if one[0] == OFFLINE}
    rest = iter(intervals)
    number, _, stop = next(rest)
    here: dict[Kind, Millis] = defaultdict(int)
    for begin, end, kind in zip(edges, edges[1:], kinds, strict=False):
        if kind in away:
            continue
        while end > stop:
            if begin < stop:
                here[kind] += stop - begin
                begin = stop
            yield from _spent(number, agent_id, here)
            here.clear()
            number, _, stop = next(rest)
        here[kind] += end - begin
    yield from _spent(number, agent_id, here)


def _spent(number: int, agent_id: str, here: Mapping[Kind, Millis]) -> Iterator[Spent]:
    for (state, doing), ms in here.items():
        if ms:
            yield Spent(number, agent_id, state, doing, ms)


def first_change(storage: Storage) -> Millis | None:
    """When anything is known of agents for the first time."""
    row = storage.row(select(doings.c.at).order_by(doings.c.at).limit(1))
    return None if row is None else int(row[0])


def newest_day(storage: Storage) -> Millis | None:
    """Where the newest day ends that was made."""
    order = days_spent_made.c.from_at.desc()
    row = storage.row(select(days_spent_made.c.until_at).order_by(order).limit(1))
    return None if row is None else int(row[0])


def fresh_day(storage: Storage, since: Millis, until: Millis) -> tuple[Spent, ...]:
    """How long each agent did what on a day that is over."""
    return tuple(_counted(storage, [Span(since, since, until)], until))


def keep_day(storage: Storage, since: Millis, until: Millis, made: Sequence[Spent]) -> None:
    """Keep a day that is over."""
    storage.execute(delete(days_spent).where(days_spent.c.from_at == since))
    storage.inserts(days_spent).extend(made)
    storage.put(days_spent_made, (since,), tuple, (since, until))


def forget_days(storage: Storage) -> None:
    """No day was made: days begin elsewhere from now on. What was kept of them goes with `sweep`."""
    storage.execute(delete(days_spent_made))


def sweep(storage: Storage, since: Millis, until: Millis) -> None:
    """Throw away what was kept of days in this time that count as not made."""
    at = days_spent.c.from_at
    made = select(days_spent_made.c.from_at)
    storage.execute(delete(days_spent).where(at >= since, at < until, at.not_in(made)))


def throw_away(storage: Storage) -> None:
    """Forget the days that were made; they are made anew."""
    storage.execute(delete(days_spent))
    forget_days(storage)
