"""The centre's thread: order, answers after the commit, news to listeners, and what happens when it fails."""

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.thread import CentreThread
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.voice.decisions import Arrived
from agent_desktop.hub.voice.inputs import ArrivalRefused
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused, StoreFailed
from agent_desktop.model.events import OfferEnded, QueueChanged
from agent_desktop.model.work import OfferOutcome
from tests.hub import databases
from tests.hub.centre.floor import START, Floor

NAMELESS = AgentProfile(id="x", name="")


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> Millis:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Target:
    path = databases.fresh(tmp_path / "hub.db")
    floor = Floor(path)
    floor.furnish()
    floor.centre.storage.close()
    return path


def thread_on(path: Target, clock: Clock) -> CentreThread:
    return CentreThread(lambda: Centre(Storage.open(path, lock_wait_ms=10), clock), clock)


def test_requests_are_committed_together_and_answered_in_order(path: Target) -> None:
    async def run() -> None:
        thread = thread_on(path, Clock())
        await thread.start()
        heard: list[Published] = []
        leave = thread.subscribe(heard.extend)
        gate = threading.Event()
        held = asyncio.create_task(thread.call(lambda centre: gate.wait(10)))
        await asyncio.sleep(0)
        order: list[int] = []

        async def define(number: int) -> None:
            queue = f"q{number}"
            await thread.call(
                lambda centre: centre.define_queue(
                    type(centre.queues()[0])(id=queue, name=queue.title())
                )
            )
            order.append(number)

        tasks = [asyncio.create_task(define(number)) for number in range(20)]
        await asyncio.sleep(0)
        gate.set()
        assert await held
        await asyncio.gather(*tasks)
        assert order == list(range(20))
        names = [one.event.queue.name for one in heard if isinstance(one.event, QueueChanged)]
        assert names == [f"Q{number}" for number in range(20)]
        seqs = [one.seq for one in heard if one.seq]
        assert seqs == sorted(set(seqs))
        leave()
        before = list(heard)
        await define(99)
        assert heard == before
        await thread.stop()

    asyncio.run(run())


def test_a_refusal_and_a_fault_hurt_only_their_own(path: Target) -> None:
    async def run() -> None:
        thread = thread_on(path, Clock())
        await thread.start()
        gate = threading.Event()
        held = asyncio.create_task(thread.call(lambda centre: gate.wait(10)))
        await asyncio.sleep(0)

        def fault(centre: Centre) -> None:
            centre.define_setting("fault", "half done")
            raise ZeroDivisionError

        tasks = [
            asyncio.create_task(thread.call(lambda centre: centre.define_setting("one", "1"))),
            asyncio.create_task(thread.call(lambda centre: centre.define_agent(NAMELESS))),
            asyncio.create_task(thread.call(fault)),
            asyncio.create_task(thread.call(lambda centre: centre.define_setting("two", "2"))),
        ]
        await asyncio.sleep(0)
        gate.set()
        await held
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(answer) for answer in answers] == [
            type(None),
            Refused,
            ZeroDivisionError,
            type(None),
        ]
        kept = await thread.call(
            lambda centre: [centre.setting(name) for name in ("one", "two", "fault")]
        )
        assert kept == ["1", "2", ""]
        await thread.stop()

    asyncio.run(run())


def test_it_wakes_by_itself_when_something_is_due(path: Target) -> None:
    async def run() -> None:
        floor = Floor(path)
        floor.ready("anna")
        floor.arrive("vera")
        floor.centre.storage.close()
        clock = Clock()
        thread = thread_on(path, clock)
        await thread.start()
        ended: asyncio.Future[OfferEnded] = asyncio.get_running_loop().create_future()

        def listen(published: Sequence[Published]) -> None:
            for one in published:
                event = one.event
                if isinstance(event, OfferEnded) and event.outcome is OfferOutcome.MISSED:
                    ended.set_result(event)

        thread.subscribe(listen)
        await thread.call(lambda centre: centre.connected("anna"))
        clock.now += 29_999
        assert not ended.done()
        clock.now += 1
        # the thread sleeps at most as long as the clock said when it fell asleep; a request wakes it
        await thread.call(lambda centre: centre.next_deadline())
        await asyncio.wait_for(ended, 30)
        await thread.stop()

    asyncio.run(run())


def test_news_and_replay_fit_without_a_hole(path: Target) -> None:
    """Who listens first and drops news up to the replay's position misses nothing and hears nothing twice."""

    async def run() -> None:
        thread = thread_on(path, Clock())
        await thread.start()
        everything: list[Published] = []
        thread.subscribe(everything.extend)
        later: list[Published] = []

        async def noise(number: int) -> None:
            name = f"Name {number}"
            await thread.call(
                lambda centre: centre.define_queue(
                    type(centre.queues()[0])(id="support", name=name)
                )
            )

        tasks = [asyncio.create_task(noise(number)) for number in range(30)]
        await asyncio.sleep(0)
        thread.subscribe(later.extend)
        position, _ = await thread.call(lambda centre: centre.snapshot("anna"))
        await asyncio.gather(*tasks)
        await noise(31)
        heard = [one.seq for one in later if one.seq > position]
        assert heard == [one.seq for one in everything if one.seq > position]
        assert heard
        await thread.stop()

    asyncio.run(run())


def test_a_database_that_cannot_be_opened(tmp_path: Path) -> None:
    async def run() -> None:
        nobody = "postgresql://hub@127.0.0.1:1/hub"
        thread = thread_on(nobody if databases.SERVED else tmp_path / "nowhere" / "hub.db", Clock())
        with pytest.raises(StoreFailed):
            await thread.start()

    asyncio.run(run())


def test_who_is_cancelled_while_it_opens_leaves_nothing_open(
    path: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Storage] = []
    close = Storage.close

    def noted(storage: Storage) -> None:
        closed.append(storage)
        close(storage)

    monkeypatch.setattr(Storage, "close", noted)

    async def run() -> None:
        gate, opened = threading.Event(), list[Storage]()

        def slowly() -> Centre:
            gate.wait(10)
            opened.append(Storage.open(path))
            return Centre(opened[0], Clock())

        starting = asyncio.create_task(CentreThread(slowly, Clock()).start())
        await asyncio.sleep(0)
        starting.cancel()
        gate.set()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(starting, 10)
        assert opened == closed
        assert "centre" not in {one.name for one in threading.enumerate()}

    asyncio.run(run())


def test_after_stopping_it_refuses(path: Target) -> None:
    async def run() -> None:
        thread = thread_on(path, Clock())
        await thread.start()
        await thread.stop()
        with pytest.raises(StoreFailed):
            await thread.call(lambda centre: centre.position)

    asyncio.run(run())


@pytest.mark.expected_log("a call is sent to the queue 'nowhere'")
def test_orders_for_the_telephones_follow_the_answer(path: Target) -> None:
    async def run() -> None:
        thread = thread_on(path, Clock())
        await thread.start()
        heard: list[object] = []
        leave = thread.subscribe_orders(heard.extend)
        arrived = Arrived(
            call="c", entry_point="main", queue="nowhere", number="", arrived_at=START
        )
        await thread.call(lambda centre: centre.voice_happened(arrived))
        await thread.call(lambda centre: None)
        assert heard == [ArrivalRefused("c")]
        with pytest.raises(ZeroDivisionError):
            await thread.call(failing)
        leave()
        await thread.call(lambda centre: centre.voice_happened(arrived))
        await thread.stop()
        assert heard == [ArrivalRefused("c")]

    def failing(centre: Centre) -> None:
        centre.voice_happened(
            Arrived(call="d", entry_point="main", queue="nowhere", number="", arrived_at=START)
        )
        raise ZeroDivisionError

    asyncio.run(run())
