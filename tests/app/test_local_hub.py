"""The hub as a child of the program: it answers, comes back on the same address, ends, says why not."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from agent_desktop.app.local_hub import HubAddress, LocalHub, _ready
from agent_desktop.model.errors import DeskError, Offline

WITHIN_S = 30.0


def run(scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(scenario(), WITHIN_S * 3))


@asynccontextmanager
async def hub(
    folder: Path, backs: asyncio.Queue[HubAddress] | None = None
) -> AsyncIterator[LocalHub]:
    made = LocalHub(
        folder,
        team="Halden Home",
        owner="Inês",
        on_back=None if backs is None else backs.put_nowait,
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
        port = int(first.url.rsplit(":", 1)[1])
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(("127.0.0.1", port))
            taken.listen()
            async with hub(tmp_path) as three:
                third, _ = await three.start()
                assert third != first
                assert await answers(third.url)

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
