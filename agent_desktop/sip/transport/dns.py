"""Where the servers of a domain are (RFC 3263): NAPTR, SRV, addresses, in the order in which to try them.

Promises priorities and weights as RFC 2782 has them, servers that failed at the end of the line for a while, answers
kept for as long as their TTL says. Refuses to ask for what is an address already. Names that DNS does not know are
looked up as the system does it (hosts file, local network).
"""

from __future__ import annotations

import asyncio
import ipaddress
import random
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import dns.asyncresolver
import dns.exception
import dns.rdatatype
import dns.resolver
from dns.rdata import Rdata
from dns.rdtypes.IN.NAPTR import NAPTR as NaptrRecord
from dns.rdtypes.IN.SRV import SRV as SrvRecord

from agent_desktop.sip.flow import DEFAULT_PORTS, Target, Transport
from agent_desktop.sip.transport.carrier import Unreachable

#: NAPTR service → transport.
_SERVICES: Final[dict[str, Transport]] = {
    "sip+d2u": "udp",
    "sip+d2t": "tcp",
    "sips+d2t": "tls",
    "sip+d2w": "ws",
    "sips+d2w": "wss",
}
_SRV: Final[dict[Transport, str]] = {"udp": "_sip._udp", "tcp": "_sip._tcp", "tls": "_sips._tcp"}
#: How long a server that failed is tried last (RFC 3263, 4.3, leaves it open).
PENALTY_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Server:
    """One place to try: an IP address."""

    transport: Transport
    host: str
    port: int


class Directory:
    """Finds servers. `nameservers` (IP address, port) replaces those of the system."""

    def __init__(
        self,
        nameservers: Iterable[tuple[str, int]] = (),
        *,
        chance: random.Random | None = None,
        patience_s: float = 5.0,
    ) -> None:
        servers = list(nameservers)
        self._resolver = dns.asyncresolver.Resolver(configure=not servers)
        if servers:
            self._resolver.nameservers = [host for host, _ in servers]
            self._resolver.nameserver_ports = dict(servers)
        self._resolver.cache = dns.resolver.LRUCache(1000)
        self._resolver.lifetime = patience_s
        self._chance = chance or random.SystemRandom()
        self._failed: dict[Server, float] = {}

    async def locate(self, target: Target) -> list[Server]:
        """The servers of a target, the first to try first. Raises `Unreachable` when there are none."""
        host = target.host.strip("[]")
        found = dict.fromkeys(await self._servers(host, target))
        if not found:
            raise Unreachable(f"{host} has no address")
        for one in [one for one in found if (one.host, one.port) in target.besides]:
            del found[one]
            self.failed(one)
        if not found:
            raise Unreachable(f"{host} has no other server")
        now = asyncio.get_running_loop().time()
        self._failed = {one: until for one, until in self._failed.items() if until > now}
        return sorted(found, key=self._failed.__contains__)

    async def transports(self, host: str) -> list[Transport]:
        """The transports that a domain names in NAPTR, the most wanted first; [] when it names none."""
        found = [transport for transport, _ in await self._naptr(host)]
        return list(dict.fromkeys(found))

    def failed(self, server: Server, for_s: float = PENALTY_S) -> None:
        """Try this one last for a while: it did not answer, or said 503."""
        self._failed[server] = asyncio.get_running_loop().time() + for_s

    # Inside

    async def _servers(self, host: str, target: Target) -> list[Server]:
        transport = target.transport
        if _is_address(host):
            return [Server(transport, host, target.port or DEFAULT_PORTS[transport])]
        places = [(host, target.port)] if target.port else await self._places(host, transport)
        return [
            Server(transport, address, port)
            for name, port in places
            for address in await self._addresses(name)
        ]

    async def _places(self, host: str, transport: Transport) -> list[tuple[str, int]]:
        """(name, port) by NAPTR and SRV; the host itself when DNS knows of neither."""
        if transport not in _SRV:
            return [(host, DEFAULT_PORTS[transport])]
        names = [place for kind, place in await self._naptr(host) if kind == transport]
        for name in names or [f"{_SRV[transport]}.{host}"]:
            records = [one for one in await self._ask(name, "SRV") if isinstance(one, SrvRecord)]
            if len(records) == 1 and records[0].target.to_text() == ".":
                raise Unreachable(f"{host} offers no SIP over {transport.upper()}")
            if records:
                return [
                    (one.target.to_text(omit_final_dot=True), one.port)
                    for one in self._ordered(records)
                ]
        return [(host, DEFAULT_PORTS[transport])]

    async def _naptr(self, host: str) -> list[tuple[Transport, str]]:
        records = [one for one in await self._ask(host, "NAPTR") if isinstance(one, NaptrRecord)]
        records.sort(key=lambda one: (one.order, one.preference))
        return [
            (_SERVICES[service], one.replacement.to_text(omit_final_dot=True))
            for one in records
            if (service := one.service.decode("ascii", "replace").lower()) in _SERVICES
            and one.flags.lower() == b"s"
        ]

    def _ordered(self, records: list[SrvRecord]) -> list[SrvRecord]:
        """By priority; within one by chance, the heavier the likelier (RFC 2782)."""
        ordered: list[SrvRecord] = []
        for priority in sorted({one.priority for one in records}):
            # Weight 0 first, so that it is chosen only when chance says exactly 0.
            left = sorted(
                (one for one in records if one.priority == priority), key=lambda x: x.weight
            )
            while left:
                at = self._chance.randint(0, sum(one.weight for one in left))
                chosen = left[-1]
                for one in left:
                    if at <= one.weight:
                        chosen = one
                        break
                    at -= one.weight
                left.remove(chosen)
                ordered.append(chosen)
        return ordered

    async def _addresses(self, host: str) -> list[str]:
        if _is_address(host):
            return [host]
        # IPv4 first: over UDP nobody tells us that there is no way for IPv6.
        found = [
            record.to_text() for kind in ("A", "AAAA") for record in await self._ask(host, kind)
        ]
        if found:
            return found
        loop = asyncio.get_running_loop()
        try:
            known = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return []
        return list(dict.fromkeys(str(entry[4][0]) for entry in known))

    async def _ask(self, name: str, kind: str) -> list[Rdata]:
        try:
            answer = await self._resolver.resolve(name, kind, raise_on_no_answer=False)
        except (dns.exception.DNSException, OSError, ValueError):
            return []  # no such name, no server, a name that cannot be one: there is nothing
        wanted = dns.rdatatype.from_text(kind)
        return [one for one in (answer.rrset or []) if one.rdtype == wanted]


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
