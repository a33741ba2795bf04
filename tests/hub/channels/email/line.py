"""A way to a mail server that can be away or stop midway, and that can lose or hold back the answer to a mail."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator

END_OF_MAIL = b"\r\n.\r\n"


class Line:
    """Forwards TCP connections to `target` on this computer; without TLS, so that it sees where a mail ends."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._deaf = False
        self._go = asyncio.Event()
        self._go.set()
        self.port = 0
        self.connections = 0
        self.brought = 0
        """Bytes that the server sent so far."""
        self.stops_at: int | None = None
        """Of those; nothing more goes on then."""
        self.stopped = threading.Event()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Line"]:
        """Listen as long as this lasts."""
        await self._listen()
        try:
            yield self
        finally:
            self._go.set()
            await self._end()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

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
        """Break when the server has answered a mail, before anybody hears it."""
        self._deaf = True
        try:
            yield
        finally:
            self._deaf = False

    @contextlib.asynccontextmanager
    async def slow(self) -> AsyncIterator[None]:
        """Hold the answers to mails back."""
        self._go.clear()
        try:
            yield
        finally:
            self._go.set()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in tuple(self._writers):
            writer.transport.abort()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, far = await asyncio.open_connection("127.0.0.1", self._target)
        self._writers |= {writer, far}
        ended = asyncio.Event()

        async def there() -> None:
            last = b""
            while data := await reader.read(65_536):
                last = (last + data)[-len(END_OF_MAIL) :]
                if last == END_OF_MAIL:
                    ended.set()
                far.write(data)
                await far.drain()

        async def back() -> None:
            while data := await answers.read(65_536):
                self.brought += len(data)
                if self.stops_at is not None and self.brought >= self.stops_at:
                    self.stopped.set()
                    await asyncio.Event().wait()
                if ended.is_set():
                    ended.clear()
                    if self._deaf:
                        return
                    await self._go.wait()
                writer.write(data)
                await writer.drain()

        ways = [asyncio.ensure_future(there()), asyncio.ensure_future(back())]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for one in (writer, far):
                self._writers.discard(one)
                one.transport.abort()
