"""The page of shifts: a week is seen, planned, copied, imported; and what is refused is said."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.administration import Topic
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import Named
from agent_desktop.model.intents import LookInto
from agent_desktop.model.shifts import (
    CopyShifts,
    ImportShifts,
    KeepShift,
    PartKind,
    RemoveShift,
    Shift,
    ShiftPart,
    monday,
)
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.settings.shift_bar import WeekBar
from agent_desktop.ui.settings.shift_grid import WeekGrid
from agent_desktop.ui.settings.shifts import ShiftsBook
from tests.desk.fake_rules import FakeHouse
from tests.desk.fake_shifts import FakeShifts
from tests.ui.settings.conftest import Office

HEAD = "agent,day,start,end\n"


def opened(office: Office) -> tuple[FakeShifts, WeekGrid, WeekBar]:
    """What the team plans, and the page's parts; the week is the desk's."""
    assert isinstance(office.team, FakeHouse)
    page = office.open(Topic.SHIFTS)
    grid, book = page.rows, page.book
    assert isinstance(grid, WeekGrid)
    assert isinstance(book, ShiftsBook)
    assert book.bar is not None
    return office.team.shifts, grid, book.bar


def week(office: Office) -> str:
    """Monday of the desk's week."""
    return monday(local(office.desk.now()).date()).isoformat()


def test_a_shift_is_planned_on_a_day_that_was_pressed(office: Office) -> None:
    kept, grid, _ = opened(office)
    page = office.page(Topic.SHIFTS)
    first = week(office)
    assert [one.title for one in grid.entries] == ["Ann Okafor"] * 7 + ["Ben Silva"] * 7
    assert {one.state for one in grid.entries} == {"No shift"}
    grid.setFocus()
    grid.mark(f"ben {first}")
    QTest.keyClick(grid, Qt.Key.Key_Return)
    form = page.form
    assert form.rows["agent_id"].value() == "ben"
    assert form.rows["day"].value() == first
    office.type(page, "starts", "22:00")
    office.type(page, "ends", "6.30")
    office.type(page, "parts", "2:00-2:30, 23:30-0:00")
    office.type(page, "paid", "4:00-4:15")
    form.submit()
    office.work()
    (order,) = office.asked(KeepShift)
    assert order.before is None
    assert (order.shift.starts, order.shift.ends, order.shift.zone) == (1320, 390, "Europe/Berlin")
    assert order.shift.parts == (
        ShiftPart(starts=1410, ends=0),
        ShiftPart(starts=120, ends=150),
        ShiftPart(starts=240, ends=255, kind=PartKind.PAID_BREAK),
    )
    made = kept.kept[order.shift.id]
    entry = next(one for one in grid.entries if one.key == made.id)
    assert entry.title == "Ben Silva"
    assert "22:00–6:30" in entry.detail
    assert entry.state == "7:30 h paid"
    assert "22:00–6:30" in grid.accessibleName()
    page.open(made.id)
    assert not form.rows["agent_id"].isEnabled()
    office.type(page, "ends", "7")
    form.submit()
    office.work()
    assert kept.kept[made.id].ends == 420
    page.open(made.id)
    form.bar.remove.click()
    form.bar.sure.click()
    office.work()
    assert office.asked(RemoveShift) == [RemoveShift(agent_id="ben", shift_id=made.id)]
    assert kept.kept == {}


def test_what_is_no_time_or_is_refused_stands_at_its_field(office: Office) -> None:
    opened(office)
    page = office.page(Topic.SHIFTS)
    page.begin_new()
    for name, text, words in (
        ("starts", "25", "no time of day"),
        ("ends", "moon", "no time of day"),
        ("parts", "lunch", "no break"),
        ("day", "2026-13-01", "no day"),
    ):
        office.type(page, name, text)
        page.form.submit()
        assert words in page.form.rows[name].notice.words, name
    assert "needed" in page.form.rows["agent_id"].notice.words
    page.form.rows["agent_id"].show_value("ann")
    office.type(page, "starts", "9")
    office.type(page, "ends", "17")
    office.type(page, "parts", "20:00-20:30")
    office.type(page, "day", week(office))
    page.form.submit()
    office.work()
    assert "not within its shift" in page.form.rows["parts"].notice.words


def test_keys_and_pointer_go_through_the_week(office: Office) -> None:
    kept, grid, _ = opened(office)
    first = week(office)
    for key, starts in (("early", 360), ("late", 1000)):
        shift = Shift(id=key, agent_id="ann", day=first, starts=starts, ends=starts + 60)
        kept.carry_out(KeepShift(shift=shift))
    page = office.page(Topic.SHIFTS)
    page.look()
    office.work()
    grid.setFocus()
    grid.mark("early")
    for pressed, there in (
        (Qt.Key.Key_Down, "late"),
        (Qt.Key.Key_Down, f"ben {first}"),
        (Qt.Key.Key_Up, "early"),
        (Qt.Key.Key_Right, "late"),
        (Qt.Key.Key_Left, "early"),
    ):
        QTest.keyClick(grid, pressed)
        assert grid.marked == there
    place = grid._rect(grid._places[[one.key for one in grid.entries].index("late")])
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert page.form.rows["starts"].value() == 1000


def test_the_days_stay_above_while_agents_are_scrolled(office: Office, qtbot: QtBot) -> None:
    assert isinstance(office.team, FakeHouse)
    office.team.shifts.agents = tuple(Named(id=f"a{at}", name=f"Agent {at}") for at in range(60))
    _, grid, _ = opened(office)
    page = office.page(Topic.SHIFTS)
    qtbot.waitUntil(
        lambda: grid.height() >= grid.sizeHint().height()
    )  # laid out: it can be scrolled
    head = grid.grab(grid.visibleRegion().boundingRect()).toImage()
    grid.setFocus()
    for _ in range(59):
        QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.marked == f"a59 {week(office)}"
    seen = grid.visibleRegion().boundingRect()
    assert seen.top() > 0
    place = grid._rect(grid._places[-7])
    assert seen.top() + 34 < place.top() < place.bottom() < seen.bottom()
    now = grid.grab(seen).toImage()
    assert now.copy(0, 0, now.width(), 30) == head.copy(0, 0, head.width(), 30)
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=seen.topLeft() + QPoint(400, 20))
    assert page._draft is None


def test_weeks_and_teams_are_chosen_and_a_week_is_copied(office: Office) -> None:
    assert isinstance(office.team, FakeHouse)
    office.team.shifts.teams = (Named(id="east", name="East"), Named(id="west", name="West"))
    kept, grid, bar = opened(office)
    first = week(office)
    kept.carry_out(KeepShift(shift=Shift(id="one", agent_id="ann", day=first)))
    bar.after.click()
    office.work()
    assert not [one for one in grid.entries if one.key == "one"]
    bar.copy.click()
    assert not bar.copy.isEnabled()
    office.work()
    (order,) = office.asked(CopyShifts)
    assert (order.first, order.to) == (first, bar.first.isoformat())
    assert bar.said.text() == "1 shift planned."
    assert [one for one in grid.entries if one.state == "8:00 h paid"]
    bar.copy.click()
    office.work()
    assert bar.said.text() == "0 shifts planned. 1 was there already."
    bar.after.click()
    bar.after.click()
    office.work()
    assert bar.said.isHidden()
    bar.copy.click()
    office.work()
    assert "Nothing is planned in this week" in bar.notice.words
    bar.now.click()
    assert bar.first.isoformat() == first
    bar.team._choose("east")
    office.work()
    assert office.desk.posted(LookInto)[-1].words == f"{first} east"
    assert {one.title for one in grid.entries} == {"Ann Okafor"}


def test_a_day_that_is_picked_or_typed_shows_its_week(office: Office) -> None:
    _, grid, bar = opened(office)
    assert monday(bar.day.day).isoformat() == week(office)
    bar.day.setDate(QDate(2027, 2, 11))
    office.work()
    assert bar.first.isoformat() == "2027-02-08"
    assert bar.day.day.isoformat() == "2027-02-11", "the day that was picked stays"
    assert office.desk.posted(LookInto)[-1].words == "2027-02-08"
    assert grid.entries[0].key.endswith("2027-02-08")
    bar.before.click()
    office.work()
    assert bar.day.day.isoformat() == bar.first.isoformat() == "2027-02-01"


def test_a_week_that_cannot_be_read_shows_no_other_one(office: Office) -> None:
    _, grid, bar = opened(office)
    page = office.page(Topic.SHIFTS)
    bar.after.click()
    office.fail(Topic.SHIFTS, Problem(code="offline", message="The hub is away."))
    assert not grid.entries
    assert "The hub is away" in page.notice.words
    office.work()
    assert len(grid.entries) == 14


def test_a_file_is_imported_or_its_line_is_told(
    office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    kept, _, bar = opened(office)
    path = tmp_path / "shifts.csv"
    path.write_text(f"{HEAD}ann,{week(office)},9:00,17:00\nmoon,2026-06-01,9:00,17:00\n")
    bar.take(str(path))
    qtbot.waitUntil(lambda: len(office.asked(ImportShifts)) == 1)
    office.work()
    assert "Correct line 3" in bar.notice.words
    assert kept.kept == {}
    path.write_bytes(f"\ufeff{HEAD}ann,{week(office)},9:00,17:00\n".encode())
    bar.take(str(path))
    qtbot.waitUntil(lambda: len(office.asked(ImportShifts)) == 2)
    office.work()
    assert (bar.notice.words, bar.said.text()) == ("", "1 shift planned.")
    assert len(office.asked(ImportShifts)) == 2
    path.write_bytes("ä".encode("latin-1"))
    bar.take(str(path))
    qtbot.waitUntil(lambda: "UTF-8" in bar.notice.words)
    bar.take(str(tmp_path))
    qtbot.waitUntil(lambda: "cannot be read" in bar.notice.words)
    path.write_text("x" * 500_001)
    bar.take(str(path))
    qtbot.waitUntil(lambda: "too large" in bar.notice.words)
    assert len(office.asked(ImportShifts)) == 2


def test_nobody_to_plan_for(office: Office) -> None:
    assert isinstance(office.team, FakeHouse)
    office.team.shifts.agents = ()
    _, grid, _ = opened(office)
    page = office.page(Topic.SHIFTS)
    assert not grid.entries
    assert page._empty.isVisible()
    stranger = Shift(id="gone", agent_id="zoe", day=week(office), starts=0, ends=60)
    office.team.shifts.kept["gone"] = replace(stranger, zone="UTC")
    page.look()
    office.work()
    assert [one.title for one in grid.entries] == ["zoe"] * 7
