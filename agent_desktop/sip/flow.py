"""Ways to a peer: a flow is one that is open, a target one that is to be opened.

Promises values that compare and hash, so that pure machines can name a connection without holding it. Refuses to know
sockets: `transport/` keeps them by the flow's `id`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Transport: TypeAlias = Literal["udp", "tcp", "tls", "ws", "wss"]

TRANSPORTS: Final[tuple[Transport, ...]] = ("udp", "tcp", "tls", "ws", "wss")
#: Transports that nobody on the path can read.
SECURE: Final[frozenset[Transport]] = frozenset({"tls", "wss"})
#: Ports when none is named (RFC 3261, 19.1.2; RFC 7118, 4).
DEFAULT_PORTS: Final[dict[Transport, int]] = {
    "udp": 5060,
    "tcp": 5060,
    "tls": 5061,
    "ws": 80,
    "wss": 443,
}


@dataclass(frozen=True, slots=True)
class Flow:
    """A live way to a peer: a connection, or for UDP the local socket together with the peer's address.

    `remote` and `local` are (host as an IP address, port). Flows of one UDP socket share its `id`; a datagram goes to
    the flow's `remote`. A connection's `id` is its own and never used again.
    """

    transport: Transport
    remote: tuple[str, int]
    local: tuple[str, int]
    id: str

    @property
    def reliable(self) -> bool:
        """Whether the transport itself sends again what was lost."""
        return self.transport != "udp"


@dataclass(frozen=True, slots=True)
class Target:
    """A way to be opened. `host` is a name or an IP address; `port` 0 leaves the port, and the servers, to DNS.

    `besides` are servers of it, as IP address and port, that did not do: another one is wanted.
    """

    transport: Transport
    host: str
    port: int = 0
    besides: frozenset[tuple[str, int]] = frozenset()

    @property
    def reliable(self) -> bool:
        """Whether the transport itself sends again what was lost."""
        return self.transport != "udp"


def host_and_port(host: str, port: int) -> str:
    """An address as it is written in SIP; IPv6 in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
