"""Adherence and conformance: the specification's worked example, and what holds for any plan."""

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.metrics.adherence import DEFINITIONS, Stretch, followed
from agent_desktop.hub.metrics.definitions import figure

MINUTE = 60_000
HOUR = 60 * MINUTE


def shown(planned: list[Stretch], worked: list[Stretch]) -> list[float | None]:
    """Adherence and conformance."""
    made = followed(planned, worked)
    return [figure(one, made) for one in DEFINITIONS]


def test_fifteen_minutes_late_and_fifteen_minutes_longer() -> None:
    late = (15 * MINUTE, HOUR + 15 * MINUTE)
    assert shown([(0, HOUR)], [late]) == [0.75, 1.0]


def test_work_without_a_plan_and_a_plan_without_work() -> None:
    assert shown([], [(0, HOUR)]) == [None, None]
    assert shown([(0, HOUR)], []) == [0.0, 0.0]


STRETCHES = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda one: (one[0], sum(one))),
    max_size=6,
)


@given(STRETCHES, STRETCHES)
def test_each_moment_counts_once(planned: list[Stretch], worked: list[Stretch]) -> None:
    plan, work = ({at for one in found for at in range(*one)} for found in (planned, worked))
    made = followed(planned, worked)
    counts = (made["planned_ms"], made["worked_ms"], made["in_plan_ms"])
    assert counts == (len(plan), len(work), len(plan & work))
