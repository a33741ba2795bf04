"""A newcomer explores with practice customers, who come through the public door: they write, and one of them calls."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt

from agent_desktop.model.calls import CallState
from agent_desktop.model.changes import Section
from agent_desktop.model.work import Channel
from agent_desktop.phone import whereabouts
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.records import kept_by_hub
from tests.journeys.seat import Seat, own_processes, until
from tests.journeys.talking import without_undo
from tests.journeys.test_a_call import Ear, sound

pytestmark = [pytest.mark.serial, pytest.mark.timeout(240)]
RINGS_WITHIN_S = 60.0


def test_practice_customers_come_and_are_offered_and_one_calls(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path, tmp_path: Path
) -> None:
    ear = Ear(tmp_path / "speaker.wav")

    async def explore() -> None:
        async with Seat.taken(data) as seat:
            seat.program.phone = sound(tmp_path, data)
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
            await until("work in hand", lambda: seat.desk.row_count(Section.ACTIVE) == 1)
            asked = len(seat.texts())
            await seat.say("Hello, how can I help?")
            await until(
                "an answer",
                lambda: any(message.incoming for message in seat.messages()[asked + 1 :]),
            )
            await take_the_call(seat, ear)
        assert whereabouts.read(data / "phone") is None, "the engine ends with the window"

    journey(explore())
    kept = kept_by_hub(data / "hub")
    assert {work["entry_point_id"] for work in kept.interactions} == {"website", "web"}


async def take_the_call(seat: Seat, ear: Ear) -> None:
    """No telephone system, no setting: it rings by itself, and somebody speaks."""
    await until(
        "a call that is offered",
        lambda: any(one.channel is Channel.VOICE for one in seat.desk.offers()),
        RINGS_WITHIN_S,
    )
    await until("its card", lambda: any(card.isVisible() for card in seat.parts.offers.cards))
    await seat.press(Qt.Key.Key_A, ctrl=True, shift=True)
    await until(
        "the call", lambda: [one.call.state for one in seat.desk.calls()] == [CallState.ACTIVE]
    )
    await until("somebody who speaks", lambda: np.abs(ear.last(1.0)).max(initial=0) > 1000)
    await seat.click(seat.parts.calls.strip.end)
    await until("its end", lambda: not seat.desk.calls())
