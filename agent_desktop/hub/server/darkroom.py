"""The hub's darkroom: a process that makes sound files of kept packets, started when there is something to make.

Promises one recording after the other, in the order in which they were asked for; that a process which dies is told as
OSError, and the next recording gets another one; that none lives on without work for `IDLE_S`.
"""

import asyncio
import logging
from pathlib import Path
from typing import Final

from agent_desktop.hub.voice.darkroom import words
from agent_desktop.hub.voice.darkroom.words import Developed
from agent_desktop.hub.voice.process.child import Child

MODULE: Final = "agent_desktop.hub.voice.darkroom"
IDLE_S: Final = 60.0
_log = logging.getLogger("agent_desktop.hub")


class Darkroom:
    """On the event loop. `stop` it."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._child: Child | None = None
        self._running: asyncio.Task[None] | None = None
        self._answer: asyncio.Future[Developed] | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._resting: asyncio.Task[None] | None = None

    async def develop(self, kept: Path, made: Path, *, message: bool) -> Developed:
        """Make a sound file. Raises OSError."""
        async with self._turn:
            if self._idle is not None:
                self._idle.cancel()
            if self._running is None or self._running.done():
                self._child = await Child.start(MODULE, "the darkroom", _log)
                self._running = asyncio.ensure_future(self._run(self._child))
            assert self._child is not None
            loop = asyncio.get_running_loop()
            self._answer = answer = loop.create_future()
            self._child.tell(
                words.line(words.Order(kept=str(kept), made=str(made), message=message))
            )
            await asyncio.wait({answer, self._running}, return_when=asyncio.FIRST_COMPLETED)
            self._idle = loop.call_later(IDLE_S, self._rest)
            if not answer.done():
                raise OSError("the darkroom's process has ended")
        developed: Developed = answer.result()
        if developed.problem:
            raise OSError(developed.problem)
        return developed

    async def stop(self) -> None:
        """End its process, whatever it does; nothing is asked for any more."""
        if self._idle is not None:
            self._idle.cancel()
        if self._child is not None and self._running is not None:
            await self._child.end(b"", at_once=True)
            await self._running

    def _rest(self) -> None:
        self._resting = asyncio.ensure_future(self._end_idle())

    async def _end_idle(self) -> None:
        async with self._turn:
            await self.stop()

    async def _run(self, child: Child) -> None:
        await child.run(self._take)

    def _take(self, line: bytes) -> None:
        developed = words.developed.decode(line)
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(developed)
