"""What we change in aioice's `Connection`: how candidates are found, who may send data, how consent is asked.

Promises that its private parts, of aioice 0.13, are touched in this file only, and that no datagram raises.
"""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from aioice import ice, stun
from aioice.candidate import Candidate, candidate_foundation, candidate_priority

from agent_desktop.media.transport.ports import PortRange, bind


@dataclass(frozen=True, slots=True)
class Consent:
    """RFC 7675: how often to ask whether the peer still wants our packets, and how long without an answer is a no."""

    every_s: float = 5.0
    expires_s: float = 30.0


DEFAULT_CONSENT: Final = Consent()


class Socket(ice.StunProtocol):
    """One of our sockets, or of the ones that relays keep for us."""

    receiver: Connection

    def datagram_received(self, data: bytes | str, addr: tuple[Any, ...]) -> None:
        """RFC 7983: STUN begins with 0 to 3; everything else goes to the session."""
        if not isinstance(data, bytes) or not data:
            return
        if data[0] > 3:
            self.receiver.arrived(data, (addr[0], addr[1]))
            return
        try:
            super().datagram_received(data, addr)
        except (
            Exception
        ):  # aioice reads attributes of authenticated peers without checking their size
            self.receiver.strangers += 1


class Connection(ice.Connection):
    """aioice's agent with one component."""

    def __init__(
        self,
        controlling: bool,
        consent: Consent,
        received: Callable[[bytes, float], None],
        gone: Callable[[str], None],
    ) -> None:
        super().__init__(ice_controlling=controlling)
        self.strangers = 0
        self._consent, self._received, self._gone = consent, received, gone
        self._known: set[tuple[str, int]] = set()
        self._loop = asyncio.get_running_loop()

    @property
    def pair(self) -> ice.CandidatePair | None:
        """The pair in use."""
        return self._nominated.get(1)

    @property
    def hosts(self) -> list[ice.StunProtocol]:
        """The sockets of this host."""
        return [one for one in self._protocols if one.local_candidate.type == "host"]

    # Candidates: aioice waits for all servers before it shows the first one, and knows one relay.

    async def add_host(self, address: str, ports: PortRange) -> Candidate:
        """A socket at an address of this host. Raises `OSError`."""
        _, protocol = await self._loop.create_datagram_endpoint(
            lambda: Socket(self), sock=bind(address, ports)
        )
        host, port = protocol.transport.get_extra_info("sockname")[:2]
        protocol.local_candidate = Candidate(
            foundation=candidate_foundation("host", "udp", host),
            component=1,
            transport="udp",
            priority=candidate_priority(1, "host", 65535 - len(self._protocols)),
            host=host,
            port=port,
            type="host",
        )
        return self._add_local(protocol.local_candidate, protocol)

    def hosts_known(self) -> None:
        """From here on `connect` may start; what servers add later is paired as it comes."""
        self._local_candidates_start = self._local_candidates_end = True

    async def add_reflexive(self, protocol: ice.StunProtocol, server: tuple[str, int]) -> Candidate:
        """Our address as a STUN server sees it: for the peer to know; checks leave from the host's socket."""
        candidate, _ = await ice.server_reflexive_candidate(protocol, server)
        self._local_candidates.append(candidate)
        return candidate

    async def add_relay(
        self,
        server: tuple[str, int],
        username: str,
        password: str,
        transport: str,
        tls: ssl.SSLContext | bool,
        *,
        hide: bool,
    ) -> Candidate:
        """A socket that a relay keeps for us; `hide` leaves out our own address."""
        candidate, protocol = await ice.relayed_candidate(
            component=1,
            hide_related_address=hide,
            protocol_factory=lambda: Socket(self),
            turn_server=server,
            turn_username=username,
            turn_password=password,
            turn_ssl=tls,  # type: ignore[arg-type]  # goes to create_connection, which takes both
            turn_transport=transport,
        )
        if self._closing:
            await protocol.close()
            raise ConnectionError("the agent was closed")
        return self._add_local(candidate, protocol)

    def _add_local(self, candidate: Candidate, protocol: ice.StunProtocol) -> Candidate:
        self._protocols.append(protocol)
        self._local_candidates.append(candidate)
        if self._early_checks_done:
            for remote in self._remote_candidates:
                self._pair_remote_candidate(remote)
            self.sort_check_list()
        return candidate

    # Data

    def arrived(self, data: bytes, address: tuple[str, int]) -> None:
        """A datagram that is no STUN."""
        if address in self._known:
            self._received(data, self._loop.time())
        else:
            self.strangers += 1

    def data_received(self, data: bytes, component: int) -> None:
        """What began like STUN and is none."""
        self.strangers += 1

    def check_incoming(
        self, message: stun.Message, addr: tuple[str, int], protocol: ice.StunProtocol
    ) -> None:
        """A check that carried our name and password."""
        self._known.add(addr)
        super().check_incoming(message, addr, protocol)

    def check_complete(self, pair: ice.CandidatePair) -> None:
        """A check of ours has ended."""
        if pair.state == ice.CandidatePair.State.SUCCEEDED:
            self._known.add(pair.remote_addr)
        super().check_complete(pair)

    # The end

    def protocol_lost(self, protocol: ice.StunProtocol) -> None:
        """A socket is gone, such as that to a relay over TCP."""
        pair = self.pair
        if pair is not None and pair.protocol is protocol and not self._closing:
            self._gone("the way through the relay broke")

    async def query_consent(self) -> None:
        """Ask again and again; aioice gives a link half a second to answer, which satellites do not keep."""
        assert self.remote_password is not None
        heard = self._loop.time()
        while True:
            await asyncio.sleep(self._consent.every_s * (0.8 + 0.4 * random.random()))
            if (pair := self.pair) is None:
                return
            try:
                await pair.protocol.request(
                    self.build_request(pair, nominate=False),
                    pair.remote_addr,
                    integrity_key=self.remote_password.encode(),
                    retransmissions=2,
                )
                heard = self._loop.time()
            except stun.TransactionError:
                if self._loop.time() - heard >= self._consent.expires_s:
                    self._nominated.clear()
                    self._gone("the peer no longer answers")
                    return
