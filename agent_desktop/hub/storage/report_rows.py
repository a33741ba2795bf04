"""Rows for reports that are no figures: what is open, outcomes, customers' channels, one customer's way, names.

Each function reads in the open transaction of the storage that it is given.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select, text

from agent_desktop.hub.storage.counting import (
    Only,
    Span,
    of_tags,
    parameters,
    spans,
    wanted,
    where,
)
from agent_desktop.hub.storage.issues import AGENT, CAME
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.sums import Counted, counted
from agent_desktop.hub.storage.tables import accounts, dispositions, entry_points, queues
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import FigureRules


class Outcome(NamedTuple):
    """How often work ended so, how long it took altogether, and what these customers gave."""

    code: str
    contacts: int
    handle_ms: Millis
    rated: int
    rating: int


class Preferred(NamedTuple):
    """A channel: how many customers came mostly by it, and how many contacts were by it."""

    channel: str
    customers: int
    contacts: int


class Moved(NamedTuple):
    """What moved in an interval: new, come again, settled, left otherwise."""

    number: int
    created: int = 0
    reopened: int = 0
    resolved: int = 0
    left: int = 0


class OpenWork(NamedTuple):
    """Something that is open."""

    queue_id: str
    channel: str
    arrived_at: Millis


class Step(NamedTuple):
    """One contact of a customer."""

    conversation_id: str
    number: int
    arrived_at: Millis
    channel: str
    queue_id: str
    entry_point_id: str
    agent_id: str
    came: str
    state: str
    waited_ms: Millis | None
    handle_ms: Millis
    disposition: str
    rating: int | None


_FROM = "FROM s CROSS JOIN passages p JOIN interactions i ON i.id = p.interaction_id"
_IN = f"p.came_at >= s.since AND p.came_at < s.until AND {CAME}"
_WORKED = (
    "(SELECT coalesce(sum(x.wrapped_at - x.left_at), 0) FROM passages x"
    " WHERE x.interaction_id = i.id AND x.\"left\" = 'answered' AND x.wrapped_at IS NOT NULL)"
)


def outcomes(storage: Storage, span: Span, only: Only) -> list[Outcome]:
    """Outcomes of work that came in a time, the most frequent first."""
    words = (
        f"{spans([span])} SELECT i.disposition, count(*), sum({_WORKED}), count(i.rating),"
        f" coalesce(sum(i.rating), 0) {_FROM} WHERE {_IN} AND i.state = 'done'"
        f"{where(only, 'p', AGENT)} GROUP BY i.disposition ORDER BY 2 DESC, 1"
    )
    return [Outcome(row[0], *map(int, row[1:])) for row in storage.rows(text(words), wanted(only))]


def preferred(storage: Storage, span: Span, only: Only) -> list[Preferred]:
    """Channels by how many customers came mostly by them; of two as frequent ones the one used last counts."""
    order = "n DESC, last DESC, channel"
    words = (
        f"{spans([span])}, n AS (SELECT i.customer_id, p.channel, count(*) AS n, max(p.came_at) AS last"
        f" {_FROM} WHERE {_IN}{where(only, 'p', AGENT)} GROUP BY i.customer_id, p.channel),"
        " r AS (SELECT channel, n, row_number() OVER"
        f" (PARTITION BY customer_id ORDER BY {order}) AS place FROM n)"
        " SELECT channel, sum(CASE WHEN place = 1 THEN 1 ELSE 0 END), sum(n) FROM r"
        " GROUP BY channel ORDER BY 2 DESC, 3 DESC, 1"
    )
    return [
        Preferred(row[0], int(row[1]), int(row[2]))
        for row in storage.rows(text(words), wanted(only))
    ]


def open_at(storage: Storage, at: Millis, only: Only) -> int:
    """How much was open at a moment."""
    words = (
        "SELECT count(*) FROM interactions i JOIN passages p ON p.interaction_id = i.id"
        f" WHERE (i.closed_at IS NULL OR i.closed_at >= :at) AND p.came_at < :at AND {CAME}"
        f"{where(only, 'p', AGENT)}"
    )
    return int(storage.row(text(words), {**wanted(only), "at": at})[0])


def moved(storage: Storage, intervals: Sequence[Span], only: Only) -> dict[int, Moved]:
    """What came and what was closed, by interval."""
    earlier = (
        "EXISTS (SELECT 1 FROM interactions e WHERE e.conversation_id = i.conversation_id"
        " AND (e.arrived_at < i.arrived_at OR (e.arrived_at = i.arrived_at AND e.id < i.id)))"
    )
    mine = where(only, "p", AGENT)
    again = f"sum(CASE WHEN {earlier} THEN 1 ELSE 0 END)"
    done = "sum(CASE WHEN i.state = 'done' THEN 1 ELSE 0 END)"
    words = (
        f"{spans(intervals)} SELECT s.number, count(*) - {again}, {again}, 0, 0 {_FROM}"
        f" WHERE {_IN}{mine} GROUP BY 1"
        f" UNION ALL SELECT s.number, 0, 0, {done}, count(*) - {done}"
        " FROM s CROSS JOIN interactions i JOIN passages p ON p.interaction_id = i.id"
        f" WHERE i.closed_at >= s.since AND i.closed_at < s.until AND {CAME}{mine} GROUP BY 1"
    )
    made: dict[int, Moved] = {}
    for row in storage.rows(text(words), wanted(only)):
        before = made.get(row[0], Moved(row[0]))
        sums = (one + int(two) for one, two in zip(before[1:], row[1:], strict=True))
        made[row[0]] = Moved(row[0], *sums)
    return made


def open_work(storage: Storage, only: Only) -> Iterable[OpenWork]:
    """Everything that is open now."""
    words = (
        "SELECT p.queue_id, p.channel, i.arrived_at FROM interactions i"
        " JOIN passages p ON p.interaction_id = i.id"
        f" WHERE i.closed_at IS NULL AND {CAME}{where(only, 'p', AGENT)}"
    )
    return [OpenWork(*row) for row in storage.rows(text(words), wanted(only))]


def journey(storage: Storage, customer_id: str, span: Span, limit: int) -> list[Step]:
    """A customer's contacts within a time, the oldest first."""
    words = (
        "SELECT i.conversation_id, c.number, i.arrived_at, i.channel, i.queue_id, i.entry_point_id,"
        f" {AGENT}, p.came, i.state, p.left_at - p.came_at, {_WORKED}, i.disposition, i.rating"
        " FROM interactions i JOIN passages p ON p.interaction_id = i.id AND p.number = 1"
        " JOIN conversations c ON c.id = i.conversation_id"
        " WHERE i.customer_id = :customer AND i.arrived_at >= :since AND i.arrived_at < :until"
        " ORDER BY i.arrived_at, i.id LIMIT :most"
    )
    values = {"customer": customer_id, "since": span.since, "until": span.until, "most": limit}
    return [
        Step(*(*row[:10], int(row[10]), *row[11:])) for row in storage.rows(text(words), values)
    ]


def by_tag(
    storage: Storage, intervals: Sequence[Span], rules: FigureRules, only: Only
) -> Iterable[tuple[str, Counted]]:
    """The sums of what rules put a tag on, by tag: what waits still is not among them."""
    values = {**parameters(rules), **wanted(only)}
    for row in storage.rows(text(of_tags(intervals, rules, only)), values):
        yield row[1], counted((row[0], *row[2:]), 0)


class Names(NamedTuple):
    """What ids are called, gone ones included."""

    queues: dict[str, str]
    entry_points: dict[str, str]
    agents: dict[str, str]
    dispositions: dict[str, str]
    groups: dict[str, str]


def names(storage: Storage) -> Names:
    """All of them."""
    outcomes_ = storage.rows(
        select(dispositions.c.code, dispositions.c.label, dispositions.c.group)
    )
    return Names(
        queues=_named(storage, queues.c.id, queues.c.name),
        entry_points=_named(storage, entry_points.c.id, entry_points.c.name),
        agents=_named(storage, accounts.c.id, accounts.c.name),
        dispositions={row[0]: row[1] for row in outcomes_},
        groups={row[0]: row[2] for row in outcomes_},
    )


def _named(storage: Storage, *pair: object) -> dict[str, str]:
    return {row[0]: row[1] for row in storage.rows(select(*pair))}  # type: ignore[call-overload]
