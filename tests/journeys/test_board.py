"""A lead's real window on a real hub: what happens elsewhere is on the board within a second of the event."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest

from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.people import PresenceState
from agent_desktop.ui.supervisor.board_page import BoardPage
from agent_desktop.ui.supervisor.live_board import PAGE
from tests.hub.server.desk import Desk as AgentDesk
from tests.hub.server.desk import Visitor, http, make_agent, owner_token
from tests.hub.server.hub_process import throwaway_hub
from tests.journeys.conftest import RunJourney
from tests.journeys.lead_window import lead_window
from tests.journeys.seat import until

pytestmark = pytest.mark.serial
SECOND = 1.0
FULL = {
    "type": "define_alert",
    "name": "Full",
    "queues": ["support"],
    "raise_at": 1,
    "clear_at": 0,
    "raise_ms": 0,
    "clear_ms": 0,
}


def test_the_board_follows_within_a_second(journey: RunJourney[Any]) -> None:
    with throwaway_hub() as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        sue = make_agent(hub.url, owner, "sue", scopes=["agent", "supervisor"], queues=[])
        with AgentDesk.open(hub.live, ann) as agent:
            journey(_looks(hub.url, owner, sue, agent))


async def _looks(url: str, owner: str, token: str, agent: AgentDesk) -> None:
    async with lead_window(url, token, PAGE) as (_, spaces):
        page = spaces.supervision.board.page
        await until("the board", lambda: _waiting(page) == 0 and "Ann" in _tiles(page))
        await _agents(page, agent)
        await _queues_and_alerts(url, owner, page)


def _waiting(page: BoardPage) -> int:
    """How many wait, as the table has it."""
    return sum(one.waiting for one in page.queues.rows.lines)


def _tiles(page: BoardPage) -> dict[str, str]:
    """Names and words of the tiles."""
    return {one.name: one.word for one in page.agents.cells.tiles}


async def _soon(what: str, acts: list[tuple[Callable[[], object], Callable[[], object]]]) -> None:
    """Do each, and see what comes of it. A busy computer may keep one of them waiting, never all."""
    took = []
    for act, true in acts:
        await asyncio.to_thread(act)
        since = time.monotonic()
        await until(what, true)
        took.append(time.monotonic() - since)
    assert min(took) < SECOND, f"{what}: {took}"


async def _agents(page: BoardPage, agent: AgentDesk) -> None:
    def chooses(state: PresenceState) -> Callable[[], object]:
        return lambda: agent.perform(ChoosePresence(state=state))

    def says(word: str) -> Callable[[], object]:
        return lambda: _tiles(page)["Ann"] == word

    await _soon(
        "Ann's state on her tile",
        [
            (chooses(PresenceState.BREAK), says("Break")),
            (chooses(PresenceState.MEAL), says("Meal")),
            (chooses(PresenceState.BREAK), says("Break")),
        ],
    )


async def _queues_and_alerts(url: str, owner: str, page: BoardPage) -> None:
    with Visitor(url) as first, Visitor(url) as second, http(url, owner) as admin:

        def counted(count: int) -> Callable[[], object]:
            return lambda: _waiting(page) == count

        await _soon(
            "who waits",
            [
                (lambda: first.introduce("Hello"), counted(1)),
                (lambda: second.introduce("Hello"), counted(2)),
            ],
        )

        def crossed(name: str) -> Callable[[], object]:
            return lambda: admin.put("/v1/alerts/full", json=FULL | {"name": name})

        def named(name: str) -> Callable[[], object]:
            return lambda: [one.alert.name for one in page.alerts.lines] == [name]

        names = ("Full", "Fuller", "Fullest")  # a rule that is changed is judged anew
        await _soon("the alert", [(crossed(one), named(one)) for one in names])
        assert page.alerts.lines[0].words.text() == "Support: 2 wait"
