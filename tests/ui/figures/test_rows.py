"""Rows, words and curves of figures without a window: no data is a dash, sums beside figures, clocks that change."""

import csv
import io
from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QLocale

from agent_desktop.desk.figures_state import Answer
from agent_desktop.model.charts import ceiling
from agent_desktop.model.figure_questions import By, Every, FigureQuestion, Named
from agent_desktop.model.figures import Definition
from agent_desktop.ui.figures.points import curve, runs
from agent_desktop.ui.figures.rows import (
    HIDDEN,
    Line,
    clipboard_text,
    csv_text,
    has_list,
    question_behind,
    shown,
)
from agent_desktop.ui.figures.words import DASH, tip, title, value_words
from tests.ui.figures.samples import DAY, NAMES, by_queue, designed, timed

PLAIN = ("", True)


def answer(question: FigureQuestion | None = None) -> Answer:
    found = designed(question).answer
    assert found is not None
    return found


def definition(name: str) -> Definition:
    return next(one for one in answer().table.definitions if one.name == name)


def test_no_data_is_a_dash_and_never_0() -> None:
    sheet = shown(answer(), NAMES, {}, PLAIN)
    gone = sheet.lines[1]
    assert gone.name == "No longer there: gone"
    assert gone.row.figures["service_level"] is None
    assert value_words("share", gone.row.figures["service_level"]) == DASH
    assert value_words("count", gone.row.figures["offered"]) == "0"
    assert [one.name for one in sheet.lines][:1] == ["Billing"]


@pytest.mark.parametrize("greatest", [True, False])
def test_an_order_by_a_measure_leaves_what_has_no_data_last(*, greatest: bool) -> None:
    sheet = shown(answer(), NAMES, {}, ("service_level", greatest))
    values = [one.row.figures["service_level"] for one in sheet.lines]
    assert values[-1] is None
    known = [one for one in values if one is not None]
    assert known == sorted(known, reverse=greatest)


def test_a_measure_that_nobody_here_knows_stands_there_by_itself() -> None:
    fresh = Definition(
        name="calm_share", words="?", formula="a / b", unit="share", numerator=("a",)
    )
    made = answer()
    rows = tuple(
        replace(one, figures={**one.figures, "calm_share": 0.5}) for one in made.table.rows
    )
    table = replace(made.table, definitions=(*made.table.definitions, fresh), rows=rows)
    sheet = shown(replace(made, table=table), NAMES, {}, PLAIN)
    assert title(sheet.measures[-1]) == "Calm share"


def test_a_lead_chooses_measures_and_empty_ones_stay_away_by_themselves() -> None:
    usual = {one.name for one in shown(answer(), NAMES, {}, PLAIN).measures}
    assert not usual & HIDDEN
    assert "occupancy" not in usual, "nobody's time is told by queue"
    other = {"occupancy": True, "talk_time": True, "offered": False}
    chosen = {one.name for one in shown(answer(), NAMES, other, PLAIN).measures}
    assert chosen == (usual | {"occupancy", "talk_time"}) - {"offered"}


def test_a_list_stands_behind_every_figure_that_there_is() -> None:
    made = answer()
    line = shown(made, NAMES, {}, PLAIN).lines[0]
    assert all(has_list(made, line, one) for one, value in line.row.figures.items() if value)
    assert not has_list(made, line, "signed_in"), "nobody's time is told by queue"
    tagged = Line("VIP", replace(line.row, queue_id=None, tag="vip"), "vip")
    by_tag = replace(made, question=replace(made.question, by=By.TAG))
    assert has_list(by_tag, tagged, "handled")
    assert question_behind(by_tag, tagged, "handled").about == ((By.TAG, "vip"),)


def test_a_figure_says_what_it_is_made_of() -> None:
    total = answer().table.total
    lines = tip(definition("service_level"), total).splitlines()
    assert lines[0].startswith("Service level: ")
    over, under = (int(one.replace(",", "")) for one in lines[1].split(" / "))
    assert f"{100 * over / under:.1f}%" in lines[0]
    assert any(one.startswith("Answered within: ") for one in lines)
    assert tip(definition("offered"), total) == "Came to the queue: 1,868"


def test_numbers_are_written_in_the_language_of_the_window() -> None:
    assert value_words("count", 1_204) == "1,204"
    assert value_words("ms", 3_723_000) == "1:02:03"
    QLocale.setDefault(QLocale("de_DE"))
    assert value_words("count", 1_204) == "1.204"
    assert value_words("times", 1.5) == "1,50"


def test_a_file_has_plain_numbers_and_no_formulas() -> None:
    queues = (*NAMES.queues[1:], Named(id="billing", name='=HYPERLINK("x")'))
    sheet = shown(answer(), replace(NAMES, queues=queues), {}, PLAIN)
    text = csv_text(sheet)
    assert text.startswith("\ufeff")
    head, total, first, *rest = csv.reader(io.StringIO(text[1:]))
    assert head[:2] == ["Queue", "Came to the queue"]
    at = head.index("Service level (%)")
    assert float(total[at]) == pytest.approx(
        100 * (sheet.total.row.figures["service_level"] or 0), abs=0.01
    )
    assert float(total[head.index("Handle time (s)")]) == pytest.approx(271.0)
    assert first[0] == '\'=HYPERLINK("x")'
    assert rest[0][at] == "", "no data is nothing"
    copied = [one.split("\t") for one in clipboard_text(sheet).splitlines()]
    assert {len(one) for one in copied} == {len(sheet.measures) + 1}
    assert copied[1][:2] == ["Total", "1,868"]


def test_a_curve_has_gaps_and_lies_over_the_week_before() -> None:
    made = curve(answer(), definition("offered"))
    assert [one.value for one in made.points][:3] == [12, 13, 15]
    first = made.points[0]
    assert any(abs(one.since - first.since) < 1e-9 for one in made.before)
    holes = (made.points[0], made.points[2])
    assert [len(one) for one in runs(holes)] == [1, 1]
    assert [len(one) for one in runs(made.points)] == [len(made.points)]
    assert made.ticks[0] == (0.0, "06:00")


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_same_time_of_day_lies_above_each_other_where_clocks_change(day: date) -> None:
    question = FigureQuestion(period=None, first=day, by=By.INTERVAL, every=Every.HOUR)
    now, before = timed(day, 1, "60"), timed(date.fromordinal(day.toordinal() - 7), 1, "60")
    made = curve(
        Answer(question=question, table=now, curve=now, before=before), definition("offered")
    )
    assert [one.since for one in made.points] == pytest.approx([one.since for one in made.before])


@pytest.mark.parametrize(
    ("unit", "greatest", "top"),
    [("share", 0.03, 0.05), ("share", 0.97, 1.0), ("count", 0, 2), ("count", 231, 400),
     ("ms", 21_400, 30_000), ("ms", 3 * 86_400_000 - 1, 3 * 86_400_000), ("times", 1.5, 2.0)],
)  # fmt: skip
def test_axes_end_at_round_values(unit: str, greatest: float, top: float) -> None:
    assert ceiling(unit, greatest) == top


def test_days_by_themselves_are_rows_in_their_order() -> None:
    week = timed(date(2026, 11, 16), 7, "day")
    question = FigureQuestion(by=By.INTERVAL, every=Every.DAY)
    made = replace(answer(question), question=question, table=week, curve=week)
    names = [one.name for one in shown(made, NAMES, {}, PLAIN).lines]
    assert names[0] == "Mon 16 Nov"
    assert len(names) == 7
    assert by_queue(DAY).until_at - by_queue(DAY).from_at == 86_400_000
