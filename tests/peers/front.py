"""A small HTTP server in the test's own loop, which can be away, deaf and slow; also before a real server.

Promises that what is asked is seen by `answer` as it came, and that all ends with the block. Letters (requests for
which `carries` is true) can be answered late, or taken and never answered.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeAlias

import aiohttp
from aiohttp import web

Answer: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HOP = {"connection", "content-length", "host", "keep-alive", "transfer-encoding"}


class Front:
    """The server. `asked` holds method and path of every request."""

    def __init__(self, answer: Answer, carries: Callable[[web.Request], bool]) -> None:
        self._answer = answer
        self._carries = carries
        self._deaf = False
        self._go = asyncio.Event()
        self._go.set()
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._serving: set[asyncio.Task[None]] = set()
        self.asked: list[tuple[str, str]] = []

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._port}"

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Front"]:
        """Listen as long as this lasts."""
        await self._listen()
        try:
            yield self
        finally:
            self._go.set()
            await self._end()

    @contextlib.asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Take no connection; those that there were break."""
        await self._end()
        try:
            yield
        finally:
            await self._listen()

    @contextlib.asynccontextmanager
    async def deaf(self) -> AsyncIterator[None]:
        """Take letters and break the connection instead of answering."""
        self._deaf = True
        try:
            yield
        finally:
            self._deaf = False

    @contextlib.asynccontextmanager
    async def slow(self) -> AsyncIterator[None]:
        """Hold the answers to letters back."""
        self._go.clear()
        try:
            yield
        finally:
            self._go.set()

    async def _listen(self) -> None:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{rest:.*}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True).start()
        self._port = self._runner.addresses[0][1]

    async def _end(self) -> None:
        assert self._runner is not None
        server = self._runner.server
        assert server is not None
        for one in server.connections:
            if one.transport is not None:
                one.transport.abort()
        for task in tuple(self._serving):
            task.cancel()  # who waits for news would be waited for
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        self.asked.append((request.method, request.path))
        try:
            answer = await self._answer(request)
        except ConnectionError:
            if request.transport is None or request.transport.is_closing():
                return web.Response()  # who asked was killed amid its question, and hears nothing
            raise
        if self._carries(request):
            if self._deaf and request.transport is not None:
                request.transport.abort()
            await self._go.wait()
        return answer


class Forward:
    """An `answer` that asks the server at `url` the same."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: aiohttp.ClientSession | None = None

    async def __call__(self, request: web.Request) -> web.Response:
        """What the server answers."""
        if self._session is None:
            self._session = aiohttp.ClientSession(auto_decompress=False)
        headers = {
            name: value for name, value in request.headers.items() if name.lower() not in _HOP
        }
        async with self._session.request(
            request.method,
            f"{self._url}{request.raw_path}",
            headers=headers,
            data=await request.read(),
            allow_redirects=False,
        ) as answer:
            kept = {name: one for name, one in answer.headers.items() if name.lower() not in _HOP}
            return web.Response(status=answer.status, headers=kept, body=await answer.read())

    async def close(self) -> None:
        """Let all connections go."""
        if self._session is not None:
            await self._session.close()
