"""When the house is open, where clocks change and days are special."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.hub.rules.calendars import check
from agent_desktop.hub.rules.hours import is_open, next_opening
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar, SpecialDay
from agent_desktop.model.errors import Refused

WORKDAYS = tuple(OpenHours(weekday=day, opens=9 * 60, closes=17 * 60) for day in range(5))
BERLIN = Calendar(id="office", zone="Europe/Berlin", hours=WORKDAYS)
ALL_DAY = tuple(OpenHours(weekday=day, opens=0, closes=1_440) for day in range(7))


def at(words: str, zone: str = "UTC", fold: int = 0) -> int:
    local = datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone), fold=fold)
    return round(local.timestamp() * 1_000)


def berlin(words: str, fold: int = 0) -> int:
    return at(words, "Europe/Berlin", fold)


def test_local_times_hold_in_summer_and_in_winter() -> None:
    assert is_open(BERLIN, at("2026-01-05T08:00"))
    assert not is_open(BERLIN, at("2026-01-05T07:59:59.999"))
    assert is_open(BERLIN, at("2026-07-06T07:00"))
    assert not is_open(BERLIN, at("2026-07-06T15:00"))


def test_the_next_opening() -> None:
    friday = berlin("2026-03-27T17:00")
    assert next_opening(BERLIN, friday) == berlin("2026-03-30T09:00")  # the clocks change between
    assert next_opening(BERLIN, berlin("2026-03-30T09:00")) == berlin("2026-03-30T09:00")
    assert next_opening(Calendar(id="x"), friday) is None


def test_a_special_day_goes_before_the_week_and_its_year_before_every_year() -> None:
    special = (
        SpecialDay(day="12-25"),
        SpecialDay(day="2028-12-25", times=((600, 720),)),
        SpecialDay(day="2026-12-05", times=((600, 720),)),  # a Saturday
        SpecialDay(day="02-29", times=((0, 1_440),)),
    )
    calendar = replace(BERLIN, special=special)
    assert not is_open(calendar, berlin("2026-12-25T10:30"))
    assert is_open(calendar, berlin("2028-12-25T10:30"))
    assert not is_open(calendar, berlin("2028-12-25T13:00"))
    assert is_open(calendar, berlin("2026-12-05T10:00"))
    rare = replace(calendar, hours=())
    assert next_opening(rare, berlin("2029-01-01T00:00")) == berlin("2032-02-29T00:00")
    assert next_opening(rare, berlin("2096-03-01T00:00")) == berlin("2104-02-29T00:00")


def test_an_hour_that_does_not_exist_opens_after_the_gap() -> None:
    sunday = replace(BERLIN, hours=(OpenHours(weekday=6, opens=150, closes=240),))  # 2:30 to 4:00
    assert next_opening(sunday, berlin("2026-03-29T00:00")) == at("2026-03-29T01:00")
    within = replace(BERLIN, hours=(OpenHours(weekday=6, opens=130, closes=170),))  # in the gap
    assert next_opening(within, berlin("2026-03-28T00:00")) == berlin("2026-04-05T02:10")


def test_an_hour_that_comes_twice_is_open_twice() -> None:
    sunday = replace(BERLIN, hours=(OpenHours(weekday=6, opens=120, closes=150),))  # 2:00 to 2:30
    first, second = berlin("2026-10-25T02:10"), berlin("2026-10-25T02:10", fold=1)
    assert second - first == 3_600_000
    assert is_open(sunday, first)
    assert is_open(sunday, second)
    assert not is_open(sunday, berlin("2026-10-25T02:30", fold=1))


def test_a_midnight_that_does_not_exist() -> None:
    lebanon = Calendar(id="x", zone="Asia/Beirut", hours=ALL_DAY)
    begin = at("2026-03-28T22:00")
    assert all(is_open(lebanon, begin + hour * 3_600_000) for hour in range(-30, 30))


@pytest.mark.parametrize("zone", ["Nowhere/City", "../etc", "", "Europe"])
def test_a_zone_that_nobody_knows_is_refused_and_counts_as_utc(zone: str) -> None:
    with pytest.raises(Refused) as refused:
        check(replace(BERLIN, zone=zone))
    assert refused.value.problem.field == "zone"
    assert is_open(replace(BERLIN, zone=zone), at("2026-01-05T09:00"))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hours": (OpenHours(weekday=0, opens=540, closes=500),)}, "hours"),
        ({"hours": (OpenHours(weekday=0, opens=-1, closes=500),)}, "hours"),
        ({"hours": (OpenHours(weekday=0, opens=0, closes=1_441),)}, "hours"),
        ({"hours": (OpenHours(weekday=7, opens=0, closes=60),)}, "hours"),
        (
            {"hours": (*WORKDAYS, OpenHours(weekday=0, opens=1_000, closes=1_100))},
            "hours",
        ),
        ({"special": (SpecialDay(day="2026-02-29"),)}, "special"),
        ({"special": (SpecialDay(day="13-01"),)}, "special"),
        ({"special": (SpecialDay(day="20260101"),)}, "special"),
        ({"special": (SpecialDay(day="12-25"), SpecialDay(day="12-25"))}, "special"),
        ({"special": (SpecialDay(day="12-25", times=((60, 120), (100, 140))),)}, "special"),
    ],
)
def test_what_is_wrong_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        check(replace(BERLIN, **change))
    assert refused.value.problem.field == field


def test_times_may_touch() -> None:
    check(
        replace(
            BERLIN,
            hours=(
                OpenHours(weekday=0, opens=600, closes=720),
                OpenHours(weekday=0, opens=540, closes=600),
            ),
            special=(SpecialDay(day="02-29"),),
        )
    )


ZONES = st.sampled_from(
    ["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Beirut"]
)
MOMENTS = st.integers(at("2020-01-01T00:00"), at("2035-01-01T00:00"))


@given(ZONES, MOMENTS)
def test_the_next_opening_is_the_first_moment_that_is_open(zone: str, moment: int) -> None:
    calendar = replace(BERLIN, zone=zone)
    opens = next_opening(calendar, moment)
    assert opens is not None
    assert opens >= moment
    assert is_open(calendar, opens)
    if opens > moment:
        assert not is_open(calendar, opens - 1)
        halfway = (opens + moment) // 2
        assert not is_open(calendar, halfway)
        assert not is_open(calendar, moment)


@given(ZONES, MOMENTS)
def test_open_means_what_the_clock_on_the_wall_says(zone: str, moment: int) -> None:
    local = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment)).astimezone(
        ZoneInfo(zone)
    )
    wall = local.weekday() < 5 and 9 <= local.hour < 17
    assert is_open(replace(BERLIN, zone=zone), moment) == wall
