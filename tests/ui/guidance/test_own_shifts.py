"""The own shifts in the window: a word in the status bar, and a sheet with the hours of here and of their own zone."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from agent_desktop.hub.rules.shifts import placed
from agent_desktop.model.base import Millis
from agent_desktop.model.shifts import PartKind, Shift, ShiftPart
from agent_desktop.ui.guidance.shift_lines import ShiftLine, lines, status
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_desk import NOON
from tests.ui.guidance.test_acts import GuidedOffice
from tests.ui.supervisor.boards import designed

BERLIN, LONDON = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/London")
TODAY = local(NOON, BERLIN).date()
PARTS = (
    ShiftPart(starts=720, ends=750),
    ShiftPart(starts=600, ends=615, kind=PartKind.PAID_BREAK),
)


def shift(day: date = TODAY, starts: int = 540, ends: int = 1020, **more: object) -> Shift:
    """A shift in Berlin."""
    wish = Shift(id=f"{day} {starts}", agent_id="me", day=day.isoformat(), starts=starts, ends=ends)
    return placed(replace(wish, zone="Europe/Berlin", **more))[0]


def at(minute: int) -> Millis:
    """A moment of today in Berlin."""
    return shift(starts=minute, ends=minute + 60).starts_at


def test_the_status_tells_of_the_shift_of_now_or_the_next() -> None:
    one = shift()
    assert status(one, at(480), BERLIN) == "Shift from 09:00"
    assert status(one, at(480), LONDON) == "Shift from 08:00"
    assert status(one, at(540), BERLIN) == "Shift until 17:00"
    later = shift(date(TODAY.year + 1, 3, 1))
    assert status(later, at(540), BERLIN).startswith("Next shift 1 Mar")


def test_hours_are_those_of_here_with_the_shifts_own_beside_them() -> None:
    (here,) = lines([shift(parts=PARTS)], at(600), BERLIN)
    assert here == ShiftLine(
        day="Today",
        times="09:00–17:00",
        paid="7:30 h paid",
        more="Break 12:00–12:30 · Paid break 10:00–10:15",
        now=True,
    )
    (away,) = lines([shift()], at(480), LONDON)
    assert (away.times, away.more, away.now) == ("08:00–16:00", "09:00–17:00 in Berlin", False)
    (long,) = lines([shift(date(2026, 10, 24), starts=1320, ends=360)], at(480), BERLIN)
    assert (long.times, long.paid) == ("22:00–06:00", "9:00 h paid"), "the clocks go back"


@pytest.fixture
def office(theme: Theme, qtbot: QtBot) -> Iterator[GuidedOffice]:
    made = GuidedOffice(theme, qtbot, designed())
    yield made
    made.spaces.leave()


def test_they_are_opened_from_the_status_bar_and_follow_the_lead(office: GuidedOffice) -> None:
    item = office.shell.status.shift
    assert item.isHidden(), "nothing is planned"
    mine = office.spaces.guiding.shifts
    mine.open()
    assert mine.sheet is not None
    assert "No shift is planned" in mine.sheet.note.text()
    mine.sheet.close_sheet()
    lasting, over = (
        Shift(id=key, zone="UTC", starts_at=NOON + begin, ends_at=NOON + end)
        for key, begin, end in (("a", -60_000, 3_600_000), ("b", -9_000_000, -60_000))
    )
    office.tell(replace(office.desk.guidance, shifts=(lasting, over)))
    assert "Shift until" in item.text()
    item.click()
    assert not mine.sheet.isHidden()
    assert [one.now for one in mine.sheet.lines] == [True]
    office.tell(replace(office.desk.guidance, shifts=()))
    assert mine.sheet.lines == []
    assert item.isHidden()
