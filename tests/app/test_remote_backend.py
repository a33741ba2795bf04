"""A team's hub of several nodes, as the program signs in to it: a dead node costs the agent nothing but a moment."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.server import ServerConnection, serve

from agent_desktop.app.backends import RemoteBackend
from agent_desktop.app.profile import (
    MOST_NODES,
    NODE_KEPT_MS,
    Profile,
    read_profile,
    with_nodes,
    write_profile,
)
from agent_desktop.app.profile_file import ProfileFile
from agent_desktop.connectors.hub.connector import HubConnector
from agent_desktop.hub.protocol import PROTOCOL_VERSION, Welcome
from agent_desktop.model.errors import Offline
from agent_desktop.store.keys import KeyRing
from tests.connectors.scripted_hub import ME, TOKEN, Guest
from tests.contracts.asynchronous import asynchronous
from tests.contracts.connector.watched import Watched
from tests.files_on_thread import looked_at
from tests.peers.process import free_ports

DAY = 24 * 3_600_000
ADDRESSES = [f"https://hub-{number}.example" for number in range(30)]


@contextlib.asynccontextmanager
async def node(port: int, *nodes: str) -> AsyncIterator[None]:
    """A hub's node that knows the token, and names these."""

    async def play(socket: ServerConnection) -> None:
        guest = Guest(socket)
        assert (await guest.hello()).token == TOKEN
        await guest.say(
            Welcome(
                protocol=PROTOCOL_VERSION,
                hub="Test",
                agent=ME,
                epoch="e",
                position=5,
                at=1,
                nodes=nodes,
            )
        )
        await guest.snapshot()
        await guest.until_gone()

    async with serve(play, "127.0.0.1", port):
        yield


def backend(path: Path, keys: KeyRing) -> RemoteBackend:
    """As the program makes one when it starts."""
    kept = read_profile(path)
    assert kept is not None
    return RemoteBackend(kept, HubConnector(), keys, {}, ProfileFile(path))


async def works(found: RemoteBackend) -> str:
    """Sign in, follow for a moment and leave; the address of the node."""
    session = await found.sign_in()
    try:
        async with Watched(session).following():
            return str(session._door.address.base)  # type: ignore[attr-defined]
    finally:
        await session.close()
        await found.stop()


@asynchronous
async def test_a_desk_that_starts_while_its_node_is_dead_finds_another(tmp_path: Path) -> None:
    ports = free_ports(2)
    first, second = (f"http://127.0.0.1:{one}" for one in ports)
    path = tmp_path / "profile.json"
    keys = KeyRing(tmp_path / "keys.json")
    keys.use_memory()
    profile = Profile(connector="hub", values={"address": first, "email": "a@example.org"})
    write_profile(path, profile)
    first_day = backend(path, keys)
    keys.keep(first_day._token_name, TOKEN)
    async with node(ports[0], first, second, "https://elsewhere.example"):
        with looked_at() as touched:
            assert await works(first_day) == first
    assert touched == [], "the window's thread waits for no disk"
    kept = read_profile(path)
    assert kept is not None
    assert set(kept.nodes) == {first, second}, "and none of another kind"
    assert kept.values == profile.values
    async with node(ports[1], second):
        assert await works(backend(path, keys)) == second
    again = read_profile(path)
    assert again is not None
    assert set(again.nodes) == {first, second}, "one that is away now comes back"
    with pytest.raises(Offline, match="none of its 2 addresses") as caught:
        await backend(path, keys).sign_in()
    assert caught.value.problem.remedy


@asynchronous
async def test_an_administrator_may_give_several_addresses(tmp_path: Path) -> None:
    ports = free_ports(2)
    first, second = (f"http://127.0.0.1:{one}" for one in ports)
    async with node(ports[1]):
        session = await HubConnector().sign_in({"address": f"{first}, {second}", "token": TOKEN})
        assert session._ways.several
        await session.close()


@asynchronous
async def test_a_profile_that_is_not_kept_is_not_written(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    keys = KeyRing(tmp_path / "keys.json")
    keys.use_memory()
    path = tmp_path / "profile.json"
    found = RemoteBackend(
        Profile(connector="hub", values={"address": url}),
        HubConnector(),
        keys,
        {},
        ProfileFile(path),
    )
    keys.keep(found._token_name, TOKEN)
    async with node(port, url):
        await works(found)
    assert not path.exists()


@given(st.lists(st.tuples(st.lists(st.sampled_from(ADDRESSES)), st.integers(0, 20))))
def test_what_was_told_lately_is_kept_and_no_more(days: list[tuple[list[str], int]]) -> None:
    profile, now = Profile(connector="hub"), 0
    last: dict[str, int] = {}
    for told, later in days:
        now += later * DAY
        profile = with_nodes(profile, told, now)
        last = last | dict.fromkeys(told, now) if told else {}
        assert len(profile.nodes) <= MOST_NODES
        assert len(set(told) - set(profile.nodes)) <= max(0, len(set(told)) - MOST_NODES)
        for one, at in profile.nodes.items():
            assert at <= last[one] < at + DAY or at == last[one]
            assert now - at < NODE_KEPT_MS + DAY
