"""How the hub listens: uvicorn with patience that ends, connections that can be cut, and a goodbye before the stop.

Promises that a client which sends its request drop by drop is closed, that a broken request gets a `ProblemBody` like
any other, that a peer which stops answering pings is cut, and that every open line hears why before the hub stops.
Refuses forwarded headers (limits count the real peer) unless a proxy is named.
"""

import asyncio
import contextlib
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final, cast

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.frames import encode
from agent_desktop.hub.protocol import MAX_FRAME_BYTES, ProblemBody
from agent_desktop.model.errors import Refused

HEAD_WITHIN: Final = 10.0
"""Seconds in which the head of a request must have come, on a new connection or after an answer."""
PING_EVERY: Final = 10.0
PONG_WITHIN: Final = 20.0
SEND_BUFFER: Final = 256 * 1024
_BROKEN: Final = encode(
    ProblemBody(problem=Malformed("This is not a valid HTTP/1.1 request.", field="request").problem)
)


class PatientHttp(H11Protocol):
    """HTTP/1.1 whose patience with an unfinished head ends."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._wait_for_head()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._stop_waiting()
        super().handle_websocket_upgrade(event)

    def send_400_response(self, msg: str) -> None:
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            headers = [
                (b"content-type", b"application/json"),
                (b"content-length", str(len(_BROKEN)).encode()),
                (b"connection", b"close"),
            ]
            answer = h11.Response(status_code=400, headers=headers, reason=b"Bad Request")
            for event in (answer, h11.Data(data=_BROKEN), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event))
        self.transport.close()

    def _wait_for_head(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(HEAD_WITHIN, self._head_is_late)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _head_is_late(self) -> None:
        self._waiting = None
        cycle = cast("RequestResponseCycle | None", self.cycle)  # none before the first request
        if cycle is None or cycle.response_complete:
            self.transport.close()


class CuttableSocket(WebSocketsSansIOProtocol):
    """A WebSocket that its line can cut (`scope["state"]["abort"]`) when the peer takes nothing any more, and whose
    pings it can hasten (`scope["state"]["beat"]`).

    The system's own send buffer is bounded too; left alone it would hide megabytes from the line's outbox.
    """

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        below = transport.get_extra_info("socket")
        if below is not None:
            below.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["state"]["abort"] = self.transport.abort
            self.scope["state"]["beat"] = self.beat

    def beat(self, every_s: float, within_s: float) -> None:
        """Ping this peer so often, and wait so long for each pong: to be said before the socket is accepted."""
        self.ping_interval, self.ping_timeout = every_s, within_s

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self.transport.abort()


class Listener(uvicorn.Server):
    """The running server. `request_stop` may be called from any thread or signal handler."""

    def __init__(self, config: uvicorn.Config, say_goodbye: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._say_goodbye = say_goodbye
        self.ready = asyncio.Event()
        """Set once the hub answers."""

    def request_stop(self, *_: object) -> None:
        """Stop soon, gracefully."""
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye on every line, then let uvicorn close what is left."""
        for server in self.servers:
            server.close()
        await self._say_goodbye()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGINT, SIGTERM (and Ctrl-Break) mean a clean stop with exit code 0, on Windows too."""
        names = [name for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
        before: dict[int, Any] = {}

        def stop(number: int, frame: FrameType | None) -> None:
            self.request_stop()

        try:
            for name in names:
                number = getattr(signal, name)
                before[number] = signal.signal(number, stop)
        except ValueError:
            pass  # not the main thread: whoever started us stops us
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def bound_socket(host: str, port: int) -> socket.socket:
    """A listening address of our own alone. Raises Refused, naming the address, when it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # with the protocol named, asyncio switches Nagle's delay off; without it every answer may wait 40 ms
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Refused(
            f"The hub cannot listen on {host}:{port}: {error.strerror or error}.",
            field="port",
            value=str(port),
            remedy="Stop the program that uses this port, or choose another one with --port.",
        ) from None
    return listening


def listener(
    app: Any,
    say_goodbye: Callable[[], Awaitable[None]],
    *,
    max_connections: int,
    proxy: str = "",
    tls: tuple[Path, Path] | None = None,
) -> Listener:
    """A server for `app`, without logs of addresses.

    `proxy` is the address of a reverse proxy that is trusted; `tls` the files of certificate chain and private key.
    """
    config = uvicorn.Config(
        app,
        http=PatientHttp,
        ws=CuttableSocket,
        ws_max_size=4 * MAX_FRAME_BYTES,
        ws_ping_interval=PING_EVERY,
        ws_ping_timeout=PONG_WITHIN,
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=bool(proxy),
        forwarded_allow_ips=proxy or "127.0.0.1",
        server_header=False,
        limit_concurrency=max_connections,
        ssl_certfile=tls[0] if tls is not None else None,
        ssl_keyfile=tls[1] if tls is not None else None,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
    )
    return Listener(config, say_goodbye)
