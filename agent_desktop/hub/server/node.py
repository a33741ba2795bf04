"""A hub as one of several nodes on one database: it follows, or it leads, and changes from one to the other.

Promises that whoever leads holds the database's lock with the session that writes (`storage.leading`), so that one
which was parted can commit nothing; that a node which leads no more gives all of it up before it follows; that clients
who ask in between wait a little. Refuses to start where the database cannot be reached.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Final, NoReturn

from starlette.types import ASGIApp

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.hub.server import lock_watch
from agent_desktop.hub.server.clock import SharedClock
from agent_desktop.hub.server.following import Follower
from agent_desktop.hub.server.front import Front
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.roster import Roster
from agent_desktop.hub.storage.leading import Beat, Leader, Pulse
from agent_desktop.hub.storage.postgres import Postgres
from agent_desktop.hub.storage.postgres_faults import AnotherHub
from agent_desktop.model.errors import StoreFailed

PULSE_EVERY_S: Final = 0.25
"""So often that a leader which stood still for two seconds is in time (`following.SILENCE_S`)."""
PULSE_WITHIN_S: Final = 2.0
PARTED_S: Final = 4.0
"""After so long without an answer to its signs of life the leader takes itself for parted."""
CENTRE_WITHIN_S: Final = 30.0
"""A centre that does not answer for so long has stalled, and its leader gives no more signs of life."""
AGAIN_AFTER_S: Final = 0.5
GOODBYE_WITHIN_S: Final = 3.0

Opening = Callable[[Leader], AbstractAsyncContextManager[tuple[House, ASGIApp]]]
"""Opens the whole hub as the one that leads. Raises AnotherHub when it does not, and StoreFailed."""

_log = logging.getLogger("agent_desktop.hub")


class Node:
    """One node. `told` is what the others are told of it when it leads; `part` says goodbye to a hub's clients."""

    def __init__(
        self,
        address: str,
        told: Leader,
        front: Front,
        roster: Roster,
        opening: Opening,
        part: Callable[[House], Awaitable[None]],
        clock: SharedClock,
    ) -> None:
        self._address = address
        self._roster = roster
        self._told = told
        self._front = front
        self._opening = opening
        self._part = part
        self._clock = clock
        self._follower: Follower | None = None

    async def live(self) -> NoReturn:
        """Lead and follow until cancelled. Raises StoreFailed when the first try reaches no database."""
        first = True
        try:
            while True:
                try:
                    await self._lead()
                except AnotherHub:
                    pass
                except StoreFailed as error:
                    if first:
                        raise
                    _log.warning("this node cannot lead: %s", error.problem.message)
                    await asyncio.sleep(AGAIN_AFTER_S)
                first = False
                await self._follow()
        finally:
            await self._follow_no_more()

    async def _follow(self) -> None:
        if self._follower is None:
            self._follower = Follower(self._address, self._clock, self._front, self._roster)
            _log.info("this node follows")
        await self._follower.vacant()
        self._front.unanswered()

    async def _follow_no_more(self) -> None:
        follower, self._follower = self._follower, None
        if follower is not None:
            await follower.goodbye()
            await follower.close()

    async def _lead(self) -> None:
        """Lead until the lead is lost. Raises AnotherHub, StoreFailed."""
        async with self._pulsing() as life:
            await life.began()
            await self._lead_alive(life)

    async def _lead_alive(self, life: "_Life") -> None:
        async with self._opening(self._told) as (house, app):
            if self._follower is not None:
                await lock_watch.tell(house, self._follower.watch)
            await self._follow_no_more()
            database = await house.ask(_database)
            _log.info("this node leads, in term %d", database.term)
            self._front.answered_by(app, lambda: self._part(house), leads=True)
            await life.lost(house, database.term)
            _log.warning("this node leads no more")
            database.give_up()
            self._front.unanswered()
            with suppress(TimeoutError):
                async with asyncio.timeout(GOODBYE_WITHIN_S):
                    await house.shared.lines.goodbye(_PARTED.problem)

    @asynccontextmanager
    async def _pulsing(self) -> AsyncIterator["_Life"]:
        life = _Life(self._address, self._roster, self._clock)
        beating = asyncio.create_task(life.beat())
        try:
            yield life
        finally:
            beating.cancel()
            await asyncio.gather(beating, return_exceptions=True)
            life.close()


class _Life:
    """A leader's signs of life, from before it has the lock: to open a large hub takes longer than patience lasts."""

    def __init__(self, address: str, roster: Roster, clock: SharedClock) -> None:
        self._address = address
        self._roster = roster
        self._clock = clock
        self._pulse: Pulse | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="pulse")
        self._stalled = False
        self._turned = asyncio.Event()
        self._answered_at = time.monotonic()
        self._term = 0

    async def began(self) -> None:
        """Wait until the first sign was given or refused: what time it is shows then."""
        await self._turned.wait()

    async def beat(self) -> None:
        """Give signs of life, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                async with asyncio.timeout(PULSE_WITHIN_S):
                    beat = await loop.run_in_executor(self._worker, self._once)
                self._term = beat.term
                self._clock.measured(beat.moment)
                self._roster.heard(beat.reached)
                self._answered_at = time.monotonic()
            except (StoreFailed, TimeoutError):
                pass  # `lost` counts how long
            self._turned.set()
            await asyncio.sleep(PULSE_EVERY_S)

    def _once(self) -> Beat:
        if self._pulse is None:
            self._pulse = Pulse(self._address)
        try:
            return self._pulse.beat(self._roster.own, lives=not self._stalled)
        except StoreFailed:
            self._pulse.close()
            self._pulse = None
            raise

    async def lost(self, house: House, term: int) -> None:
        """Wait until this node leads no more: another term began, the database is gone, or the centre stalls."""
        watching = asyncio.create_task(self._watch_centre(house))
        try:
            while True:
                self._turned.clear()
                await self._turned.wait()
                silent_s = time.monotonic() - self._answered_at
                if self._term > term or silent_s >= PARTED_S:
                    return
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _watch_centre(self, house: House) -> None:
        while True:
            try:
                async with asyncio.timeout(CENTRE_WITHIN_S):
                    await house.ask(lambda centre: centre.position)
                self._stalled = False
            except TimeoutError:
                self._stalled = True
                _log.error("the centre does not answer; this node gives no more signs of life")
            except StoreFailed:
                pass  # the pulse finds out by itself
            await asyncio.sleep(PULSE_EVERY_S)

    def close(self) -> None:
        """No more signs."""
        self._worker.shutdown(wait=False)
        if self._pulse is not None:
            self._pulse.close()


def _database(centre: Centre) -> Postgres:
    database = centre.storage.database
    assert isinstance(database, Postgres)
    return database


_PARTED: Final = Stopping(
    "Another node of the hub takes the lead.", remedy="Connect again in a moment."
)
