"""From figures of the past to whom they count: rows, intervals, pages, conversations; and why none come."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.desk.figures_state import BehindState
from agent_desktop.hub.metrics.definitions import definitions
from agent_desktop.model.behind import Behind, BehindLine, BehindQuestion, Which
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import By, FigureQuestion
from agent_desktop.model.figures import Variant
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.looking import LookBehind, LookFurtherBehind
from agent_desktop.model.manifest import Capability
from agent_desktop.model.work import Channel
from agent_desktop.ui.theme.theme import Theme
from tests.ui.fake_view import NOON
from tests.ui.figures.samples import designed
from tests.ui.figures.test_page import FiguresOffice

NAMES = ("Mia Wolf", "Layla\nHaddad", "", "João Pinto")


def lines(count: int = 4, first: int = 0) -> tuple[BehindLine, ...]:
    """So many, the newest first: every second one was late."""
    return tuple(
        BehindLine(
            key=f"k{at}",
            interaction_id=f"i{at}",
            conversation_id=f"c{at}",
            customer_name=NAMES[at % len(NAMES)],
            channel=(Channel.VOICE, Channel.CHAT, Channel.EMAIL)[at % 3],
            queue_id="billing",
            queue_name="Billing",
            agent_id="" if at % 4 == 3 else "ann",
            agent_name="" if at % 4 == 3 else "Ann Lee",
            came_at=NOON - 60_000 * (at + 1) - (86_400_000 if at > 12 else 0),
            waited_ms=12_000 + 7_000 * at,
            left="abandoned" if at % 4 == 3 else "answered",
            above=int(at % 2 == 0),
            below=1,
        )
        for at in range(first, first + count)
    )


def page(measure: str = "service_level", *, count: int = 4, after: str = "") -> Behind:
    """The first page of a figure."""
    (definition,) = [one for one in definitions(Variant.IGNORE) if one.name == measure]
    return Behind(
        made_at=NOON,
        definition=definition,
        sums={"answered_within": 702, "answered": 1_104, "abandoned": 100, "abandoned_within": 33},
        figure=0.6,
        lines=lines(count),
        after=after,
    )


def came(question: BehindQuestion | None, made: Behind) -> BehindState:
    """It is there."""
    return BehindState(question=question, first=made, lines=made.lines, after=made.after, asks=1)


class BehindOffice(FiguresOffice):
    """A lead who looks behind figures."""

    def asks(self) -> list[BehindQuestion | None]:
        return [one.question for one in self.desk.posted(LookBehind)]

    def press_twice(self, row: int, name: str) -> None:
        """Press a figure twice."""
        table = self.page.table
        table.scrollTo(table.rows.index(row, self.column(name)))
        at = table.visualRect(table.rows.index(row, self.column(name))).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def answer(self, made: Behind) -> None:
        """The hub answered the last question."""
        self.put(replace(self.desk.figures, behind=came(self.asks()[-1], made)))


@pytest.fixture
def lead(theme: Theme, qtbot: QtBot) -> Iterator[BehindOffice]:
    made = BehindOffice(theme, qtbot)
    yield made
    made.spaces.leave()


def test_a_figure_of_a_row_leads_to_whom_it_counts(lead: BehindOffice) -> None:
    panel = lead.page.behind
    assert not panel.isVisible()
    lead.press_twice(1, "service_level")
    asked = FigureQuestion()
    assert lead.asks() == [BehindQuestion(asked, "service_level", about=((By.QUEUE, "billing"),))]
    lead.answer(page())
    assert panel.isVisible()
    assert panel.head.text() == "Service level · Billing"
    assert panel.value.text() == "60.0% = 702 / 1,171"
    model = panel.list.rows
    said = [model.data(model.index(at)) or "" for at in range(4)]
    assert said[0] == "Mia Wolf, call, 13:01, Ann Lee, Waited 0:12"
    assert said[1].startswith("Layla Haddad, chat")
    assert said[2].startswith("Unknown customer")
    assert "Billing · Gave up" in said[3]
    panel.close_it.click()
    assert lead.asks()[-1] is None
    assert not panel.isVisible()


def test_who_counts_and_who_does_not_can_be_chosen(lead: BehindOffice) -> None:
    lead.press_twice(0, "service_level")
    assert lead.asks()[-1] == BehindQuestion(FigureQuestion(), "service_level"), "the total"
    lead.answer(page())
    panel = lead.page.behind
    assert panel.which.isVisible()
    panel.which.chosen.emit(Which.OTHERS.value)
    last = lead.asks()[-1]
    assert last is not None
    assert last.which is Which.OTHERS
    lead.answer(page())
    assert panel.which.text() == "Not in time"
    lead.click(2, "service_level")
    follows = lead.asks()[-1]
    assert follows is not None
    assert (follows.about, follows.which) == (((By.QUEUE, "gone"),), Which.OTHERS)
    count = len(lead.asks())
    lead.click(2, "service_level")
    assert len(lead.asks()) == count, "it is there already"
    lead.answer(page("offered"))
    assert not panel.which.isVisible(), "all count alike"


def test_rows_of_time_and_points_of_the_curve_lead_to_theirs(lead: BehindOffice) -> None:
    chart = lead.page.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    last = lead.asks()[-1]
    row = chart.curve.points[0].row
    assert last is not None
    assert (last.since, last.until, last.about) == (row.from_at, row.until_at, ())
    lead.put(designed(FigureQuestion(by=By.INTERVAL)))
    lead.press_twice(3, "answered")
    last, line = lead.asks()[-1], lead.page.table.rows.lines[3]
    assert last is not None
    assert (last.since, last.until) == (line.row.from_at, line.row.until_at)


def test_the_keyboard_goes_in_and_on_to_the_conversation(lead: BehindOffice) -> None:
    table, panel = lead.page.table, lead.page.behind
    table.setCurrentIndex(table.rows.index(1, lead.column("answered")))
    QTest.keyClick(table, Qt.Key.Key_Return)
    lead.answer(page("answered"))
    panel.focus_list()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert lead.desk.posted(ReadAlong) == [ReadAlong(conversation_id="c1")]
    assert lead.shell.workspace == "inbox"
    manifest = lead.desk.manifest
    others = manifest.capabilities - {Capability.SUPERVISOR}
    lead.desk.manifest = replace(manifest, capabilities=others)
    panel.list.opened.emit("c2")
    assert lead.desk.posted(OpenConversation)[-1] == OpenConversation(conversation_id="c2")


def test_the_next_page_comes_before_the_end_is_reached(lead: BehindOffice) -> None:
    lead.press_twice(1, "answered")
    panel = lead.page.behind
    lead.answer(page("answered", count=50, after="there"))
    assert not lead.desk.posted(LookFurtherBehind)
    panel.list.verticalScrollBar().setValue(panel.list.verticalScrollBar().maximum())
    assert lead.desk.posted(LookFurtherBehind)
    before = panel.list.verticalScrollBar().value()
    state = lead.desk.figures.behind
    more = replace(state, lines=(*state.lines, *lines(20, 50)), after="")
    lead.put(replace(lead.desk.figures, behind=more))
    assert panel.list.rows.rowCount() == 70
    assert panel.list.verticalScrollBar().value() == before, "what was read stays where it is"
    asked = len(lead.desk.posted(LookFurtherBehind))
    panel.list.verticalScrollBar().setValue(panel.list.verticalScrollBar().maximum())
    assert len(lead.desk.posted(LookFurtherBehind)) == asked, "there is no more"


def test_it_says_that_it_comes_that_there_is_nobody_and_why_not(lead: BehindOffice) -> None:
    lead.press_twice(1, "answered")
    panel, question = lead.page.behind, lead.asks()[-1]
    waits = BehindState(question=question, reading=True, asks=1)
    lead.put(replace(lead.desk.figures, behind=waits))
    assert panel.words.text() == "The interactions come in a moment."
    gone = Problem(code="offline", message="The link is down.")
    lead.put(replace(lead.desk.figures, behind=replace(waits, reading=False, problem=gone)))
    assert panel.words.text() == "The link is down."
    panel.retry.click()
    assert lead.desk.posted(LookFurtherBehind)
    refused = Problem(code="refused", message="This figure is made of time.")
    lead.put(replace(lead.desk.figures, behind=replace(waits, reading=False, problem=refused)))
    assert not panel.retry.isVisible(), "the same will be refused again"
    lead.answer(replace(page("answered"), lines=()))
    assert panel.words.text() == "Nobody."


def test_the_button_looks_behind_the_marked_figure(lead: BehindOffice) -> None:
    button = lead.page.reading.interactions
    button.click()
    last = lead.asks()[-1]
    assert last is not None
    assert (last.measure, last.about) == ("service_level", ())
    button.click()
    assert lead.asks()[-1] is None
    lead.click(1, "handle_time")
    button.click()
    last = lead.asks()[-1]
    assert last is not None
    assert (last.measure, last.about) == ("handle_time", ((By.QUEUE, "billing"),))
