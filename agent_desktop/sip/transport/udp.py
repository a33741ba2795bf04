"""SIP over UDP: one socket, a message in each datagram.

Promises that a message which is larger than a datagram raises instead of leaving in part. Refuses to report lost
datagrams: nobody knows of them. Datagrams of line ends and NULs, which keep holes in firewalls open, are not answered.
"""

from __future__ import annotations

import asyncio
from typing import Final, cast

from agent_desktop.sip.flow import Flow
from agent_desktop.sip.parse import BadMessage, parse
from agent_desktop.sip.transport.carrier import Receiver, Unreachable

#: What fits into a datagram over IPv4.
LARGEST: Final = 65507


class UdpSocket(asyncio.DatagramProtocol):
    """A bound socket. `id` names its flows."""

    def __init__(self, receiver: Receiver, socket_id: str) -> None:
        self.id = socket_id
        self.local = ("", 0)
        self._receiver = receiver
        self._transport: asyncio.DatagramTransport | None = None
        self._lost = asyncio.Event()

    @classmethod
    async def bind(cls, receiver: Receiver, socket_id: str, host: str, port: int = 0) -> UdpSocket:
        """Open one on a local IP address; port 0 takes a free one. Raises `Unreachable`."""
        loop = asyncio.get_running_loop()
        try:
            _, made = await loop.create_datagram_endpoint(
                lambda: cls(receiver, socket_id), local_addr=(host, port)
            )
        except OSError as error:
            raise Unreachable(
                f"UDP port {port} of {host} cannot be used: {error.strerror}"
            ) from error
        return made

    def flow_to(self, host: str, port: int) -> Flow:
        """The way to a peer's IP address."""
        return Flow("udp", (host, port), self.local, self.id)

    def send(self, data: bytes, flow: Flow) -> None:
        """Let a message leave. Raises `Unreachable` when it does not fit or the socket is closed."""
        if self._transport is None or self._transport.is_closing():
            raise Unreachable("the UDP socket is closed")
        if len(data) > LARGEST:
            raise Unreachable(f"a message of {len(data)} bytes does not fit into a datagram")
        try:
            self._transport.sendto(data, flow.remote)
        except OSError as error:
            raise Unreachable(f"the system refuses to send: {error.strerror}") from error

    async def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.close()
            await self._lost.wait()

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # asyncio's own class of datagram transports is no DatagramTransport in Python 3.11.
        self._transport = cast(asyncio.DatagramTransport, transport)
        self.local = transport.get_extra_info("sockname")[:2]

    def connection_lost(self, exc: Exception | None) -> None:
        self._lost.set()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if not data.strip(b"\r\n\x00"):
            return
        flow = self.flow_to(addr[0], addr[1])
        try:
            message = parse(data)
        except BadMessage as bad:
            self._receiver.bad_message(bad, flow)
        else:
            self._receiver.message(message, flow)

    def error_received(self, exc: Exception) -> None:
        """An ICMP error: it does not say for which peer, so the transactions find out by time."""
