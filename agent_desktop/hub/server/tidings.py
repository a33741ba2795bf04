"""What is told of calls, carried to the centre.

Promises that the centre hears all of it in its order, and again when the disk had no room; that news which fail take no
others along. Refuses to know what they say.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.model.errors import DeskError, StoreFailed

AGAIN_AFTER: Final = 1.0
_log = logging.getLogger("agent_desktop.hub")
Job = Callable[[Centre], None]


class Tidings:
    """On the event loop. Told by `tell`; once `last` was called, a full disk loses what it does not take."""

    def __init__(self, thread: CentreThread) -> None:
        self._thread = thread
        self._jobs: deque[Job] = deque()
        self._more = asyncio.Event()
        self._told = asyncio.Event()
        self._told.set()
        self._last = False

    def tell(self, job: Job) -> None:
        """Let the centre hear this, after all that was told before."""
        self._jobs.append(job)
        self._told.clear()
        self._more.set()

    async def told(self) -> None:
        """Wait until the centre has heard everything."""
        await self._told.wait()

    def last(self) -> None:
        """The hub stops: what comes now is the last."""
        self._last = True

    async def carry(self) -> None:
        """Carry what is told to the centre, for ever."""
        while True:
            await self._more.wait()
            self._more.clear()
            while self._jobs:
                jobs = list(self._jobs)
                self._jobs.clear()
                await self._carry_all(jobs)
            self._told.set()

    async def _carry_all(self, jobs: Sequence[Job]) -> None:
        """These in one transaction; one that fails by itself does not take the others with it."""

        def tell(centre: Centre) -> None:
            for job in jobs:
                try:
                    job(centre)
                except StoreFailed:
                    raise
                except DeskError as error:
                    _log.error("news of a call were refused: %s", error.problem.code)

        while True:
            try:
                await self._thread.call(tell)
            except StoreFailed:
                if self._last:
                    _log.error("news of calls could not be written before the hub stopped")
                    return
                await asyncio.sleep(AGAIN_AFTER)
                continue
            except Exception as error:
                if len(jobs) == 1:
                    _log.error("news of a call failed: %s", type(error).__name__)
                    return
                for job in jobs:
                    await self._carry_all([job])
            return
