"""SIP over TCP and TLS: connections that we open, and a listener for those that come.

Promises whole messages in order, a pong for every ping, and an end with words: hung up, silent, too much, not SIP.
Refuses to go on after something whose end is unknown, and to fall back from TLS to anything.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections import Counter
from collections.abc import Callable

from agent_desktop.sip.flow import Flow, Transport
from agent_desktop.sip.parse import PING, BadMessage, KeepAlive, Stream
from agent_desktop.sip.transport.carrier import Limits, Receiver, Unreachable
from agent_desktop.sip.transport.tls import explained

_CHUNK = 64 * 1024


class Connection:
    """One stream. `accepted` ones are bounded by the limits for strangers."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        flow: Flow,
        receiver: Receiver,
        limits: Limits,
        *,
        accepted: bool = False,
    ) -> None:
        self._reader, self._writer = reader, writer
        self._flow = flow
        self._receiver = receiver
        self._limits = limits
        self._accepted = accepted
        self._stream = Stream()
        self._before_first = 0
        self._spoke = False
        self._closing = False
        self._asked = False
        self._task = asyncio.create_task(self._run())

    @property
    def flow(self) -> Flow:
        """Its way to the peer."""
        return self._flow

    def send(self, data: bytes) -> None:
        """Let bytes leave. Raises `Unreachable` when it is closed, or its peer has stopped reading."""
        if self._closing or self._writer.is_closing():
            raise Unreachable("the connection is closed")
        if self._writer.transport.get_write_buffer_size() > self._limits.unsent:
            self._end("the peer does not read what we send")
            raise Unreachable("the peer does not read what we send")
        self._writer.write(data)

    def ping(self) -> None:
        """Ask the peer for a sign of life."""
        self._asked = True
        with contextlib.suppress(Unreachable):
            self.send(b"\r\n\r\n")

    async def close(self) -> None:
        """Close it without a word to the receiver; what was sent leaves first."""
        self._end(None)
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        with contextlib.suppress(OSError, ssl.SSLError, TimeoutError):
            async with asyncio.timeout(1):
                await self._writer.wait_closed()

    # Inside

    def _end(self, why: str | None) -> None:
        if self._closing:
            return
        self._closing = True
        if self._task is not asyncio.current_task():
            self._task.cancel()
        self._writer.close()
        if why is not None:
            self._receiver.closed(self._flow, why)

    async def _run(self) -> None:
        try:
            while data := await self._read():
                if why := self._take(data):
                    self._end(why)
                    return
            self._end("the peer hung up")
        except TimeoutError:
            self._end("the peer was silent for too long")
        except (OSError, ssl.SSLError) as error:
            self._end(explained(error, *self._flow.remote).why)

    async def _read(self) -> bytes:
        if not self._accepted:
            return await self._reader.read(_CHUNK)
        patience = self._limits.idle_s if self._spoke else self._limits.first_message_s
        async with asyncio.timeout(patience):
            return await self._reader.read(_CHUNK)

    def _take(self, data: bytes) -> str | None:
        """Hand on what is complete now; why the connection must end, if it must."""
        for item in self._stream.feed(data):
            if self._closing:
                return None
            if isinstance(item, KeepAlive):
                self._crlf(item)
            elif isinstance(item, BadMessage):
                self._receiver.bad_message(item, self._flow)
            else:
                self._spoke = True
                self._receiver.message(item, self._flow)
        if self._stream.broken:
            return "what the peer sends is not SIP"
        self._before_first += 0 if self._spoke else len(data)
        if self._accepted and self._before_first > self._limits.first_message_bytes:
            return f"more than {self._limits.first_message_bytes} bytes came before a message"
        return None

    def _crlf(self, item: KeepAlive) -> None:
        # Of pongs without a message between them the stream takes every other one for a ping.
        if self._asked:
            self._asked = False
            self._receiver.ponged(self._flow)
        elif item is PING:
            with contextlib.suppress(Unreachable):
                self.send(b"\r\n")


async def connect(
    address: tuple[str, int],
    receiver: Receiver,
    flow_id: str,
    *,
    tls: ssl.SSLContext | None = None,
    name: str = "",
    limits: Limits | None = None,
    patience_s: float = 10.0,
) -> Connection:
    """Open a connection to an IP address and port. With `tls` the peer must prove that it is `name`.

    Raises `Unreachable`.
    """
    host, port = address
    try:
        async with asyncio.timeout(patience_s):
            reader, writer = await asyncio.open_connection(
                host, port, ssl=tls, server_hostname=(name or host) if tls is not None else None
            )
    except (OSError, ssl.SSLError, EOFError) as error:
        raise explained(error, name or host, port) from error
    flow = _flow("tls" if tls is not None else "tcp", writer, flow_id)
    return Connection(reader, writer, flow, receiver, limits or Limits())


class Listener:
    """Takes connections that come, within the limits. `accepted` hears of each one."""

    def __init__(
        self,
        receiver: Receiver,
        accepted: Callable[[Connection], None],
        ids: Callable[[], str],
        limits: Limits,
        *,
        is_tls: bool,
    ) -> None:
        self._receiver = receiver
        self._accepted = accepted
        self._ids = ids
        self._limits = limits
        self._transport: Transport = "tls" if is_tls else "tcp"
        self._open: dict[str, str] = {}  # flow id → peer's host
        self._server: asyncio.Server | None = None

    @classmethod
    async def start(
        cls,
        receiver: Receiver,
        accepted: Callable[[Connection], None],
        ids: Callable[[], str],
        host: str,
        port: int = 0,
        *,
        tls: ssl.SSLContext | None = None,
        limits: Limits | None = None,
    ) -> Listener:
        """Listen on a local IP address; port 0 takes a free one. Raises `Unreachable`."""
        made = cls(receiver, accepted, ids, limits or Limits(), is_tls=tls is not None)
        try:
            made._server = await asyncio.start_server(
                made._take,
                host,
                port,
                ssl=tls,
                # A stranger who does not even begin to prove anything must not keep a socket.
                ssl_handshake_timeout=made._limits.first_message_s if tls is not None else None,
            )
        except OSError as error:
            raise Unreachable(f"port {port} of {host} cannot be used: {error.strerror}") from error
        return made

    @property
    def local(self) -> tuple[str, int]:
        """Where it listens."""
        assert self._server is not None
        host, port = self._server.sockets[0].getsockname()[:2]
        return host, port

    def gone(self, flow: Flow) -> None:
        """A connection ended: there is room again."""
        self._open.pop(flow.id, None)

    async def close(self) -> None:
        """Take no more connections. Those that are open stay."""
        if self._server is not None:
            self._server.close()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        flow = _flow(self._transport, writer, self._ids())
        of_one = Counter(self._open.values())[flow.remote[0]]
        if len(self._open) >= self._limits.connections or of_one >= self._limits.connections_of_one:
            writer.close()
            return
        self._open[flow.id] = flow.remote[0]
        self._accepted(
            Connection(reader, writer, flow, self._receiver, self._limits, accepted=True)
        )


def _flow(transport: Transport, writer: asyncio.StreamWriter, flow_id: str) -> Flow:
    remote, local = writer.get_extra_info("peername"), writer.get_extra_info("sockname")
    return Flow(transport, remote[:2], local[:2], flow_id)
