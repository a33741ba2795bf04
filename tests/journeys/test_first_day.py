"""The first day: from the first screen to a rated conversation, with a hub that dies in the middle."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from playwright.sync_api import expect

from tests.journeys.conftest import KeychainInMemory, RunJourney
from tests.journeys.seat import Seat, until
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.serial


def test_first_day(
    journey: RunJourney[Any], visitor: Visitor, keychain: KeychainInMemory, data: Path
) -> None:
    async def day() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            await visitor.visit(seat.demo)
            await visitor.do(lambda w: w.open())
            await visitor.do(lambda w: w.introduce("My lamp is cracked."))
            from PySide6.QtWidgets import QApplication as A
            print("F0", A.focusWidget(), A.focusWidget() and A.focusWidget().accessibleName())
            await until("an offer", lambda: bool(seat.desk.offers()))
            print("F1", A.focusWidget())
            await seat.press(Qt.Key.Key_A, ctrl=True, shift=True)
            await until("the thread", lambda: seat.texts() == ["My lamp is cracked."])
            await seat.type("Hello Layla")
            print(seat.pane.composer.editor.toPlainText())
            await seat.press(Qt.Key.Key_Return)
            await visitor.do(lambda w: w.shows("My lamp is cracked.", "Hello Layla"))

    journey(day())
