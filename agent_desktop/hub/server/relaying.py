"""`/v1/live` at a follower: one desk's socket, with the journal from the database and all the rest from the leader.

The leader answers hello and commands and sends replay or snapshot, as to a desk of its own; from there on the journal's
entries come from this node, which reads them itself. Promises
that no entry is lost or doubled between replay and live, as `live.LiveDesk` does. Refuses to answer for the leader:
when that goes away, the desk is asked to connect again, and resumes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Final

import msgspec
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from agent_desktop.hub.doors.answers import deny
from agent_desktop.hub.doors.faults import Stopping, TooSlow
from agent_desktop.hub.doors.lines import Line, LineClosed
from agent_desktop.hub.doors.shared import Lines
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.protocol import Goodbye
from agent_desktop.hub.server.broadcast import Broadcast, Listener, frames_of
from agent_desktop.hub.server.forwarding import Forwarder, Way, refused
from agent_desktop.hub.server.relayed import Held, Tuned
from agent_desktop.model.errors import DeskError

Since = Callable[[int, frozenset[str]], Awaitable[tuple[int, list[Published]]]]
"""What these audiences hear after a position, and the position up to which that is all."""


_FOR_US: Final = ('{"type":"held"', '{"type":"tuned"', '{"type":"goodbye"')
_told = msgspec.json.Decoder(Held | Tuned | Goodbye)


class Relay:
    """All desks at this follower. `catch_up` lets the broadcast hear all that was committed by now."""

    def __init__(
        self,
        broadcast: Broadcast,
        forwarder: Forwarder,
        catch_up: Callable[[], Awaitable[None]],
        since: Since,
    ) -> None:
        self.broadcast = broadcast
        self.lines = Lines()
        self._forwarder = forwarder
        self._catch_up = catch_up
        self._since = since

    async def enter(self, near: WebSocket) -> None:
        """One desk's socket, to its end."""
        try:
            way, far = await self._forwarder.open(near.scope)
        except InvalidStatus as error:
            await refused(near, error)
            return
        except DeskError as error:
            await deny(near, error)
            return
        line = Line(near)
        try:
            with self.lines.holding(line):
                await line.run(lambda line: self._talk(line, way, far))
        finally:
            far.transport.abort()

    async def _talk(self, line: Line, way: Way, far: ClientConnection) -> None:
        desk = _Desk(line, self.broadcast, self._catch_up, self._since)
        down = asyncio.ensure_future(desk.down(far))
        up = asyncio.ensure_future(_up(line, far))
        gone = asyncio.ensure_future(way.over.wait())
        try:
            await asyncio.wait({down, up, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.broadcast.leave(desk.listener)
            for one in (down, up, gone):
                one.cancel()
            for found in await asyncio.gather(down, up, gone, return_exceptions=True):
                if isinstance(found, DeskError):
                    line.goodbye(found.problem)
            line.goodbye(_LEADER_GONE.problem)
            with suppress(OSError):
                await far.close()


class _Desk:
    """What one desk hears: the leader's frames as they come, and the journal's entries from here."""

    def __init__(
        self,
        line: Line,
        broadcast: Broadcast,
        catch_up: Callable[[], Awaitable[None]],
        since: Since,
    ) -> None:
        self.listener = Listener(self._send, lambda: None, self._overfull)
        self._line = line
        self._broadcast = broadcast
        self._catch_up = catch_up
        self._since = since
        self._held_at = broadcast.position
        broadcast.hold(self.listener)

    async def down(self, far: ClientConnection) -> None:
        """From the leader to the desk, until either is gone."""
        with suppress(ConnectionClosed, LineClosed):
            async for frame in far:
                if not isinstance(frame, str):
                    continue
                if frame.startswith(_FOR_US):
                    await self._hear(_told.decode(frame))
                else:
                    await self._line.room()
                    self._line.send(frame, awaited=True)

    async def _hear(self, told: Held | Tuned | Goodbye) -> None:
        match told:
            case Held():
                self._held_at = self._broadcast.position
                self._broadcast.hold(self.listener)
            case Tuned(audiences=audiences, position=position):
                await self._tuned(frozenset(audiences), position)
            case Goodbye(problem=problem):
                self._line.goodbye(problem)

    async def _tuned(self, audiences: frozenset[str], position: int) -> None:
        """Go on live. This node may be behind the leader's snapshot or replay, or have been before it."""
        if self._broadcast.position < position:
            await self._catch_up()
        if self._held_at > position:
            reached, missed = await self._since(position, audiences)
            for frame in frames_of(missed, max(position, reached)):
                await self._line.room()
                self._line.send(frame, awaited=True)
            position = max(position, reached)
        self._broadcast.release(self.listener, audiences, position)

    def _send(self, frames: Sequence[str]) -> None:
        for frame in frames:
            self._line.send(frame)

    def _overfull(self) -> None:
        self._line.goodbye(
            TooSlow("This desk took its replay too slowly.", remedy="Connect again.").problem
        )


async def _up(line: Line, far: ClientConnection) -> None:
    with suppress(ConnectionClosed, LineClosed):
        while True:
            await far.send((await line.read()).decode("utf-8", "surrogatepass"))


_LEADER_GONE: Final = Stopping(
    "Another node of the hub takes the lead.", remedy="Connect again in a moment."
)
