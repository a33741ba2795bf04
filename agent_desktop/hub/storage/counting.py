"""Passages counted by the database: the words of the queries that make sums of them.

Promises the sums that `hub.metrics.sums` makes of the same passages. Thresholds stand in the words as numbers, names as
parameters; everything else is fixed, and nothing of it comes from who asks.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sqlalchemy import Table

from agent_desktop.hub.storage.figure_tables import days_by_agent, days_by_tag
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import KEPT, LONGEST, RATED_WELL, WAITING, WITHIN_MS, FigureRules
from agent_desktop.model.work import Channel

KEYS: Final = ("queue_id", "channel", "entry_point_id", "agent_id")

FREE_QUEUE: Final = "free_queue"
"""A key besides: the queue of what is in nobody's hands."""
TAG: Final = "tag"
"""A key besides: rows are counted once for each tag of their interaction, and not at all without one."""
TAGGED: Final = "JOIN tagged t ON t.interaction_id = p.interaction_id"


def has_tag(row: str) -> str:
    """The condition that the interaction of a row has the tag that is asked for."""
    return (
        f"EXISTS (SELECT 1 FROM tagged t WHERE t.interaction_id = {row}.interaction_id"
        " AND t.tag = :tag)"
    )


_COMES = "p.came IN ('arrived', 'transferred', 'returned')"
_WAITED = "(p.left_at - p.came_at)"
_ENDED = "coalesce(p.ended_at, p.wrapped_at)"
_ANSWERED = f"{_COMES} AND p.\"left\" = 'answered'"
_ABANDONED = f"{_COMES} AND p.\"left\" = 'abandoned'"
_LEFT_OTHERWISE = f"{_COMES} AND p.\"left\" NOT IN ('', 'answered', 'abandoned')"
_CALLED_BACK = "p.\"left\" = 'callback'"
_SERVED = "p.came NOT IN ('begun', 'called_in')"
_HELPED = "p.came = 'called_in' AND p.ended_at IS NOT NULL"
_HANDLED = f"{_SERVED} AND p.\"left\" = 'answered' AND p.wrapped_at IS NOT NULL"
_WRITTEN = f"{_HANDLED} AND p.channel NOT IN ('voice', 'video')"


class Span(NamedTuple):
    """A stretch of time and the number of the interval that it belongs to."""

    number: int
    since: Millis
    until: Millis


class Seen(NamedTuple):
    """Whose passages somebody may see: those in these agents' hands, and those in nobody's of these queues."""

    agents: tuple[str, ...]
    queues: tuple[str, ...]


class Only(NamedTuple):
    """Which passages are asked for: None is all, in each way; `tag` is empty for whatever these have."""

    queues: tuple[str, ...] | None = None
    channels: tuple[str, ...] | None = None
    entry_points: tuple[str, ...] | None = None
    agents: tuple[str, ...] | None = None
    seen: Seen | None = None
    tag: str = ""

    @property
    def by_agents(self) -> bool:
        """Whether it takes agents to tell."""
        return self.agents is not None or self.seen is not None


def _limit(rules: FigureRules) -> str:
    """The threshold of a passage. Ids of queues are parameters, named by `parameters`."""
    within = {one: rules.within_ms.get(one, WITHIN_MS[one]) for one in Channel}
    words = _by_channel(within)
    if not rules.queues:
        return words
    own = " ".join(
        f"WHEN :own{number} THEN {_by_channel({**within, **times})}"
        for number, times in enumerate(rules.queues.values())
    )
    return f"CASE p.queue_id {own} ELSE {words} END"


def _by_channel(times: dict[Channel, Millis]) -> str:
    cases = " ".join(f"WHEN '{one._value_}' THEN {int(ms)}" for one, ms in times.items())
    return f"(CASE p.channel {cases} END)"


def parameters(rules: FigureRules) -> dict[str, str]:
    """The values of the rules' names."""
    return {f"own{number}": queue_id for number, queue_id in enumerate(rules.queues)}


def sums(rules: FigureRules) -> dict[str, str]:
    """What makes each sum out of the passages `p`."""
    within = f"{_WAITED} <= {_limit(rules)}"
    return {
        "offered": _count(_COMES),
        "answered": _count(_ANSWERED),
        "answered_within": _count(f"{_ANSWERED} AND {within}"),
        "answer_wait_ms": _sum(_WAITED, _ANSWERED),
        "abandoned": _count(_ABANDONED),
        "abandoned_within": _count(f"{_ABANDONED} AND {within}"),
        "short_abandoned": _count(f"{_ABANDONED} AND {_WAITED} <= {int(rules.short_ms)}"),
        "abandon_wait_ms": _sum(_WAITED, _ABANDONED),
        "other_exits": _count(_LEFT_OTHERWISE),
        "late_exits": _count(f"{_LEFT_OTHERWISE} AND NOT {_CALLED_BACK} AND NOT {within}"),
        "late_callbacks": _count(f"{_COMES} AND {_CALLED_BACK} AND NOT {within}"),
        "handled": _count(_HANDLED),
        "interactions": _count(f"{_HANDLED} AND p.part = 1"),
        "transferred": _count(f"{_HANDLED} AND p.gone = 'transferred'"),
        "handle_ms": (
            f"sum(CASE WHEN {_HANDLED} THEN p.wrapped_at - p.left_at"
            f" WHEN {_HELPED} THEN p.ended_at - p.left_at ELSE 0 END)"
        ),
        "talk_ms": _sum(f"{_ENDED} - p.left_at - p.hold_ms", _HANDLED),
        "hold_ms": _sum("p.hold_ms", _HANDLED),
        "wrap_ms": _sum(f"p.wrapped_at - {_ENDED}", _HANDLED),
        "sessions": _count(_WRITTEN),
        "session_ms": _sum(f"{_ENDED} - p.left_at", _WRITTEN),
        "engaged_ms": _sum("p.engaged_ms", _WRITTEN),
        "replied": _count(f"{_SERVED} AND p.first_reply_ms IS NOT NULL"),
        "first_reply_ms": _sum("p.first_reply_ms", f"{_SERVED} AND p.first_reply_ms IS NOT NULL"),
        "replies": _sum("p.replies", _SERVED),
        "reply_ms": _sum("p.reply_ms", _SERVED),
        "replied_in_hours": _count(f"{_SERVED} AND p.first_reply_in_hours_ms IS NOT NULL"),
        "first_reply_in_hours_ms": _sum(
            "p.first_reply_in_hours_ms", f"{_SERVED} AND p.first_reply_in_hours_ms IS NOT NULL"
        ),
        "replies_in_hours": _sum("p.replies_in_hours", _SERVED),
        "reply_in_hours_ms": _sum("p.reply_in_hours_ms", _SERVED),
        "rated": _count(f"{_SERVED} AND p.rating IS NOT NULL"),
        "rated_well": _count(f"{_SERVED} AND p.rating >= {RATED_WELL}"),
        "rating": _sum("p.rating", f"{_SERVED} AND p.rating IS NOT NULL"),
        "consults": _count(_HELPED),
        "consult_ms": _sum("p.ended_at - p.left_at", _HELPED),
        "begun": _count("p.came = 'begun'"),
    }


def each(rules: FigureRules) -> dict[str, str]:
    """What one passage `p` adds to each sum at the moment `:now`; who waits now adds to sums that are not kept."""
    made = {
        name: words.removeprefix("sum(").removesuffix(")") for name, words in sums(rules).items()
    }
    waits = f"p.\"left\" = '' AND {_COMES}"
    late = f"{waits} AND :now - p.came_at > {_limit(rules)}"
    return made | {
        one: f"CASE WHEN {which} THEN 1 ELSE 0 END"
        for one, which in zip(WAITING, (waits, late), strict=True)
    }


def each_offer() -> dict[str, str]:
    """What one offer `o` adds to each sum."""
    made = {name: words.removeprefix("sum(").removesuffix(")") for name, words in _OFFERS.items()}
    return made | {"offers": "1"}


WAITED: Final = f"CASE WHEN {_COMES} THEN coalesce(p.left_at, :now) - p.came_at END"
"""How long the customer of a passage waited, or waits at the moment `:now`."""


def _count(which: str) -> str:
    return f"sum(CASE WHEN {which} THEN 1 ELSE 0 END)"


def _sum(what: str, which: str) -> str:
    return f"sum(CASE WHEN {which} THEN {what} ELSE 0 END)"


_OFFERS = {
    "offers": "count(*)",
    "declined": _count("o.outcome = 'declined'"),
    "missed": _count("o.outcome = 'missed'"),
}
_LONGEST = f"coalesce(max(CASE WHEN {_COMES} THEN {_WAITED} END), 0)"
_MADE = (*KEPT, LONGEST)


def spans(found: Iterable[Span]) -> str:
    """A table `s` of stretches of time."""
    rows = ", ".join(f"({int(n)}, {int(since)}, {int(until)})" for n, since, until in found)
    return f"WITH s(number, since, until) AS (VALUES {rows})"


_WAYS = Only._fields[:4]


def where(only: Only, row: str, agent: str) -> str:
    """The conditions on the rows `row` that a question asks for; `agent` is whose they are, in the words of SQL.

    Without that of a tag, which not all rows say: see `of_tag` and `has_tag`.
    """
    places = (f"{row}.queue_id", f"{row}.channel", f"{row}.entry_point_id", agent)
    words = "".join(
        f" AND {_among(column, name, wanted)}"
        for column, name, wanted in zip(places, _WAYS, only[:4], strict=True)
        if wanted is not None
    )
    if only.seen is None:
        return words
    mine = _among(agent, "seen_agents", only.seen.agents)
    free = _among(f"{row}.queue_id", "seen_queues", only.seen.queues)
    return f"{words} AND ({mine} OR ({agent} = '' AND {free}))"


def of_tag(only: Only, row: str) -> str:
    """The condition on the rows `row`, which there are for each tag, that they are of the one that is asked for."""
    return f" AND {row}.tag = :tag" if only.tag else ""


def _among(column: str, name: str, wanted: tuple[str, ...]) -> str:
    names = ", ".join(f":{name}{at}" for at in range(len(wanted)))
    return f"{column} IN ({names})" if wanted else "1 = 0"


def wanted(only: Only) -> dict[str, str]:
    """The values of what is asked for."""
    seen = only.seen or Seen((), ())
    lists = {**dict(zip(_WAYS, only[:4], strict=True)), "seen_agents": seen.agents}
    lists["seen_queues"] = seen.queues
    found = {
        f"{name}{at}": one for name, all_ in lists.items() for at, one in enumerate(all_ or ())
    }
    return found | ({"tag": only.tag} if only.tag else {})


def grouped(keys: Sequence[str]) -> str:
    """The columns by which rows are added up: interval and keys."""
    return ", ".join(str(one + 1) for one in range(1 + len(keys)))


def columns(keys: Sequence[str], row: str, agent: str) -> str:
    """Interval and keys of the rows `row`; `agent` is whose they are, in the words of SQL."""
    own = {
        "agent_id": agent,
        FREE_QUEUE: f"CASE WHEN {agent} = '' THEN {row}.queue_id ELSE '' END",
        TAG: "c.tag" if row == "c" else "t.tag",
    }
    return ", ".join(["s.number", *(own.get(one, f"{row}.{one}") for one in keys)])


def of_passages(
    found: Sequence[Span], keys: Sequence[str], rules: FigureRules, only: Only, tagged: str = ""
) -> str:
    """The query that counts passages: number of the interval, `keys`, the sums of `KEPT`, the longest wait.

    Passages and their offers are rows of their own: an offer counts for whom it was made to. With `tagged`, which is
    `TAGGED`, those of tagged interactions are counted, once for each tag.
    """
    words, zero = sums(rules), "0"
    passages = ", ".join(words.get(name, zero) for name in KEPT)
    offers = ", ".join(_OFFERS.get(name, zero) for name in KEPT)
    came = "p.came_at >= s.since AND p.came_at < s.until"
    mine = of_tag(only, "t") if tagged else ""
    inside = f"FROM s CROSS JOIN passages p {tagged}"  # for SQLite "cross" also says which one goes first
    joined = (
        "JOIN offers o ON o.interaction_id = p.interaction_id AND o.epoch > p.first_epoch"
        " AND o.epoch <= coalesce(p.last_epoch, o.epoch)"
    )
    group = grouped(keys)
    return (
        f"{spans(found)}"
        f" SELECT {columns(keys, 'p', 'p.agent_id')}, {passages}, {_LONGEST} {inside}"
        f" WHERE {came}{where(only, 'p', 'p.agent_id')}{mine} GROUP BY {group}"
        f" UNION ALL SELECT {columns(keys, 'p', 'o.agent_id')}, {offers}, 0 {inside} {joined}"
        f" WHERE {came}{where(only, 'p', 'o.agent_id')}{mine} GROUP BY {group}"
    )


def of_waiting(found: Sequence[Span], keys: Sequence[str], rules: FigureRules, only: Only) -> str:
    """The query that counts who waits: interval, `keys`, how many, how many beyond the threshold, the first one's
    coming."""
    tagged = TAG in keys or only.tag
    return (
        f"{spans(found)} SELECT {columns(keys, 'p', 'p.agent_id')}, count(*),"
        f" {_count(f':now - p.came_at > {_limit(rules)}')}, min(p.came_at)"
        f" FROM s CROSS JOIN passages p {TAGGED if tagged else ''}"
        " WHERE p.came_at >= s.since AND p.came_at < s.until"
        f" AND p.\"left\" = '' AND {_COMES}{where(only, 'p', 'p.agent_id')}{of_tag(only, 't')}"
        f" GROUP BY {grouped(keys)}"
    )


def of_kept(
    table: Table,
    found: Sequence[Span],
    keys: Sequence[str],
    only: Only,
    names: Sequence[str] = KEPT,
) -> str:
    """The query that adds up kept sums of these names, and the longest wait; of quarters of an hour without those that
    are due from `:anew` on."""
    days = table in (days_by_agent, days_by_tag)
    return _of_kept(table, found, keys, only, _added(names), "" if days else _NOT_DUE)


def of_all_kept(table: Table, found: Sequence[Span], keys: Sequence[str], only: Only) -> str:
    """The same with those that are due."""
    return _of_kept(table, found, keys, only, _added(KEPT), "")


def of_longest(table: Table, found: Sequence[Span], keys: Sequence[str], only: Only) -> str:
    """The query that finds the longest wait alone among kept sums that are not due."""
    return _of_kept(table, found, keys, only, f"max(c.{LONGEST})", _NOT_DUE)


_NOT_DUE: Final = " AND c.from_at NOT IN (SELECT from_at FROM sums_due WHERE from_at >= :anew)"


def _added(names: Sequence[str]) -> str:
    return ", ".join([*(f"sum(c.{name})" for name in names), f"max(c.{LONGEST})"])


def _of_kept(
    table: Table, found: Sequence[Span], keys: Sequence[str], only: Only, what: str, which: str
) -> str:
    return (
        f"{spans(found)} SELECT {columns(keys, 'c', 'c.agent_id')}, {what}"
        f" FROM s CROSS JOIN {table.name} c"
        f" WHERE c.from_at >= s.since AND c.from_at < s.until{which}"
        f"{where(only, 'c', 'c.agent_id')}{of_tag(only, 'c')} GROUP BY {grouped(keys)}"
    )
