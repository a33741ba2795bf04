"""ICE between two agents of ours: roles, trickling, lies, consent; and through a real TURN server."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest
from aioice import stun
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.transport.ice import IceAgent, IceFailed, IceSettings, TurnServer
from agent_desktop.media.transport.ice_connection import Consent
from tests.peers.coturn import PASSWORD, USER, Coturn, coturn

LOOPBACK = IceSettings(addresses=("127.0.0.1",))


class Side:
    """An agent, what it received and what it said."""

    def __init__(self, controlling: bool, settings: IceSettings = LOOPBACK) -> None:
        self.inbox: asyncio.Queue[bytes] = asyncio.Queue()
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.found: asyncio.Queue[str | None] = asyncio.Queue()
        self.agent = IceAgent(
            settings,
            controlling=controlling,
            received=lambda data, _: self.inbox.put_nowait(data),
            lost=self.lost.set_result,
            found=self.found.put_nowait,
        )

    def know(self, other: Side, *, lite: bool = False) -> None:
        self.agent.set_remote(other.agent.username, other.agent.password, lite=lite)

    def take(self, candidates: list[str]) -> None:
        for candidate in [*candidates, None]:
            self.agent.add_remote(candidate)


async def joined(one: Side, other: Side) -> None:
    """Gather, tell each other all, connect."""
    await asyncio.gather(one.agent.gather(), other.agent.gather())
    for us, them in ((one, other), (other, one)):
        us.know(them)
        us.take(them.agent.candidates)
    await asyncio.gather(one.agent.connect(), other.agent.connect())


async def talk(one: Side, other: Side) -> None:
    for us, them in ((one, other), (other, one)):
        data = b"\x80" + os.urandom(20)
        assert us.agent.send(data)
        assert await asyncio.wait_for(them.inbox.get(), 5) == data


async def closed(*sides: Side) -> None:
    await asyncio.gather(*(side.agent.close() for side in sides))


@pytest.mark.parametrize("roles", [(True, False), (True, True), (False, False)])
def test_two_agents_find_each_other_whatever_roles_they_begin_with(
    roles: tuple[bool, bool],
) -> None:
    async def main() -> None:
        one, other = Side(roles[0]), Side(roles[1])
        await joined(one, other)
        await talk(one, other)
        path = one.agent.path
        assert path is not None
        assert (path.local, path.remote, path.relayed) == ("host", "host", False)
        assert path.address[0] == "127.0.0.1"
        await closed(one, other)
        assert not one.agent.send(b"\x80")

    asyncio.run(main())


def test_candidates_may_come_after_the_checks_began() -> None:
    async def main() -> None:
        one, other = Side(True), Side(False)
        await asyncio.gather(one.agent.gather(), other.agent.gather())
        one.know(other)
        other.know(one)
        connecting = [asyncio.create_task(side.agent.connect()) for side in (one, other)]
        while (candidate := await one.found.get()) is not None:
            other.agent.add_remote(f"candidate:{candidate}")
        other.agent.add_remote(None)
        await asyncio.gather(*connecting)
        await talk(one, other)
        await closed(one, other)

    asyncio.run(main())


def test_a_peer_that_only_answers_checks_is_reached() -> None:
    async def main() -> None:
        one, lite = Side(True), Side(False)
        await asyncio.gather(one.agent.gather(), lite.agent.gather())
        one.know(lite, lite=True)
        one.take(lite.agent.candidates)
        lite.know(one)  # and knows no candidates: it learns the address from the check
        answering = asyncio.create_task(lite.agent.connect())
        await one.agent.connect()
        await answering
        await talk(one, lite)
        path = lite.agent.path
        assert path is not None
        assert path.remote == "prflx"
        await closed(one, lite)

    asyncio.run(main())


def test_a_wrong_password_is_no_way_in() -> None:
    async def main() -> None:
        one, other = Side(True, replace(LOOPBACK, connect_s=0.5)), Side(False)
        await asyncio.gather(one.agent.gather(), other.agent.gather())
        one.agent.set_remote(other.agent.username, "x" * 24)
        one.take(other.agent.candidates)
        with pytest.raises(IceFailed, match="no way to the peer"):
            await one.agent.connect()
        await closed(one, other)

    asyncio.run(main())


def test_a_peer_whose_candidates_are_no_use_may_still_come_by_itself() -> None:
    async def main() -> None:
        one, other = Side(False), Side(True)
        await asyncio.gather(one.agent.gather(), other.agent.gather())
        one.know(other)
        other.know(one)
        one.take([])
        connecting = asyncio.create_task(one.agent.connect())
        other.take(one.agent.candidates)
        await asyncio.gather(connecting, other.agent.connect())
        await talk(one, other)
        await closed(one, other)

    asyncio.run(main())


def test_without_any_candidate_it_fails_in_time() -> None:
    async def main() -> None:
        one, other = Side(True, replace(LOOPBACK, connect_s=0.2)), Side(False)
        await one.agent.gather()
        one.know(other)
        one.take([])
        with pytest.raises(IceFailed, match="no way"):
            await one.agent.connect()
        await closed(one, other)

    asyncio.run(main())


def test_consent_that_ends_is_told() -> None:
    async def main() -> None:
        quick = replace(LOOPBACK, consent=Consent(0.05, 0.2))
        one, other = Side(True, quick), Side(False)
        await joined(one, other)
        await other.agent.close()
        assert await asyncio.wait_for(one.lost, 20) == "the peer no longer answers"
        assert one.agent.path is None
        assert not one.agent.send(b"\x80")
        await closed(one)

    asyncio.run(main())


def test_a_restart_finds_a_new_way_beside_the_old_one() -> None:
    async def main() -> None:
        first = Side(True), Side(False)
        await joined(*first)
        second = Side(True), Side(False)
        assert second[0].agent.username != first[0].agent.username
        await joined(*second)
        await talk(*first)
        await talk(*second)
        await closed(*first, *second)

    asyncio.run(main())


def test_strangers_and_noise_do_not_get_through() -> None:
    async def main() -> None:
        one, other = Side(True), Side(False)
        await joined(one, other)
        path = other.agent.path
        assert path is not None
        with socket.socket(type=socket.SOCK_DGRAM) as stranger:
            stranger.bind(("127.0.0.1", 0))
            hostile = [b"", b"\x80" + bytes(30), b"\x16" + bytes(30), b"\x00", b"\x01" * 200]
            for attribute in (0x0006, 0x0020, 0x0024, 0x8022, 0x802A, 0x0009, 0x8028):
                for size in (0, 1, 3, 7):
                    body = attribute.to_bytes(2, "big") + size.to_bytes(2, "big") + bytes(8)
                    head = b"\x00\x01" + len(body).to_bytes(2, "big") + b"\x21\x12\xa4\x42"
                    hostile.append(head + os.urandom(12) + body)
            for data in hostile:
                stranger.sendto(data, path.address)
        await talk(one, other)
        assert one.inbox.empty()
        assert one.agent.strangers >= 4
        await closed(one, other)

    asyncio.run(main())


def test_a_check_without_its_attributes_is_taken_without_harm() -> None:
    """Somebody who knows the password, such as the peer itself, leaves out what a check must have."""

    async def main() -> None:
        one, other = Side(True), Side(False)
        await joined(one, other)
        path = other.agent.path
        assert path is not None
        bare = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        bare.attributes["USERNAME"] = f"{one.agent.username}:{other.agent.username}"
        bare.add_message_integrity(one.agent.password.encode())
        with socket.socket(type=socket.SOCK_DGRAM) as insider:
            insider.bind(("127.0.0.1", 0))
            insider.setblocking(False)
            insider.sendto(bytes(bare), path.address)
            loop = asyncio.get_running_loop()
            assert await asyncio.wait_for(loop.sock_recv(insider, 2000), 5)
        assert one.agent.strangers == 1
        await talk(one, other)
        await closed(one, other)

    asyncio.run(main())


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1 1 udp x",
        "1 2 udp 2130706431 127.0.0.1 9 typ host",
        "1 1 tcp 2130706431 127.0.0.1 9 typ host tcptype active",
        "1 1 udp 2130706431 127.0.0.1 70000 typ host",
        "1 1 udp 2130706431 224.0.0.1 9 typ host",
        "1 1 udp 2130706431 255.255.255.255 9 typ host",
        "1 1 udp 2130706431 0.0.0.0 9 typ host",
        "1 1 udp 2130706431 example.com 9 typ host",
        "1 1 udp 99999999999 127.0.0.1 9 typ host",
        "1 1 udp 1 127.0.0.1 9 typ host " + "x " * 300,
    ],
)
def test_candidates_that_are_none_are_ignored(value: str) -> None:
    async def main() -> None:
        one = Side(True)
        one.agent.add_remote(value)
        assert one.agent.ignored == 1
        await closed(one)

    asyncio.run(main())


def test_loopback_is_only_for_those_who_asked_for_it() -> None:
    async def main() -> None:
        one = Side(True, IceSettings())
        one.agent.add_remote("1 1 udp 2130706431 127.0.0.1 9 typ host")
        assert one.agent.ignored == 1
        await one.agent.gather()
        assert not any(" 127.0.0.1 " in candidate for candidate in one.agent.candidates)
        await closed(one)

    asyncio.run(main())


def test_a_browser_s_hidden_name_does_no_harm_and_its_checks_are_enough() -> None:
    async def main() -> None:
        one, other = Side(True), Side(False)
        await asyncio.gather(one.agent.gather(), other.agent.gather())
        one.know(other)
        other.know(one)
        name = "1f4712db-ea17-4bcf-a596-105139dfd8bf.local"
        one.take([f"1 1 udp 2113937151 {name} 54545 typ host"])
        other.take(one.agent.candidates)
        await asyncio.gather(one.agent.connect(), other.agent.connect())
        await talk(one, other)
        await closed(one, other)

    asyncio.run(main())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=5), st.text(max_size=30), st.text(max_size=30))
def test_any_description_is_taken_without_harm(
    candidates: list[str], username: str, password: str
) -> None:
    async def main() -> None:
        one = Side(True)
        for text in candidates:
            one.agent.add_remote(text)
            one.agent.add_remote(f"1 1 udp 1 {text} 9 typ host")
        try:
            one.agent.set_remote(username, password)
        except IceFailed:
            assert one.agent.path is None
        await closed(one)

    asyncio.run(main())


# Through servers


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


def test_a_relay_s_password_is_not_shown() -> None:
    assert "hidden" not in repr(IceSettings(turn=(TurnServer("h", 1, "u", "hidden"),)))
