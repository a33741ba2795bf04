"""The sockets of a session without ICE: one for RTP, one for RTCP until both share the first.

Promises that sending never waits and never raises: voice that cannot leave at once is worth nothing later.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any, TypeAlias

from agent_desktop.media.transport.latch import Address
from agent_desktop.media.transport.ports import PortRange, bind_pair

#: Data, where it came from, and whether it came to the port for RTCP.
Received: TypeAlias = Callable[[bytes, Address, bool], None]


class _Reader(asyncio.DatagramProtocol):
    def __init__(self, received: Received, is_rtcp: bool) -> None:
        self._received, self._is_rtcp = received, is_rtcp

    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        self._received(data, addr if len(addr) == 2 else addr[:2], self._is_rtcp)


class Sockets:
    """A pair of ports that is open until `close`."""

    _rtp: socket.socket
    _rtcp: socket.socket
    local: Address
    local_rtcp: Address | None

    def __init__(self, received: Received) -> None:
        """Use `open`."""
        self._received = received
        self._transports: list[asyncio.BaseTransport] = []
        self._old: list[asyncio.BaseTransport] = []
        self._closed = False

    @classmethod
    async def open(cls, address: str, ports: PortRange, received: Received) -> Sockets:
        """Bind a pair and read it. Raises `NoPort`; `OSError` when the address is not one of this host."""
        made = cls(received)
        await made.move(address, ports)
        return made

    async def move(self, address: str, ports: PortRange) -> None:
        """Send from another pair from now on; the old one is still read until `leave`. Raises like `open`."""
        rtp, rtcp = bind_pair(address, ports)
        loop, fresh = asyncio.get_running_loop(), []
        for sock, is_rtcp in ((rtp, False), (rtcp, True)):
            transport, _ = await loop.create_datagram_endpoint(
                lambda is_rtcp=is_rtcp: _Reader(self._received, is_rtcp),  # type: ignore[misc]
                sock=sock,
            )
            fresh.append(transport)
        self._rtp, self._rtcp = rtp, rtcp
        self.local, self.local_rtcp = rtp.getsockname()[:2], rtcp.getsockname()[:2]
        self._old += self._transports
        self._transports = [*fresh]
        if self._closed:
            self.close()

    def leave(self) -> None:
        """Read the pairs of before no more."""
        for transport in self._old:
            transport.close()
        self._old.clear()

    @property
    def family(self) -> socket.AddressFamily:
        """Of the addresses that can be reached."""
        return socket.AddressFamily(self._rtp.family)

    def share(self) -> None:
        """RTCP has moved to the port of RTP."""
        if self.local_rtcp is not None:
            self.local_rtcp = None
            self._transports.pop().close()

    def send(self, data: bytes, address: Address | None) -> bool:
        """From the port for RTP; False when it did not leave."""
        if address is None:
            return False
        try:
            # Past the event loop on purpose: its transport would queue what does not leave at once.
            self._rtp.sendto(data, address)
        except OSError:
            return False
        return True

    def send_rtcp(self, data: bytes, address: Address | None) -> bool:
        """From the port for RTCP, while there is one."""
        if address is None or self.local_rtcp is None:
            return False
        try:
            self._rtcp.sendto(data, address)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Free the ports."""
        self._closed = True
        self.leave()
        for transport in self._transports:
            transport.close()
        self._transports.clear()
        self.local_rtcp = None
