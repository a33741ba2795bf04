"""The addresses of a hub's nodes: every other one is tried before anybody waits, and none of another kind is taken."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.server import ServerConnection, serve

from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.connectors.hub.door import Door, open_door
from agent_desktop.connectors.hub.session import HubSession
from agent_desktop.connectors.hub.ways import Ways
from agent_desktop.hub.doors.faults import Stopping
from agent_desktop.hub.protocol import Goodbye, Pong
from agent_desktop.model.commands import Cursor
from agent_desktop.model.events import LinkState, QueueChanged
from tests.connectors.scripted_hub import ME, TOKEN, Guest, Script, entries
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.watched import Watched

HOME = "https://hub-0.example"
NODES = [f"https://hub-{number}.example" for number in range(5)]


def ways(address: str = HOME, chance: float = 0.0) -> tuple[Ways, Door]:
    door = Door(hub_address(address), None)
    return Ways(door, lambda low, high: low + chance * (high - low)), door


@given(st.lists(st.sampled_from(NODES), max_size=8), st.floats(0, 1), st.integers(1, 3))
def test_every_other_node_is_tried_once_before_a_pause(
    told: list[str], chance: float, rounds: int
) -> None:
    found, door = ways(chance=chance)
    found.told(told)
    known = {HOME, *told}
    for _ in range(rounds):
        tried = {door.address.base}
        while found.over():
            assert door.address.base not in tried
            tried.add(door.address.base)
        assert tried == known, "all of them, before anybody waits"
        found.good()


def test_one_alone_is_asked_again_after_a_pause() -> None:
    found, door = ways()
    assert not found.several
    assert [found.over() for _ in range(3)] == [False] * 3
    assert door.address.base == HOME


def test_who_says_goodbye_is_asked_again_first_and_once() -> None:
    found, door = ways()
    found.told(NODES[:2])
    found.stay()
    assert found.over()
    assert door.address.base == HOME
    found.stay()
    assert found.over()
    assert door.address.base == NODES[1]


@pytest.mark.parametrize(
    ("given_address", "told"),
    [
        (HOME, "http://127.0.0.1:8000"),
        (HOME, "https://127.0.0.1:8000"),
        (HOME, "http://hub-1.example"),
        (HOME, "https://name:word@hub-1.example"),
        (HOME, "ftp://hub-1.example"),
        (HOME, "https://[half"),
        (HOME, ""),
        ("http://127.0.0.1:8000", "https://hub-1.example"),
    ],
)
def test_the_token_is_led_to_no_address_of_another_kind(given_address: str, told: str) -> None:
    found, door = ways(given_address)
    found.told([told])
    assert not found.several
    found.over()
    assert door.address.base == given_address


def test_nobody_makes_a_desk_remember_without_end() -> None:
    found, door = ways()
    found.told([f"https://hub-{number}.example" for number in range(1, 1_000)])
    seen = set()
    while found.over():
        seen.add(door.address.base)
    assert len(seen) == 16


@contextlib.asynccontextmanager
async def playing(script: Script) -> AsyncIterator[str]:
    """A hub's node that plays one script for each connection; its address."""

    async def play(socket: ServerConnection) -> None:
        await script(Guest(socket))

    async with serve(play, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"


@asynchronous
@pytest.mark.parametrize("parts", [False, True])
async def test_a_desk_resumes_at_the_other_node(parts: bool) -> None:
    """The first node names the second by its heartbeat, and goes away; `parts`: not without a word, and for good."""
    since: list[Cursor | None] = []
    visits: list[str] = []

    async def second(guest: Guest) -> None:
        visits.append("second")
        since.append((await guest.hello()).since)
        await guest.welcome(position=7)
        await guest.say(entries(7, replay=True))
        await guest.say(entries(replay=True, position=7))
        await guest.say(entries(8))
        await guest.until_gone()

    async with playing(second) as other:

        async def first(guest: Guest) -> None:
            visits.append("first")
            await guest.hello()
            if len(visits) > 1:
                await guest.close(1012)
                return
            await guest.welcome()
            await guest.snapshot(5)
            await guest.say(entries(6))
            await guest.say(Pong(id="", position=6, at=1, nodes=(other,)))
            if parts:
                words = Stopping("This node stops.", remedy="Connect again in a moment.")
                await guest.say(Goodbye(problem=words.problem))

        async with playing(first) as one:
            door = await open_door(hub_address(one))
            session = HubSession(door, TOKEN, ME, chance=lambda low, high: 0.0)
            try:
                watched = Watched(session)
                async with watched.following():
                    await watched.until(QueueChanged, lambda event: event.queue.name == "8")
                names = [e.queue.name for e in watched.events if isinstance(e, QueueChanged)]
                assert names == ["6", "7", "8"]
                assert since == [Cursor(epoch="e", seq=6)]
                assert visits == (["first", "first", "second"] if parts else ["first", "second"])
                assert door.address.base == other, "what is asked by HTTP goes there too"
                assert LinkState.OFFLINE in [link.state for link in watched.links]
            finally:
                await session.close()
    await asyncio.sleep(0)
