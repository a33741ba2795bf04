"""How the hub listens: a peer that answers no pings is cut, as soon as its door wants."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from agent_desktop.hub.server.listening import bound_socket, listener
from tests.contracts.asynchronous import asynchronous

KNOCK = (
    b"GET / HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
PING = 0x89
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


@asynchronous
async def test_a_telephone_that_answers_no_pings_is_cut_long_before_others() -> None:
    ended: asyncio.Queue[str] = asyncio.Queue()

    async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        scope["state"]["beat"](0.05, 0.2)
        await receive()
        await send({"type": "websocket.accept"})
        ended.put_nowait((await receive())["type"])

    async def goodbye() -> None:
        return None

    server = listener(app, goodbye, max_connections=10)
    place = bound_socket("127.0.0.1", 0)
    serving = asyncio.create_task(server.serve(sockets=[place]))
    await server.ready.wait()
    reader, writer = await asyncio.open_connection(*place.getsockname())
    writer.write(KNOCK)
    await reader.readuntil(b"\r\n\r\n")
    assert (await reader.readexactly(1))[0] == PING
    assert await ended.get() == "websocket.disconnect"
    writer.close()
    server.request_stop()
    await serving
