"""After an update sums are made anew: figures and reports say so in a lead's window, and become right by themselves."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import pytest

from agent_desktop.hub.centre import recount
from agent_desktop.hub.server.recounting import rebuilt
from agent_desktop.hub.storage import configuration
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.figure_questions import FigureQuestion, Period
from agent_desktop.model.looking import LookAtFigures, LookAtReports
from agent_desktop.model.report_questions import ReportQuestion
from agent_desktop.ui.supervisor import figures_place, reports_place
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.hub.server.desk import Visitor, owner_token
from tests.hub.server.hub_process import HubProcess, ask_database, database_of
from tests.journeys.conftest import RunJourney
from tests.journeys.lead_window import lead_window
from tests.journeys.seat import outside_tasks, until

pytestmark = pytest.mark.serial
CAME = 3
TOO_MANY = 1000
TABLES = ("quarters_by_queue", "quarters_by_agent", "days_by_agent")
YESTERDAY = FigureQuestion(period=Period.YESTERDAY)
HELD = """
from pathlib import Path
from agent_desktop.hub.centre import figures
from agent_desktop.hub.server import ledger
ledger.EVERY_S = 0.2
count = figures.count_again
figures.count_again = lambda storage: Path({!r}).exists() and count(storage)
"""
"""A hub that counts nothing again before a file is there: a house small enough for a test has done it at once."""


def updated(data: Path) -> str:
    """The owner's token of a hub to which customers came yesterday, as an update leaves it that counts otherwise."""
    hub = HubProcess(data, clock_off_s=-86_400)
    owner = owner_token(hub.url, hub.ticket)
    for _ in range(CAME):
        with Visitor(hub.url) as visitor:
            visitor.introduce()
    assert hub.stop() == (0, "")
    rebuilt(database_of(data))
    for table in TABLES:
        ask_database(data, f"UPDATE {table} SET offered = offered + {TOO_MANY}")
    storage = Storage.open(database_of(data))
    with storage.transaction():
        left = recount.Left({recount.WAITS: ""}, 0, CAME)
        configuration.keep_setting(storage, recount.RECOUNT, msgspec.json.encode(left).decode())
    storage.close()
    return owner


def test_what_is_counted_again_says_so_and_becomes_right_by_itself(
    journey: RunJourney[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, go = tmp_path / "hub", tmp_path / "go"
    owner = updated(data)
    for place in (figures_place, reports_place):
        monkeypatch.setattr(place, "COUNTED_MS", 1_000)
    hub = HubProcess(data, first=HELD.format(str(go)))
    try:
        journey(looks(hub.url, owner, go))
    finally:
        assert hub.stop() == (0, "")


async def looks(url: str, owner: str, go: Path) -> None:
    """Both pages before, and each after what it waits for."""
    async with lead_window(url, owner, "figures") as (desk, spaces):
        figures, reports = spaces.supervision.figures.page, spaces.supervision.reports.page
        desk.post(LookAtFigures(question=YESTERDAY))
        await until("its words", lambda: figures.counted.isVisible())
        assert came(spaces) == CAME + TOO_MANY
        await outside_tasks(lambda: spaces.supervision.reports.shell.show_workspace("reports"))
        desk.post(LookAtReports(question=ReportQuestion(days=YESTERDAY), language="en"))
        await until("the same in reports", lambda: reports.counted.isVisible())
        await asyncio.to_thread(go.touch)
        await until("a report", lambda: not reports.counted.isVisible())
        await outside_tasks(lambda: spaces.supervision.figures.shell.show_workspace("figures"))
        await until("figures", lambda: not figures.counted.isVisible())
        assert came(spaces) == CAME


def came(spaces: DeskWorkspaces) -> int:
    """How many came, as the page of figures has it."""
    answer = spaces.supervision.figures.desk.figures.answer
    assert answer is not None
    return answer.table.total.sums["offered"]
