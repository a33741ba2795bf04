"""Two real windows on one hub, by pointer and keys: a lead plans an agent's shift, an agent consults the lead."""

import asyncio
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from agent_desktop.desk.api import Colleague
from agent_desktop.desk.runner import Desk
from agent_desktop.model.administration import Topic
from agent_desktop.model.intents import AcceptOffer, SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.shifts import Shifts
from agent_desktop.model.timeline import Message, Note
from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.finding import FindField
from agent_desktop.ui.settings.page import AnyPage, BookPage
from agent_desktop.ui.settings.shift_grid import WeekGrid
from agent_desktop.ui.settings.shift_words import clock
from agent_desktop.ui.supervisor.live_board import PAGE
from agent_desktop.ui.workspace.workspace import DeskWorkspaces
from tests.hub.server.desk import Visitor, make_agent, owner_token
from tests.hub.server.hub_process import throwaway_hub
from tests.journeys.conftest import RunJourney
from tests.journeys.lead_window import lead_window
from tests.journeys.seat import outside_tasks, until

pytestmark = pytest.mark.serial
HOUR, DAY = 60, 1_440


def test_a_lead_plans_a_shift_and_helps_an_agent_who_asks(journey: RunJourney[Any]) -> None:
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        sue = make_agent(hub.url, owner, "sue", scopes=["agent", "supervisor"], queues=[])
        with Visitor(hub.url) as visitor:
            journey(_day(hub.url, ann, sue, visitor))


async def _day(url: str, ann: str, sue: str, visitor: Visitor) -> None:
    async with (
        lead_window(url, ann, "inbox") as (asker, hers),
        lead_window(url, sue, PAGE) as (desk, spaces),
    ):
        page = await _page(spaces)
        grid = page.rows
        assert isinstance(grid, WeekGrid)
        await until("the week", lambda: any(one.title == "Ann" for one in grid.entries))
        week = desk.administration.topic(Topic.SHIFTS).kept
        assert isinstance(week, Shifts)
        now = datetime.now(ZoneInfo(week.zone))
        starts = max(0, now.hour - 1) * HOUR  # an hour ago, and she is not here
        ends = (starts + 8 * HOUR) % DAY
        await outside_tasks(lambda: _press(grid, f"ann {now.date().isoformat()}"))
        await until("the form", lambda: page.form.isVisible())
        for name, minute in (("starts", starts), ("ends", ends)):
            field = page.form.rows[name].control()
            assert isinstance(field, QLineEdit)
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, clock(minute))
        await outside_tasks(lambda: QTest.keyClick(field, Qt.Key.Key_Return))
        words = "Shift until"
        status = hers._shell.status.shift
        await until("her shift in her window", lambda: words in status.text())
        await outside_tasks(lambda: QTest.mouseClick(status, Qt.MouseButton.LeftButton))
        sheet = hers.guiding.shifts.sheet
        assert sheet is not None
        assert [(one.day, one.now) for one in sheet.lines] == [("Today", True)]
        sheet.close_sheet()
        await _board(spaces)
        await _consult((asker, hers), (desk, spaces), visitor)


async def _page(spaces: DeskWorkspaces) -> AnyPage:
    await outside_tasks(spaces._shell.rail.settings.click)
    await outside_tasks(lambda: spaces.administering.open(Topic.SHIFTS))
    page = spaces.administering.pages[Topic.SHIFTS]
    assert isinstance(page, BookPage)
    return page


def _press(grid: WeekGrid, key: str) -> None:
    """The pointer on a day without a shift."""
    at = next(at for at, one in enumerate(grid.entries) if one.key == key)
    middle: QPointF = grid._rect(grid._places[at]).center()
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=middle.toPoint())


async def _board(spaces: DeskWorkspaces) -> None:
    await outside_tasks(spaces._shell.rail.buttons[PAGE].click)
    tiles = spaces.supervision.board.page.agents.cells

    def says() -> bool:
        found = {one.name: one.detail for one in tiles.tiles}
        return "Out of adherence since" in found.get("Ann", "")

    await until("Ann's tile", says)


async def _consult(
    ann: tuple[Desk, DeskWorkspaces], sue: tuple[Desk, DeskWorkspaces], visitor: Visitor
) -> None:
    """Ann asks Sue about her customer, who reads nothing of it, and hands the customer over."""
    (asker, hers), (helper, theirs) = ann, sue
    for desk in (asker, helper):
        desk.post(SetPresence(state=PresenceState.READY))
    await asyncio.to_thread(visitor.introduce, "May I have a refund?")
    await until("an offer", lambda: asker.offers())
    asker.post(AcceptOffer(interaction_id=asker.offers()[0].interaction_id))
    header = hers.conversation.header
    await until("the work", lambda: header.transfer.isVisible())
    await until("a colleague", lambda: any(_is_ready(one) for one in asker.colleagues))
    await outside_tasks(lambda: QTest.mouseClick(header.transfer, Qt.MouseButton.LeftButton))
    asked = hers.guiding.asking.sheet
    assert asked is not None
    to, note, first = (asked.inputs[key] for key in ("to", "note", "ask"))
    assert isinstance(to, FindField)
    to.show_key("agent sue")
    to.changed.emit()
    QTest.keyClicks(note, "Up to 20?")
    assert isinstance(first, CheckBox)
    first.click()
    await outside_tasks(asked.go.click)
    banner, plate = theirs.guiding.consulting.banner, theirs.guiding.consulting.plate
    await until("the question", lambda: banner.isVisible() and "Up to 20?" in banner.detail.text())
    await outside_tasks(banner._buttons[0].click)
    await until("a helper", lambda: plate.isVisible() and theirs.conversation.composer.note)
    editor = theirs.conversation.composer.editor
    QTest.keyClicks(editor, "Yes, 20")
    await outside_tasks(
        lambda: QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    )
    await until("the note", lambda: "Yes, 20" in _texts(asker))
    give = hers.guiding.consulting.plate.give
    await until("who can have it", lambda: give.isVisible())
    await outside_tasks(lambda: QTest.mouseClick(give, Qt.MouseButton.LeftButton))
    await until("the customer at the helper", lambda: _has_it(helper))
    await until("nobody helps", lambda: plate.isHidden())
    theirs.conversation.composer.set_note(False)
    QTest.keyClicks(editor, "Sue here")
    await outside_tasks(lambda: QTest.keyClick(editor, Qt.Key.Key_Return))
    await asyncio.to_thread(visitor.until_text, "Sue here")
    assert visitor.texts == ["Sue here"], "the customer reads nothing of what they wrote before"


def _is_ready(one: Colleague) -> bool:
    return one.presence is not None and one.presence.state is PresenceState.READY


def _texts(desk: Desk) -> list[str]:
    """What stands in the open conversation."""
    shown = desk.items(desk.open_conversation or "")
    return [one.text for one in shown if isinstance(one, Message | Note)]


def _has_it(desk: Desk) -> bool:
    thread = desk.thread(desk.open_conversation or "")
    one = thread.interaction if thread is not None else None
    return one is not None and one.agent_id == desk.me.id
