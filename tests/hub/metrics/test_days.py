"""Days of a house: with 23, 24 and 25 hours, and without gaps."""

from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from agent_desktop.hub.metrics.days import (
    EVERY,
    PERIODS,
    bounds,
    day_of,
    days_from,
    interval,
    midnight,
    period,
)
from agent_desktop.model.figure_questions import Period

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3_600_000
ZONES = (
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Beirut",
    "UTC",
)


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 22), 24)],
)
def test_days_where_clocks_change(day: date, hours: int) -> None:
    for every, each in (("15", 4), ("30", 2), ("60", 1)):
        starts = bounds(day, 1, every, BERLIN)
        assert len(starts) - 1 == hours * each
        assert starts[-1] - starts[0] == hours * HOUR
    assert len(bounds(day, 1, "day", BERLIN)) == 2


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    first = date(2026, 10, 21)  # a Wednesday
    weeks = [day_of(at, BERLIN) for at in bounds(first, 14, "week", BERLIN)]
    assert weeks == [first, date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 4)]
    months = [day_of(at, BERLIN) for at in bounds(first, 45, "month", BERLIN)]
    assert months == [first, date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 5)]


def test_a_day_begins_at_local_midnight() -> None:
    assert midnight(date(2026, 11, 22), BERLIN) == 1_795_302_000_000
    assert day_of(1_795_302_000_000, BERLIN) == date(2026, 11, 22)
    assert day_of(1_795_301_999_999, BERLIN) == date(2026, 11, 21)


@given(
    zone=some.sampled_from(ZONES).map(ZoneInfo),
    first=some.dates(date(1975, 1, 1), date(2040, 1, 1)),
    count=some.integers(1, 31),
    every=some.sampled_from(EVERY),
    part=some.floats(0, 1, exclude_max=True),
)
def test_intervals_fill_their_days(
    zone: ZoneInfo, first: date, count: int, every: str, part: float
) -> None:
    starts = bounds(first, count, every, zone)
    assert all(begin < end for begin, end in pairwise(starts))
    if every.isdecimal():
        assert all(end - begin <= int(every) * 60_000 for begin, end in pairwise(starts))
    for begin, end in days_from(first, count, zone):
        number = interval(begin, starts)
        assert every.isdecimal() or starts[number] <= begin < end <= starts[number + 1]
    at = starts[0] + int(part * (starts[-1] - starts[0]))
    found = interval(at, starts)
    assert starts[found] <= at < starts[found + 1]
    assert day_of(starts[0], zone) == first
    assert interval(starts[0], starts) == 0
    assert interval(starts[-1] - 1, starts) == len(starts) - 2


@pytest.mark.parametrize(
    ("name", "first", "count"),
    [
        ("today", date(2026, 3, 4), 1),
        ("yesterday", date(2026, 3, 3), 1),
        ("this_week", date(2026, 3, 2), 3),
        ("last_week", date(2026, 2, 23), 7),
        ("this_month", date(2026, 3, 1), 4),
        ("last_month", date(2026, 2, 1), 28),
    ],
)
def test_days_with_a_name(name: str, first: date, count: int) -> None:
    wednesday = date(2026, 3, 4)
    assert period(name, wednesday) == (first, count)
    assert {one.value for one in Period} == set(PERIODS)
