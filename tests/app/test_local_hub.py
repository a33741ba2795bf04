"""The hub as a child of the program: it answers, comes back on the same address, ends, says why not."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request

from agent_desktop.app.backends import LocalBackend
from agent_desktop.app.local_hub import HubAddress, LocalHub, _ready
from agent_desktop.app.places import Places
from agent_desktop.app.profile import Profile
from agent_desktop.connectors.hub.connector import HubConnector
from agent_desktop.model.base import new_id
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.errors import DeskError, Offline, Problem
from agent_desktop.model.events import BackendBatch, LinkChanged, LinkState
from agent_desktop.model.people import PresenceState

WITHIN_S = 30.0


def run(scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(scenario(), WITHIN_S * 3))


@asynccontextmanager
async def hub(
    folder: Path,
    backs: asyncio.Queue[HubAddress] | None = None,
    troubles: asyncio.Queue[Problem] | None = None,
) -> AsyncIterator[LocalHub]:
    made = LocalHub(
        folder,
        team="Halden Home",
        owner="Inês",
        on_back=None if backs is None else backs.put_nowait,
        on_trouble=None if troubles is None else troubles.put_nowait,
    )
    try:
        yield made
    finally:
        await made.stop()


async def answers(url: str) -> bool:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{url}/v1/openapi.json")
        status: int = answer.status_code
        return status == 200


def alive(pid: int) -> bool:
    return bool(psutil.pid_exists(pid)) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_it_starts_answers_and_leaves_no_child(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with hub(tmp_path) as one:
            address, ticket = await one.start()
            pid = one.pid
            assert pid is not None
            assert await answers(address.url)
            command = psutil.Process(pid).cmdline()
            assert all(ticket not in word for word in command)
            await one.stop()
            assert one.pid is None
            assert not alive(pid)
            await one.stop()

    run(scenario)


@pytest.mark.expected_log("The hub ended with code -9; starting it again")
def test_a_killed_hub_comes_back_under_the_same_address(tmp_path: Path) -> None:
    async def scenario() -> None:
        backs: asyncio.Queue[HubAddress] = asyncio.Queue()
        async with hub(tmp_path, backs) as one:
            address, _ = await one.start()
            first = one.pid
            assert first is not None
            os.kill(first, signal.SIGKILL)
            again = await asyncio.wait_for(backs.get(), WITHIN_S)
            assert again == address
            assert one.pid not in (None, first)
            assert await answers(again.url)

    run(scenario)


def test_the_next_start_has_the_same_address_unless_somebody_took_it(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with hub(tmp_path) as one:
            first, _ = await one.start()
        async with hub(tmp_path) as two:
            second, _ = await two.start()
        assert second == first
        port = port_of(first.url)
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(("127.0.0.1", port))
            taken.listen()
            async with hub(tmp_path) as three:
                third, _ = await three.start()
                assert third != first
                assert await answers(third.url)

    run(scenario)


def kill(pid: int | None, url: str) -> None:
    """SIGKILL, and wait until nobody listens any more; the event loop, which would start it again, stands still."""
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    with suppress(ConnectionRefusedError):
        while True:
            with suppress(ConnectionResetError):
                socket.create_connection(("127.0.0.1", port_of(url))).close()


def port_of(url: str) -> int:
    return int(url.rsplit(":", 1)[1])


def spoil(database: Path) -> Callable[[], None]:
    """Put something else in the database's place; returns how to put it back."""
    parts = list(database.parent.glob(f"{database.name}*"))
    for part in parts:
        part.rename(part.with_name(f"kept.{part.name}"))
    database.write_text("This is no database. " * 100)

    def put_back() -> None:
        database.unlink()
        for part in parts:
            part.with_name(f"kept.{part.name}").rename(part)

    return put_back


@contextmanager
def listening_at(url: str) -> Iterator[socket.socket]:
    """Somebody else listens where the hub did, from now on."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port_of(url)))
        taken.listen()
        yield taken


@pytest.mark.expected_log("The hub ended with code -9; starting it again")
@pytest.mark.expected_log("The hub does not start: .*Address already in use")
@pytest.mark.expected_log("Another program has port .*; the hub has moved")
def test_a_hub_whose_port_was_taken_moves_and_stays_there(tmp_path: Path) -> None:
    async def scenario() -> None:
        backs: asyncio.Queue[HubAddress] = asyncio.Queue()
        troubles: asyncio.Queue[Problem] = asyncio.Queue()
        async with hub(tmp_path, backs, troubles) as one:
            first, _ = await one.start()
            kill(one.pid, first.url)
            with listening_at(first.url):
                moved = await asyncio.wait_for(backs.get(), WITHIN_S)
                assert moved.url != first.url
                assert moved.demo.startswith(moved.url)
                assert await answers(moved.url)
            kill(one.pid, moved.url)
            assert await asyncio.wait_for(backs.get(), WITHIN_S) == moved
            assert troubles.empty()
        async with hub(tmp_path) as two:
            assert (await two.start())[0] == moved

    run(scenario)


@pytest.mark.expected_log("The hub ended with code -9; starting it again")
@pytest.mark.expected_log("The hub does not start: .*Address already in use")
@pytest.mark.expected_log("Another program has port .*; the hub has moved")
def test_the_desk_follows_a_hub_that_moved(tmp_path: Path) -> None:
    async def scenario() -> None:
        live: asyncio.Queue[LinkState] = asyncio.Queue()

        async def deliver(event: BackendBatch | LinkChanged) -> None:
            if isinstance(event, LinkChanged):
                live.put_nowait(event.state)

        async def until(state: LinkState) -> None:
            while await asyncio.wait_for(live.get(), WITHIN_S) is not state:
                pass

        profile = Profile(connector="hub", local=True, owner="Inês", team="Halden Home")
        backend = LocalBackend(profile, Places(tmp_path), HubConnector(), "Here")
        session = await backend.sign_in()
        following = asyncio.create_task(session.run(None, deliver))
        try:
            await until(LinkState.LIVE)
            first = backend.url
            kill(backend.pid, first)
            with listening_at(first):
                await until(LinkState.OFFLINE)
                await until(LinkState.LIVE)
                assert backend.url != first
                assert backend.demo.startswith(backend.url)
                choice = ChoosePresence(state=PresenceState.READY)
                command_id = new_id()
                assert (await session.perform(command_id, choice)).command_id == command_id
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await session.close()
            await backend.stop()

    run(scenario)


class Eavesdropper:
    """A program that took the hub's port and speaks WebSocket: what it was asked, and what it was told."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[str] = []

    async def answer(self, socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                self.told.append(str(await socket.recv()))

    def note(self, _: ServerConnection, request: Request) -> None:
        self.asked.append(str(request.headers))


@pytest.mark.expected_log("The hub ended with code -9; starting it again")
@pytest.mark.expected_log("The hub does not start: .*Address already in use")
@pytest.mark.expected_log("Another program has port .*; the hub has moved")
def test_who_takes_the_port_of_a_dead_hub_hears_no_token(tmp_path: Path) -> None:
    async def scenario() -> None:
        links: asyncio.Queue[LinkState] = asyncio.Queue()

        async def deliver(event: BackendBatch | LinkChanged) -> None:
            if isinstance(event, LinkChanged):
                links.put_nowait(event.state)

        async def until(state: LinkState) -> None:
            while await asyncio.wait_for(links.get(), WITHIN_S) is not state:
                session.reconnect()  # as fast as it goes

        backend = LocalBackend(
            Profile(connector="hub", local=True, owner="Inês", team="Halden Home"),
            Places(tmp_path),
            HubConnector(),
            "Here",
        )
        session = await backend.sign_in()
        following = asyncio.create_task(session.run(None, deliver))
        try:
            await until(LinkState.LIVE)
            kill(backend.pid, backend.url)
            other = Eavesdropper()
            with listening_at(backend.url) as taken:
                async with serve(other.answer, sock=taken, process_request=other.note):
                    # asked before this program can know of the death, and again and again afterwards
                    asking = [asyncio.create_task(session.history("c", 1)) for _ in range(3)]
                    await until(LinkState.OFFLINE)
                    outcomes = await asyncio.gather(*asking, return_exceptions=True)
                    assert all(isinstance(one, Offline) for one in outcomes), outcomes
                    with pytest.raises(Offline):
                        await session.history("c", 1)
                    await until(LinkState.LIVE)
            assert other.told == []
            assert session.token
            assert not [one for one in other.asked if session.token in one]
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await session.close()
            await backend.stop()

    run(scenario)


@pytest.mark.expected_log("The hub ended with code -9; starting it again")
@pytest.mark.expected_log("The hub does not start: The file is no database of a hub")
def test_a_hub_that_does_not_start_again_says_why_once_and_is_tried_on(tmp_path: Path) -> None:
    async def scenario() -> None:
        backs: asyncio.Queue[HubAddress] = asyncio.Queue()
        troubles: asyncio.Queue[Problem] = asyncio.Queue()
        async with hub(tmp_path, backs, troubles) as one:
            first, _ = await one.start()
            kill(one.pid, first.url)
            put_back = spoil(tmp_path / "hub.sqlite")
            problem = await asyncio.wait_for(troubles.get(), WITHIN_S)
            assert problem.message
            assert problem.remedy
            put_back()
            assert await asyncio.wait_for(backs.get(), WITHIN_S) == first
            assert troubles.empty()

    run(scenario)


def test_a_folder_that_cannot_be_used_is_said_in_words_and_leaves_no_child(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")

    async def scenario() -> None:
        before = {child.pid for child in psutil.Process().children(recursive=True)}
        async with hub(file / "data") as one:
            with pytest.raises(DeskError) as refused:
                await one.start()
        assert refused.value.problem.remedy
        after = {child.pid for child in psutil.Process().children(recursive=True)}
        assert not {pid for pid in after - before if alive(pid)}

    run(scenario)


@pytest.mark.parametrize("line", [b"", b"{}", b"hello\n", b'{"ready": 7}', b"\xff\xfe"])
def test_nonsense_instead_of_the_handshake_is_told(line: bytes) -> None:
    with pytest.raises(Offline) as told:
        _ready(line, 3)
    assert "code 3" in told.value.problem.message


def test_the_hubs_own_words_are_passed_on() -> None:
    line = b'{"failed": {"code": "refused", "message": "The port is taken.", "field": "port"}}'
    with pytest.raises(DeskError) as told:
        _ready(line, None)
    assert told.value.problem.words() == "The port is taken."
