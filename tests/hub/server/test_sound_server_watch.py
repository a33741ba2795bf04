"""Servers that help sound through firewalls and do not answer: told in the log once, and to administrators."""

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aioice import stun

from agent_desktop.hub.server.sound_server_watch import SoundServerWatch
from agent_desktop.hub.voice.helper_test import problems_of
from agent_desktop.model.telephone import SoundServer
from tests.contracts.asynchronous import asynchronous

HELPS, SILENT = "stun:good.example.org", "stun:silent.example.org"
SAYS = f"{SILENT} does not answer."


class Tries:
    """What trying finds, and how often it was done."""

    def __init__(self, **found: str) -> None:
        self.found, self.count = found, 0

    async def __call__(
        self, servers: tuple[SoundServer, ...], address: str, patience_s: float
    ) -> dict[str, str]:
        self.count += 1
        return {uri: self.found.get(uri, "") for one in servers for uri in one.uris}


async def settled(watch: SoundServerWatch, tries: Tries) -> None:
    """Try once more."""
    watch.tried_at = None
    before = tries.count
    await watch.latest()
    assert tries.count == before + 1


@asynchronous
async def test_a_silent_server_is_told_once_until_it_answers_again() -> None:
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    log = logging.getLogger("agent_desktop.hub.server.sound_server_watch")
    log.addHandler(listener := Listener())
    log.setLevel(logging.INFO)
    tries = Tries(**{SILENT: SAYS})
    servers = (SoundServer(uris=(HELPS, SILENT)),)
    back: list[int] = []
    watch = SoundServerWatch(
        lambda: servers, "127.0.0.1", tries, back=lambda: back.append(tries.count)
    )
    task = asyncio.create_task(watch.watch())
    try:
        for _ in range(3):
            await settled(watch, tries)
        assert await watch.latest() == {HELPS: "", SILENT: SAYS}
        assert len(heard) == 1
        assert SILENT in heard[0]
        tries.found = {}
        await settled(watch, tries)
        tries.found = {SILENT: SAYS}
        await settled(watch, tries)
        assert [SILENT in one for one in heard] == [True] * 3
        assert "again" in heard[1]
        assert back == [4], "calls wait for it again"
    finally:
        task.cancel()
        log.removeHandler(listener)
        log.setLevel(logging.NOTSET)


@asynchronous
async def test_what_was_just_tried_is_not_tried_again_but_for_other_servers() -> None:
    tries = Tries()
    servers: tuple[SoundServer, ...] = ()
    watch = SoundServerWatch(lambda: servers, "127.0.0.1", tries)
    task = asyncio.create_task(watch.watch())
    try:
        assert await watch.latest() == {}
        servers = (SoundServer(uris=(HELPS,)),)
        watch.changed()
        assert await watch.latest() == {HELPS: ""}
        assert await watch.latest() == {HELPS: ""}
        assert tries.count == 1
    finally:
        task.cancel()


@contextmanager
def listening() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind(("127.0.0.1", 0))
        yield one


class Stun(asyncio.DatagramProtocol):
    """Tells whoever asks where the question came from (RFC 8489)."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        asked = stun.parse_message(data)
        answer = stun.Message(
            message_method=asked.message_method,
            message_class=stun.Class.RESPONSE,
            transaction_id=asked.transaction_id,
        )
        answer.attributes["XOR-MAPPED-ADDRESS"] = addr
        self.transport.sendto(bytes(answer), addr)  # type: ignore[attr-defined]


@asynchronous
async def test_servers_are_tried_as_a_call_would_use_them() -> None:
    with listening() as silent, listening() as answering:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            Stun, sock=answering
        )
        try:
            good = f"stun:127.0.0.1:{answering.getsockname()[1]}"
            bad = f"stun:127.0.0.1:{silent.getsockname()[1]}"
            servers = (
                SoundServer(uris=(good, bad)),
                SoundServer(uris=("turn:127.0.0.1:port",), user="a", password="b"),
            )
            found = await problems_of(servers, "127.0.0.1", 0.2)
        finally:
            transport.close()
    assert found[good] == ""
    assert found[bad] == f"{bad} does not answer."
    assert found["turn:127.0.0.1:port"].startswith("turn:127.0.0.1:port cannot be used: ")
