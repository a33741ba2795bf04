"""Holidays out of iCalendar files: what is read of them, what is left of a day, and what the page of calendars does."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendar, KeepCalendar, SpecialDay
from agent_desktop.ui.settings import holiday_file
from agent_desktop.ui.settings.calendars import SpecialRow
from agent_desktop.ui.settings.holiday_file import DAY, MOST, Closing, Found, NoHolidays, Why, read
from agent_desktop.ui.settings.holiday_words import day_line
from agent_desktop.ui.settings.holidays import fresh, left_of, special_days
from tests.files_on_thread import looked_at
from tests.ui.settings.conftest import Office

WEEK = tuple(OpenHours(weekday=day, opens=540, closes=1_020) for day in range(5))


def event(*lines: str, uid: str = "") -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid or abs(hash(lines))}", *lines, "END:VEVENT", ""))


def calendar(*events: str) -> str:
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(events) + "END:VCALENDAR\r\n"


def found(*events: str, first: int = 2026, last: int = 2028, zone: str = "Europe/Berlin") -> Found:
    told = read(calendar(*events), first, last, zone)
    assert isinstance(told, Found)
    return told


def days(*lines: str) -> list[str]:
    told = found(event(*lines))
    assert not told.left_out
    return [f"{one.day:%y-%m-%d} {one.begin}-{one.end}" for one in told.closings]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20261003"], ["26-10-03 0-1440"]),
        (
            ["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227"],
            ["26-12-25 0-1440", "26-12-26 0-1440"],
        ),
        (["DTSTART;VALUE=DATE:20261231", "DURATION:P2D"], ["26-12-31 0-1440", "27-01-01 0-1440"]),
        (
            ["DTSTART;VALUE=DATE:19710101", "RRULE:FREQ=YEARLY"],
            ["26-01-01 0-1440", "27-01-01 0-1440", "28-01-01 0-1440"],
        ),
        (
            ["DTSTART;VALUE=DATE:20200120", "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=+3MO;UNTIL=20270601"],
            ["26-01-19 0-1440", "27-01-18 0-1440"],
        ),
        (["DTSTART;VALUE=DATE:20251224", "RRULE:FREQ=YEARLY;COUNT=2"], ["26-12-24 0-1440"]),
        (["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"], ["28-02-29 0-1440"]),
        (
            [
                "DTSTART;VALUE=DATE:20260501",
                "RRULE:FREQ=YEARLY",
                "EXDATE;VALUE=DATE:20270501",
                "RDATE;VALUE=DATE:20270502",
            ],
            ["26-05-01 0-1440", "27-05-02 0-1440", "28-05-01 0-1440"],
        ),
        (
            [
                "DTSTART;TZID=Europe/Berlin:20261224T120000",
                "DTEND;TZID=Europe/Berlin:20261224T235900",
            ],
            ["26-12-24 720-1440"],
        ),
        (["DTSTART:20260601T223000Z", "DTEND:20260602T020000Z"], ["26-06-02 30-240"]),
        (
            ["DTSTART:20260601T090000", "DTEND:20260603T120000"],
            ["26-06-01 540-1440", "26-06-02 0-1440", "26-06-03 0-720"],
        ),
        (["DTSTART;VALUE=DATE:20261003", "STATUS:CANCELLED"], []),
        (["DTSTART;VALUE=DATE:20101003"], []),
    ],
)  # fmt: skip
def test_days_of_an_event(lines: list[str], expected: list[str]) -> None:
    assert days(*lines) == expected


def test_a_repetition_that_was_moved_stands_where_it_was_moved_to() -> None:
    told = found(
        event("SUMMARY:Fair", "DTSTART;VALUE=DATE:20260706", "RRULE:FREQ=YEARLY", uid="f"),
        event(
            "SUMMARY:Fair",
            "RECURRENCE-ID;VALUE=DATE:20270706",
            "DTSTART;VALUE=DATE:20270708",
            uid="f",
        ),
    )
    assert [f"{one.day:%m-%d}" for one in told.closings] == ["07-06", "07-08", "07-06"]


@pytest.mark.parametrize(
    ("lines", "why", "begin"),
    [
        ([], Why.NO_BEGIN, ""),
        (["DTSTART;VALUE=DATE:2026131"], Why.NO_BEGIN, ""),
        (
            ["DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260103"],
            Why.NO_LENGTH,
            "2026-01-05",
        ),
        (["DTSTART:20260105T120000"], Why.NO_LENGTH, "2026-01-05"),
        (["DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20270103"], Why.TOO_LONG, "2026-01-05"),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY"], Why.TOO_OFTEN, "2026-01-01"),
        (
            ["DTSTART:20260101T000000Z", "DURATION:PT1M", "RRULE:FREQ=SECONDLY"],
            Why.TOO_OFTEN,
            "2026-01-01",
        ),
        (
            ["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY;BYSETPOS=999"],
            Why.NO_RULE,
            "2026-01-01",
        ),
    ],
)
def test_an_event_that_cannot_be_used_is_named_and_the_others_are_read(
    lines: list[str], why: Why, begin: str
) -> None:
    told = found(event("SUMMARY:Bad", *lines), event("SUMMARY:Good", "DTSTART;VALUE=DATE:20260501"))
    assert [one.name for one in told.closings] in (["Good"], ["Bad", "Good"])
    ((name, shown, reason),) = [(one.name, one.begin, one.why) for one in told.left_out]
    assert (name, shown, reason) == ("Bad", begin, why)


def test_a_file_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    day = event("DTSTART;VALUE=DATE:20260501")
    assert read("nonsense", 2026, 2027, "UTC") is NoHolidays.NO_CALENDAR
    assert read(calendar(), 2026, 2027, "UTC") is NoHolidays.NO_EVENTS
    assert read("BEGIN:VCALENDAR\r\nx", 2026, 2027, "UTC") is NoHolidays.NO_EVENTS
    assert read(calendar(day * 3_001), 2026, 2027, "UTC") is NoHolidays.TOO_MANY
    deep = "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 2_900
    assert read(deep, 2026, 2027, "UTC") is NoHolidays.NO_EVENTS
    weekly = [
        event(f"SUMMARY:{n}", f"DTSTART:20260101T{n:02}0000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")
        for n in range(20)
    ]
    assert read(calendar(*weekly), 2026, 2028, "UTC") is NoHolidays.TOO_MANY
    monkeypatch.setattr(holiday_file, "PATIENCE_S", -1.0)
    never = event(
        "SUMMARY:Never", "DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    )
    told = found(never, day)
    assert [one.why for one in told.left_out] == [Why.NO_TIME_LEFT]
    assert {f"{one.day:%m-%d}" for one in told.closings} == {"05-01"}


LINES = st.sampled_from(
    [
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VALARM",
        "END:VCALENDAR",
        "SUMMARY:x",
        "DTSTART;VALUE=DATE:20260501",
        "DTSTART;TZID=Nowhere/Else:20260501T090000",
        "DTSTART:20260501T090000Z",
        "DTEND;VALUE=DATE:20260503",
        "DTEND:20260501T100000",
        "DURATION:-P1D",
        "DURATION:PT90M",
        "RRULE:FREQ=YEARLY;INTERVAL=2",
        "RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=3",
        "RRULE:FREQ=NEVER",
        "RRULE:",
        "EXDATE:20260501T090000Z",
        "RDATE;VALUE=PERIOD:20260601T090000Z/PT1H",
        "RECURRENCE-ID:20260501T090000Z",
        "STATUS:CANCELLED",
    ]
) | st.text(max_size=30)  # fmt: skip


@given(st.lists(LINES, max_size=14))
@settings(max_examples=150, deadline=None)
def test_no_file_is_too_strange(lines: list[str]) -> None:
    text = "\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"))
    told = read(text, 2026, 2027, "America/New_York")
    if isinstance(told, Found):
        assert [one.day for one in told.closings] == sorted(one.day for one in told.closings)
        for one in told.closings:
            assert one.day.year in (2026, 2027)
            assert 0 <= one.begin < one.end <= DAY


SPANS = (
    st.tuples(st.integers(0, DAY), st.integers(0, DAY)).map(sorted).filter(lambda s: s[0] < s[1])
)


@given(
    st.lists(st.builds(lambda span: Closing(date(2026, 5, 4), "", *span), SPANS), max_size=4),
    st.lists(st.integers(0, DAY), min_size=2, max_size=6, unique=True),
)
def test_what_is_left_of_a_day_is_what_is_open_and_not_closed(
    closings: list[Closing], edges: list[int]
) -> None:
    edges.sort()
    times = tuple(zip(edges[::2], edges[1::2], strict=False))
    left = left_of(times, closings)
    for minute in range(0, DAY, 7):
        is_open = any(opens <= minute < closes for opens, closes in times)
        closed = any(one.begin <= minute < one.end for one in closings)
        assert any(opens <= minute < closes for opens, closes in left) == (is_open and not closed)


def test_days_of_one_date_are_one_and_what_is_known_is_not_added_again() -> None:
    monday = date(2026, 5, 4)
    made = special_days(
        [
            Closing(monday, "Fair", 720, DAY),
            Closing(monday, "Fair", 900, DAY),
            Closing(monday, "Feast", 0, 600),
            Closing(monday + timedelta(days=1), "Evening", 1_100, DAY),
            Closing(monday + timedelta(days=6), "Sunday"),
        ],
        WEEK,
    )
    assert made == (
        SpecialDay(day="2026-05-04", name="Fair / Feast", times=((600, 720),)),
        SpecialDay(day="2026-05-10", name="Sunday"),
    )
    assert fresh(made, [SpecialDay(day="2026-05-04", name="Mine")]) == made[1:]
    assert fresh(made, [SpecialDay(day="05-10"), SpecialDay(day="05-04")]) == made[:1]


FILE = calendar(
    event("SUMMARY:New Year", "DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY"),
    event("SUMMARY:Christmas", "DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY"),
    event("SUMMARY:Work", "DTSTART:20200101T090000", "DURATION:PT1H", "RRULE:FREQ=HOURLY"),
)


@pytest.fixture
def row(office: Office, monkeypatch: pytest.MonkeyPatch) -> SpecialRow:
    """The special days of a calendar that closes at Christmas already, in the spring of 2026."""
    monkeypatch.setattr("agent_desktop.ui.settings.holiday_import.today", lambda: date(2026, 4, 1))
    days = (SpecialDay(day="12-25", name="Christmas"),)
    office.team.calendars["office"] = Calendar(id="office", name="Office", hours=WEEK, special=days)
    page = office.open(Topic.CALENDARS)
    page.open("office")
    found = page.form.rows["special"]
    assert isinstance(found, SpecialRow)
    return found


def test_days_of_a_file_are_shown_chosen_and_saved(
    office: Office, row: SpecialRow, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "germany.ics"
    file.write_text(FILE)
    panel = row.holidays
    with looked_at() as seen:
        panel.take(str(file))
        qtbot.waitUntil(lambda: bool(panel.boxes))
    assert not [one for one in seen if str(file) in one], "the disk may be slow"
    assert [one.day for _, one in panel.boxes] == ["2027-01-01"]
    assert panel.said.text() == "1 day is over. 2 days are in the calendar already."
    assert "Work (2020-01-01) was left out: it repeats too often" in panel.faults.text()
    panel.last.choose("2029")
    panel.last.chosen.emit("2029")
    assert panel.add.text() == "Add 3 days"
    panel.boxes[0][0].click()
    assert panel.add.text() == "Add 2 days"
    assert len(row.lines) == 1, "nothing is added unseen"
    panel.add.click()
    assert not panel.panel.isVisible()
    page = office.page(Topic.CALENDARS)
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepCalendar)
    assert [one.day for one in order.calendar.special] == ["12-25", "2028-01-01", "2029-01-01"]
    qtbot.waitUntil(lambda: len(row.lines) == 3)
    panel.take(str(file))
    qtbot.waitUntil(lambda: bool(panel.boxes))
    assert [one.day for _, one in panel.boxes] == ["2027-01-01"]
    panel.first.choose("2028")
    panel.first.chosen.emit("2028")
    assert panel.last.current == "2028"
    assert not panel.boxes
    assert not panel.add.isEnabled()
    panel.cancel.click()
    assert not panel.panel.isVisible()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (b"\x80\x81\xff", "not in UTF-8"),
        (b"x" * (MOST + 1), "too large"),
        (b"x", "no iCalendar file"),
        (calendar().encode(), "no event"),
        ((calendar() + "BEGIN:\n" * 3_001).encode(), "too many events"),
    ],
)
def test_what_cannot_be_used_is_said_with_a_remedy(
    row: SpecialRow, tmp_path: Path, content: bytes | None, words: str, qtbot: QtBot
) -> None:
    file = tmp_path / "photo.ics"
    if content is not None:
        file.write_bytes(content)
    row.holidays.take(str(file))
    qtbot.waitUntil(lambda: words in row.holidays.notice.words)
    assert not row.holidays.panel.isVisible()
    assert row.holidays.button.isEnabled()


def test_no_more_days_are_added_than_a_calendar_has(
    row: SpecialRow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_desktop.ui.settings.holiday_import.MOST_DAYS", 1)
    file = tmp_path / "germany.ics"
    file.write_text(FILE)
    row.holidays.take(str(file))
    qtbot.waitUntil(lambda: bool(row.holidays.boxes))
    row.holidays.add.click()
    assert "at most 1 special days" in row.holidays.notice.words
    assert len(row.lines) == 1


def test_many_days_count_at_once_and_get_their_lines_while_the_window_goes_on(
    office: Office, row: SpecialRow, qtbot: QtBot
) -> None:
    days = [Closing(date(2027, 1, 1) + timedelta(days=number), "Feast") for number in range(30)]
    row.holidays._show(Found(tuple(days)))
    row.holidays.add.click()
    assert (len(row.lines), len(row.value())) == (1, 31)
    page = office.page(Topic.CALENDARS)
    page.form.submit()
    office.work()
    (order,) = office.asked(KeepCalendar)
    assert len(order.calendar.special) == 31
    qtbot.waitUntil(lambda: len(row.lines) == 31)
    assert row.value() == order.calendar.special


def test_a_day_is_told_as_days_are_told_elsewhere() -> None:
    assert (
        day_line(SpecialDay(day="2027-01-01", name="Neujahr"))
        == "Fri 1 Jan 2027 · Neujahr · closed"
    )
