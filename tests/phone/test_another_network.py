"""The network changes in the middle of real calls: sockets die, addresses change, doors close, and the calls go on."""

import asyncio
import sys
from pathlib import Path
from typing import cast

import msgspec
import pytest

from agent_desktop.hub.voice import decisions as d
from agent_desktop.model.errors import Problem
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.phone.carrier.line import SipLine
from agent_desktop.phone.carrier.station import Station
from agent_desktop.phone.engine.lines import Ended, Rings
from agent_desktop.phone.setup import IceServer, PhoneAccount
from tests.contracts.asynchronous import asynchronous
from tests.peers.coturn import PASSWORD as RELAY_PASSWORD
from tests.peers.coturn import USER, coturn
from tests.peers.kamailio import PASSWORD, Kamailio
from tests.phone.networks import Seat, seats, sign_on
from tests.phone.test_web import account, hub

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(sys.platform != "linux", reason="the peers are Debian packages"),
    pytest.mark.expected_log("the voice has no way|password over a connection in the clear"),
]
ALICE, BOB = 440.0, 700.0


def of(name: str, proxy: Kamailio, *, secure: bool = False) -> PhoneAccount:
    return PhoneAccount(
        id=name,
        address=f"sip:{name}@127.0.0.1",
        password=PASSWORD,
        server=f"127.0.0.1:{proxy.sip}",
        secure=secure,
    )


def kill_sockets(station: Station) -> None:
    """As a network that goes away takes them: without a word."""
    for udp in station.endpoint.ways._sockets.values():
        assert udp._transport is not None
        udp._transport.abort()
    for carrier in station.endpoint.ways._carriers.values():
        carrier.send = lambda data: None  # type: ignore[method-assign]
    for line in station._lines.values():
        kill_voice(line)


def kill_voice(line: SipLine) -> None:
    session = line._voice.session
    if session is None:
        return  # it rings here: nothing is open yet
    assert session._sockets is not None
    for transport in session._sockets._transports:
        transport.abort()  # type: ignore[attr-defined]


@asynchronous
async def test_an_encrypted_call_goes_on_from_another_address(
    tmp_path: Path, proxy: Kamailio
) -> None:
    alice = Seat(tmp_path, ALICE, "127.0.0.2")
    bob = Seat(tmp_path, BOB, "127.0.0.3")
    async with seats(alice, bob):
        await sign_on(alice, of("alice", proxy, secure=True))
        await sign_on(bob, of("bob", proxy, secure=True))
        alice.call("alice", "bob")
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
        ways = alice.network._stations["alice"].endpoint.ways
        assert {one.flow.transport for one in ways._carriers.values()} == {"tcp"}, "it is large"
        alice.told.clear()
        kill_sockets(alice.network._stations["alice"])
        alice.here = "127.0.0.5"
        await alice.until(Registration, lambda one: one.state is RegistrationState.REGISTERED)
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
        assert [one.code for one in alice.told if isinstance(one, Problem)] == [
            "network_lost",
            "network_back",
        ]
        assert not alice.over()
        assert not bob.over()
        # The other side finds us there, too.
        assert bob.line is not None
        bob.line.hang_up()
        await alice.until(Ended)


@asynchronous
async def test_calls_that_ring_go_on_from_another_address(tmp_path: Path, proxy: Kamailio) -> None:
    """One rings here and one rings there while the network changes; both are answered afterwards."""
    alice = Seat(tmp_path, ALICE, "127.0.0.2", answers=False)
    bob = Seat(tmp_path, BOB, "127.0.0.3", answers=False)
    async with seats(alice, bob):
        await sign_on(alice, of("alice", proxy))
        await sign_on(bob, of("bob", proxy))
        for caller, called, names, away in (
            (bob, alice, ("bob", "alice"), "127.0.0.5"),
            (alice, bob, ("alice", "bob"), "127.0.0.6"),
        ):
            alice.told.clear()
            bob.told.clear()
            caller.call(*names)
            await caller.until(Rings)
            ringing = called.line
            assert ringing is not None
            kill_sockets(alice.network._stations["alice"])
            alice.here = away
            await alice.until(Registration, lambda one: one.state is RegistrationState.REGISTERED)
            if called is bob:
                await bob.until(Ended)  # it is placed anew
                ringing = await bob.rung(ringing)
            ringing.answer()
            await alice.hears_only(BOB)
            await bob.hears_only(ALICE)
            assert not alice.over()
            ringing.hang_up()
            await caller.until(Ended)


@asynchronous
async def test_a_call_that_rings_there_stays_while_the_old_way_leads_there(
    tmp_path: Path, proxy: Kamailio
) -> None:
    """It rings once; when it is answered, it moves."""
    alice = Seat(tmp_path, ALICE, "127.0.0.2")
    bob = Seat(tmp_path, BOB, "127.0.0.3", answers=False)
    async with seats(alice, bob):
        await sign_on(alice, of("alice", proxy))
        await sign_on(bob, of("bob", proxy))
        alice.call("alice", "bob")
        await alice.until(Rings)
        station = alice.network._stations["alice"]
        ask, asked, answered = station.doubt, 0, asyncio.Event()

        def doubt() -> None:
            nonlocal asked
            ask()
            asked += 1
            if asked > 1:  # it is asked again, so it has answered the first time
                answered.set()

        station.doubt = doubt  # type: ignore[method-assign]
        alice.here = "127.0.0.6"
        await answered.wait()
        assert not bob.over()
        assert bob.line is not None
        bob.line.answer()
        await alice.until(Registration, lambda one: one.state is RegistrationState.REGISTERED)
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
        way = station.endpoint.agent.lines["alice"].flow
        assert way is not None
        assert way.local[0] == "127.0.0.6"
        assert not bob.over()
        bob.line.hang_up()
        await alice.until(Ended)


class Router(asyncio.DatagramProtocol):
    """Passes datagrams between one telephone and a server, while it is `up`."""

    def __init__(self, server: tuple[str, int]) -> None:
        self.up = True
        self.swallowed = 0
        self._server = server
        self._client: tuple[str, int] | None = None
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if not self.up:
            self.swallowed += 1
            return
        assert self._transport is not None
        if addr == self._server:
            if self._client is not None:
                self._transport.sendto(data, self._client)
        else:
            self._client = addr
            self._transport.sendto(data, self._server)


@asynchronous
async def test_a_silent_network_is_noticed_and_the_call_goes_on_when_it_is_back(
    tmp_path: Path, proxy: Kamailio
) -> None:
    loop = asyncio.get_running_loop()
    transport, router = await loop.create_datagram_endpoint(
        lambda: Router(("127.0.0.1", proxy.sip)), local_addr=("127.0.0.9", 0)
    )
    port = transport.get_extra_info("sockname")[1]
    alice, bob = Seat(tmp_path, ALICE, "127.0.0.2"), Seat(tmp_path, BOB, "127.0.0.3")
    async with seats(alice, bob):
        by_router = msgspec.structs.replace(of("alice", proxy), server=f"127.0.0.9:{port}")
        await sign_on(alice, by_router)
        await sign_on(bob, of("bob", proxy))
        alice.call("alice", "bob")
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
        alice.told.clear()
        router.up = False
        for line in alice.network._stations["alice"]._lines.values():
            kill_voice(line)
        await alice.until(Problem, lambda one: one.code == "network_lost")
        assert router.swallowed, "the server was asked"
        router.up = True
        await alice.until(Registration, lambda one: one.state is RegistrationState.REGISTERED)
        await alice.hears_only(BOB)
        await bob.hears_only(ALICE)
        assert alice.line is not None
        alice.line.hang_up()
        await bob.until(Ended)
        # The router is a NAT: the exchange finds us where it sees us.
        [known] = alice.network._stations["alice"].endpoint.agent.lines["alice"].registrations
        assert f"@127.0.0.9:{port}" in known.contact
    transport.close()


@asynchronous
async def test_who_had_no_network_signs_on_when_there_is_one(
    tmp_path: Path, proxy: Kamailio
) -> None:
    alice = Seat(tmp_path, ALICE, "")
    async with seats(alice):
        await alice.network.start([of("alice", proxy)], alice)
        failed = await alice.until(Registration, lambda one: one.state is RegistrationState.FAILED)
        assert failed.problem is not None
        for away in ("127.0.0.2", "127.0.0.5"):
            alice.here = away
            alice.told.clear()
            await alice.until(Registration, lambda one: one.state is RegistrationState.REGISTERED)
            flow = alice.network._stations["alice"].endpoint.agent.lines["alice"].flow
            assert flow is not None
            assert flow.local[0] == away


def cut(station: Station) -> None:
    """The WebSocket breaks, and so do all ways that ICE has found."""
    for carrier in station.endpoint.ways._carriers.values():
        carrier._socket._connection.transport.abort()  # type: ignore[attr-defined]
    for line in station._lines.values():
        session = line._voice.session
        assert session is not None
        assert session.ice is not None
        for protocol in session.ice._connection._protocols:
            # A way through a relay is as good as the connection to the relay.
            inner = getattr(protocol.transport, "_TurnTransport__inner_protocol", protocol)
            inner.transport.abort()


@asynchronous
async def test_a_call_of_the_hub_goes_on_after_a_broken_websocket(tmp_path: Path) -> None:
    async with hub(tmp_path) as (home, url):
        ann = Seat(tmp_path, ALICE, "127.0.0.1")
        async with seats(ann):
            await sign_on(ann, account(url))
            caller = home.telephone(BOB)
            call = await home.waiting(caller)
            home.accept(call, "ann")
            await home.desk.until(d.Talking, lambda one: one.call == call)
            await ann.hears_only(BOB)
            await caller.hears_only(ALICE)
            ann.told.clear()
            ann.here = "127.0.0.6"
            cut(ann.network._stations["hub"])
            await ann.until(Registration, lambda one: one.state is RegistrationState.REGISTERED)
            await ann.hears_only(BOB)
            await caller.hears_only(ALICE)
            assert not ann.over()
            caller.leave()
            await ann.until(Ended)


@asynchronous
async def test_a_call_through_a_relay_by_tls_alone_goes_on_through_it_from_another_address(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "relay"
    folder.mkdir()
    with coturn(folder) as turn:
        uri = f"turns:127.0.0.1:{turn.tls_port}"
        servers = (IceServer(uris=(uri,), user=USER, password=RELAY_PASSWORD),)
        async with hub(tmp_path) as (home, url):
            ann = Seat(tmp_path, ALICE, "127.0.0.1")
            async with seats(ann):
                wish = msgspec.structs.replace(
                    account(url), ice=servers, relay_only=True, authorities=str(turn.authority)
                )
                await sign_on(ann, wish)
                caller = home.telephone(BOB)
                call = await home.waiting(caller)
                home.accept(call, "ann")
                await home.desk.until(d.Talking, lambda one: one.call == call)
                await ann.hears_only(BOB)
                await caller.hears_only(ALICE)
                first = relayed(ann)
                ann.told.clear()
                ann.here = "127.0.0.6"
                cut(ann.network._stations["hub"])
                await ann.until(Registration, lambda one: one.state is RegistrationState.REGISTERED)
                await ann.hears_only(BOB)
                await caller.hears_only(ALICE)
                assert relayed(ann) != first, "ICE began anew, with another place at the relay"
                assert not ann.over()
                caller.leave()
                await ann.until(Ended)


def relayed(seat: Seat) -> list[str]:
    """Our places at the relay, through which the only call goes."""
    [line] = seat.network._stations["hub"]._lines.values()
    session = line._voice.session
    assert session is not None
    assert session.path is not None
    assert session.path.local == "relay"
    assert session.ice is not None
    return [one for one in session.ice.candidates if " typ relay" in one]


@asynchronous
async def test_a_call_that_the_hub_sent_into_a_dead_way_comes_by_the_new_one(
    tmp_path: Path,
) -> None:
    """The telephone's way dies unnoticed, a call is sent there, and the telephone comes back by another."""
    async with hub(tmp_path) as (home, url):
        before = Seat(tmp_path, ALICE, "127.0.0.1")
        ann = Seat(tmp_path, ALICE, "127.0.0.1")
        async with seats(before, ann):
            await sign_on(before, account(url))
            before.network._stations["hub"].endpoint._closed = True  # hears and says nothing more
            caller = home.telephone(BOB)
            call = await home.waiting(caller)
            home.accept(call, "ann")
            # The same telephone, as the hub sees it: the same installation, the same line.
            await sign_on(ann, account(url))
            await home.desk.until(d.Talking, lambda one: one.call == call)
            await ann.hears_only(BOB)
            await caller.hears_only(ALICE)
            caller.leave()
            await ann.until(Ended)
