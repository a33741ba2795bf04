"""One connection of a window to an engine: hello, commands with answers, news, signs of life.

Promises that every command gets one answer or `Unclear`, and that a link whose engine is silent ends.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Final

import msgspec

from agent_desktop.model.errors import DeskError, Offline, Problem
from agent_desktop.model.phone import PhoneEvent
from agent_desktop.phone import wire
from agent_desktop.phone.whereabouts import Whereabouts

_HELLO_S: Final = 5.0


class Link:
    """An open connection. Made by `enter`."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        welcome: wire.Welcome,
    ) -> None:
        self.welcome = welcome
        self.silent = False
        self._reader = reader
        self._writer = writer
        self._answers: dict[str, asyncio.Future[Problem | None]] = {}
        self._beating = asyncio.create_task(self._beat())

    @classmethod
    async def enter(cls, place: Whereabouts) -> Link:
        """Connect and be welcomed. Raises Offline when no engine answers there, DeskError with what it said."""
        writer: asyncio.StreamWriter | None = None
        try:
            async with asyncio.timeout(_HELLO_S):
                reader, writer = await _connect(place)
                writer.write(wire.line(wire.Hello(version=wire.VERSION, token=place.token)))
                frame = wire.from_engine.decode(await reader.readline())
        except (OSError, TimeoutError, ValueError, msgspec.MsgspecError):
            if writer is not None:
                writer.close()
            raise Offline("The telephone's engine does not answer.") from None
        except asyncio.CancelledError:
            if writer is not None:
                writer.close()
            raise
        if isinstance(frame, wire.Welcome):
            return cls(reader, writer, frame)
        writer.close()
        if isinstance(frame, wire.Denied):
            raise DeskError.of(frame.problem)
        raise Offline("The telephone's engine does not answer.")

    async def follow(self, deliver: Callable[[PhoneEvent], Awaitable[None]]) -> None:
        """Deliver news until the connection ends."""
        while (data := await self._line()) is not None:
            try:
                frame = wire.from_engine.decode(data)
            except msgspec.MsgspecError:
                return
            match frame:
                case wire.Happened(event=event):
                    await deliver(event)
                case wire.Done(id=name):
                    self._answered(name, None)
                case wire.Failed(id=name, problem=problem):
                    self._answered(name, problem)
                case _:
                    continue

    async def _line(self) -> bytes | None:
        """The next line; None at the end, or when the engine is silent although we look twice."""
        for patience in (wire.SILENT_S, 1.0):
            # A window that slept finds its own timer run out before it reads what has come meanwhile.
            try:
                async with asyncio.timeout(patience):
                    data = await self._reader.readline()
            except TimeoutError:
                continue
            except (OSError, ValueError):
                return None
            return data if data.endswith(b"\n") else None
        self.silent = True
        return None

    def _answered(self, name: str, problem: Problem | None) -> None:
        answer = self._answers.get(name)
        if answer is not None and not answer.done():
            answer.set_result(problem)

    async def ask(self, wish: wire.Do | wire.ChangeAccounts, within_s: float) -> Problem | None:
        """The engine's answer: None, or why not. Raises TimeoutError or ConnectionError when there is none."""
        name = wish.id
        answer = self._answers.setdefault(name, asyncio.get_running_loop().create_future())
        try:
            self._writer.write(wire.line(wish))
            async with asyncio.timeout(within_s):
                return await asyncio.shield(answer)
        finally:
            self._answers.pop(name, None)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(wire.BEAT_S)
            self._writer.write(wire.line(wire.Beat()))

    async def leave(self, *, keep_calls: bool) -> None:
        """Say goodbye."""
        self._writer.write(wire.line(wire.Leave(keep_calls=keep_calls)))
        with contextlib.suppress(OSError):
            await self._writer.drain()

    async def close(self) -> None:
        """End the connection; what waits for an answer hears that there is none."""
        self._beating.cancel()
        self._writer.close()
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(ConnectionError("the engine is gone"))
                answer.exception()  # whoever gave up waiting does not read it
        await asyncio.gather(self._beating, return_exceptions=True)
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()


async def _connect(place: Whereabouts) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if place.path:
        return await asyncio.open_unix_connection(place.path, limit=wire.LONGEST)
    return await asyncio.open_connection("127.0.0.1", place.port, limit=wire.LONGEST)
