"""One open WebSocket: bounded reading, a bounded outbox, one goodbye.

Promises that a slow reader costs a bounded amount of memory and is cut off with a Goodbye, that nobody else waits for
it, and that a line ends in bounded time whatever the peer does. Refuses binary frames and frames above the limit.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from agent_desktop.hub.doors.faults import Malformed, TooLarge, TooSlow, close_code_of
from agent_desktop.hub.doors.frames import encode
from agent_desktop.hub.protocol import MAX_FRAME_BYTES, Goodbye
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem

MAX_WAITING_BYTES: Final = 2 * 1024 * 1024
MAX_WAITING_FRAMES: Final = 4_000
ROOM_BYTES: Final = 256 * 1024
"""Below this, whoever sends much (a replay) goes on."""
LAST_WORD_WITHIN: Final = 3.0
"""Seconds that a peer has to take the Goodbye before the connection is cut."""


class LineClosed(Exception):
    """The peer is gone, or the line said goodbye: the talk is over."""


async def turn_away(websocket: WebSocket, problem: Problem) -> None:
    """Open the socket only to say goodbye: pages cannot read why the opening of a socket was refused."""
    line = Line(websocket)
    line.goodbye(problem)
    await line.run(Line.room)


class Line:
    """The hub's end of one WebSocket. Lives on the event loop; `send` and `goodbye` never wait."""

    def __init__(
        self,
        websocket: WebSocket,
        *,
        max_waiting_bytes: int = MAX_WAITING_BYTES,
        max_waiting_frames: int = MAX_WAITING_FRAMES,
        last_word_within: float = LAST_WORD_WITHIN,
    ) -> None:
        self._websocket = websocket
        self._waiting: deque[str] = deque()
        self._waiting_bytes = 0
        self._max_bytes = max_waiting_bytes
        self._max_frames = max_waiting_frames
        self._last_word_within = last_word_within
        self._generous = False
        self._more = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._ending = asyncio.Event()
        self._parting: Problem | None = None

    @property
    def ending(self) -> bool:
        """True from the goodbye on, or since the peer is gone."""
        return self._ending.is_set()

    @property
    def roomy(self) -> bool:
        """Whether the outbox is short now: what can be left out for slow readers looks here first."""
        return self._room.is_set()

    def send(self, frame: Record | str, *, awaited: bool = False) -> None:
        """Put a frame (a record, or its JSON text) into the outbox. A full outbox ends the line with a Goodbye.

        `awaited` frames were sent after `room` (a replay, a snapshot): the limit does not count them.
        """
        if self.ending:
            return
        text = frame if isinstance(frame, str) else encode(frame).decode()
        self._waiting.append(text)
        self._waiting_bytes += len(text)
        too_many = len(self._waiting) > self._max_frames or self._waiting_bytes > self._max_bytes
        if too_many and not awaited and not self._generous:
            self.goodbye(
                TooSlow(
                    "This desk reads more slowly than news come.",
                    field="waiting",
                    value=f"{len(self._waiting)} frames, {self._waiting_bytes} bytes",
                    remedy="Connect again and resume.",
                ).problem
            )
            return
        self._generous = self._generous or (awaited and len(text) > ROOM_BYTES)
        if self._waiting_bytes > ROOM_BYTES:
            self._room.clear()
        self._more.set()

    async def room(self) -> None:
        """Wait until the outbox is short again, for those who send much. Raises LineClosed."""
        await self._room.wait()
        if self.ending:
            raise LineClosed

    def goodbye(self, problem: Problem) -> None:
        """Drop what waits, say why, close. The first goodbye counts."""
        if self.ending:
            return
        self._parting = problem
        self._waiting.clear()
        self._waiting_bytes = 0
        self._ending.set()
        self._room.set()
        self._more.set()

    async def read(self) -> bytes:
        """The next frame. Raises LineClosed when the peer is gone, Malformed for binary, TooLarge."""
        if self.ending:
            raise LineClosed
        message = await self._websocket.receive()
        if message["type"] != "websocket.receive" or self.ending:
            raise LineClosed
        text = message.get("text")
        if text is None:
            size = len(message.get("bytes") or b"")
            raise Malformed(
                "Frames are JSON text, and this one is binary.",
                field="frame",
                value=f"{size} bytes",
            )
        data = str(text).encode("utf-8", "surrogatepass")
        if len(data) > MAX_FRAME_BYTES:
            raise TooLarge(
                f"A frame has at most {MAX_FRAME_BYTES} bytes.",
                field="frame",
                value=f"{len(data)} bytes",
            )
        return data

    async def run(self, talk: Callable[["Line"], Awaitable[None]]) -> None:
        """Accept the socket, hold the talk, and close in bounded time. An error of the talk comes out afterwards."""
        await self._websocket.accept()
        writer = asyncio.create_task(self._write(), name="line-writer")
        talker = asyncio.ensure_future(talk(self))
        ending = asyncio.create_task(self._ending.wait(), name="line-ending")
        try:
            await asyncio.wait({writer, talker, ending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._ending.set()
            self._room.set()
            self._more.set()
            talker.cancel()
            ending.cancel()
            with contextlib.suppress(asyncio.CancelledError, LineClosed):
                await ending
            done, _ = await asyncio.wait({writer}, timeout=self._last_word_within)
            if not done:
                writer.cancel()
                self._cut()
            await asyncio.gather(writer, return_exceptions=True)
        with contextlib.suppress(asyncio.CancelledError, LineClosed):
            await talker

    async def _write(self) -> None:
        """Send what waits, then the last word, then close; ends quietly when the peer is gone."""
        with contextlib.suppress(OSError, RuntimeError, WebSocketDisconnect):
            while True:
                while self._waiting:
                    text = self._waiting.popleft()
                    self._waiting_bytes -= len(text)
                    if self._waiting_bytes <= ROOM_BYTES:
                        self._room.set()
                        self._generous = False
                    await self._websocket.send({"type": "websocket.send", "text": text})
                if self._ending.is_set():
                    break
                self._more.clear()
                await self._more.wait()
            code = 1000
            if self._parting is not None:
                last = encode(Goodbye(problem=self._parting)).decode()
                await self._websocket.send({"type": "websocket.send", "text": last})
                code = close_code_of(self._parting)
            if self._websocket.application_state is WebSocketState.CONNECTED:
                await self._websocket.close(code)

    def _cut(self) -> None:
        """End the connection without waiting for the peer; the server's protocol offers how, where it can."""
        abort = self._websocket.scope.get("state", {}).get("abort")
        if abort is not None:
            abort()
