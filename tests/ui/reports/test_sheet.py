"""A report as rows and cells: order, what it is compared with, what a quotient is made of, and as text."""

from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from pytestqt.qtbot import QtBot

from agent_desktop.desk.report_matching import NOWHERE, matched
from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.hub.metrics.reports.catalogue import BY_NAME
from agent_desktop.hub.metrics.reports.making import Table
from agent_desktop.hub.metrics.reports.of_rows import journey
from agent_desktop.model.behind import BehindQuestion
from agent_desktop.model.figure_questions import By, Every
from agent_desktop.model.journeys import JourneyStep
from agent_desktop.model.reports import Cell, Column, Kind, Report, RowKey
from agent_desktop.ui.figures.points import curve
from agent_desktop.ui.kit.slices import SLICE_S, Slices
from agent_desktop.ui.reports.bars import Bars
from agent_desktop.ui.reports.behind import behind
from agent_desktop.ui.reports.cells import difference, made_of, words
from agent_desktop.ui.reports.sheet import Order, Sheet, clipboard_lines, shown
from agent_desktop.ui.reports.table import ReportTable
from agent_desktop.ui.reports.timed import curve_of, is_timed
from agent_desktop.ui.theme.theme import Theme
from tests.ui.figures.samples import DAY, ZONE, by_queue, timed
from tests.ui.reports.samples import CALLED, agents, of, queues, served, state

BERLIN = ZoneInfo(ZONE)
MINUS = "\u2212"


def answer(state: object) -> ReportAnswer:
    found = getattr(state, "answer", None)
    assert isinstance(found, ReportAnswer)
    return found


def column(kind: Kind) -> Column:
    return Column(name="one", caption="One", kind=kind)


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        (Kind.COUNT, 1204, "1,204"),
        (Kind.MS, 61_500, "1:01"),
        (Kind.SHARE, 0.8269, "82.7%"),
        (Kind.TIMES, 4.567, "4.57"),
        (Kind.DAY, "2026-03-29", "Sun 29 Mar"),
        (Kind.MOMENT, 1_774_738_800_000 + 2 * 3_600_000, "Sun 29 Mar, 03:00"),
        (Kind.TEXT, "A\nB", "A B"),
        (Kind.TEXT, "", "–"),
        (Kind.COUNT, None, "–"),
        (Kind.DAY, "some day", "some day"),
    ],
)
def test_cells_in_the_languages_own_way(kind: Kind, cell: Cell, said: str) -> None:
    assert words(cell, column(kind), BERLIN) == said


@pytest.mark.parametrize(
    ("kind", "cell", "before", "said"),
    [
        (Kind.COUNT, 12, 10, "+2"),
        (Kind.COUNT, 10, 1_012, f"{MINUS}1,002"),
        (Kind.COUNT, 10, 10, "±0"),
        (Kind.MS, 20_000, 81_000, f"{MINUS}1:01"),
        (Kind.SHARE, 0.75, 0.8, f"{MINUS}5.0 pts"),
        (Kind.TIMES, 4.5, 4.25, "+0.25"),
        (Kind.COUNT, None, 3, ""),
        (Kind.COUNT, 3, None, ""),
        (Kind.TEXT, "a", "b", ""),
        (Kind.SHARE, 0.0, 0.0, "±0.0 pts"),
        (Kind.TIMES, 0.0, 0, "±0.00"),
    ],
)
def test_differences(kind: Kind, cell: Cell, before: Cell, said: str) -> None:
    assert difference(cell, before, column(kind)) == said


def test_the_total_says_what_it_is_made_of() -> None:
    sheet = shown(answer(queues()))
    at = [one.name for _, one in sheet.columns].index("service_level")
    whole = sheet.lines[0]
    place, level = sheet.columns[at]
    assert whole.whole
    first, above, below = made_of(level, whole.parts[place])
    over, under = (int(one.replace(",", "")) for one in first.split(" / "))
    assert whole.cells[place] == pytest.approx(over / under)
    assert above.endswith(f": {over:,}")
    assert below.endswith(f": {under:,}")
    assert first in sheet.tip(0, at)
    ratios = [one for one, (_, each) in enumerate(sheet.columns) if each.denominator]
    assert len(ratios) > 5
    for line in range(len(sheet.lines)):
        for one in ratios:
            cell = sheet.lines[line].cells[sheet.columns[one][0]]
            parts = sheet.lines[line].parts[sheet.columns[one][0]]
            assert parts is not None
            assert (cell is None) == (parts[1] == 0)


def test_rows_are_sorted_and_those_without_data_come_last() -> None:
    report = of("queues", by_queue())
    at = [one.name for one in report.columns].index("service_level")
    nobody = tuple(None if place == at else one for place, one in enumerate(report.rows[0]))
    report = replace(report, rows=(*report.rows, ("VIP", *nobody[1:])), keys=(), parts=())

    def names(order: Order) -> list[str]:
        found = shown(ReportAnswer(question=answer(queues()).question, report=report), order)
        return [one.name for one in found.lines]

    own = names(Order())
    assert own[0] == "Total"
    assert own[-1] == "VIP"
    assert names(Order("offered"))[1] == "Billing"
    assert names(Order("service_level", greatest=False))[-1] == "VIP", "nobody came there"
    assert names(Order("service_level"))[-1] == "VIP"


def test_a_week_before_lies_beside_the_same_day_and_hour() -> None:
    state = answer(served())
    sheet = shown(state)
    at = [one.name for _, one in sheet.columns].index("offered")
    line = next(one for one in sheet.lines if one.name.endswith("08:00"))
    assert line.before is not None
    assert sheet.more(sheet.lines.index(line), at) == "+3"
    assert "Before: 12" in sheet.tip(sheet.lines.index(line), at)
    assert "no data" not in sheet.spoken(sheet.lines.index(line), at)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 4, 1), date(2026, 10, 25)])
def test_hours_are_those_of_the_clock_where_it_changes(day: date) -> None:
    report = of("service", timed(day, 1, "60"), "60")
    before = of("service", timed(day - timedelta(days=7), 1, "60"), "60")
    assert report.rows
    for row, place in zip(report.rows, matched(report, before), strict=True):
        assert place != NOWHERE
        other = before.rows[place]
        assert (
            words(row[0], report.columns[0], BERLIN)[-5:]
            == (words(other[0], report.columns[0], BERLIN)[-5:])
        )
    nothing = (NOWHERE,) * len(report.rows)
    assert matched(report, None) == nothing
    assert matched(report, of("queues", by_queue())) == nothing


def test_a_curve_has_a_point_for_each_interval_with_data() -> None:
    state = answer(served())
    assert is_timed(state.report)
    assert not is_timed(of("queues", by_queue()))
    at = [one.name for one in state.report.columns].index("service_level")
    drawn = curve(*curve_of(state, at))
    known = [row[at] for row in state.report.rows if row[at] is not None]
    assert [point.value for point in drawn.points] == known
    assert drawn.before
    alone = replace(state, before=None)
    assert curve(*curve_of(alone, at)).before == ()


def test_days_of_a_curve_are_days() -> None:
    figures = timed(DAY - timedelta(days=6), 7, "day")
    days = replace(answer(queues()).question, name="service")
    question = replace(days, days=replace(days.days, every=Every.DAY))
    made = ReportAnswer(question=question, report=of("service", figures, "day"))
    drawn = curve(*curve_of(made, 1))
    assert len(drawn.points) == 7
    assert [round(one.since, 3) for one in drawn.points] == [round(at / 7, 3) for at in range(7)]


def test_behind_a_cell_stand_those_of_its_row_alone() -> None:
    made = answer(queues())
    columns = {one.name: one for one in made.report.columns}
    about = {str(row[0]): key for row, key in zip(made.report.rows, made.report.keys, strict=True)}
    plain = replace(made.question.days, by=None)
    whole = behind(made, columns["offered"], None)
    assert whole == BehindQuestion(figures=plain, measure="offered")
    vip = behind(made, columns["service_level"], about["VIP"])
    assert vip == BehindQuestion(figures=plain, measure="service_level", about=((By.QUEUE, "vip"),))
    half = answer(served())
    key = half.report.keys[3]
    asked = behind(half, columns["offered"], key)
    assert asked is not None
    assert (asked.since, asked.until, asked.about) == (key.since, key.until, ())
    day = answer(state("agents", of("agents", agents(), "day"), every=Every.DAY))
    there = {one.name: one for one in day.report.columns}
    ann = behind(day, there["handle_time"], day.report.keys[0])
    assert ann is not None
    assert ann.about == ((By.AGENT, "ann"),)
    assert behind(day, there["agent"], day.report.keys[0]) is None, "a name counts nobody"
    nobody = RowKey(since=0, until=1, queue="", agent="", team="t", tag="vip")
    mixed = behind(made, columns["offered"], nobody)
    assert mixed is not None
    parts = ((By.QUEUE, ""), (By.AGENT, ""), (By.TEAM, "t"), (By.TAG, "vip"))
    assert mixed.about == parts


def of_rows(table: Table) -> Report:
    figures = by_queue()
    return Report(
        name="journey",
        title="",
        words=BY_NAME["journey"].words,
        made_at=0,
        from_at=figures.from_at,
        until_at=figures.until_at,
        zone=ZONE,
        columns=table.columns,
        rows=table.rows,
    )


def test_copied_text_is_what_is_seen_and_no_formula() -> None:
    at = 1_795_348_931_000
    contact = JourneyStep(
        *("c", 1, at, "email", "=1+1", "main", "ann", "came", "done", None, 61_000, "x", 5)
    )
    sheet: Sheet = shown(
        ReportAnswer(
            question=answer(queues()).question,
            report=of_rows(journey([contact], (0, at), CALLED)),
        )
    )
    head, row = clipboard_lines(sheet)
    assert head.split("\t")[0] == "When"
    assert row.split("\t")[:2] == ["Sun 22 Nov, 13:02", "1"]
    assert "'=1+1" in row.split("\t")
    assert "–" in row.split("\t")


def test_of_twenty_thousand_rows_only_those_are_made_that_are_looked_at(
    qtbot: QtBot, theme: Theme
) -> None:
    few = of("agents", agents(), "day")
    many = 10_000
    named = tuple((row[0], f"{row[1]} {at}", *row[2:]) for at in range(many) for row in few.rows)
    long = replace(few, rows=named, parts=few.parts * many, keys=few.keys * many)
    made = replace(
        answer(state("agents", long, long, every=Every.DAY)), earlier=tuple(range(2 * many))
    )
    table, bars = ReportTable(theme), Bars(theme)
    for one in (table, bars):
        qtbot.addWidget(one)
        one.resize(900, 400)
        one.show()
    for order in (Order(), Order("handled"), Order("agent", greatest=False)):
        sheet = shown(made, order)
        table.show_sheet(sheet, "handled", order)
        bars.show_column(sheet, 3, "Week before")
        for one in (table, bars):
            one.grab()
        assert len(sheet.lines) == 2 * many + 1
        assert len(sheet.lines._made) <= 320, "what is seen, and what says how wide columns are"
    assert shown(made).lines[2 * many].before is not None


def test_long_work_leaves_turns_to_others_and_goes_with_its_owner(qtbot: QtBot) -> None:
    owner, found, passed = QObject(), list[list[int]](), list[int]()
    clock = QTimer(owner, interval=0)
    clock.timeout.connect(lambda: passed.append(len(found)))
    clock.start()

    def work() -> Iterator[int]:
        for number in range(40):
            until = perf_counter() + SLICE_S / 4
            while perf_counter() < until:
                pass
            yield number

    Slices(owner, work(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [list(range(40))]
    assert passed.count(0) > 2, "others had their turn before it was done"
    gone = QObject()
    Slices(gone, work(), found.append)
    QCoreApplication.processEvents()
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    before = len(passed)
    qtbot.waitUntil(lambda: len(passed) > before + 20)
    assert len(found) == 1


def test_names_of_rows_have_the_room_that_they_need(qtbot: QtBot, theme: Theme) -> None:
    made = answer(queues())
    name = "Complaints and returns of the northern regions · Social networks"
    report = replace(made.report, rows=tuple((name, *row[1:]) for row in made.report.rows))
    table = ReportTable(theme)
    qtbot.addWidget(table)
    widths = []
    for wide in (1_100, 620):
        table.resize(wide, 400)
        table.show()
        table.show_sheet(shown(replace(made, report=report, before=None)), "offered", Order())
        widths.append(table.verticalHeader().width())
        assert table.corner.width() == widths[-1]
    assert widths == [366, 220], "narrow windows keep their room for figures"
