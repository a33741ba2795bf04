"""A newcomer explores with practice customers, who come through the public door."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from agent_desktop.model.changes import Section
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.records import kept_by_hub
from tests.journeys.seat import Seat, own_processes, until
from tests.journeys.talking import without_undo

pytestmark = pytest.mark.serial


def test_practice_customers_come_and_are_offered(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path
) -> None:
    async def explore() -> None:
        async with Seat.taken(data) as seat:
            await until("the first screen", lambda: seat.root.signin is not None)
            await seat.click(seat.signin.practice)
            await until("a window", lambda: seat.program.workspaces is not None)
            await until("a live window", lambda: seat.live)
            await seat.look_at()
            await without_undo(seat)
            await until("an offer", lambda: any(c.isVisible() for c in seat.parts.offers.cards))
            assert len(own_processes()) == 2, "a hub, and the customers"
            await seat.press(Qt.Key.Key_A, ctrl=True, shift=True)
            await until("a question", lambda: bool(seat.texts()))
            assert seat.desk.row_count(Section.ACTIVE) == 1
            asked = len(seat.texts())
            await seat.say("Hello, how can I help?")
            await until(
                "an answer",
                lambda: any(message.incoming for message in seat.messages()[asked + 1 :]),
            )

    journey(explore())
    kept = kept_by_hub(data / "hub")
    assert {work["entry_point_id"] for work in kept.interactions} == {"website"}
