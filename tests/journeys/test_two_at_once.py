"""Two conversations at once: the keyboard stays where the agent types, and every word goes to whom it was meant for."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from agent_desktop.model.work import Channel
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.records import kept_by_hub
from tests.journeys.seat import Seat, until
from tests.journeys.talking import accept, arrive, without_undo
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.serial


@pytest.mark.expected_log("The hub ended with code -9; starting it again")
def test_an_offer_leaves_the_keyboard_alone(
    journey: RunJourney[Any],
    visitor: Visitor,
    other_visitor: Visitor,
    keychain: KeychainInMemory,
    data: Path,
) -> None:
    async def day() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            await without_undo(seat)
            await arrive(seat, visitor, "First question")
            first = seat.desk.open_conversation
            await seat.type("To the fir")
            await other_visitor.visit(seat.demo)
            await other_visitor.do(lambda w: w.open())
            await other_visitor.do(lambda w: w.introduce("Second question", "Tomasz"))
            await until("an offer", lambda: any(c.isVisible() for c in seat.parts.offers.cards))
            assert seat.writing, "an offer takes the keyboard from nobody"
            await seat.type("st")
            assert seat.pane.composer.editor.toPlainText() == "To the first"
            assert seat.desk.open_conversation == first

            await accept(seat, "Second question")
            await until("an empty composer", lambda: not seat.pane.composer.editor.toPlainText())
            seat.kill_hub()
            await seat.say("To the second")
            await seat.press(Qt.Key.Key_Up, ctrl=True, shift=True)
            if seat.desk.open_conversation != first:
                await seat.press(Qt.Key.Key_Down, ctrl=True, shift=True)
            await until("the first again", lambda: seat.desk.open_conversation == first)
            await until("its draft", lambda: "first" in seat.pane.composer.editor.toPlainText())
            await seat.say(" customer")
            await until("an empty outbox", lambda: seat.live and seat.desk.outbox.waiting == 0)
            await visitor.do(lambda w: w.shows("First question", "To the first customer"))
            await other_visitor.do(lambda w: w.shows("Second question", "To the second"))
            await until(
                "both in hand",
                lambda: [one.used for one in seat.desk.loads if one.channel is Channel.CHAT] == [2],
            )

    journey(day())
    kept = kept_by_hub(data / "hub")
    assert sorted(kept.texts) == [
        "First question",
        "Second question",
        "To the first customer",
        "To the second",
    ]


def test_accepting_from_the_search_shows_the_conversation(
    journey: RunJourney[Any], visitor: Visitor, keychain: KeychainInMemory, data: Path
) -> None:
    async def day() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            await seat.press(Qt.Key.Key_F, ctrl=True, shift=True)
            await until("the search", lambda: seat.shell.workspace == "search")
            await seat.type("lam")
            await visitor.visit(seat.demo)
            await visitor.do(lambda w: w.open())
            await visitor.do(lambda w: w.introduce("Where is my lamp?"))
            await until("an offer", lambda: any(c.isVisible() for c in seat.parts.offers.cards))
            await seat.type("p")
            assert seat.parts.search.field.text() == "lamp"
            await accept(seat, "Where is my lamp?")
            assert seat.shell.workspace == "inbox"

    journey(day())
