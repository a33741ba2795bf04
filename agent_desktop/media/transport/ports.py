"""Sockets for voice: an even port for RTP and the next for RTCP (RFC 3550, 11), or one for both, out of a range.

Promises sockets that mark their packets as voice where the system allows it. Refuses, with `NoPort`, when the range is
used up.
"""

from __future__ import annotations

import contextlib
import errno
import random
import socket
from dataclasses import dataclass
from typing import Final

#: Half a second of a burst that the loop was too busy to read.
_BUFFER: Final = 1 << 18
#: Expedited forwarding (RFC 4594): the class for voice.
_TOS: Final = 0xB8
#: Windows answers "forbidden" for ports that the system keeps for itself.
_IN_USE: Final = frozenset({errno.EADDRINUSE, errno.EACCES})


class NoPort(OSError):
    """No free port is left; the message names the range."""


@dataclass(frozen=True, slots=True)
class PortRange:
    """The ports that media may use, both ends included. Raises `ValueError` when there is no even one with its next."""

    first: int = 16384
    last: int = 32767

    def __post_init__(self) -> None:
        if not 0 < self.first < 65536 or not self.first + 2 <= self.last < 65536:
            raise ValueError(f"{self.first} to {self.last} is no range of at least three ports")


DEFAULT_PORTS: Final = PortRange()


def bind(address: str, ports: PortRange) -> socket.socket:
    """One socket. Raises `NoPort`; `OSError` when the address is not one of this host."""
    numbers = list(range(ports.first, ports.last + 1))
    for port in _shuffled(numbers):
        with contextlib.suppress(_Taken):
            return _bound(address, port)
    raise NoPort(f"no free port between {ports.first} and {ports.last}")


def bind_pair(address: str, ports: PortRange) -> tuple[socket.socket, socket.socket]:
    """Sockets for RTP and RTCP. Raises like `bind`."""
    for port in _shuffled(list(range(ports.first + ports.first % 2, ports.last, 2))):
        try:
            rtp = _bound(address, port)
        except _Taken:
            continue
        try:
            return rtp, _bound(address, port + 1)
        except _Taken:
            rtp.close()
        except OSError:
            rtp.close()
            raise
    raise NoPort(f"no free pair of ports between {ports.first} and {ports.last}")


class _Taken(Exception):
    """Somebody else has the port."""


def _shuffled(numbers: list[int]) -> list[int]:
    """From a random place on: ports that were used lately may still get packets, and guessing is harder."""
    start = random.SystemRandom().randrange(len(numbers))
    return numbers[start:] + numbers[:start]


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_DGRAM)
    try:
        sock.setblocking(False)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        sock.bind((address, port))
    except OSError as error:
        sock.close()
        if error.errno in _IN_USE:
            raise _Taken from None
        raise
    with contextlib.suppress(OSError, AttributeError):
        if family == socket.AF_INET:
            sock.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, _TOS)
        else:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_TCLASS, _TOS)
    return sock
