"""A way between a connector and its backend that can be cut, closed and made deaf in one direction."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class FaultyLine:
    """Forwards TCP connections from a port of its own to `port` on this computer."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self._deaf = asyncio.Event()
        self._deaf.set()
        self.port = 0

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["FaultyLine"]:
        """Listen as long as this lasts."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            self._closed = True
            self._deaf.set()
            await self.cut()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def cut(self) -> None:
        """Break every connection, without a goodbye."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    @contextlib.asynccontextmanager
    async def unreachable(self) -> AsyncIterator[None]:
        """Take no connection."""
        self._closed = True
        try:
            yield
        finally:
            self._closed = False

    @contextlib.asynccontextmanager
    async def mute(self) -> AsyncIterator[None]:
        """Let nothing come back."""
        self._deaf.clear()
        try:
            yield
        finally:
            self._deaf.set()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        far: asyncio.StreamWriter | None = None
        try:
            if self._closed:
                return
            answers, far = await asyncio.open_connection("127.0.0.1", self._target)
            self._writers.add(far)
            ways = {
                asyncio.ensure_future(self._pump(reader, far, mutable=False)),
                asyncio.ensure_future(self._pump(answers, writer, mutable=True)),
            }
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
        finally:
            for one in (writer, far):
                if one is not None:
                    self._writers.discard(one)
                    one.transport.abort()

    async def _pump(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, mutable: bool
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                if mutable:
                    await self._deaf.wait()
                target.write(data)
                await target.drain()
