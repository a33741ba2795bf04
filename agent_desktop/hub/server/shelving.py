"""Recordings on their way from the telephones' folder among the hub's files, one attempt after the other.

Promises that each is brought in once, and told of when it is in; that what cannot be kept now, because the disk is
full, is tried again and stays where it is meanwhile. A hub that stops waits `FILES_WITHIN` seconds at most: the next
one finds the others where they are.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from agent_desktop.hub.server.recordings import Recordings
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.errors import DeskError

FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 10.0
FILES_WITHIN: Final = 5.0
_log = logging.getLogger("agent_desktop.hub")


class Shelving:
    """On the event loop. `tell` hears of each that is in, with its attachment (None: nothing of it was kept)."""

    def __init__(
        self, recordings: Recordings, tell: Callable[[Recorded, Attachment | None], None]
    ) -> None:
        self._recordings, self._tell = recordings, tell
        self._coming: dict[str, asyncio.Task[None]] = {}
        self._stopping = asyncio.Event()

    @property
    def coming(self) -> frozenset[str]:
        """The recordings that are on their way."""
        return frozenset(self._coming)

    def bring(self, recorded: Recorded) -> None:
        """Bring this one in."""
        name = recorded.recording
        if name not in self._coming:
            self._coming[name] = task = asyncio.ensure_future(self._bring(recorded))
            task.add_done_callback(lambda _: self._coming.pop(name))

    async def stop(self) -> None:
        """Bring in what can be brought in soon; nothing is told after this."""
        self._stopping.set()
        if self._coming:
            await asyncio.wait([*self._coming.values()], timeout=FILES_WITHIN)
        await self._recordings.stop()
        while self._coming:  # they hear now that nothing more is made
            await asyncio.wait([*self._coming.values()])

    async def _bring(self, recorded: Recorded) -> None:
        async def develop() -> None:
            nonlocal recorded
            recorded = await self._recordings.developed(recorded)

        async def keep() -> None:
            self._tell(recorded, await self._recordings.keep(recorded))

        if await self._done(develop):
            await self._done(keep)

    async def _done(self, step: Callable[[], Awaitable[None]]) -> bool:
        """Try until it is done; False when the hub stops before."""
        pause = FIRST_PAUSE
        while True:
            try:
                await step()
            except (DeskError, OSError) as error:
                if pause == FIRST_PAUSE:
                    kind = type(error).__name__
                    _log.error("a recording could not be kept, and is tried again: %s", kind)
            else:
                return True
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            if self._stopping.is_set():
                return False
            pause = min(2 * pause, LONGEST_PAUSE)
