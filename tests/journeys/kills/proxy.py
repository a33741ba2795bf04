"""A TCP proxy on loopback with the faults of bad links: answers cut after so many bytes, and silence.

`cut_after`: a connection is reset once so many bytes came back from the hub since it was set, so that the hub has acted
and the answer is lost. `silent`: connections stay open and nothing passes any more, as when a Wi-Fi goes away.
"""

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator
from socket import SO_LINGER, SOL_SOCKET, socket

CHUNK = 65_536


class Proxy:
    """Made by `proxied`."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._loud = asyncio.Event()
        self._loud.set()
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0
        self.cut_after: int | None = None
        self.cuts = 0

    @property
    def url(self) -> str:
        """What a desk takes for the hub."""
        return f"http://127.0.0.1:{self.port}"

    def silence(self) -> None:
        """From now on nothing passes; nobody is told."""
        self._loud.clear()

    def speak(self) -> None:
        """New connections work again. The old ones are dead, which shows when somebody writes to them."""
        for task in self._open:
            task.cancel()
        self._loud.set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, to its end."""
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            await self._loud.wait()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                hub_reader, hub_writer = await asyncio.open_connection("127.0.0.1", self._target)
                try:
                    there = asyncio.create_task(self._pass(reader, hub_writer))
                    back = asyncio.create_task(self._pass(hub_reader, writer, back=True))
                    try:
                        await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
                    finally:
                        there.cancel()
                        back.cancel()
                finally:
                    hub_writer.transport.abort()
        finally:
            self._open.discard(task)
            writer.transport.abort()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, back: bool = False
    ) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := await reader.read(CHUNK):
                await self._loud.wait()
                if back and self.cut_after is not None:
                    room = max(0, self.cut_after - passed)
                    passed += len(data)
                    if len(data) > room:
                        writer.write(data[:room])
                        await writer.drain()
                        self.cuts += 1
                        line: socket = writer.get_extra_info("socket")
                        line.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
                        return
                writer.write(data)
                await writer.drain()


@contextlib.asynccontextmanager
async def proxied(port: int) -> AsyncIterator[Proxy]:
    """A proxy before the hub on `port`."""
    proxy = Proxy(port)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    async with server:
        yield proxy
        proxy.speak()
