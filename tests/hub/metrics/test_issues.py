"""Issues and surveys: the specification's worked examples, and their edges."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.centre.shares import opening_times
from agent_desktop.hub.metrics.definitions import figure
from agent_desktop.hub.metrics.issues import (
    DEFINITIONS,
    Answer,
    Issue,
    answered,
    share,
)
from agent_desktop.hub.metrics.sums import Sums
from agent_desktop.hub.rules.hours import is_open
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar, SpecialDay

HOUR = 3_600_000
DAY = 24 * HOUR
WEEK = 7 * DAY


def shown(name: str, *found: dict[str, int]) -> float | None:
    """The figure of that name."""
    sums = Sums()
    for one in found:
        sums.more(one)
    (definition,) = [one for one in DEFINITIONS if one.name == name]
    return figure(definition, sums.made())


def fcr(*issues: Issue, now: int = 100 * DAY) -> float | None:
    """First-contact resolution of these."""
    return shown("first_contact_resolution", *(share(one, WEEK, now, None) for one in issues))


def test_one_contact_is_enough_when_nobody_comes_again_within_the_window() -> None:
    quiet = Issue(0, HOUR)
    again = Issue(0, HOUR, again_at=HOUR + WEEK)  # the edge is within
    later = Issue(0, HOUR, again_at=HOUR + WEEK + 1)
    said = Issue(0, HOUR, unresolved=True)
    assert fcr(quiet, again, later, said) == 0.5


def test_a_matter_counts_only_when_its_window_is_over() -> None:
    young = Issue(0, HOUR, again_at=2 * HOUR)
    assert fcr(young, now=HOUR + WEEK - 1) is None
    assert fcr(young, now=HOUR + WEEK) == 0.0


def test_resolution_for_the_first_and_for_the_last_time() -> None:
    once = share(Issue(0, HOUR, solved_at=2 * HOUR, settled_at=2 * HOUR), WEEK, 0, None)
    twice = share(Issue(0, HOUR, solved_at=4 * HOUR, settled_at=8 * HOUR), WEEK, 0, None)
    still = share(Issue(0, HOUR, solved_at=6 * HOUR), WEEK, 0, None)
    assert shown("first_resolution", once, twice, still) == 4 * HOUR
    assert shown("full_resolution", once, twice, still) == 5 * HOUR
    assert shown("first_resolution_in_hours", once) is None


OFFICE = Calendar(
    id="office",
    zone="Europe/Berlin",
    hours=tuple(OpenHours(weekday=day, opens=9 * 60, closes=17 * 60) for day in range(5)),
    special=(SpecialDay(day="2026-03-31"),),
)
FRIDAY = 1_774_602_000_000  # 2026-03-27 10:00 in Berlin; the clocks change on Sunday


def test_business_hours_leave_out_nights_weekends_and_holidays() -> None:
    assert ZoneInfo(OFFICE.zone)
    open_ms = opening_times(OFFICE, FRIDAY - DAY, FRIDAY + 10 * DAY)
    monday_ten = FRIDAY + 3 * DAY - HOUR
    assert open_ms(FRIDAY, monday_ten) == 8 * HOUR  # 7 h on Friday, 1 h on Monday
    assert open_ms(monday_ten + 8 * HOUR, monday_ten + 40 * HOUR) == 0  # Tuesday is a holiday
    made = share(Issue(FRIDAY, FRIDAY, solved_at=monday_ten), WEEK, FRIDAY, open_ms)
    assert shown("first_resolution_in_hours", made) == 8 * HOUR
    assert shown("first_resolution", made) == 3 * DAY - HOUR


@given(st.integers(0, 9 * 24 * 4), st.integers(0, 9 * 24 * 4))
def test_business_hours_are_those_in_which_the_calendar_is_open(one: int, two: int) -> None:
    quarter = HOUR // 4
    first, last = (FRIDAY + at * quarter for at in sorted((one, two)))
    open_ms = opening_times(OFFICE, FRIDAY, FRIDAY + 10 * DAY)
    each = sum(quarter for at in range(first, last, quarter) if is_open(OFFICE, at))
    assert open_ms(first, last) == each


def test_recommendation_is_promoters_less_detractors() -> None:
    """10 promoters, 5 who are neither, 5 detractors, and 20 who did not answer."""
    scores = [9] * 4 + [10] * 6 + [7, 8, 8, 8, 7] + [6, 0, 3, 5, 6]
    found = [answered(Answer("nps", one)) for one in scores]
    found += [answered(Answer("nps", None))] * 17
    found += [answered(Answer("nps", None, refused=True))] * 3
    assert shown("promoter_score", *found) == 0.25
    assert shown("promoter_answers", *found) == 20
    assert shown("survey_rate", *found) == 0.5
    counted = ("surveys", "survey_answers", "survey_refusals", "survey_silence")
    assert [shown(one, *found) for one in counted] == [40, 20, 3, 17]
    assert shown("effort", *found) is None


def test_each_kind_of_survey_has_its_own_response_rate() -> None:
    """Ten were asked for each, and half, a fifth and nobody of them answered."""
    for kind, name, answers in (
        *(("csat", "satisfaction_rate", 5), ("nps", "promoter_rate", 2)),
        ("ces", "effort_rate", 0),
    ):
        mine = [answered(Answer(kind, 5 if at < answers else None)) for at in range(10)]
        others = [answered(Answer(one, 5)) for one in ("csat", "nps", "ces") if one != kind]
        assert shown(name, *mine, *others) == answers / 10
        assert shown(name, *others) is None


def test_effort_is_a_mean_and_the_share_of_five_to_seven() -> None:
    found = [answered(Answer("ces", one)) for one in (7, 5, 4, 2)]
    assert shown("effort", *found) == 4.5
    assert shown("easy", *found) == 0.5


@pytest.mark.parametrize("one", DEFINITIONS, ids=lambda one: one.name)
def test_no_data_is_no_figure(one: object) -> None:
    name = str(getattr(one, "name", ""))
    assert shown(name) == (0 if getattr(one, "unit", "") == "count" else None)
