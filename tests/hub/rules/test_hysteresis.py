"""Alerts are raised and cleared without flapping."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.rules.hysteresis import Lines, Standing, look, reaches_at

LINES = Lines(raise_at=10, clear_at=5, raise_ms=30, clear_ms=20)
VALUES = st.none() | st.floats(-100, 100)
STORY = st.lists(st.tuples(st.integers(0, 50), VALUES), max_size=60)


def test_a_line_is_kept_for_its_time_before_anything_happens() -> None:
    standing, told = Standing(), []
    for now, value in (
        *((0, 10), (29, 12), (30, 11)),  # raised at 30
        *((40, 6), (60, 5), (79, 6), (80, 5), (99, None), (100, 3)),  # cleared at 100
        *((110, 10), (120, 9), (130, 10), (159, 10), (160, 10)),  # raised at 160
    ):
        step = look(LINES, standing, value, now)
        standing = step.standing
        if step.changed:
            told.append((now, standing.raised))
    assert told == [(30, True), (100, False), (160, True)]


def test_without_times_a_crossing_is_told_at_once_and_a_falling_figure_the_other_way() -> None:
    lines = Lines(raise_at=2, clear_at=4, falls=True)
    assert look(lines, Standing(), 2, 0).changed
    assert not look(lines, Standing(), 3, 0).changed
    assert not look(lines, Standing(), None, 0).changed
    assert not look(lines, Standing(raised=True), 3, 0).changed
    assert look(lines, Standing(raised=True), 4, 0).changed


@given(STORY, st.integers(0, 100), st.integers(0, 100), st.booleans(), st.data())
def test_it_never_flaps(
    story: list[tuple[int, float | None]],
    raise_ms: int,
    clear_ms: int,
    falls: bool,
    data: st.DataObject,
) -> None:
    bad = data.draw(st.integers(-50, 50))
    calm = bad + data.draw(st.integers(1, 20)) * (1 if falls else -1)
    lines = Lines(bad, calm, raise_ms, clear_ms, falls)
    standing, now = Standing(), 0
    seen: list[tuple[int, float | None]] = []
    turned: list[tuple[int, bool]] = []
    for wait, value in story:
        now += wait
        step = look(lines, standing, value, now)
        seen.append((now, value))
        standing = step.standing
        assert step.next_at is None or step.next_at > now
        if step.changed:
            turned.append((now, standing.raised))
            kept = lines.raise_ms if standing.raised else lines.clear_ms
            wants = lines.beyond if standing.raised else lines.calm
            # the figure stood there at every look of that time, and for all of it
            run = [at for at, _ in seen[_break(seen, wants) :]]
            assert now - run[0] >= kept
    assert all(one[1] is not other[1] for one, other in pairwise([(0, False), *turned]))


def _break(seen: list[tuple[int, float | None]], wants: Callable[[float | None], bool]) -> int:
    """Where the last unbroken run of looks begins that `wants` holds for."""
    begin = len(seen)
    while begin and wants(seen[begin - 1][1]):
        begin -= 1
    return begin


def test_a_wait_that_grows_by_itself_says_when_it_will_be_long() -> None:
    lines = Lines(raise_at=60, clear_at=30)
    assert reaches_at(lines, Standing(), 1_000, 5_000) == 61_000
    assert reaches_at(lines, Standing(), 1_000, 61_000) is None
    assert reaches_at(lines, Standing(), None, 5_000) is None
    assert reaches_at(lines, Standing(raised=True), 1_000, 5_000) is None
