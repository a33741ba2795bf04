"""A node that follows: it reads the journal as others write it, passes the rest on, and watches over the leader.

Promises that a notification is only a hint: entries are read by their sequence, in order, each once; that a leader
which is gone, or gives no sign of life for `SILENCE_S`, is noticed; that a node which does not even hear itself takes
itself for deaf, and not its leader for dead. Refuses to decide anything that the centre decides.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket

from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.hub.doors.frames import encode
from agent_desktop.hub.journal.journal import heard_since, kept_since, newest
from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.protocol import HEARTBEAT_MS, Pong
from agent_desktop.hub.server.broadcast import Broadcast
from agent_desktop.hub.server.clock import SharedClock
from agent_desktop.hub.server.forwarding import Forwarder, Way
from agent_desktop.hub.server.front import Front
from agent_desktop.hub.server.relaying import Relay
from agent_desktop.hub.server.roster import Roster
from agent_desktop.hub.storage.leading import Ear, Leader
from agent_desktop.hub.storage.lock_holder import Watch
from agent_desktop.hub.storage.postgres_faults import held_by_stranger
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.errors import DeskError, Problem, StoreFailed

T = TypeVar("T")
SILENCE_S: Final = 2.5
"""A leader that gives no sign of life for so long is parted from the database."""
DEAF_S: Final = 2.0
"""Whoever does not hear its own signs for so long listens anew."""
LOOK_EVERY_S: Final = 0.4
TELL_EVERY_S: Final = 0.8
"""So often the other nodes are told where desks reach this one, and it looks whether it hears itself."""
READ_WITHIN_S: Final = 5.0
AGAIN_AFTER_S: Final = 0.5
LIVE: Final = "/v1/live"

_log = logging.getLogger("agent_desktop.hub")


class FollowsNoMore(Exception):
    """The node that follows takes the lead itself."""


class Follower:
    """Follows until `vacant()` returns, and answers at the `front` while there is somebody to pass on to."""

    def __init__(self, address: str, clock: SharedClock, front: Front, roster: Roster) -> None:
        self._address = address
        self._clock = clock
        self._front = front
        self._roster = roster
        self._closed = False
        self._ear: Ear | None = None
        self._reader: Storage | None = None
        self._ears = ThreadPoolExecutor(1, thread_name_prefix="ear")
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="follower")
        self._way: Way | None = None
        self._found = asyncio.Event()
        self._reading = asyncio.Lock()
        self._silent_s = 0.0
        self._deaf_s = 0.0
        self._session: int | None = None  # whose signs of life are missed
        self._looked_at = 0.0
        self.watch = Watch()
        self._told_at = 0.0
        self._forwarder = Forwarder(self._wait_for_way)
        self.broadcast = Broadcast(-1, clock())  # nothing was read yet
        self.relay = Relay(self.broadcast, self._forwarder, self._read, self._since)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on."""
        try:
            if scope["type"] == "http":
                await self._forwarder.http(scope, receive, send)
            elif scope["path"] == LIVE:
                await self.relay.enter(WebSocket(scope, receive, send))
            else:
                await self._forwarder.socket(scope, receive, send)
        except FollowsNoMore:
            await self._front(scope, receive, send)

    async def goodbye(self) -> None:
        """Part from every desk; it connects again, here or elsewhere, and resumes."""
        problem = Stopping(
            "This node stops or takes the lead.", remedy="Connect again in a moment."
        )
        await self.relay.lines.goodbye(problem.problem)

    async def close(self) -> None:
        """Follow no more: what still waits for a leader is this node's own to answer."""
        await self._lead_is(None)
        self._closed = True
        self._found.set()
        await self._let_go()
        for worker in (self._ears, self._readers):
            await asyncio.to_thread(worker.shutdown)

    # --- the leader

    async def vacant(self) -> None:
        """Follow until nobody leads."""
        beating = asyncio.create_task(self._beat())
        try:
            while True:
                try:
                    if await self._follow():
                        return
                except StoreFailed as error:
                    _log.warning("a follower does not reach its database: %s", error.problem.code)
                    await self._let_go()
                    await asyncio.sleep(AGAIN_AFTER_S)
        finally:
            beating.cancel()
            with suppress(asyncio.CancelledError):
                await beating

    async def _follow(self) -> bool:
        """One turn: hear, read, look. True when nobody leads. Raises StoreFailed."""
        if self._ear is None:
            self._ear = await self._on(self._ears, lambda: Ear(self._address))
            self._silent_s = self._deaf_s = 0.0
        ear = self._ear
        most_s = min(LOOK_EVERY_S, max(0.0, SILENCE_S - self._silent_s))
        heard = await self._on(self._ears, lambda: ear.wait(most_s))
        self._silent_s = 0.0 if heard.anything else self._silent_s + heard.silent_s
        self._deaf_s = 0.0 if heard.oneself else self._deaf_s + heard.silent_s
        self._roster.heard(heard.reached)
        await self._read()
        if self._deaf_s >= DEAF_S:
            _log.warning("this node does not hear what the database tells it, and listens anew")
            await self._let_go()
            return False
        now = asyncio.get_running_loop().time()
        if now - self._told_at >= TELL_EVERY_S:
            self._told_at = now
            await self._on(self._ears, lambda: ear.follows(self._roster.own))
        if now - self._looked_at < LOOK_EVERY_S and self._silent_s < SILENCE_S:
            return False
        self._looked_at = now
        seen = await self._on(self._ears, ear.look)
        self._clock.measured(seen.moment)
        self.watch.found(seen.stranger)
        if seen.stranger is not None:
            self._say_why(held_by_stranger("").problem)
            await self._lead_is(None)
            return False
        self._say_why(None)
        if seen.session is None:
            await self._lead_is(None)
            return True
        if (
            seen.session != self._session or not seen.node
        ):  # it leads since just now, or gives no signs
            self._session, self._silent_s = seen.session, 0.0
        if seen.node and self._silent_s >= SILENCE_S:
            session = seen.session
            _log.warning("the leader gives no sign of life and is parted from the database")
            await self._on(self._ears, lambda: ear.part(session))
            await self._lead_is(None)
            self._silent_s = 0.0
            return True
        await self._lead_is(seen.leader)
        return False

    def _say_why(self, why: Problem | None) -> None:
        """What clients are told who wait for somebody to lead."""
        self._forwarder.why = why
        self._front.told_while_waiting(why)

    async def _lead_is(self, leader: Leader | None) -> None:
        known = self._way.leader if self._way is not None else None
        if leader is not None and not leader.url:
            leader = None  # it takes no followers
        if leader == known:
            return
        before, self._way = self._way, Way(leader) if leader is not None else None
        if self._way is not None:
            self._found.set()
            self._front.answered_by(self, self.goodbye, leads=False)
        else:
            self._found.clear()
        if before is not None:
            await before.close()

    async def _wait_for_way(self) -> Way:
        while self._way is None:
            if self._closed:
                raise FollowsNoMore
            await self._found.wait()
        return self._way

    # --- the journal

    async def _read(self) -> None:
        """Hand out what was committed since the last time."""
        async with self._reading:  # one after the other: each entry once
            position = self.broadcast.position
            if position < 0:
                self.broadcast.position = await self._from(newest)
                return
            self.broadcast.publish(await self._from(lambda storage: kept_since(storage, position)))

    async def _since(self, position: int, audiences: frozenset[str]) -> tuple[int, list[Published]]:
        return await self._from(lambda storage: heard_since(storage, position, audiences))

    async def _beat(self) -> None:
        """Tell the desks, for ever, up to which moment they are current."""
        while True:
            await asyncio.sleep(HEARTBEAT_MS / 1000)
            at = self._clock()
            with suppress(DeskError):
                await self._read()
                position, nodes = self.broadcast.position, self._roster()
                frame = encode(Pong(id="", position=position, at=at, nodes=nodes)).decode()
                self.broadcast.beat(frame, at)

    # --- threads

    async def _from(self, work: Callable[[Storage], T]) -> T:
        """What `work` reads of one moment. Raises StoreFailed."""

        def read() -> T:
            if self._reader is None:
                self._reader = Storage.reading(self._address, answer_s=READ_WITHIN_S)
            with self._reader.transaction():
                return work(self._reader)

        return await self._on(self._readers, read)

    @staticmethod
    async def _on(worker: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(worker, work)

    async def _let_go(self) -> None:
        """Connect anew next time. Each connection is closed by the thread that uses it."""
        ear, self._ear = self._ear, None
        if ear is not None:
            await self._on(self._ears, ear.close)

        def close() -> None:
            reader, self._reader = self._reader, None
            if reader is not None:
                reader.close()

        await self._on(self._readers, close)
