"""A computer without a keychain: a passphrase protects what is kept, or nothing is kept."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from agent_desktop.store.keys import KeyStatus
from agent_desktop.ui.kit.widgets.notices import Toast
from agent_desktop.ui.signin.passphrase import PassphrasePage
from tests.journeys.conftest import RunJourney
from tests.journeys.seat import Seat, until
from tests.journeys.talking import talk
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.serial

PASSPHRASE = "Lumen 14 Marmor"
QUESTION = "Where is my parcel?"
ANSWER = "I am looking."


async def asked(seat: Seat) -> PassphrasePage:
    """The page that asks for the passphrase, with the caret in it."""
    await until(
        "the passphrase page",
        lambda: seat.root.signin is not None and seat.root.signin.passphrase is not None,
    )
    await seat.look_at()
    page = seat.signin.passphrase
    assert page is not None
    await until("the caret in its field", page.field.hasFocus)
    return page


async def at_work(seat: Seat) -> None:
    """The window is there, and live."""
    await until("a window", lambda: seat.program.workspaces is not None)
    await until("a live window", lambda: seat.live)
    await seat.look_at()


def toasts(seat: Seat) -> list[str]:
    """What the window says in passing."""
    return [toast.accessibleName() for toast in seat.shell.findChildren(Toast)]


def test_a_passphrase_protects_the_history(
    journey: RunJourney[Any], visitor: Visitor, no_keychain: None, data: Path
) -> None:
    async def choose() -> None:
        async with Seat.taken(data) as seat:
            await seat.choose_the_hub()
            page = await asked(seat)
            await seat.type("short")
            await seat.press(Qt.Key.Key_Return)
            assert page.notice.words == "Please use at least 8 characters."
            await seat.press(Qt.Key.Key_A, ctrl=True)
            await seat.type(PASSPHRASE)
            await seat.press(Qt.Key.Key_Tab)
            await seat.type(PASSPHRASE)
            await seat.press(Qt.Key.Key_Return)
            await at_work(seat)
            await talk(seat, visitor, QUESTION, ANSWER)

    async def unlock() -> None:
        async with Seat.taken(data) as seat:
            page = await asked(seat)
            await seat.type("Lumen 14 marmor")
            await seat.press(Qt.Key.Key_Return)
            await until("words of refusal", lambda: page.notice.words)
            assert "passphrase" in page.notice.words.lower()
            await until("the caret in its field", page.field.hasFocus)
            await seat.type(PASSPHRASE)
            await seat.press(Qt.Key.Key_Return)
            await at_work(seat)
            if seat.desk.open_conversation is None:
                await seat.press(Qt.Key.Key_Down, ctrl=True, shift=True)
            await until("the thread", lambda: seat.texts() == [QUESTION, ANSWER])

    journey(choose())
    assert PASSPHRASE.encode() not in (data / "keys").read_bytes()
    journey(unlock())


def test_a_forgotten_passphrase_costs_the_history_and_not_the_work(
    journey: RunJourney[Any], visitor: Visitor, no_keychain: None, data: Path
) -> None:
    async def choose(seat: Seat, passphrase: str) -> None:
        await asked(seat)
        await seat.type(passphrase)
        await seat.press(Qt.Key.Key_Tab)
        await seat.type(passphrase)
        await seat.press(Qt.Key.Key_Return)
        await at_work(seat)

    async def begin() -> None:
        async with Seat.taken(data) as seat:
            await seat.choose_the_hub()
            await choose(seat, PASSPHRASE)
            await talk(seat, visitor, QUESTION, ANSWER)

    async def begin_anew() -> None:
        async with Seat.taken(data) as seat:
            page = await asked(seat)
            await seat.click(page.forgotten.link)
            await until("the explanation", page.forgotten.about.isVisible)
            await seat.click(page.forgotten.anew)
            await until("another page", lambda: seat.signin.passphrase not in (None, page))
            await choose(seat, "Quarz 15 Linde")
            await until(
                "that the old history is kept",
                lambda: any("kept as default set aside" in words for words in toasts(seat)),
            )
            if seat.desk.open_conversation is None:
                await seat.press(Qt.Key.Key_Down, ctrl=True, shift=True)
            await until("the thread", lambda: seat.texts() == [QUESTION, ANSWER])

    journey(begin())
    locked = (data / "store" / "default.db").read_bytes()
    journey(begin_anew())
    aside = (data / "store").glob("default set aside *.db")
    assert [one.read_bytes() for one in aside] == [locked]


def test_nothing_is_kept_without_a_cache(
    journey: RunJourney[Any], visitor: Visitor, no_keychain: None, data: Path
) -> None:
    async def decline() -> None:
        async with Seat.taken(data) as seat:
            await seat.choose_the_hub()
            page = await asked(seat)
            await seat.click(page.decline)
            await at_work(seat)
            assert seat.program.key_status is KeyStatus.MEMORY
            await talk(seat, visitor, QUESTION, ANSWER)

    journey(decline())
    assert not (data / "keys").exists()
    assert not (data / "store").exists()
