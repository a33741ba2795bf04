"""ICE between two agents of ours: roles, trickling, lies, consent."""

from __future__ import annotations

import asyncio
import os
import socket
from dataclasses import replace

import pytest
from aioice import stun
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.transport.ice import IceFailed, IceSettings
from agent_desktop.media.transport.ice_connection import Consent
from tests.media.transport.agents import LOOPBACK, Side, closed, joined, talk


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
