"""What happens outside the window while it runs: an event loop of its own, in a thread, for browsers and telephones.

Promises that the window's loop, which is Qt's, never waits for them in a blocking way.
"""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class Outside:
    """The other loop. Made by `outside`."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="outside")
        self._thread.start()

    async def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Let `work` happen there; the caller's loop goes on meanwhile. Raises what it raises."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    def now(self, work: Coroutine[Any, Any, T]) -> T:
        """The same for callers without a loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    @contextmanager
    def there(self, place: AbstractAsyncContextManager[T]) -> Iterator[T]:
        """Enter a context there, and leave it there."""
        entered = self.now(place.__aenter__())
        try:
            yield entered
        finally:
            self.now(place.__aexit__(None, None, None))

    def close(self) -> None:
        """End the loop and its thread."""
        self.now(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@contextmanager
def outside() -> Iterator[Outside]:
    """A loop for as long as this lasts."""
    made = Outside()
    try:
        yield made
    finally:
        made.close()
