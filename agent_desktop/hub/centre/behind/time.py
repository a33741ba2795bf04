"""Behind figures of agents' time: the stretches of it, and where shifts count the days of agents.

Promises what the figures promise: time that queues, channels or tags would tell apart is nobody's.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, pairwise

from agent_desktop.hub.centre import followed
from agent_desktop.hub.centre.behind.asking import Found, View
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.behind import of
from agent_desktop.hub.metrics.sums import time_sums
from agent_desktop.hub.storage import behind_whole as rows
from agent_desktop.hub.storage import doings
from agent_desktop.hub.storage.behind import Place
from agent_desktop.hub.storage.counting import Span
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_PLANS, zone_of

_PLANNED = frozenset(OF_PLANS)
_Of = tuple[str, dict[str, int]]
"""An agent, and what they add."""


def sums(view: View) -> dict[str, int]:
    """What the figure is made of."""
    made: dict[str, int] = {}
    every = _days(view)
    if not every:
        return made
    zone, span = zone_of(view.rules.zone), Span(0, every[0][0], every[-1][1])
    whole = days.days_from(days.day_of(span.since, zone), len(every), zone)
    if every == list(whole):  # days that are over are kept
        spent: Iterable[_Of] = (
            (one.agent_id, time_sums(one.state, one.doing, one.ms))
            for one in doings.read(view.storage, [span], whole, view.now)
        )
        plans = followed.read(view.storage, [span], whole, view.now)
        parts = chain(spent, ((one.agent_id, one.sums) for one in plans))
    else:
        parts = chain.from_iterable(_of_agents(view, *one) for one in every)
    for agent_id, more in parts:
        if _mine(view, agent_id):
            for name, one in more.items():
                made[name] = made.get(name, 0) + one
    return made


def found(view: View, _: dict[str, int]) -> Iterator[Found]:
    """Stretches or days of agents, the newest first."""
    planned, after = _PLANNED & view.names, view.wanted.after
    for begin, end in reversed(_days(view)):
        if after is not None and begin > after.came_at:
            continue
        for one in _agent_days(view, begin, end) if planned else _stretches(view, begin, end):
            if after is None or one.place < after:
                yield one


def _stretches(view: View, begin: Millis, end: Millis) -> Iterator[Found]:
    if begin >= view.now:
        return
    every = rows.stretches(view.storage, begin, min(end, view.now))
    for agent_id, state, _, doing, since, until in every:
        if _mine(view, agent_id):
            adds = of(view.definition, time_sums(state, doing, until - since))
            left = doing if doing in ("busy", "offered", "lost") else state
            yield Found(Place(since, agent_id, 0), adds, "", "", agent_id, left=left)


def _agent_days(view: View, begin: Millis, end: Millis) -> Iterator[Found]:
    made: dict[str, dict[str, int]] = {}
    for agent_id, more in _of_agents(view, begin, end):
        mine = made.setdefault(agent_id, {})
        for name, one in more.items():
            mine[name] = mine.get(name, 0) + one
    for agent_id in sorted(filter(partial(_mine, view), made), reverse=True):
        adds = of(view.definition, made[agent_id])
        yield Found(Place(begin, agent_id, 0), adds, "", "", agent_id, left="day")


def _of_agents(view: View, begin: Millis, end: Millis) -> Iterator[_Of]:
    """What each agent adds in a part of a day of the house."""
    for spent in doings.read(view.storage, [Span(0, begin, end)], None, view.now):
        yield spent.agent_id, time_sums(spent.state, spent.doing, spent.ms)
    zone = zone_of(view.rules.zone)
    day = days.days_from(days.day_of(begin, zone), 1, zone)[0]
    starts = sorted({day[0], begin, end})
    parts = [Span(at, *pair) for at, pair in enumerate(pairwise(starts))]
    for one in followed.read(view.storage, parts, [day], view.now):
        if starts[one.number] == begin:
            yield one.agent_id, one.sums


def _days(view: View) -> list[tuple[Millis, Millis]]:
    """The days of the house, as far as they lie in the time; none where it cannot be told apart."""
    asked = view.wanted.asked
    if (asked.queues, asked.channels, asked.entry_points) != (None,) * 3 or asked.tag:
        return []
    since, until = view.span.since, view.span.until
    whole = days.days_from(asked.first, asked.count, zone_of(view.rules.zone))
    parts = ((max(since, begin), min(until, end)) for begin, end in whole)
    return [(begin, end) for begin, end in parts if begin < end]


def _mine(view: View, agent_id: str) -> bool:
    asked = view.wanted.asked
    seen = asked.seen is None or agent_id in asked.seen.agents
    return seen and (asked.agents is None or agent_id in asked.agents)
