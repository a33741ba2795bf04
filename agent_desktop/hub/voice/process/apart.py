"""A studio as a process of its own, seen from the worker.

Promises that its load is the one that it last said; that whoever began it hears once when it has died, not when it was
told to end.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from typing import Final

from agent_desktop.hub.voice.process.child import Child
from agent_desktop.hub.voice.studio import words

MODULE: Final = "agent_desktop.hub.voice.studio"
READY_WITHIN: Final = 20.0
_log: Final = logging.getLogger(__name__)


def cores() -> int:
    """How many this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


class Apart:
    """Made by `begin`."""

    def __init__(
        self, child: Child, heard: Callable[[words.Heard], None], gone: Callable[[Apart], None]
    ) -> None:
        self.load = 0.0
        self._child, self._heard, self._gone = child, heard, gone
        self._ready = asyncio.Event()
        self._ending = False
        self._running = asyncio.ensure_future(self._run())

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._child.pid

    def do(self, order: words.Said) -> None:
        """Send it an order; nothing happens when it is gone."""
        self._child.tell(words.line(order))

    async def ready(self) -> bool:
        """Wait until it works; whether it does."""
        waiting = asyncio.ensure_future(self._ready.wait())
        await asyncio.wait(
            {waiting, self._running},
            timeout=READY_WITHIN,
            return_when=asyncio.FIRST_COMPLETED,
        )
        waiting.cancel()
        return self._ready.is_set() and not self._running.done()

    async def stop(self) -> None:
        """Let it complete its recordings, and end."""
        self._ending = True
        await self._child.end(words.line(words.Stop()), at_once=not self._ready.is_set())
        await self._running

    async def _run(self) -> None:
        code = await self._child.run(self._take)
        if not self._ending and self._ready.is_set():
            _log.error("a process for the sound of calls ended with code %s", code)
            self._gone(self)

    def _take(self, line: bytes) -> None:
        event = words.heard.decode(line)
        match event:
            case words.Ready():
                self._ready.set()
            case words.Load(share=share):
                self.load = share
            case _:
                try:
                    self._heard(event)
                except Exception:  # whoever listens must not end the calls of the others
                    _log.exception("%s of a studio was not heard", type(event).__name__)


async def begin(
    setup: words.StudioSetup,
    heard: Callable[[words.Heard], None],
    gone: Callable[[Apart], None],
) -> Apart:
    """Start one; it is ready when this returns. Raises OSError."""
    child = await Child.start(MODULE, "a studio", _log)
    child.tell(words.line(setup))
    made = Apart(child, heard, gone)
    if not await made.ready():
        await made.stop()
        raise OSError("it did not begin")
    return made
