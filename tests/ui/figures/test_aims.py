"""Targets beside figures: a missed one is marked, by a sign and in words, on the figures' page and in reports."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.aims import Aim, Aims
from agent_desktop.model.targets import HouseTargets, OwnTargets
from agent_desktop.model.work import Channel
from agent_desktop.ui.figures import rows
from agent_desktop.ui.figures.table import FigureTable
from agent_desktop.ui.reports import sheet as reports
from agent_desktop.ui.reports.table import ReportTable
from agent_desktop.ui.theme.theme import Theme
from tests.ui.figures.samples import NAMES, designed
from tests.ui.reports.samples import queues

AIMS = Aims(
    targets=HouseTargets(
        service=0.6, abandoned=0.5, queues={"billing": OwnTargets(service=0.99, wait_ms=400_000)}
    ),
    waits={"": {Channel.VOICE: 40_000}, "vip": {Channel.VOICE: 20_000}},
)


@pytest.mark.parametrize(
    ("measure", "queue", "channel", "aim"),
    [
        ("service_level", "", None, Aim(0.6, True)),
        ("service_level", "billing", Channel.CHAT, Aim(0.99, True)),
        ("abandon_rate", "billing", None, Aim(0.5, False)),
        ("longest_wait", "billing", None, Aim(400_000, False)),
        ("longest_wait", "vip", Channel.VOICE, Aim(20_000, False)),
        ("longest_wait", "web", Channel.VOICE, Aim(40_000, False)),
        ("longest_wait", "web", None, None),
        ("longest_wait", "web", Channel.SMS, None),
        ("handle_time", "billing", None, None),
    ],
)
def test_a_figure_has_the_target_of_its_queue(
    measure: str, queue: str, channel: Channel | None, aim: Aim | None
) -> None:
    assert AIMS.of(measure, queue, channel) == aim


def test_exactly_reached_is_reached_and_no_data_misses_nothing() -> None:
    assert not Aim(0.8, True).missed(0.8)
    assert Aim(0.8, True).missed(0.799)
    assert not Aim(400, False).missed(400)
    assert Aim(400, False).missed(401)
    assert not Aim(0.8, True).missed(None)


def _marks(table: FigureTable | ReportTable, row: int, column: int) -> int:
    """How many pixels of a cell are red, as what is missed."""
    table.scrollTo(table.model().index(row, column))
    picture = table.viewport().grab(table.visualRect(table.model().index(row, column))).toImage()
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    colors = (QColor(picture.pixel(*one)) for one in points)
    return sum(one.red() - one.green() > 60 for one in colors)


def _said(table: FigureTable | ReportTable, row: int, column: int) -> tuple[str, str]:
    index = table.model().index(row, column)
    return (
        str(index.data(Qt.ItemDataRole.AccessibleTextRole)),
        str(index.data(Qt.ItemDataRole.ToolTipRole)),
    )


def test_missed_targets_are_marked_on_the_page_of_figures(qtbot: QtBot, theme: Theme) -> None:
    table = FigureTable(theme)
    qtbot.addWidget(table)
    table.resize(1400, 400)
    table.show()
    answer = designed().answer
    assert answer is not None
    sheet = rows.shown(answer, replace(NAMES, aims=AIMS), {}, ("", True))
    table.show_sheet(sheet, "offered", ("", True))
    column = [one.name for one in sheet.measures].index("service_level")
    keys = [one.key for one in sheet.all_lines]
    text, tip = _said(table, keys.index("billing"), column)
    assert text.endswith("Target: at least 99.0%, missed")
    assert tip.endswith("Target: at least 99.0%, missed")
    assert _said(table, 0, column)[0].endswith("Target: at least 60.0%")
    assert _marks(table, keys.index("billing"), column) > 20
    assert _marks(table, 0, column) == 0
    plain = rows.shown(answer, NAMES, {}, ("", True))
    table.show_sheet(plain, "offered", ("", True))
    assert "Target" not in _said(table, keys.index("billing"), column)[0]


def test_missed_targets_are_marked_in_reports(qtbot: QtBot, theme: Theme) -> None:
    table = ReportTable(theme)
    qtbot.addWidget(table)
    table.resize(1400, 400)
    table.show()
    answer = queues().answer
    assert isinstance(answer, ReportAnswer)
    sheet = reports.shown(answer, aims=AIMS)
    table.show_sheet(sheet, "offered", reports.Order())
    names = [one.name for _, one in sheet.columns]
    column, line = names.index("service_level"), 0
    for at, one in enumerate(sheet.lines):
        if one.key is not None and one.key.queue == "billing":
            line = at
    text, tip = _said(table, line, column)
    assert text.endswith("Target: at least 99.0%, missed")
    assert tip.endswith("Target: at least 99.0%, missed")
    assert _marks(table, line, column) > 20
    assert _marks(table, 0, column) == 0
    wait = _said(table, line, names.index("longest_wait"))[0]
    assert wait.endswith("Target: at most 6:40, missed")
