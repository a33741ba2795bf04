"""A lead opens the reports in the window, sees a hub's own numbers, saves them as XLSX, and reads the file back."""

import asyncio
import csv
import io
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt

from agent_desktop.desk.runner import Desk
from agent_desktop.model.commands import EndInteraction
from agent_desktop.model.report_questions import Format
from agent_desktop.ui.reports.page import ReportsPage
from agent_desktop.ui.supervisor.reports_place import PAGE
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.hub.server.desk import Desk as AgentDesk
from tests.hub.server.desk import Visitor, http, make_agent, owner_token
from tests.hub.server.hub_process import throwaway_hub
from tests.journeys.conftest import RunJourney
from tests.journeys.lead_window import lead_window
from tests.journeys.seat import outside_tasks, until

pytestmark = pytest.mark.serial
_CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_a_lead_reads_a_report_and_takes_it_along(journey: RunJourney[Any], tmp_path: Path) -> None:
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        sue = make_agent(hub.url, owner, "sue", scopes=["agent", "supervisor"], queues=[])
        with AgentDesk.open(hub.live, ann) as desk, Visitor(hub.url) as visitor:
            desk.ready()
            visitor.introduce()
            offer = desk.accept().offer
            desk.perform(EndInteraction(interaction_id=offer.interaction_id))
        with http(hub.url, sue) as lead:
            told = lead.get("/v1/reports/channels", params={"period": "today"}).json()
        (row,) = told["rows"]
        assert row[:3] == ["Chat", 1, 1]
        journey(_read(hub.url, sue, told, tmp_path / "channels"))


async def _read(url: str, token: str, told: dict[str, Any], path: Path) -> None:
    async with lead_window(url, token, PAGE) as (desk, spaces):
        page = spaces.supervision.reports.page
        await until("the reports", lambda: len(page.list.reports.reports) == 15)
        await until("the first one", lambda: page.sheet is not None)
        await _is_chosen(page, "channels")
        _shows(page, told)
        await _leads_on(desk, page)
        await _is_saved(spaces, page, Format.XLSX, path.with_suffix(".xlsx"))
        _reads_back(path.with_suffix(".xlsx"), told)
        await _is_saved(spaces, page, Format.CSV, path.with_suffix(".csv"))
        text = path.with_suffix(".csv").read_text("utf-8-sig")
        head, line = list(csv.reader(io.StringIO(text)))
        assert head[:2] == ["Channel", "Came"]
        assert line[:3] == ["Chat", "1", "1"]


async def _is_chosen(page: ReportsPage, name: str) -> None:
    """Down the list, as by the arrow key."""
    at = [one.name for one in page.list.reports.reports].index(name)
    await outside_tasks(lambda: page.list.setCurrentIndex(page.list.reports.index(at, 0)))
    await until("its table", lambda: page.sheet is not None and page.sheet.head == "Channel")
    await until("its bars", page.bars.isVisible)


def _shows(page: ReportsPage, told: dict[str, Any]) -> None:
    """The hub's own numbers, with what they are made of, stand in the table."""
    rows = page.table.rows
    sheet = page.sheet
    assert sheet is not None
    assert [line.name for line in sheet.lines] == ["Total", "Chat"]
    assert list(sheet.lines[1].cells) == told["rows"][0]
    names = [one.name for _, one in sheet.columns]
    level = rows.index(1, names.index("service_level"))
    assert level.data() == "100.0%"
    assert "1 / 1" in str(level.data(Qt.ItemDataRole.ToolTipRole))
    assert rows.index(1, names.index("rating")).data() == "–"
    assert page.meaning.name.text() == "Service level"


async def _leads_on(desk: Desk, page: ReportsPage) -> None:
    """Behind the row's figure stands the interaction that it counts."""
    await outside_tasks(lambda: page.table.behind.emit(1, 0))
    await until("who is counted", lambda: desk.figures.behind.lines)
    assert [one.agent_name for one in desk.figures.behind.lines] == ["Ann"]
    await until("the list of it", page.behind.list.isVisible)
    await outside_tasks(page.behind.close_it.click)


async def _is_saved(spaces: DeskWorkspaces, page: ReportsPage, kind: Format, path: Path) -> None:
    await until("what can be saved", page.save.isEnabled)
    await outside_tasks(lambda: page.saved.emit(kind))
    dialog = spaces.supervision.reports.dialog
    assert dialog is not None
    await outside_tasks(lambda: dialog.fileSelected.emit(str(path)))
    await outside_tasks(dialog.close)
    await until("the file", lambda: path.exists() and not spaces.desk.reports.saving)
    assert [one.name for one in await asyncio.to_thread(_files, path)] == sorted(
        one.name for one in path.parent.glob("channels.*")
    ), "nothing half written stays"


def _files(path: Path) -> list[Path]:
    return sorted(path.parent.iterdir())


def _reads_back(path: Path, told: dict[str, Any]) -> None:
    """The workbook, by its own XML: the row of the chat has the hub's numbers."""
    with ZipFile(path) as book:
        texts = [
            "".join(each.text or "" for each in one.iter(f"{_CELLS}t"))
            for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{_CELLS}row"):
        values: list[object] = []
        for cell in row:
            value = cell.find(f"{_CELLS}v")
            if value is None or value.text is None:
                continue
            text = value.text
            values.append(texts[int(text)] if cell.get("t") == "s" else float(text))
        rows.append(values)
    head = next(row for row in rows if row[:2] == ["Channel", "Came"])
    (line,) = [row for row in rows if row[:1] == ["Chat"]]
    assert head[1:4] == ["Came", "Answered", "Gave up"]
    assert line[1:4] == [float(one) for one in told["rows"][0][1:4]]
