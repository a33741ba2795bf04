"""`send`: from Enter in the composer to a reply that is on the disk, and to one that the hub has accepted.

The real conversation pane and desk, the real encrypted store with full sync, the real connector and a hub in a process
of its own, which keeps the message before it accepts it; a customer who reads and is silent. Undo is off. Durable is
the moment at which the desk shows the bubble: its outbox row is synced then. Wall milliseconds, as the agent feels
them. Beside it, in turns with the replies: an insert of the same text into a bare encrypted database with full sync,
and an echo of it over a bare WebSocket from another process; a reply that is accepted needs at least two such inserts
(one at either side) and one such way there and back.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
import qasync
import websockets
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.app.backends import LocalBackend
from agent_desktop.app.places import Places
from agent_desktop.app.plugins import find_connectors
from agent_desktop.app.practice.script import roles
from agent_desktop.app.practice.visitor import Pace, Visitor
from agent_desktop.app.profile import Profile
from agent_desktop.desk.runner import Desk
from agent_desktop.model.changes import Section
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import AcceptOffer, ChangeSetting, OpenConversation, SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.settings import UNDO
from agent_desktop.model.timeline import Message
from agent_desktop.store.connection import KEY_BYTES, connect, durable
from agent_desktop.store.desk_store import open_store
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.theme.theme import Theme
from tests.benchmarks.report import Figure, report, summary

REPLIES = 250
WARM = 20
PAUSE_S = 0.03
GOALS: dict[str, Figure] = {"durable_ms_p50": 33, "accepted_ms_p50": 100}
_TEXT = (
    "I have reserved a new base for you in Rotterdam. It ships by express tomorrow. Reply number"
)
_ECHO = """
import asyncio, websockets
async def echo(socket):
    async for words in socket:
        await socket.send(words)
async def main():
    async with websockets.serve(echo, "127.0.0.1", 0) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""


class Silent(Pace):
    """A customer who reads the first answer, and reads on."""

    async def read(self, text: str) -> None:
        """Never be done."""
        await asyncio.Event().wait()


@dataclass
class Times:
    """Milliseconds of every reply and of what was measured between the replies."""

    durable: list[float] = field(default_factory=list)
    accepted: list[float] = field(default_factory=list)
    insert: list[float] = field(default_factory=list)
    echo: list[float] = field(default_factory=list)


async def until(desk: Desk, true: Callable[[], bool]) -> None:
    """Wait until `true()`, looking whenever the desk tells of changes. Raises TimeoutError after half a minute."""
    changed = asyncio.Event()
    end = desk.subscribe(lambda _: changed.set())
    try:
        async with asyncio.timeout(30):
            while not true():
                changed.clear()
                await changed.wait()
    finally:
        end()


class Writer:
    """The agent at the composer. Notes when the desk shows a reply, and when the hub has it."""

    def __init__(self, desk: Desk, pane: ConversationPane, conversation: str) -> None:
        self._desk = desk
        self._pane = pane
        self._conversation = conversation
        self._text = ""
        self._shown = self._taken = 0.0
        desk.subscribe(lambda _: self._look())

    def _look(self) -> None:
        if not self._text or self._taken:
            return
        for item in reversed(self._desk.items(self._conversation)):
            if isinstance(item, Message) and item.text == self._text:
                now = time.perf_counter()
                self._shown = self._shown or now
                if item.seq:
                    self._taken = now
                return

    async def reply(self, text: str) -> tuple[float, float]:
        """Type a reply and press Enter; milliseconds until it is durable, and until it is accepted."""
        editor = self._pane.composer.editor
        editor.setPlainText(text)
        await self._desk.settled()
        self._text, self._shown, self._taken = text, 0.0, 0.0
        began = time.perf_counter()
        asyncio.get_running_loop().call_soon(QTest.keyClick, editor, Qt.Key.Key_Return)
        await until(self._desk, lambda: self._taken > 0)
        return (self._shown - began) * 1000, (self._taken - began) * 1000


def bare_database(path: Path) -> sqlite3.Connection:
    """An encrypted database with one table, every commit synced."""
    raw = connect(path, os.urandom(KEY_BYTES))
    durable(raw)
    raw.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB)")
    return raw


def insert(raw: sqlite3.Connection, text: str) -> float:
    """Milliseconds of one durable insert."""
    began = time.perf_counter()
    raw.execute("INSERT INTO bare (body) VALUES (?)", (text.encode(),))
    return (time.perf_counter() - began) * 1000


@contextlib.asynccontextmanager
async def bare_socket() -> AsyncIterator[websockets.ClientConnection]:
    """A connection to an echo in another process."""
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _ECHO, stdout=asyncio.subprocess.PIPE
    )
    assert server.stdout is not None
    try:
        port = int(await server.stdout.readline())
        async with websockets.connect(f"ws://127.0.0.1:{port}") as socket:
            yield socket
    finally:
        server.terminate()
        await server.wait()


async def echo(socket: websockets.ClientConnection, text: str) -> float:
    """Milliseconds of one way there and back."""
    began = time.perf_counter()
    await socket.send(text)
    await socket.recv()
    return (time.perf_counter() - began) * 1000


async def accepted_conversation(desk: Desk, hub: str) -> tuple[str, asyncio.Task[None]]:
    """A customer comes and is accepted; the conversation, and the customer's task."""
    await until(desk, lambda: desk.link.state is LinkState.LIVE)
    desk.post(ChangeSetting(name=UNDO, value="off"))
    desk.post(SetPresence(state=PresenceState.READY))
    role = msgspec.structs.replace(roles()[0], file=None)
    customer = asyncio.create_task(Visitor(hub, role, pace=Silent(0.0)).run())
    await until(desk, lambda: bool(desk.offers()))
    desk.post(AcceptOffer())
    await until(desk, lambda: desk.row_count(Section.ACTIVE) > 0)
    conversation = desk.row(Section.ACTIVE, 0).conversation_id
    desk.post(OpenConversation(conversation_id=conversation))
    await until(desk, lambda: bool(desk.items(conversation)))
    return conversation, customer


async def measure(theme: Theme, folder: Path, replies: int) -> Times:
    """Everything, in a throwaway folder."""
    where = Places(folder)
    where.make()
    profile = Profile(connector="hub", local=True, team="Halden Home", owner="Ann Larsen")
    store = (await open_store(where.store / "desk.db", os.urandom(KEY_BYTES))).store
    connector = (await asyncio.to_thread(find_connectors))["hub"]
    backend = LocalBackend(profile, where, connector, "hub")
    desk = await Desk.start(None, store)
    session = await backend.sign_in()
    desk.attach_session(session)
    raw = bare_database(folder / "bare.db")
    times = Times()
    try:
        conversation, customer = await accepted_conversation(desk, backend.url)
        pane = ConversationPane(desk, theme, open_link=lambda _: None)
        pane.resize(720, 640)
        pane.show()
        writer = Writer(desk, pane, conversation)
        async with bare_socket() as socket:
            for number in range(WARM + replies):
                text = f"{_TEXT} {number}."
                shown, taken = await writer.reply(text)
                alone, there_and_back = insert(raw, text), await echo(socket, text)
                if number >= WARM:
                    times.durable.append(shown)
                    times.accepted.append(taken)
                    times.insert.append(alone)
                    times.echo.append(there_and_back)
                await asyncio.sleep(PAUSE_S)
        pane.close()
        customer.cancel()
        await asyncio.gather(customer, return_exceptions=True)
    finally:
        await desk.stop()
        await session.close()
        await backend.stop()
        await store.close()
        raw.close()
    return times


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=REPLIES)
    asked = parser.parse_args(arguments)
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    theme = Theme("light")
    theme.apply(app)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop, tempfile.TemporaryDirectory(prefix="send-") as name:
        times = loop.run_until_complete(measure(theme, Path(name), asked.replies))
    figures = {**summary(times.durable, "durable_ms"), **summary(times.accepted, "accepted_ms")}
    beside = {
        **summary(times.insert, "bare_insert_ms"),
        **summary(times.echo, "bare_echo_ms"),
    }
    met = {name: figures[name] <= float(goal) for name, goal in GOALS.items()}
    report("send", {"replies": asked.replies, **figures}, beside, GOALS, met)


if __name__ == "__main__":
    main()
