"""What agents did all day: written as it changes, read as how long.

Promises that the times of one agent in a stretch of time add up to the time in which they were signed in, with no
moment counted twice. A day that is over is read from sums, which are made of the changes.
"""

from collections.abc import Iterable, Sequence
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


# An agent's changes within a time, with the one before it; the time of each ends with the next one.
_LONG = """
WITH w AS (
 SELECT d.agent_id, d.at, d.state, d.doing FROM accounts a JOIN doings d ON d.agent_id = a.id
  AND d.at = (SELECT max(x.at) FROM doings x WHERE x.agent_id = a.id AND x.at < :since)
 UNION ALL
 SELECT agent_id, at, state, doing FROM doings WHERE at >= :since AND at < :until
), t AS (
 SELECT agent_id, state, doing, CASE WHEN at < :since THEN :since ELSE at END AS since,
  coalesce(lead(at) OVER (PARTITION BY agent_id ORDER BY at), :until) AS until FROM w
)
SELECT agent_id, state, doing, sum(until - since) FROM t WHERE state <> 'offline'
GROUP BY agent_id, state, doing
"""


def read(
    storage: Storage,
    intervals: Sequence[Span],
    days: Sequence[tuple[Millis, Millis]] | None,
    now: Millis,
) -> Iterable[Spent]:
    """How long each agent did what, in intervals up to `now`; `days` are those of the time where intervals are days
    or longer."""
    if days is None:
        for one in intervals:
            yield from _counted(storage, one, now)
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
            yield from _counted(storage, Span(number, since, until), now)


def _counted(storage: Storage, span: Span, now: Millis) -> Iterable[Spent]:
    until = min(span.until, now)
    if until <= span.since:
        return
    values: dict[str, Any] = {"since": span.since, "until": until}
    for row in storage.rows(text(_LONG), values):
        yield Spent(span.number, row[0], row[1], row[2], int(row[3]))


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
    return tuple(_counted(storage, Span(since, since, until), until))


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
