"""Opening hours as people write them, and when a number is closed."""

import pytest

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_calls import Destination, Goal, KeepCallNumber, OpenHours
from agent_desktop.model.calendars import Calendar
from agent_desktop.ui.settings.hours import WeekRow, hours_words, times_of, times_words
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.theme.theme import Theme
from tests.ui.settings.conftest import Office


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("9-17", "9:00–17:00"),
        ("09:00 – 12.30, 14—18", "9:00–12:30, 14:00–18:00"),
        ("14-18,9-12", "9:00–12:00, 14:00–18:00"),
        ("9-12, 12-17", "9:00–12:00, 12:00–17:00"),
        ("0-24", "0:00–24:00"),
    ],
)
def test_times_are_read_as_they_are_meant(text: str, words: str) -> None:
    times = times_of(text)
    assert times_words(times) == words
    assert times_of(words) == times


@pytest.mark.parametrize(
    "text",
    ["9", "nine to five", "17-9", "9-9", "22-6", "9:60-10", "9-25", "9-24:01", "9-12, 11-17"],
)
def test_times_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(NoValue):
        times_of(text)


def test_days_that_are_alike_stand_together() -> None:
    week = [OpenHours(weekday=day, opens=540, closes=1020) for day in range(5)]
    week.append(OpenHours(weekday=5, opens=600, closes=840))
    assert hours_words(week) == "Mon–Fri 9:00–17:00, Sat 10:00–14:00"
    assert hours_words(week[1:2] + week[3:4]) == "Tue 9:00–17:00, Thu 9:00–17:00"
    assert hours_words([]) == ""


def test_a_week_comes_back_as_it_was(theme: Theme) -> None:
    row = WeekRow(theme, "hours", "Open")
    week = tuple(
        OpenHours(weekday=day, opens=opens, closes=opens + 90)
        for day in (0, 3)
        for opens in (540, 780)
    )
    row.show_value(week)
    assert row.value() == week
    row.same.click()
    assert [one.weekday for one in row.value()] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    row.show_value(())
    assert row.value() == ()


def test_a_number_is_open_by_a_calendar(office: Office) -> None:
    office.team.calendars["office"] = Calendar(id="office", name="Office hours")
    page = office.open(Topic.NUMBERS)
    page.begin_new()
    office.type(page, "id", "Main")
    page.form.rows["calendar"].control()._choose("office")  # type: ignore[attr-defined]
    page.form.rows["closed"].control()._choose("voicemail:support")  # type: ignore[attr-defined]
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepCallNumber)
    assert order.number.calendar == "office"
    assert order.number.closed == Destination(goal=Goal.VOICEMAIL, target="support")
    assert page.rows.entries[0].detail.endswith("Office hours")
