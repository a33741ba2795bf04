"""The way in for telephones that speak SIP over the hub's own WebSocket: a loopback port that only the hub knows.

Promises that who does not know the key reaches nothing, and that each connection carries the network address of who is
behind it, as the hub says. Refuses to check tokens: the hub has done that.
"""

from __future__ import annotations

import hmac
import ipaddress
import itertools
import logging
import secrets
from http import HTTPStatus
from typing import Final

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from agent_desktop.hub.voice.process.frames import PEER_HEADER
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.transport.ways import Ways
from agent_desktop.sip.transport.websocket import LARGEST, SUBPROTOCOL, LibrarySocket

HOST: Final = "127.0.0.1"


class Door:
    """Made, opened, closed. `port` is there once it is open."""

    def __init__(self, ways: Ways) -> None:
        self.key = secrets.token_urlsafe(32)
        self.port = 0
        self._ways = ways
        self._count = itertools.count(1)
        self._server: Server | None = None

    async def open(self) -> None:
        """Listen on a free port of loopback. Raises `OSError`."""
        self._server = await serve(
            self._talk,
            HOST,
            0,
            process_request=self._judge,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            compression=None,
            ping_interval=None,  # on loopback, and the hub's own pings go further
            max_size=LARGEST,
            server_header=None,
            logger=logging.getLogger("websockets.server"),
        )
        self.port = next(iter(self._server.sockets)).getsockname()[1]

    async def close(self) -> None:
        """Close it and every connection."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def _judge(self, connection: ServerConnection, request: Request) -> Response | None:
        given = request.path.removeprefix("/").encode("utf-8", "replace")
        if hmac.compare_digest(given, self.key.encode()):
            return None
        return connection.respond(HTTPStatus.NOT_FOUND, "")

    async def _talk(self, connection: ServerConnection) -> None:
        if connection.subprotocol != SUBPROTOCOL or connection.request is None:
            return
        peer = _address(connection.request.headers.get(PEER_HEADER, ""))
        flow = Flow("ws", (peer, 0), (HOST, self.port), f"door-{next(self._count)}")
        await self._ways.serve(LibrarySocket(connection), flow)


def _address(text: str) -> str:
    """An IP address, or loopback's where none is given."""
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return HOST
