"""What stands beside the hub in `hub-load`: a bare `websockets` server that forwards from memory and keeps nothing."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import psutil
from websockets.asyncio.client import ClientConnection

from tests.benchmarks.load import Cost, Delays, on_schedule, open_socket, spread
from tests.benchmarks.report import percentile

_BARE = """
import asyncio, contextlib, resource, sys
from websockets.asyncio.server import serve
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
agents = {}
async def talk(socket):
    kind, name = (await socket.recv()).split()
    if kind == "agent":
        agents[name] = socket
    async for data in socket:
        await socket.send("kept")
        await agents[name].send(data)
async def main():
    async with serve(talk, "127.0.0.1", 0, compression=None, ping_interval=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
asyncio.run(main())
"""


@contextlib.contextmanager
def bare_server() -> Iterator[tuple[str, int]]:
    """A server that forwards from memory: its address and process id."""
    with subprocess.Popen(
        [sys.executable, "-c", _BARE], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            yield f"ws://127.0.0.1:{port}", process.pid
        finally:
            process.stdin.close()


async def through_memory(url: str, pid: int, choice: argparse.Namespace) -> dict[str, float | int]:
    """The figures of the bare server, with as many sockets and messages."""
    delays = Delays()
    sockets: list[ClientConnection] = []

    async def join(kind: str, name: int) -> ClientConnection:
        socket: ClientConnection = await open_socket(url)
        await socket.send(f"{kind} {name}")
        sockets.append(socket)
        return socket

    agents = await spread(partial(join, "agent", number) for number in range(choice.agents))
    visitors = await spread(
        partial(join, "visitor", number % choice.agents) for number in range(choice.visitors)
    )

    async def listen(socket: ClientConnection) -> None:
        async for data in socket:
            delays.arrive(str(data)[:26])

    async def drop(socket: ClientConnection) -> None:
        async for _ in socket:
            pass

    readers = [asyncio.create_task(listen(agent)) for agent in agents]
    readers += [asyncio.create_task(drop(visitor)) for visitor in visitors]

    async def say(number: int, client_id: str) -> None:
        await visitors[number % len(visitors)].send(client_id + "x" * 300)

    await on_schedule(choice.rate, choice.warm_up, say, delays)
    cost = Cost(psutil.Process(pid))
    cost.begin()
    count = await on_schedule(choice.rate, choice.seconds, say, delays)
    fanout = delays.from_due()
    figures: dict[str, float | int] = {
        **{f"memory_only_p{part}_ms": percentile(fanout, part) for part in (50, 95, 99)},
        "memory_only_rss_mb": cost.rss_mb(),
        "memory_only_cpu_s_per_1000_messages": cost.per_thousand(count),
    }
    await spread([socket.close for socket in sockets])
    await asyncio.gather(*readers)
    return figures
