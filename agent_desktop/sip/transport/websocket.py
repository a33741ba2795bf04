"""SIP over WebSocket (RFC 7118): a client, and the server's side for sockets that somebody else accepted.

Promises a message in each frame and the subprotocol `sip`, which both sides must name. Refuses peers that do not, and
plain HTTP where the terms say wss. Pings are those of WebSockets, which every peer answers (RFC 6455, 5.5.2).
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol

from agent_desktop.sip.flow import Flow, Transport, host_and_port
from agent_desktop.sip.parse import BODY, HEAD, BadMessage, parse
from agent_desktop.sip.transport.carrier import Limits, Receiver, Unreachable
from agent_desktop.sip.transport.tls import explained

if TYPE_CHECKING:
    from websockets.asyncio.connection import Connection

SUBPROTOCOL: Final = "sip"
#: The largest message in a frame.
LARGEST: Final = HEAD + BODY


class AcceptedSocket(Protocol):
    """A WebSocket that a web server accepted with the subprotocol `sip`, or one of ours."""

    async def receive(self) -> str | bytes | None:
        """The next message; None when the peer is gone."""

    async def send(self, text: str) -> None:
        """Send a text message; raises `OSError` when the peer is gone."""

    async def ping(self) -> None:
        """Return when the peer has shown that it is there; raises `OSError` when it is gone."""

    async def close(self) -> None:
        """Close it."""


class WebSocketCarrier:
    """SIP on one WebSocket, whoever opened it."""

    def __init__(
        self, socket: AcceptedSocket, flow: Flow, receiver: Receiver, limits: Limits | None = None
    ) -> None:
        self._socket = socket
        self._flow = flow
        self._receiver = receiver
        self._limits = limits or Limits()
        self._unsent = 0
        self._closing = False
        self._pinging: asyncio.Task[None] | None = None
        self._outbox: asyncio.Queue[str] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())
        self._reader = asyncio.create_task(self._read())

    @property
    def flow(self) -> Flow:
        """Its way to the peer."""
        return self._flow

    def send(self, data: bytes) -> None:
        """Let a message leave. Raises `Unreachable` when it is closed, or its peer has stopped reading."""
        if self._closing:
            raise Unreachable("the WebSocket is closed")
        if self._unsent > self._limits.unsent:
            self._end("the peer does not read what we send")
            raise Unreachable("the peer does not read what we send")
        # Browsers want text. What is not UTF-8 could not be a text frame, and JavaScript could not read it.
        self._outbox.put_nowait(data.decode("utf-8", "replace"))
        self._unsent += len(data)

    def ping(self) -> None:
        """Ask the peer for a sign of life. One that is still asked is not asked twice."""
        if not self._closing and (self._pinging is None or self._pinging.done()):
            self._pinging = asyncio.create_task(self._ping())

    async def _ping(self) -> None:
        try:
            await self._socket.ping()
        except OSError:
            self._end("the peer hung up")
        else:
            self._receiver.ponged(self._flow)

    async def close(self) -> None:
        """Close it without a word to the receiver."""
        self._end(None)
        for task in (self._reader, self._writer):
            with contextlib.suppress(asyncio.CancelledError):
                await task
        with contextlib.suppress(OSError):
            await self._socket.close()

    async def finished(self) -> None:
        """Wait until the peer is gone: what a web server's handler does."""
        await asyncio.wait([self._reader])
        with contextlib.suppress(OSError):
            await self._socket.close()

    def _end(self, why: str | None) -> None:
        if self._closing:
            return
        self._closing = True
        for task in (self._reader, self._writer, self._pinging):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        if why is not None:
            self._receiver.closed(self._flow, why)

    async def _write(self) -> None:
        try:
            while True:
                text = await self._outbox.get()
                await self._socket.send(text)
                self._unsent -= len(text.encode())
        except OSError:
            self._end("the peer hung up")

    async def _read(self) -> None:
        try:
            while (data := await self._socket.receive()) is not None:
                frame = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
                if frame.strip(b"\r\n"):
                    self._hand_over(frame)
                elif frame == b"\r\n\r\n":
                    self.send(b"\r\n")
        except (OSError, Unreachable):
            pass
        self._end("the peer hung up")

    def _hand_over(self, frame: bytes) -> None:
        try:
            message = parse(frame, LARGEST)
        except BadMessage as bad:
            self._receiver.bad_message(bad, self._flow)
        else:
            self._receiver.message(message, self._flow)


class LibrarySocket:
    """A connection of the `websockets` library, of a client or a server, as an accepted socket."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def receive(self) -> str | bytes | None:
        from websockets.exceptions import ConnectionClosed

        try:
            return await self._connection.recv()
        except ConnectionClosed:
            return None

    async def send(self, text: str) -> None:
        from websockets.exceptions import ConnectionClosed

        try:
            await self._connection.send(text)
        except ConnectionClosed as error:
            raise ConnectionResetError from error

    async def ping(self) -> None:
        from websockets.exceptions import ConnectionClosed

        try:
            await (await self._connection.ping())
        except ConnectionClosed as error:
            raise ConnectionResetError from error

    async def close(self) -> None:
        await self._connection.close()


async def connect(
    address: tuple[str, int],
    receiver: Receiver,
    flow_id: str,
    *,
    name: str = "",
    path: str = "/",
    headers: Sequence[tuple[str, str]] = (),
    tls: ssl.SSLContext | None = None,
    patience_s: float = 10.0,
) -> WebSocketCarrier:
    """Open a WebSocket to an IP address and port. With `tls` the peer must prove that it is `name`.

    `path` may have a query; that and the additional `headers` may be secret. Raises `Unreachable`, which shows neither.
    """
    # Slow to import, and only those need it who speak WebSocket.
    from websockets.asyncio.client import connect as dial
    from websockets.exceptions import InvalidHandshake, InvalidStatus, InvalidURI
    from websockets.typing import Subprotocol

    host, port = address
    transport: Transport = "wss" if tls is not None else "ws"
    try:
        connection = await dial(
            f"{transport}://{host_and_port(name or host, port)}{path}",
            host=host,
            port=port,
            ssl=tls,
            server_hostname=(name or host) if tls is not None else None,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            additional_headers=list(headers),
            open_timeout=patience_s,
            ping_interval=None,  # the user agent asks
            max_size=LARGEST,
            proxy=None,
        )
    except (InvalidHandshake, InvalidURI) as error:
        shown = path.partition("?")[0]
        if isinstance(error, InvalidStatus) and error.response.status_code in {401, 403}:
            raise Unreachable(
                f"{name or host}, port {port} does not let us in at {shown}", "denied"
            ) from error
        raise Unreachable(
            f"{name or host}, port {port} has no WebSocket for SIP at {shown}"
        ) from error
    except (OSError, ssl.SSLError, EOFError) as error:
        raise explained(error, name or host, port) from error
    if connection.subprotocol != SUBPROTOCOL:
        await connection.close()
        raise Unreachable(f"{name or host}, port {port} does not speak SIP on its WebSocket")
    flow = Flow(transport, connection.remote_address[:2], connection.local_address[:2], flow_id)
    return WebSocketCarrier(LibrarySocket(connection), flow, receiver)
