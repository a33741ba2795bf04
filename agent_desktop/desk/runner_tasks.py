"""The runner's tasks: work that goes on beside the turns.

Promises that no task dies silently: what it raises is logged. Refuses to outlive its owner: `stop` ends
and awaits all of it.
"""

import asyncio
import logging
from collections.abc import Coroutine

log = logging.getLogger(__name__)


class Tasks:
    """The tasks of one owner."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[object, object, None], name: str) -> "asyncio.Task[None]":
        """Run `work` beside everything else."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        fault = task.exception()
        if fault is not None:
            log.error("A task of the desk failed: %s", task.get_name(), exc_info=fault)

    def cancel(self, name: str) -> None:
        """Cancel those of this name."""
        for task in [one for one in self._running if one.get_name() == name]:
            task.cancel()

    async def stop(self) -> None:
        """Cancel all and wait until they have ended."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
