"""The token goes only to who was vouched for until the moment in which it is sent."""

import asyncio

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from agent_desktop.connectors.hub import door
from agent_desktop.connectors.hub.address import hub_address
from agent_desktop.connectors.hub.line import Line
from agent_desktop.model.errors import Offline
from tests.connectors.scripted_hub import TOKEN, answering
from tests.contracts.asynchronous import asynchronous

EMPTY = b"HTTP/1.1 204 No Content\r\n\r\n"
NOBODY = "There is no connection to the hub"


@asynchronous
async def test_a_socket_that_opened_too_late_hears_no_hello() -> None:
    heard: list[object] = []
    gone = asyncio.Event()

    async def listen(socket: ServerConnection) -> None:
        try:
            heard.append(await socket.recv())
        except ConnectionClosed:
            gone.set()

    async with serve(listen, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        way = await door.open_door(hub_address(f"http://127.0.0.1:{port}"))
        rest = iter([True, False])
        way.vouched = rest.__next__
        with pytest.raises(Offline, match=NOBODY):
            await Line.open(way.reach, None, TOKEN, None, "tests")
        await gone.wait()
        await way.close()
    assert list(rest) == []
    assert heard == []


@asynchronous
async def test_a_request_that_was_connected_too_late_is_not_sent() -> None:
    async with answering(EMPTY) as (port, asked):
        way = await door.open_door(hub_address(f"http://127.0.0.1:{port}"))
        await way.sign_out(TOKEN)
        assert len(asked) == 1
        for vouched in ([False], [True, False]):
            rest = iter(vouched)
            way.vouched = rest.__next__
            with pytest.raises(Offline, match=NOBODY):
                await way.sign_out(TOKEN)
            assert list(rest) == []
        await way.close()
    assert len(asked) == 1
