"""What agents did all day: written as it changes, read as how long.

Promises that the times of one agent in a stretch of time add up to the time in which they were signed in, with no
moment counted twice. A day that is over is read from sums, which are made of the changes.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, select, text

from agent_desktop.hub.storage.counting import Span
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


# The last change of each agent before a time, and all within it, agent by agent. For SQLite "cross" also says which one
# goes first: it would read every change that there ever was.
_AGENTS = "SELECT d.agent_id, d.at, d.state, d.doing FROM accounts a CROSS JOIN doings d WHERE d.agent_id = a.id"
BEFORE = f"{_AGENTS} AND d.at = (SELECT max(x.at) FROM doings x WHERE x.agent_id = a.id AND x.at < :since)"
WITHIN = f"{_AGENTS} AND d.at >= :since AND d.at < :until"
FEW: Final = 300
"""Of so many agents the changes are found by their names."""


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
    values: dict[str, Any] = {"since": since, "until": until}
    only = ""
    if some is not None and len(some) <= FEW:
        names = {f"agent{at}": one for at, one in enumerate(sorted(some))}
        only = f" AND a.id IN ({', '.join(f':{one}' for one in names)})" if names else " AND 1 = 0"
        values |= names
    before = {row[0]: tuple(row) for row in storage.rows(text(BEFORE + only), values)}
    inside = storage.rows(text(f"{WITHIN}{only} ORDER BY a.id, d.at"), values)
    for agent_id, changes in groupby(inside, key=itemgetter(0)):
        last = [before.pop(agent_id)] if agent_id in before else []
        yield from _of_agent(last + list(changes), intervals, since, until)
    for one in before.values():
        yield from _of_agent([one], intervals, since, until)


def _of_agent(
    changes: Sequence[Sequence[Any]], intervals: Sequence[Span], since: Millis, until: Millis
) -> Iterator[Spent]:
    """One agent's times: what each change begins lasts until the next one."""
    made: dict[tuple[int, str, str], Millis] = {}
    place = 0
    ends = [*(row[1] for row in changes[1:]), until]
    for (_, at, state, doing), end in zip(changes, ends, strict=True):
        if state == OFFLINE:
            continue
        begin = max(at, since)
        while begin < end:
            while intervals[place].until <= begin:
                place += 1
            stop = min(end, intervals[place].until)
            key = (place, state, doing)
            made[key] = made.get(key, 0) + stop - begin
            begin = stop
    for (place, state, doing), ms in made.items():
        yield Spent(intervals[place].number, changes[0][0], state, doing, ms)


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
