"""The page of figures in the window: what is asked, chosen, said, copied and saved."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desktop.desk.figures_state import FiguresState
from agent_desktop.model.board import LookAtBoard
from agent_desktop.model.changes import FiguresShown, LinkShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.model.figure_questions import By, Every, FigureQuestion, Period
from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.looking import LookAtFigures, SaveText
from agent_desktop.model.manifest import Capability
from agent_desktop.model.settings import MEASURES
from agent_desktop.ui.figures.page import FiguresPage
from agent_desktop.ui.supervisor.figures_place import FRESH_MS, PAGE
from agent_desktop.ui.supervisor.place import COUNTED_MS
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_view import NOON
from tests.ui.figures.samples import NAMES, designed
from tests.ui.workspace.conftest import Office

NO_LINK = Problem(code="offline", message="The link is down.")


class FiguresOffice(Office):
    """A lead who looks at figures."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        super().__init__(theme, qtbot)
        self.desk.publish(LinkShown())
        self.frames()
        self.shell.show_workspace(PAGE)
        self.put(designed())

    @property
    def page(self) -> FiguresPage:
        return self.spaces.supervision.figures.page

    def put(self, state: FiguresState) -> None:
        """The figures are so now."""
        self.desk.figures = state
        self.desk.publish(FiguresShown())
        self.frames()

    def looks(self) -> list[LookAtFigures]:
        """What was asked for."""
        return self.desk.posted(LookAtFigures)

    def asked(self) -> FigureQuestion:
        """The last question."""
        found = self.looks()[-1].question
        assert found is not None
        return found

    def column(self, name: str) -> int:
        """Where a measure stands."""
        return [one.name for one in self.page.table.rows.measures].index(name)

    def click(self, row: int, name: str) -> None:
        """Press a figure."""
        table = self.page.table
        table.scrollTo(table.rows.index(row, self.column(name)))
        place = table.visualRect(table.rows.index(row, self.column(name))).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


@pytest.fixture
def lead(theme: Theme, qtbot: QtBot) -> Iterator[FiguresOffice]:
    made = FiguresOffice(theme, qtbot)
    yield made
    made.spaces.leave()


def test_figures_are_brought_when_the_page_comes_and_anew_each_minute(lead: FiguresOffice) -> None:
    assert lead.looks() == [LookAtFigures()]
    lead.shell.ticked.emit(NOON + FRESH_MS - 1)
    assert len(lead.looks()) == 1
    lead.shell.ticked.emit(NOON + FRESH_MS)
    assert lead.looks()[1:] == [LookAtFigures()]
    state = designed()
    assert state.answer is not None
    over = replace(state.answer.table, until_at=NOON - 1)
    lead.put(replace(state, answer=replace(state.answer, table=over)))
    lead.shell.ticked.emit(NOON + 9 * FRESH_MS)
    assert len(lead.looks()) == 2, "days that are over do not change by themselves"
    half = replace(over, counted_again=37)
    lead.put(replace(state, answer=replace(state.answer, table=half)))
    lead.shell.ticked.emit(NOON + COUNTED_MS)
    assert len(lead.looks()) == 3, "but what is being counted again does"
    lead.shell.show_workspace("inbox")
    assert lead.looks()[-1] == LookAtFigures(on=False)


def test_who_may_not_see_figures_has_no_place_for_them(lead: FiguresOffice) -> None:
    assert PAGE in lead.shell.rail.buttons
    manifest = lead.desk.manifest
    lead.desk.manifest = replace(
        manifest, capabilities=manifest.capabilities - {Capability.FIGURES}
    )
    lead.desk.publish(LinkShown())
    lead.frames()
    assert PAGE not in lead.shell.rail.buttons
    assert lead.shell.workspace == "inbox"


def test_questions_are_put_together_from_what_can_be_answered(lead: FiguresOffice) -> None:
    asking = lead.page.asking
    asking.period.chosen.emit(Period.LAST_WEEK.value)
    assert lead.asked() == FigureQuestion(period=Period.LAST_WEEK, every=Every.HALF)
    lead.put(replace(designed(), question=lead.asked()))
    asking.period.chosen.emit(Period.THIS_MONTH.value)
    assert lead.asked().every is Every.DAY, "half hours of a month cannot be had"
    asking.by.chosen.emit(By.AGENT.value)
    assert lead.asked().by is By.AGENT
    asking.by.chosen.emit("*")
    assert lead.asked().by is None
    asking.queue.chosen.emit("vip")
    assert lead.asked().queue_id == "vip"
    asking.channel.chosen.emit("voice")
    assert lead.asked().channel == "voice"
    asking.tag.chosen.emit("vip")
    assert lead.asked().tag == "vip"
    asking.tag.chosen.emit("*")
    assert lead.asked().tag == ""
    assert asking.team.isVisible()
    assert asking.tag.isVisible()
    assert not asking.entry_point.isVisible(), "there is only one"


def test_own_days_follow_each_other(lead: FiguresOffice) -> None:
    asking = lead.page.asking
    assert not asking.first.isVisible()
    asking.period.chosen.emit("own")
    assert (lead.asked().period, lead.asked().first, lead.asked().count) == (
        None,
        date(2026, 11, 16),
        7,
    )
    lead.put(replace(designed(), question=lead.asked()))
    assert asking.first.isVisible()
    assert (asking.first.day, asking.last.day) == (date(2026, 11, 16), date(2026, 11, 22))
    asking.last.setDate(asking.last.date().addDays(-30))
    assert (lead.asked().first, lead.asked().count) == (date(2026, 10, 23), 1)
    asking.first.setDate(asking.first.date().addYears(-3))
    assert lead.asked().count == 366
    assert asking.last.maximumDate().toString("yyyy-MM-dd") == "2026-11-22"


def test_a_press_on_a_figure_shows_its_curve_and_its_definition(lead: FiguresOffice) -> None:
    page = lead.page
    assert page.reading.name.text().startswith("Service level")
    lead.click(2, "handle_time")
    assert page.reading.name.text() == "Handle time · Sun 22 Nov"
    assert page.reading.value.text() == "4:31"
    assert page.reading.meaning.text().startswith("How long agents work")
    assert page.reading.formula.text() == "= (talk + hold + wrap-up + called in) / handled"
    assert "Week before, complete: 4:31" in page.reading.compared.text()
    assert {one.value for one in page.chart.curve.points} == {271_000}


def test_heads_sort_and_the_corner_brings_the_own_order_back(lead: FiguresOffice) -> None:
    table = lead.page.table
    own = [one.name for one in table.rows.lines]
    heads = table.horizontalHeader()
    heads.sectionClicked.emit(lead.column("offered"))
    assert [one.name for one in table.rows.lines][:3] == ["Total", "Billing", "Returns"]
    heads.sectionClicked.emit(lead.column("offered"))
    assert table.rows.lines[-1].name == "Billing"
    table.corner.click()
    assert [one.name for one in table.rows.lines] == own
    table.setCurrentIndex(table.rows.index(1, lead.column("answered")))
    QTest.keyClick(table, Qt.Key.Key_S)
    assert table.order == ("answered", True)
    assert table.column == "answered"


def test_who_stands_behind_the_waiting_is_shown_by_the_board(lead: FiguresOffice) -> None:
    lead.click(0, "waiting")
    assert lead.shell.workspace == PAGE, "the total is no queue"
    lead.click(1, "waiting")
    assert lead.shell.workspace == "board"
    assert lead.desk.posted(LookAtBoard)[-1] == LookAtBoard(queue_id="billing")
    manifest = lead.desk.manifest
    others = manifest.capabilities - {Capability.SUPERVISOR}
    lead.desk.manifest = replace(manifest, capabilities=others)
    lead.shell.show_workspace(PAGE)
    table = lead.page.table
    waiting = table.rows.index(1, lead.column("waiting"))
    assert not table.leads_on(waiting), "who only administers has no board"


def test_every_cell_and_interval_says_itself(lead: FiguresOffice) -> None:
    model = lead.page.table.rows
    cell = model.index(2, lead.column("service_level"))
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == (
        "No longer there: gone, Service level: no data"
    )
    total = model.data(model.index(0, lead.column("service_level")), Qt.ItemDataRole.ToolTipRole)
    assert "Answered within: " in total
    chart = lead.page.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleName().startswith("Service level, Sun 22 Nov, 07:00 – 07:30: ")
    assert "Week before: " in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert "07:30 – 08:00" in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert "12:30 – 13:00" in chart.accessibleName()


def test_it_says_that_figures_are_old_on_their_way_or_not_to_be_had(lead: FiguresOffice) -> None:
    page = lead.page
    assert page.state.text() == "As of 13:02", "the house's clock, not this computer's"
    lead.put(replace(designed(), reading=True))
    assert page.state.text() == "Being brought…"
    again = designed()
    assert again.answer is not None
    half = replace(again.answer, table=replace(again.answer.table, counted_again=37))
    lead.put(replace(again, answer=half))
    assert page.counted.isVisible()
    assert page.counted.fact.text() == "37% done"
    lead.put(again)
    assert not page.counted.isVisible()
    lead.put(replace(designed(), problem=NO_LINK))
    assert page.state.text() == "The link is down. As of 13:02"
    assert page.retry.isVisible()
    page.retry.click()
    assert lead.looks()[-1] == LookAtFigures()
    lead.put(designed())
    lead.desk.link = LinkChanged(state=LinkState.OFFLINE, since=NOON)
    lead.desk.publish(LinkShown())
    lead.frames()
    assert page.state.text() == "Not connected. As of 13:02"
    lead.put(FiguresState(question=FigureQuestion(), reading=True))
    assert page.empty.label.text() == "The figures come in a moment."
    assert not page.save.isEnabled()
    lead.put(FiguresState(question=FigureQuestion(), problem=NO_LINK))
    assert page.empty.label.text() == "The link is down."
    page.empty.button.click()
    assert lead.looks()[-1] == LookAtFigures()
    state = designed()
    assert state.answer is not None
    total = replace(state.answer.table.total, sums={})
    none = replace(state.answer.table, rows=(), total=total)
    lead.put(replace(state, answer=replace(state.answer, table=none, curve=none, before=none)))
    assert page.empty.label.text() == "Nothing happened in these days."
    assert not page.empty.button.isVisible()


def test_measures_are_chosen_and_kept(lead: FiguresOffice) -> None:
    page = lead.page
    page.columns.click()
    assert page.menu is not None
    actions = {str(one.data()): one for one in page.menu.actions()}
    assert actions["offered"].isChecked()
    assert not actions["talk_time"].isChecked()
    actions["talk_time"].trigger()
    kept = lead.desk.posted(ChangeSetting)[-1]
    assert (kept.name, json.loads(kept.value)) == (MEASURES, {"talk_time": True})
    assert lead.column("talk_time")
    page.menu.close()
    page.columns.click()
    {str(one.data()): one for one in page.menu.actions()}[""].trigger()
    assert page.chosen == {}
    page.menu.close()


def test_the_table_is_copied_and_saved_where_the_lead_says(
    lead: FiguresOffice, qtbot: QtBot
) -> None:
    QTest.keyClick(lead.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lead.page.copy.click()
    assert QGuiApplication.clipboard().text().startswith("Queue\tCame to the queue\t")
    lead.page.save.click()
    dialog = lead.spaces.supervision.figures.dialog
    assert dialog is not None
    assert dialog.isVisible()
    dialog.fileSelected.emit("figures.csv")
    (saved,) = lead.desk.posted(SaveText)
    assert saved.path.endswith("figures.csv")
    assert saved.text.startswith("\ufeffQueue,Came to the queue,")
    dialog.reject()


@pytest.mark.parametrize("width", [1024, 1440])
def test_nothing_stands_beyond_the_window(lead: FiguresOffice, width: int) -> None:
    entries = (*NAMES.entry_points, replace(NAMES.entry_points[0], id="b"))
    names = replace(NAMES, entry_points=entries)
    own = FigureQuestion(period=None, first=date(2026, 11, 22))
    lead.put(replace(designed(), names=names, question=own, problem=NO_LINK))
    lead.shell.resize(width, 700)
    QApplication.processEvents()
    assert lead.shell.width() == width
    page = lead.page
    for one in (page.save, page.retry, page.chart, page.asking.every):
        right = one.mapTo(page, QPoint(one.width(), 0)).x()
        assert right <= page.width(), one.accessibleName()
    assert page.asking.entry_point.isVisible()
