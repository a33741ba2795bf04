"""Adherence and conformance: when somebody worked, beside when they were to work, as sums and metrics of these.

Adherence asks whether it was at the right time, conformance whether it was long enough. In planned work whoever works
or is ready for work follows the plan; in a planned break whoever does neither, signed out or not. Promises that
stretches which overlap count once; that sums of intervals add up to those of their day; that without a plan there is no
figure. Refuses to judge days without a shift: what was worked there counts in no sum.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from agent_desktop.hub.metrics.days import interval
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import OF_PLANS, Definition
from agent_desktop.model.people import PresenceState

Stretch = tuple[Millis, Millis]
"""Where it begins, and where it ends."""


class Plan(NamedTuple):
    """A stretch of a shift: work with customers or not, paid or not."""

    since: Millis
    until: Millis
    works: bool = True
    paid: bool = True


Done = tuple[Millis, str, str]
"""Since when, in which presence, and what was observed ("busy", "offered", "lost", "idle")."""


def works(state: str, doing: str) -> bool:
    """Whether it is work, or being ready for it. A lost link is neither."""
    return doing in ("busy", "offered") or (state == PresenceState.READY and doing == "idle")


def stretches(done: Sequence[Done], until: Millis) -> tuple[list[Stretch], list[Stretch]]:
    """When an agent worked, and when they were signed in; `done` is in order, the last one lasts `until`."""
    worked: list[Stretch] = []
    here: list[Stretch] = []
    for (since, state, doing), (end, _, _) in pairwise((*done, (until, "", ""))):
        if state != PresenceState.OFFLINE:
            here.append((since, end))
            if works(state, doing):
                worked.append((since, end))
    return worked, here


def followed(
    planned: Iterable[Plan], worked: Iterable[Stretch], here: Iterable[Stretch] = ()
) -> dict[str, int]:
    """What plan and work of one agent add, on a day with a shift: how long was planned, work and breaks; how long of it
    was followed; how long was worked; how long is paid, and how long they were signed in."""
    parts = tuple(planned)
    plan = _apart((one.since, one.until) for one in parts)
    to_work = _apart((one.since, one.until) for one in parts if one.works)
    breaks = _apart((one.since, one.until) for one in parts if not one.works)
    work = _apart(worked)
    missed = _both(breaks, work) + _long(to_work) - _both(to_work, work)
    sums = (
        _long(plan),
        _long(to_work),
        _long(plan) - missed,
        _long(work),
        _long(_apart((one.since, one.until) for one in parts if one.paid)),
        _long(_apart(here)),
    )
    return dict(zip(OF_PLANS, sums, strict=True))


def by_interval(
    planned: Iterable[Plan],
    worked: Iterable[Stretch],
    here: Iterable[Stretch],
    starts: Sequence[Millis],
) -> Iterator[tuple[int, dict[str, int]]]:
    """The same of the intervals of a day, each with its number; `starts` are where they begin, and where the last one
    ends. What lies outside is left out."""
    plans: dict[int, list[Plan]] = {}
    for one in planned:
        for number, since, until in _cut(one.since, one.until, starts):
            plans.setdefault(number, []).append(one._replace(since=since, until=until))
    work, there = (_cut_all(found, starts) for found in (worked, here))
    for number in sorted({*plans, *work, *there}):
        yield number, followed(plans.get(number, ()), work.get(number, ()), there.get(number, ()))


def _cut_all(found: Iterable[Stretch], starts: Sequence[Millis]) -> dict[int, list[Stretch]]:
    made: dict[int, list[Stretch]] = {}
    for one in found:
        for number, since, until in _cut(*one, starts):
            made.setdefault(number, []).append((since, until))
    return made


def _cut(
    since: Millis, until: Millis, starts: Sequence[Millis]
) -> Iterator[tuple[int, Millis, Millis]]:
    """The pieces of a stretch, by interval."""
    since, until = max(since, starts[0]), min(until, starts[-1])
    while since < until:
        number = interval(since, starts)
        end = min(until, starts[number + 1])
        yield number, since, end
        since = end


def _apart(found: Iterable[Stretch]) -> list[Stretch]:
    """The same time without overlaps, in order."""
    made: list[Stretch] = []
    for since, until in sorted(found):
        if made and since <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], until))
        elif until > since:
            made.append((since, until))
    return made


def _both(some: Sequence[Stretch], others: Sequence[Stretch]) -> Millis:
    """How long both last at once; each is in order and without overlaps."""
    total, at = 0, 0
    for since, until in some:
        while at < len(others) and others[at][1] <= since:
            at += 1
        for begin, end in others[at:]:
            if begin >= until:
                break
            total += min(end, until) - max(begin, since)
    return total


def _long(found: Iterable[Stretch]) -> Millis:
    return sum(until - since for since, until in found)


DEFINITIONS: Final = (
    Definition(
        name="planned",
        words="How long shifts were planned, breaks too, up to now. Told of agents and teams alone.",
        formula="planned",
        unit="ms",
        numerator=("planned_ms",),
    ),
    Definition(
        name="paid",
        words="Of it: what is paid.",
        formula="paid",
        unit="ms",
        numerator=("paid_ms",),
    ),
    Definition(
        name="adherence",
        words="How much of the planned time agents followed their shifts: working or ready for work in planned work,"
        " neither in planned breaks. Told of agents and teams alone.",
        formula="followed as planned / planned",
        unit="share",
        numerator=("in_plan_ms",),
        denominator=("planned_ms",),
    ),
    Definition(
        name="conformance",
        words="How much agents worked, or were ready for work, of the work that was planned, whenever on a day with a"
        " shift it was. Told of agents and teams alone.",
        formula="worked / planned work",
        unit="share",
        numerator=("worked_ms",),
        denominator=("planned_work_ms",),
    ),
)
"""The metrics of plans."""
