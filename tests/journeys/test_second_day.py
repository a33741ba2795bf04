"""The second day: the program is started again over what it kept."""

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from PySide6.QtCore import Qt

from agent_desktop.app.doctor.servers import Servers, read_servers
from agent_desktop.hub.server.data_folder import DataFolder
from agent_desktop.model.base import new_id
from agent_desktop.model.events import LinkState
from agent_desktop.model.work import InteractionState
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.records import kept_by_hub
from tests.journeys.running import running
from tests.journeys.seat import Seat, until
from tests.journeys.talking import arrive, without_undo
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.serial

QUESTION = f"Is my order {new_id()} on its way?"
ANSWER = "Yes, it left this morning."
#: Another program of this computer, which asks the running one for its servers.
ASKS = """
import sys; from pathlib import Path; from agent_desktop.app.single import ask_the_first
print(ask_the_first(Path(sys.argv[1]), "servers"))
"""


def files_under(folder: Path) -> bytes:
    """Everything that was written there."""
    return b"\0".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.expected_log("stderr: Another hub .* already uses the folder")
def test_second_day(
    journey: RunJourney[Any], visitor: Visitor, keychain: KeychainInMemory, data: Path
) -> None:
    async def first_day() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            await without_undo(seat)
            await arrive(seat, visitor, QUESTION)
            await seat.say(ANSWER)
            await visitor.do(lambda w: w.shows(QUESTION, ANSWER))
            await seat.type("Half a reply")
            await until("its draft", lambda: "Half a reply" in seat.draft)

    async def second_day() -> None:
        hub = DataFolder(data / "hub")  # somebody else's hub is in the way
        try:
            async with Seat.taken(data) as seat:
                await until("a window", lambda: seat.program.workspaces is not None)
                assert seat.root.signin is None
                await seat.look_at()
                await until("the words", lambda: seat.banner.startswith("Offline since"))
                await until("the reason", lambda: "Another hub" in seat.banner)
                if seat.desk.open_conversation is None:
                    await seat.press(Qt.Key.Key_Down, ctrl=True, shift=True)
                await until("yesterday in the thread", lambda: seat.texts() == [QUESTION, ANSWER])
                editor = seat.pane.composer.editor
                await until("the draft", lambda: editor.toPlainText() == "Half a reply")
                await seat.press(Qt.Key.Key_Escape)
                await seat.type(" and its end")
                await seat.press(Qt.Key.Key_Return)
                await until("a waiting reply", lambda: "1 reply waiting" in seat.banner)
                hub.release()
                await until("a live window", lambda: seat.live and not seat.banner)
                with running("shield", "on", "--data", str(data)) as payment:
                    await until("its answer", lambda: payment.process.poll() is not None)
                    assert payment.ends() == 0, "nothing is recorded, and this is known"
                asked = [sys.executable, "-c", ASKS, str(data)]
                told = await asyncio.to_thread(subprocess.check_output, asked, text=True)
                assert read_servers(told) == Servers(), "the hub is here, and nothing else is named"
                said = [QUESTION, ANSWER, "Half a reply and its end"]
                await until("an empty outbox", lambda: seat.desk.outbox.waiting == 0)
                await until("the same thread", lambda: seat.texts() == said)
                await visitor.do(lambda w: w.shows(*said))
                await visitor.do(lambda w: w.say("Thank you!"))
                await until("the thanks", lambda: seat.texts() == [*said, "Thank you!"])
                await seat.press(Qt.Key.Key_1, ctrl=True, shift=True)
                await until("wrap-up", lambda: seat.state is InteractionState.WRAP_UP)
                await until("its panel", lambda: seat.parts.sidebar.wrap_up.isVisible())
        finally:
            hub.release()

    journey(first_day())
    for secret in (QUESTION.encode(), ANSWER.encode(), b"Half a reply"):
        assert secret not in files_under(data / "store")
    journey(second_day())
    assert kept_by_hub(data / "hub").texts == [
        QUESTION,
        ANSWER,
        "Half a reply and its end",
        "Thank you!",
    ]


def test_the_page_of_a_visitor_finds_the_hub_again(
    journey: RunJourney[Any], visitor: Visitor, keychain: KeychainInMemory, data: Path
) -> None:
    """The agent closes the program for lunch; the visitor's page stays open, and goes on afterwards."""

    async def morning() -> None:
        async with Seat.taken(data) as seat:
            await seat.start_the_hub()
            await arrive(seat, visitor, QUESTION)

    async def afternoon() -> None:
        async with Seat.taken(data) as seat:
            await until("a window", lambda: seat.program.workspaces is not None)
            await until("a live window", lambda: seat.live)
            assert seat.desk.link.state is LinkState.LIVE
            await visitor.do(lambda w: expect(w.log.locator(".waits")).to_have_count(0))
            await seat.look_at()
            if seat.desk.open_conversation is None:
                await seat.press(Qt.Key.Key_Down, ctrl=True, shift=True)
            await until("what was written at noon", lambda: "At noon" in seat.texts())

    journey(morning())

    async def noon() -> None:
        await visitor.do(lambda w: w.say("At noon"))
        await visitor.do(lambda w: expect(w.log.locator(".waits")).to_have_count(1))

    journey(noon())
    journey(afternoon())
    assert kept_by_hub(data / "hub").texts == [QUESTION, "At noon"]
