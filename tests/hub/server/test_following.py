"""A node that follows: whom it takes for dead, and whom it does not."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import closing

import pytest

from agent_desktop.hub.server.clock import SharedClock
from agent_desktop.hub.server.following import DEAF_S, SILENCE_S, Follower
from agent_desktop.hub.server.front import Front
from agent_desktop.hub.server.roster import Roster
from agent_desktop.hub.storage.leading import Ear, Leader, Pulse
from agent_desktop.hub.storage.storage import Storage
from tests.contracts.asynchronous import asynchronous
from tests.hub.databases import always_served, fresh_served
from tests.hub.storage.test_leading import write

pytestmark = [pytest.mark.serial, always_served]

ME = Leader(url="http://127.0.0.1:1", token="secret", certificate="")


@pytest.fixture
def address() -> str:
    return fresh_served()


@pytest.fixture
def leader(address: str) -> Iterator[Storage]:
    with closing(Storage.open(address, leader=ME)) as storage:
        yield storage


@contextlib.asynccontextmanager
async def following(address: str) -> AsyncIterator[Follower]:
    follower = Follower(address, SharedClock(), Front(), Roster())
    try:
        yield follower
    finally:
        await follower.close()


@contextlib.asynccontextmanager
async def beating(address: str) -> AsyncIterator[None]:
    """A leader's signs of life."""

    async def beat() -> None:
        with closing(await asyncio.to_thread(Pulse, address)) as pulse:
            while True:
                await asyncio.to_thread(pulse.beat)
                await asyncio.sleep(0.2)

    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.mark.expected_log("does not hear")
@asynchronous
async def test_who_hears_nothing_at_all_listens_anew_and_parts_nobody(
    address: str, leader: Storage
) -> None:
    """As behind something that shares connections among many, and forgets who listened."""
    async with following(address) as follower, beating(address):
        await follower._follow()
        deaf = follower._ear
        assert isinstance(deaf, Ear)
        await asyncio.to_thread(deaf._connection.execute, b"UNLISTEN *")
        while follower._ear is deaf:
            assert not await follower._follow(), "its leader was taken for dead"
        while follower._ear is None or follower._silent_s:
            await follower._follow()
        write(leader, "Blue")
    assert DEAF_S < SILENCE_S


@pytest.mark.expected_log("gives no sign of life")
@asynchronous
async def test_a_silence_is_counted_against_nobody_but_who_was_silent(
    address: str, leader: Storage
) -> None:
    """Of two followers one takes the lead, and gives its first sign a moment later: the other one lets it."""
    async with following(address) as follower:
        while follower._silent_s < SILENCE_S - 0.3:
            assert not await follower._follow()
        leader.close()
        with closing(Storage.open(address, leader=ME)) as successor:
            follower._silent_s = SILENCE_S
            assert not await follower._follow()
            write(successor, "Green")
            while follower._silent_s < SILENCE_S - 0.3:
                assert not await follower._follow()
            while not await follower._follow():  # and who stays silent is parted in the end
                pass
