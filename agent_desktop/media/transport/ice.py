"""A way between two hosts behind anything: ICE (RFC 8445, 8838, 8839), with STUN and TURN servers where they are named.

Promises a full agent in either role, one component (RTP and RTCP share it), candidates in and out as they become
known, consent (RFC 7675), and data only from addresses that passed a check. Refuses candidates that are no addresses;
to know any public server by itself. One agent is one generation: a restart is a new agent beside the old one.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Literal, TypeAlias

from aioice import ice, turn
from aioice.candidate import Candidate

from agent_desktop.media.transport.ice_connection import DEFAULT_CONSENT, Connection, Consent
from agent_desktop.media.transport.ports import DEFAULT_PORTS, PortRange
from agent_desktop.media.transport.silence import Silence

#: The kinds of RFC 8445: of this host, seen by a STUN server, learned from a check, through a TURN server.
Kind: TypeAlias = Literal["host", "srflx", "prflx", "relay"]

#: Seconds for one server to answer, and for relays to let go of us.
GATHER_S: Final = 8.0
CLOSE_S: Final = 3.0
MOST_CANDIDATES: Final = 100
_LONGEST_CANDIDATE: Final = 512


class IceFailed(Exception):
    """No way was found, or it was lost; the message is for the log."""


@dataclass(frozen=True, slots=True)
class TurnServer:
    """A relay. `tls` verifies the server's certificate for `host`; there is no way to switch that off."""

    host: str
    port: int
    username: str
    password: str = field(repr=False)
    transport: Literal["udp", "tcp", "tls"] = "udp"


@dataclass(frozen=True, slots=True)
class IceSettings:
    """What may be used. `addresses` None means those of the host without loopback.

    `trust` verifies TURN servers instead of the system's authorities; `relay_only` shows the peer no address of ours;
    `connect_s` is how long to look for a way, `gather_s` how long one server may take to answer. All agents of one of
    these share what they know of silent servers.
    """

    stun: tuple[tuple[str, int], ...] = ()
    turn: tuple[TurnServer, ...] = ()
    addresses: tuple[str, ...] | None = None
    ports: PortRange = DEFAULT_PORTS
    relay_only: bool = False
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    consent: Consent = DEFAULT_CONSENT
    connect_s: float = 40.0
    gather_s: float = GATHER_S
    silence: Silence = field(default_factory=Silence, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Path:
    """The chosen way: the kinds of both ends, and the peer's address as we send to it."""

    local: Kind
    remote: Kind
    address: tuple[str, int]

    @property
    def relayed(self) -> bool:
        """Whether voice takes a detour through a relay."""
        return "relay" in (self.local, self.remote)


class IceAgent:
    """One generation of ICE. Made, gathered, told the peer's name and candidates, connected, closed.

    `received(data, arrival)` gets what is no STUN, `arrival` by the loop's clock. `lost(why)` is called once when a
    way that was there is gone. `found(value)` gets each candidate of ours as its attribute value, at the end None.
    """

    def __init__(
        self,
        settings: IceSettings,
        *,
        controlling: bool,
        received: Callable[[bytes, float], None],
        lost: Callable[[str], None] = lambda _: None,
        found: Callable[[str | None], None] = lambda _: None,
    ) -> None:
        self.candidates: list[str] = []
        #: Why servers could not be used, in words for the log.
        self.problems: list[str] = []
        #: Candidates of the peer that were not taken.
        self.ignored = 0
        self._settings, self._found = settings, found
        self._loop = asyncio.get_running_loop()
        self._connection = Connection(controlling, settings.consent, received, self._gone)
        self._lost = lost
        self._connected = self._closed = False
        self._gathered = self._remote_ended = False
        self._told = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def username(self) -> str:
        """Our ice-ufrag."""
        return self._connection.local_username

    @property
    def password(self) -> str:
        """Our ice-pwd: whoever has it can pose as the peer."""
        return self._connection.local_password

    @property
    def path(self) -> Path | None:
        """The way in use now; None while there is none."""
        pair = self._connection.pair
        if pair is None:
            return None
        return Path(_kind(pair.local_candidate), _kind(pair.remote_candidate), pair.remote_addr)

    @property
    def strangers(self) -> int:
        """Datagrams that were dropped: of unknown addresses, or no STUN though they began like it."""
        return self._connection.strangers

    async def gather(self) -> None:
        """Find our candidates. Ends when every server has answered or had its time; raises nothing for those.

        A server that was silent a short while ago is asked, but not waited for: what it says later is ours to use.
        """
        settings, connection = self._settings, self._connection
        if not settings.relay_only:
            addresses = settings.addresses
            if addresses is None:
                addresses = host_addresses()
            for address in addresses:
                try:
                    self._have(await connection.add_host(address, settings.ports))
                except OSError as error:
                    self.problems.append(f"{address} cannot be used: {error}")
        connection.hosts_known()
        asked: list[asyncio.Task[None] | None] = []
        for server in settings.stun if not settings.relay_only else ():
            asked += [
                self._ask(
                    f"STUN server {server[0]}",
                    f"{server[0]}:{server[1]} from {host.local_candidate.host}",
                    partial(connection.add_reflexive, host, server),
                )
                for host in connection.hosts
                if ":" not in host.local_candidate.host  # aioice asks STUN servers by IPv4 only
            ]
        for relay in settings.turn:
            secure = (settings.trust or True) if relay.transport == "tls" else False
            name = f"relay {relay.host}:{relay.port} ({relay.transport})"
            asked.append(
                self._ask(
                    name,
                    name,
                    partial(
                        connection.add_relay,
                        (relay.host, relay.port),
                        relay.username,
                        relay.password,
                        "udp" if relay.transport == "udp" else "tcp",
                        secure,
                        hide=settings.relay_only,
                    ),
                )
            )
        await asyncio.gather(*(one for one in asked if one is not None))
        self._gathered = True
        self._found(None)

    def _ask(
        self, server: str, place: str, question: Callable[[], Awaitable[Candidate]]
    ) -> asyncio.Task[None] | None:
        """The work of asking, where it is worth waiting for."""
        silence, now = self._settings.silence, self._loop.time()
        work = self._start(self._asking(server, place, question))
        known = not self._settings.relay_only and silence.holds(place, now)
        return None if known else work

    async def _asking(
        self, server: str, place: str, question: Callable[[], Awaitable[Candidate]]
    ) -> None:
        silence = self._settings.silence
        try:
            self._have(await asyncio.wait_for(question(), self._settings.gather_s))
        except TimeoutError:
            silence.began(place, self._loop.time())
            self.problems.append(f"the {server} did not answer")
            return
        except Exception as error:  # a server may say anything, and the call goes on without it
            self.problems.append(f"the {server} cannot be used: {error or type(error).__name__}")
        silence.ended(place)

    def _have(self, candidate: Candidate) -> None:
        value = candidate.to_sdp()
        if value not in self.candidates and not self._closed:
            self.candidates.append(value)
            if not self._gathered:
                self._found(value)

    def set_remote(self, username: str, password: str, *, lite: bool = False) -> None:
        """The peer's name and password, and whether it only answers checks. Raises `IceFailed` for impossible ones."""
        try:
            ice.validate_username(username)
            ice.validate_password(password)
        except ValueError:
            raise IceFailed("the peer's ICE name or password is not well formed") from None
        self._connection.remote_username = username
        self._connection.remote_password = password
        self._connection.remote_is_lite = lite

    def add_remote(self, value: str | None) -> None:
        """A candidate of the peer as its attribute value, with or without `candidate:`; None when there are no more."""
        if self._closed or self._remote_ended:
            return
        if value is None:
            # Not passed on: all our checks may fail, and those of the peer still arrive (RFC 8863).
            self._remote_ended = True
            return
        candidate = self._readable(value)
        if candidate is None:
            self.ignored += 1
            return
        self._told += 1
        self._start(self._add(candidate))

    def _readable(self, value: str) -> Candidate | None:
        if len(value) > _LONGEST_CANDIDATE or self._told >= MOST_CANDIDATES:
            return None
        try:
            candidate = Candidate.from_sdp(value.strip().removeprefix("candidate:"))
        except ValueError:
            return None
        usable = (
            candidate.component == 1
            and candidate.transport.lower() == "udp"
            and 0 < candidate.port < 65536
            and 0 < candidate.priority < 1 << 31
        )
        return candidate if usable and self._may_send_to(candidate.host) else None

    def _may_send_to(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            # Such as a browser's `.local` name (RFC 8828): its checks show its address sooner than multicast would.
            return False
        if address.is_multicast or address.is_unspecified or host == "255.255.255.255":
            return False
        # A description may name any address; the services of this host are none of the peer's business.
        ours = self._settings.addresses or ()
        return not address.is_loopback or any(ipaddress.ip_address(one).is_loopback for one in ours)

    async def _add(self, candidate: Candidate) -> None:
        try:
            await self._connection.add_remote_candidate(candidate)
        except (OSError, ValueError) as error:
            self.problems.append(f"a candidate of the peer cannot be used: {error}")

    async def connect(self) -> Path:
        """Find a way; needs `set_remote`, and at least the host's candidates. Raises `IceFailed`.

        Waits the whole `connect_s` for checks of the peer, even when none of its candidates works (RFC 8863).
        """
        try:
            await asyncio.wait_for(self._connection.connect(), self._settings.connect_s)
        except (ConnectionError, TimeoutError):
            words = "; ".join(["no way to the peer was found", *self.problems])
            raise IceFailed(words) from None
        path = self.path
        if path is None:
            raise IceFailed("the way to the peer was lost at once")
        self._connected = True
        return path

    def send(self, data: bytes) -> bool:
        """Send a datagram; False when there is no way."""
        pair = self._connection.pair
        if pair is None:
            return False
        transport = pair.protocol.transport
        # What is closed raises in uvloop; a relay's transport cannot say so, and drops the data itself.
        if not isinstance(transport, turn.TurnTransport) and transport.is_closing():
            return False
        transport.sendto(data, pair.remote_addr)
        return True

    async def close(self) -> None:
        """Give up the way, the sockets and what relays keep for us."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # A relay that no longer answers is asked for a minute to forget us: that goes on without the caller.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._connection.close(), CLOSE_S)

    def _gone(self, why: str) -> None:
        if self._connected and not self._closed:
            self._connected = False
            self._lost(why)

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def host_addresses() -> tuple[str, ...]:
    """The IP addresses of this host, without those of loopback and link-local IPv6. May raise `OSError`."""
    return tuple(ice.get_host_addresses(use_ipv4=True, use_ipv6=True))


def _kind(candidate: Candidate) -> Kind:
    for kind in ("host", "srflx", "relay"):
        if candidate.type == kind:
            return kind
    return "prflx"
