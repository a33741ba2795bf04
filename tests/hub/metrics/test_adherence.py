"""Adherence and conformance: the specification's worked example, and what holds for any plan."""

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.metrics.adherence import (
    DEFINITIONS,
    Plan,
    Stretch,
    by_interval,
    followed,
    stretches,
)
from agent_desktop.hub.metrics.definitions import figure
from agent_desktop.model.figures import OF_PLANS

MINUTE = 60_000
HOUR = 60 * MINUTE


def shown(planned: list[Plan], worked: list[Stretch]) -> list[float | None]:
    """Adherence and conformance."""
    made = followed(planned, worked)
    return [figure(one, made) for one in DEFINITIONS if one.unit == "share"]


def test_fifteen_minutes_late_and_fifteen_minutes_longer() -> None:
    late = (15 * MINUTE, HOUR + 15 * MINUTE)
    assert shown([Plan(0, HOUR)], [late]) == [0.75, 1.0]


def test_a_break_is_followed_by_not_working() -> None:
    """Of an hour with a break of 15 minutes 10 minutes of the break were worked, and 10 minutes of work were not."""
    plan = [Plan(0, 30), Plan(30, 45, works=False, paid=False), Plan(45, 60)]
    made = followed(plan, [(0, 40), (55, 60)], [(0, 60)])
    assert made == dict(zip(OF_PLANS, (60, 45, 40, 45, 45, 60), strict=True))
    assert shown(plan, [(0, 40), (55, 60)]) == [40 / 60, 1.0]


def test_work_without_a_plan_and_a_plan_without_work() -> None:
    assert shown([], [(0, HOUR)]) == [None, None]
    assert shown([Plan(0, HOUR)], []) == [0.0, 0.0]


def test_what_is_work() -> None:
    done = [
        *((0, "ready", "idle"), (10, "ready", "offered"), (20, "break", "busy")),
        *((30, "break", "idle"), (40, "ready", "lost"), (50, "ready", "idle"), (60, "offline", "")),
    ]
    assert stretches(done, 70) == (
        [(0, 10), (10, 20), (20, 30), (50, 60)],
        [(0, 10), (10, 20), (20, 30), (30, 40), (40, 50), (50, 60)],
    )


STRETCHES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda one: (one[0], sum(one))),
    max_size=6,
)
PLANS = st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.booleans()), max_size=6)


def apart(found: list[tuple[int, bool, bool]]) -> list[Plan]:
    """A plan without gap and overlap."""
    made, at = [], 3
    for length, works, paid in found:
        made.append(Plan(at, at + length, works, paid))
        at += length
    return made


@given(PLANS, STRETCHES, STRETCHES)
def test_each_moment_counts_once(
    parts: list[tuple[int, bool, bool]], worked: list[Stretch], here: list[Stretch]
) -> None:
    plan = apart(parts)
    work, there = ({at for one in found for at in range(*one)} for found in (worked, here))
    to_work = {at for one in plan if one.works for at in range(one.since, one.until)}
    breaks = {at for one in plan if not one.works for at in range(one.since, one.until)}
    paid = {at for one in plan if one.paid for at in range(one.since, one.until)}
    counts = (
        len(to_work | breaks),
        len(to_work),
        len(to_work & work) + len(breaks - work),
        len(work),
        len(paid),
        len(there),
    )
    assert followed(plan, worked, here) == dict(zip(OF_PLANS, counts, strict=True))


@given(PLANS, STRETCHES, STRETCHES, st.sets(st.integers(1, 39), max_size=5))
def test_intervals_add_up_to_their_day(
    parts: list[tuple[int, bool, bool]],
    worked: list[Stretch],
    here: list[Stretch],
    edges: set[int],
) -> None:
    plan = apart(parts)
    whole = followed(
        [one._replace(until=min(one.until, 40)) for one in plan if one.since < 40],
        [(since, min(until, 40)) for since, until in worked],
        [(since, min(until, 40)) for since, until in here],
    )
    starts = [0, *sorted(edges), 40]
    pieces = [made for _, made in by_interval(plan, worked, here, starts)]
    assert {name: sum(one[name] for one in pieces) for name in OF_PLANS} == whole
