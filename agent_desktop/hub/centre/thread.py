"""The centre's thread, as asyncio sees it: requests in, answers back, published news to listeners.

Promises that requests run one after another in the order in which they came; that those waiting together are committed
together and answered only after the commit; that listeners hear everything committed, once and in order, on the event
loop, after the answers of the same commit. Whoever needs replay and news without a hole listens first, asks for the
replay then, and drops news up to its position.

Refuses to lose a request in a failed commit: they are run again one by one, so that only the guilty one fails.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.saving import Saving
from agent_desktop.hub.centre.waiting import look_ahead
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.voice.inputs import Input as Order
from agent_desktop.hub.written.records import AgentTypes
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError, StoreFailed

T = TypeVar("T")
Job = Callable[[Centre], Any]
Listener = Callable[[Sequence[Published]], None]
OrderListener = Callable[[Sequence[Order]], None]
PostListener = Callable[[Sequence[str | AgentTypes]], None]

MAX_BATCH = 256
RETRY_MS = 1_000
MAX_SLEEP_MS = 60_000


class _Request:
    """A job, who waits for it, and what came of it."""

    __slots__ = ("answer", "error", "future", "job")

    def __init__(self, job: Job, future: "asyncio.Future[Any]") -> None:
        self.job = job
        self.future = future
        self.answer: Any = None
        self.error: BaseException | None = None


class CentreThread:
    """Owns a `Centre` from `start` to `stop`. Use it from the event loop that called `start`."""

    def __init__(self, make: Callable[[], Centre], clock: Callable[[], Millis]) -> None:
        self._make = make
        self._clock = clock
        self.saving = Saving()
        self._listeners: list[Listener] = []
        self._order_listeners: list[OrderListener] = []
        self._post_listeners: list[PostListener] = []
        self._waiting: deque[_Request] = deque()
        self._wake = threading.Condition()
        self._stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    async def start(self) -> None:
        """Open the centre on its thread. Raises what opening raises; who is cancelled meanwhile leaves nothing open."""
        self._loop = asyncio.get_running_loop()
        opened: asyncio.Future[None] = self._loop.create_future()
        self._thread = threading.Thread(target=self._run, args=(opened,), name="centre")
        self._thread.start()
        try:
            await opened
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Finish what waits, then close the storage."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)

    async def call(self, job: Callable[[Centre], T]) -> T:
        """Run `job` on the thread; what it changed is on the disk when this returns. Raises what it raises."""
        if self._loop is None or self._stopping:
            raise StoreFailed("The hub is stopping.", remedy="Try again in a moment.")
        request = _Request(job, self._loop.create_future())
        with self._wake:
            self._waiting.append(request)
            self._wake.notify()
        answer: T = await request.future
        return answer

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Let `listener` hear what is published from now on; the result ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def subscribe_orders(self, listener: OrderListener) -> Callable[[], None]:
        """Let `listener` hear what the telephones are to do from now on, after the answers; the result ends it."""
        self._order_listeners.append(listener)
        return lambda: self._order_listeners.remove(listener)

    def subscribe_posted(self, listener: PostListener) -> Callable[[], None]:
        """Let `listener` hear whose letters may go on, by entry point, after the answers; the result ends it."""
        self._post_listeners.append(listener)
        return lambda: self._post_listeners.remove(listener)

    # --- on the thread

    def _run(self, opened: "asyncio.Future[None]") -> None:
        assert self._loop is not None
        try:
            centre = self._make()
        except BaseException as error:
            self._loop.call_soon_threadsafe(_settle_future, opened, None, error)
            return
        self._loop.call_soon_threadsafe(_settle_future, opened, None, None)
        self._publish(centre, ())
        retry_at: Millis = 0
        while True:
            requests = self._next(centre, retry_at)
            if requests is None:
                break
            failed = False
            if requests:
                self._serve(centre, requests)
            else:
                failed = not self._tick(centre)
            retry_at = self._clock() + RETRY_MS if failed else 0
            self._publish(centre, requests)
        centre.storage.close()

    def _next(self, centre: Centre, retry_at: Millis) -> list[_Request] | None:
        """The requests that wait, empty when it is time to tick, None when it is time to stop."""
        with self._wake:
            while True:
                if self._waiting:
                    count = min(len(self._waiting), MAX_BATCH)
                    return [self._waiting.popleft() for _ in range(count)]
                if self._stopping:
                    return None
                due = centre.next_deadline()
                rest = MAX_SLEEP_MS if due is None else max(due, retry_at) - self._clock()
                if rest <= 0:
                    return []
                self._wake.wait(min(rest, MAX_SLEEP_MS) / 1000)

    def _tick(self, centre: Centre) -> bool:
        before = centre.storage.changes
        try:
            centre.tick()
        except DeskError as error:
            self.saving.failed(error)
            return False
        self.saving.done(written=centre.storage.changes != before)
        return True

    def _serve(self, centre: Centre, requests: list[_Request]) -> None:
        try:
            self._together(centre, requests)
        except Exception as error:
            if len(requests) == 1:
                requests[0].answer, requests[0].error = None, error
                self.saving.failed(error)
                return
            for request in requests:
                request.answer = request.error = None
                self._serve(centre, [request])

    def _together(self, centre: Centre, requests: list[_Request]) -> None:
        before = centre.storage.changes
        with centre.batch():
            look_ahead(centre.storage, [request.job for request in requests])
            for request in requests:
                try:
                    request.answer = request.job(centre)
                except StoreFailed:
                    raise
                except DeskError as error:
                    request.error = error
        self.saving.done(written=centre.storage.changes != before)

    def _publish(self, centre: Centre, requests: Sequence[_Request]) -> None:
        assert self._loop is not None
        published, orders, posted = centre.drain(), centre.drain_orders(), centre.drain_posted()
        if requests or published or orders or posted:
            self._loop.call_soon_threadsafe(self._deliver, requests, published, orders, posted)

    # --- on the event loop

    def _deliver(
        self,
        requests: Sequence[_Request],
        published: Sequence[Published],
        orders: Sequence[Order],
        posted: Sequence[str | AgentTypes],
    ) -> None:
        for request in requests:
            _settle_future(request.future, request.answer, request.error)
        if published:
            for listener in tuple(self._listeners):
                listener(published)
        if orders:
            for hear in tuple(self._order_listeners):
                hear(orders)
        if posted:
            for told in tuple(self._post_listeners):
                told(posted)


def _settle_future(
    future: "asyncio.Future[Any]", answer: object, error: BaseException | None
) -> None:
    if future.done():
        return
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(answer)
