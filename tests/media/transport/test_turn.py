"""Through a real server: our address by STUN, voice by TURN over UDP, TCP and TLS, and what goes wrong there."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from agent_desktop.media.transport.ice import IceSettings, TurnServer
from tests.media.transport.agents import LOOPBACK, Side, closed, joined, talk
from tests.peers.coturn import PASSWORD, USER, Coturn, coturn


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Coturn]:
    with coturn(tmp_path_factory.mktemp("coturn")) as running:
        yield running


def through(server: Coturn, transport: str) -> IceSettings:
    port = server.tls_port if transport == "tls" else server.port
    assert transport in ("udp", "tcp", "tls")
    relay = TurnServer("127.0.0.1", port, USER, PASSWORD, transport)  # type: ignore[arg-type]
    return replace(LOOPBACK, turn=(relay,), relay_only=True, trust=server.trust)


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
def test_a_relay_carries_the_voice_and_its_path_says_so(server: Coturn, transport: str) -> None:
    async def main() -> None:
        one, other = Side(True, through(server, transport)), Side(False)
        await joined(one, other)
        await talk(one, other)
        path, theirs = one.agent.path, other.agent.path
        assert path is not None
        assert theirs is not None
        assert path.local == "relay"
        assert path.relayed
        assert theirs.relayed
        assert all(" typ relay raddr 0.0.0.0" in candidate for candidate in one.agent.candidates)
        await closed(one, other)

    asyncio.run(main())


def test_a_stun_server_shows_our_address(server: Coturn) -> None:
    async def main() -> None:
        one = Side(True, replace(LOOPBACK, stun=(("127.0.0.1", server.port),)))
        await one.agent.gather()
        assert any(" typ srflx raddr 127.0.0.1" in candidate for candidate in one.agent.candidates)
        assert not one.agent.problems
        await closed(one)

    asyncio.run(main())


def test_a_relay_whose_certificate_nobody_signed_is_not_used(server: Coturn) -> None:
    async def main() -> None:
        settings = replace(through(server, "tls"), trust=None, relay_only=False)
        one = Side(True, settings)
        await one.agent.gather()
        assert not any(" typ relay" in candidate for candidate in one.agent.candidates)
        assert "certificate verify failed" in one.agent.problems[0]
        await closed(one)

    asyncio.run(main())


def test_a_wrong_secret_or_a_dead_server_is_a_problem_and_no_failure(
    server: Coturn, unused_port: int
) -> None:
    async def main() -> None:
        relays = (
            TurnServer("127.0.0.1", server.port, USER, "wrong"),
            TurnServer("127.0.0.1", unused_port, USER, PASSWORD, "tcp"),
        )
        one, other = Side(True, replace(LOOPBACK, turn=relays)), Side(False)
        await joined(one, other)
        await talk(one, other)
        assert len(one.agent.problems) == 2
        assert "wrong" not in " ".join(one.agent.problems)
        await closed(one, other)

    asyncio.run(main())


@pytest.fixture
def unused_port() -> Iterator[int]:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        yield sock.getsockname()[1]


def test_a_relay_that_breaks_is_told(tmp_path: Path) -> None:
    async def main() -> None:
        with coturn(tmp_path) as own:
            one, other = Side(True, through(own, "tcp")), Side(False)
            await joined(one, other)
            await talk(one, other)
            own.process.kill()
            assert await asyncio.wait_for(one.lost, 20) == "the way through the relay broke"
        await closed(one, other)

    asyncio.run(main())


def test_a_relay_s_password_is_not_shown() -> None:
    assert "hidden" not in repr(IceSettings(turn=(TurnServer("h", 1, "u", "hidden"),)))
