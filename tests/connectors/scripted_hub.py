"""Hubs that a test plays itself: a WebSocket that follows a script, an HTTP server with one answer for all."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeAlias

import msgspec
from websockets.asyncio.server import ServerConnection, serve

from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.connectors.hub.door import open_door
from agent_desktop.connectors.hub.session import HubSession
from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    Entries,
    Entry,
    FromDesk,
    Hello,
    SnapshotFrame,
    ToDesk,
    Welcome,
)
from agent_desktop.model.events import QueueChanged, Snapshot
from agent_desktop.model.people import Agent, Presence, PresenceState
from agent_desktop.model.work import Queue

ME = Agent(id="a1", name="Ada")
TOKEN = "token-that-must-not-leak"
_desk: msgspec.json.Decoder[FromDesk] = msgspec.json.Decoder(FromDesk)


class Guest:
    """One desk's connection, as the script sees it."""

    def __init__(self, socket: ServerConnection) -> None:
        self._socket = socket

    async def hear(self) -> FromDesk:
        """The desk's next frame."""
        return _desk.decode(await self._socket.recv())

    async def hello(self) -> Hello:
        """The desk's hello."""
        frame = await self.hear()
        assert isinstance(frame, Hello)
        return frame

    async def say(self, frame: ToDesk) -> None:
        """Send a frame."""
        await self._socket.send(msgspec.json.encode(frame).decode())

    async def say_raw(self, text: str) -> None:
        """Send any text."""
        await self._socket.send(text)

    async def until_gone(self) -> None:
        """Stay, silent, until the desk goes."""
        await self._socket.wait_closed()

    async def close(self, code: int) -> None:
        """End the connection."""
        await self._socket.close(code)

    async def welcome(self, position: int = 5, epoch: str = "e", resync: str = "") -> None:
        """Greet and, where it is due, send a snapshot."""
        await self.say(
            Welcome(
                protocol=PROTOCOL_VERSION,
                hub="Test",
                agent=ME,
                epoch=epoch,
                position=position,
                at=1_000,
                resync=resync,
            )
        )

    async def snapshot(self, position: int = 5) -> None:
        """Everything live: nothing."""
        presence = Presence(agent_id=ME.id, state=PresenceState.READY, since=1)
        await self.say(
            SnapshotFrame(
                position=position, at=1_000, snapshot=Snapshot(agent=ME, presence=presence)
            )
        )


def entries(*sequences: int, position: int | None = None, replay: bool = False) -> Entries:
    """Journal entries with these sequences."""
    return Entries(
        entries=tuple(
            Entry(seq=seq, at=seq, event=QueueChanged(queue=Queue(id="q", name=str(seq))))
            for seq in sequences
        ),
        position=position if position is not None else max(sequences),
        at=2_000,
        replay=replay,
    )


Script: TypeAlias = Callable[[Guest], Awaitable[None]]


@contextlib.asynccontextmanager
async def scripted(*scripts: Script) -> AsyncIterator[HubSession]:
    """A session at a hub that plays one script for each connection, the last one again and again."""
    played = 0

    async def play(socket: ServerConnection) -> None:
        nonlocal played
        script = scripts[min(played, len(scripts) - 1)]
        played += 1
        await script(Guest(socket))

    async with serve(play, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        door = await open_door(hub_address(f"http://127.0.0.1:{port}"))
        session = HubSession(door, TOKEN, ME, chance=lambda low, high: 0.0)
        try:
            yield session
        finally:
            await session.close()


@contextlib.asynccontextmanager
async def answering(
    answer: bytes, tls: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server that gives everyone the same bytes; its port, and what it was asked."""
    asked: list[bytes] = []

    async def serve_one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            asked.append(head + await reader.read(reader_left(head)))
            writer.write(answer)
            await writer.drain()
        writer.transport.abort() if not answer else writer.close()

    server = await asyncio.start_server(serve_one, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1], asked
    finally:
        server.close()


def reader_left(head: bytes) -> int:
    """How many bytes of body follow this head."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0
