"""Finding servers (RFC 3263) through a real name server on loopback."""

import random
import socket
from collections import Counter

import pytest

from agent_desktop.sip.flow import Target
from agent_desktop.sip.transport.carrier import Unreachable
from agent_desktop.sip.transport.dns import Directory, Server
from tests.contracts.asynchronous import asynchronous
from tests.sip.name_server import NameServer

RECORDS = {
    ("example.test", "NAPTR"): [
        '20 50 "s" "SIP+D2U" "" _sip._udp.example.test.',
        '10 50 "s" "SIPS+D2T" "" _sips._tcp.pool.test.',
        '15 20 "s" "SIP+D2T" "" _sip._tcp.example.test.',
        '15 10 "s" "OTHER" "" _x.example.test.',
    ],
    ("_sip._udp.example.test", "SRV"): ["2 0 5062 b.test.", "1 0 5061 a.test."],
    ("_sips._tcp.pool.test", "SRV"): ["1 0 5443 a.test."],
    ("_sip._tcp.gone.test", "SRV"): ["0 0 0 ."],
    ("a.test", "A"): ["127.0.0.1"],
    ("b.test", "A"): ["127.0.0.3"],
    ("b.test", "AAAA"): ["::1"],
    ("plain.test", "A"): ["127.0.0.4"],
    ("_sip._tcp.heavy.test", "SRV"): ["1 90 1 a.test.", "1 10 2 a.test.", "1 0 3 a.test."],
}


def places(servers: list[Server]) -> list[tuple[str, int]]:
    return [(one.host, one.port) for one in servers]


@asynchronous
async def test_records_lead_to_servers_in_order() -> None:
    async with NameServer(RECORDS) as names:
        directory = Directory([names.address])
        assert places(await directory.locate(Target("udp", "example.test"))) == [
            ("127.0.0.1", 5061),
            ("127.0.0.3", 5062),
            ("::1", 5062),
        ]
        secure = await directory.locate(Target("tls", "example.test"))
        assert secure[0] == Server("tls", "127.0.0.1", 5443)
        assert places(await directory.locate(Target("tcp", "plain.test"))) == [("127.0.0.4", 5060)]
        assert places(await directory.locate(Target("wss", "plain.test"))) == [("127.0.0.4", 443)]
        assert places(await directory.locate(Target("udp", "b.test", 99))) == [
            ("127.0.0.3", 99),
            ("::1", 99),
        ]
        assert await directory.transports("example.test") == ["tls", "tcp", "udp"]
        assert await directory.transports("plain.test") == []


@asynchronous
async def test_a_named_port_asks_for_no_services() -> None:
    async with NameServer(RECORDS) as names:
        await Directory([names.address]).locate(Target("udp", "plain.test", 5070))
        assert set(names.asked) == {("plain.test", "A"), ("plain.test", "AAAA")}


@asynchronous
async def test_addresses_are_not_asked_for() -> None:
    async with NameServer({}) as names:
        directory = Directory([names.address])
        assert places(await directory.locate(Target("tls", "192.0.2.1"))) == [("192.0.2.1", 5061)]
        assert places(await directory.locate(Target("ws", "[2001:db8::1]", 8080))) == [
            ("2001:db8::1", 8080)
        ]
        assert not names.asked


@asynchronous
async def test_answers_are_kept() -> None:
    async with NameServer(RECORDS) as names:
        directory = Directory([names.address])
        for _ in range(3):
            await directory.locate(Target("udp", "example.test"))
        assert names.asked[("_sip._udp.example.test", "SRV")] == 1
        assert names.asked[("a.test", "A")] == 1
    async with NameServer(RECORDS, ttl=0) as names:
        directory = Directory([names.address])
        for _ in range(3):
            await directory.locate(Target("udp", "plain.test", 5060))
        assert names.asked[("plain.test", "A")] == 3


@asynchronous
async def test_what_failed_is_tried_last_for_a_while() -> None:
    async with NameServer(RECORDS) as names:
        directory = Directory([names.address])
        target = Target("udp", "example.test")
        first, *others = await directory.locate(target)
        directory.failed(first)
        assert await directory.locate(target) == [*others, first]
        directory.failed(first, for_s=-1)
        assert await directory.locate(target) == [first, *others]


@asynchronous
async def test_weights() -> None:
    async with NameServer(RECORDS) as names:
        directory = Directory([names.address], chance=random.Random(1))
        firsts: Counter[int] = Counter()
        for _ in range(300):
            servers = await directory.locate(Target("tcp", "heavy.test"))
            assert {one.port for one in servers} == {1, 2, 3}
            firsts[servers[0].port] += 1
        assert firsts[1] > 230
        assert firsts[2] > 10
        assert firsts[3] < 15


@asynchronous
async def test_what_is_not_there_is_said() -> None:
    async with NameServer(RECORDS) as names:
        directory = Directory([names.address], patience_s=1)
        with pytest.raises(Unreachable, match=r"nowhere\.invalid has no address"):
            await directory.locate(Target("udp", "nowhere.invalid"))
        with pytest.raises(Unreachable, match=r"gone\.test offers no SIP over TCP"):
            await directory.locate(Target("tcp", "gone.test"))
        for odd in ("a..b", "x" * 300, "sp ace"):
            with pytest.raises(Unreachable):
                await directory.locate(Target("udp", odd))


@asynchronous
async def test_names_of_the_system_are_found_without_dns() -> None:
    async with NameServer({}) as names:
        found = await Directory([names.address]).locate(Target("tcp", "localhost", 5060))
        assert ("127.0.0.1", 5060) in places(found)


@asynchronous
async def test_a_silent_name_server_does_not_hold_up_for_ever() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        directory = Directory([silent.getsockname()], patience_s=0.1)
        found = await directory.locate(Target("tcp", "localhost", 5060))
        assert ("127.0.0.1", 5060) in places(found)
