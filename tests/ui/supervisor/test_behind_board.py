"""From figures of the live board to whom they count today."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.model.behind import BehindQuestion
from agent_desktop.model.board import LookAtBoard
from agent_desktop.model.changes import FiguresShown
from agent_desktop.model.figure_questions import FigureQuestion, Period
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.looking import LookBehind
from agent_desktop.model.manifest import Capability
from agent_desktop.model.supervising import Team
from agent_desktop.ui.supervisor.queue_table import ABANDONED, SERVICE, SPEED, WAITING
from agent_desktop.ui.theme.theme import Theme
from tests.ui.figures.test_behind import came, page
from tests.ui.supervisor.boards import designed
from tests.ui.supervisor.test_board import BoardOffice, cell

HEAD = ("service_level", "waiting", "longest_wait", "", "speed_of_answer", "abandon_rate")


@pytest.fixture
def lead(theme: Theme, qtbot: QtBot) -> Iterator[BoardOffice]:
    made = BoardOffice(theme, qtbot, designed())
    yield made
    made.spaces.leave()


def asks(lead: BoardOffice) -> list[BehindQuestion | None]:
    return [one.question for one in lead.desk.posted(LookBehind)]


def press(lead: BoardOffice, column: int) -> None:
    table = lead.board.queues
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=cell(lead, 0, column).center()
    )


@pytest.mark.parametrize(
    ("column", "measure"),
    [(SERVICE, "service_level"), (SPEED, "speed_of_answer"), (ABANDONED, "abandon_rate")],
)
def test_a_figure_of_a_queue_leads_to_whom_it_counts_today(
    lead: BoardOffice, column: int, measure: str
) -> None:
    press(lead, column)
    (asked,) = asks(lead)
    today = FigureQuestion(period=Period.TODAY, queue_id="billing")
    assert asked == BehindQuestion(figures=today, measure=measure)
    lead.desk.figures = replace(lead.desk.figures, behind=came(asked, page(measure)))
    lead.desk.publish(FiguresShown())
    lead.frames()
    panel = lead.board.behind
    assert panel.isVisible()
    assert not lead.board.side.isVisible(), "it stands in its place"
    assert panel.head.text().endswith("· Billing")
    definition = page(measure).definition
    assert panel.meaning.isVisible(), "nothing else on the board says what the figure means"
    assert panel.meaning.text() == f"{definition.words}\n= {definition.formula}"
    parts = {one.lstrip("-") for one in (*definition.numerator, *definition.denominator)}
    assert panel.value.toolTip().count("\n") == len(parts), "the division, and each of its sums"
    panel.list.opened.emit("c1")
    assert lead.desk.posted(ReadAlong) == [ReadAlong(conversation_id="c1")]
    lead.shell.show_workspace("board")
    assert panel.isVisible(), "the list is there when one comes back"
    press(lead, WAITING)
    assert not panel.isVisible()
    assert lead.wishes()[-1] == LookAtBoard(queue_id="billing")


def test_head_figures_lead_to_whom_they_count(lead: BoardOffice) -> None:
    strip = lead.board.figures
    assert tuple(one.key for one in strip.figures) == HEAD
    each = strip.width() // len(HEAD)
    for at, measure in enumerate(HEAD):
        before = len(asks(lead))
        spot = strip.rect().center()
        spot.setX(at * each + each // 2)
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=spot)
        if measure == "longest_wait":
            assert lead.wishes()[-1].queue_id, "the queue in which that is"
        elif not measure:
            assert len(asks(lead)) == before, "agents, and no interactions"
        else:
            last = asks(lead)[-1]
            assert last is not None
            assert (last.measure, last.figures.queue_id) == (measure, "")
            assert (last.figures.period is Period.TODAY) is (measure != "waiting")


def test_the_keyboard_goes_over_head_figures(lead: BoardOffice) -> None:
    strip = lead.board.figures
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.accessibleDescription().startswith("Abandoned")
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    last = asks(lead)[-1]
    assert last is not None
    assert last.measure == "service_level"


def test_a_team_narrows_whom_figures_count(lead: BoardOffice) -> None:
    assert not lead.board.teams.isVisible(), "there is nothing to choose"
    east, west = Team(id="east", name="East", members=("mei",)), Team(id="west", name="West")
    lead.put(replace(lead.desk.board, teams=(east, west)))
    assert lead.board.teams.isVisible()
    everybody = lead.names()
    lead.board.teams.chosen.emit("east")
    assert lead.names() == ["Mei Tanaka"]
    assert lead.board.teams.text() == "East"
    lead.board.figures.chosen.emit("service_level")
    last = asks(lead)[-1]
    assert last is not None
    assert last.figures.team_id == "east"
    lead.board.teams.chosen.emit("*")
    assert lead.names() == everybody
    assert asks(lead)[-1] is None, "that list was of the team"
    lead.board.teams.chosen.emit("west")
    assert lead.names() == []
    lead.put(replace(lead.desk.board, teams=(east,)))
    assert lead.names() == everybody, "the team is gone"


def test_who_may_not_see_figures_narrows_the_agents_instead(lead: BoardOffice) -> None:
    manifest = lead.desk.manifest
    others = manifest.capabilities - {Capability.FIGURES}
    lead.desk.manifest = replace(manifest, capabilities=others)
    lead.put(lead.desk.board)
    press(lead, SERVICE)
    assert not asks(lead)
    assert lead.board.queue == "billing"
