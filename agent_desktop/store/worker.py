"""A thread of its own for a database connection, to be awaited from the event loop.

Promises that jobs run one at a time, in order; that a job which was asked for is finished even when the asker goes
away, except an interruptible one, which ends soon.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from typing import TypeVar

T = TypeVar("T")


class Worker:
    """One thread. `run` and `run_interruptibly` may be called from any task of one loop."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, job: Callable[[], T]) -> T:
        """Do `job` and give its result; it is done even when this call is cancelled."""
        return await asyncio.shield(asyncio.wrap_future(self._executor.submit(job)))

    async def run_interruptibly(
        self, job: Callable[[Callable[[], bool]], T], interrupt: Callable[[], None]
    ) -> T:
        """Do `job(unwanted)`. Cancelling this call makes `unwanted()` true and calls `interrupt` if the job runs."""
        unwanted = Event()
        lock = Lock()
        running = False

        def guarded() -> T:
            nonlocal running
            with lock:
                running = True
            try:
                return job(unwanted.is_set)
            finally:
                with lock:
                    running = False

        future = asyncio.wrap_future(self._executor.submit(guarded))
        try:
            return await future
        except asyncio.CancelledError:
            with lock:
                unwanted.set()
                if running:
                    interrupt()
            raise

    def stop(self) -> None:
        """Take no more jobs. Call it when the last one is done."""
        self._executor.shutdown(wait=True)
