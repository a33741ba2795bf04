"""The small HTTP server before a peer, when who asks is killed amid a question."""

import asyncio

import pytest
from aiohttp import web

from tests.peers.front import Front


@pytest.mark.parametrize("reset", [True, False])
def test_half_a_question_is_no_error_and_the_next_is_answered(reset: bool) -> None:
    asyncio.run(_ask_half_then_whole(reset))


async def _ask_half_then_whole(reset: bool) -> None:
    asked = asyncio.Event()

    async def take(request: web.Request) -> web.Response:
        asked.set()
        await request.read()
        return web.Response(text="taken")

    async with Front(take, lambda _request: False).open() as front:
        port = int(front.url.rpartition(":")[2])
        _, half = await asyncio.open_connection("127.0.0.1", port)
        half.write(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nhalf")
        await half.drain()
        await asked.wait()
        if reset:
            half.transport.abort()
        else:
            half.close()
        reader, whole = await asyncio.open_connection("127.0.0.1", port)
        whole.write(
            b"POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfour"
        )
        assert (await reader.read()).endswith(b"taken")
        whole.close()
