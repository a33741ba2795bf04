"""An open load over many sockets: the schedule, the delays, the cost in memory and CPU.

Promises that a message's delay counts from the moment when it was due, so that a stalled server cannot hide behind a
stalled writer.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import psutil
from websockets.asyncio.client import connect

from agent_desktop.model.base import new_id

T = TypeVar("T")
AT_ONCE = 24


@dataclass
class Delays:
    """When each message was due, when its writer heard that it is kept, when it was at the agent's desk."""

    due: dict[str, float] = field(default_factory=dict)
    kept: dict[str, float] = field(default_factory=dict)
    arrived: dict[str, float] = field(default_factory=dict)
    all_arrived: asyncio.Event = field(default_factory=asyncio.Event)
    expected: int = 0

    def arrive(self, key: str) -> None:
        """A message is at an agent's desk."""
        if key in self.due and key not in self.arrived:
            self.arrived[key] = time.perf_counter()
            if len(self.arrived) == self.expected:
                self.all_arrived.set()

    def begin(self, expected: int) -> None:
        """Forget everything and expect so many messages."""
        for times in (self.due, self.kept, self.arrived):
            times.clear()
        self.all_arrived.clear()
        self.expected = expected

    def from_due(self) -> list[float]:
        """Milliseconds from the moment a message was due to the agent's socket."""
        return [
            (self.arrived[key] - due) * 1000 for key, due in self.due.items() if key in self.arrived
        ]

    def to_kept(self) -> list[float]:
        """Milliseconds from the moment a message was due to its writer's receipt."""
        return [(self.kept[key] - due) * 1000 for key, due in self.due.items() if key in self.kept]


async def spread(jobs: Iterable[Callable[[], Awaitable[T]]], at_once: int = AT_ONCE) -> list[T]:
    """Run jobs, a few at a time, and give their results in order."""
    turn = asyncio.Semaphore(at_once)

    async def one(job: Callable[[], Awaitable[T]]) -> T:
        async with turn:
            return await job()

    return list(await asyncio.gather(*(one(job) for job in jobs)))


def open_socket(url: str) -> Any:
    """A socket without compression and pings, as small as it gets on this side."""
    return connect(url, compression=None, ping_interval=None, max_size=2**24, max_queue=None)


async def on_schedule(
    rate: float,
    seconds: float,
    say: Callable[[int, str], Coroutine[Any, Any, None]],
    delays: Delays,
) -> int:
    """Start a message at each of its moments, whatever became of the others; how many, once all have arrived."""
    count = round(rate * seconds)
    delays.begin(count)
    begun = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            due = begun + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            client_id = new_id()
            delays.due[client_id] = due
            group.create_task(say(number, client_id))
    async with asyncio.timeout(30):
        await delays.all_arrived.wait()
    return count


@dataclass
class Cost:
    """What a process used between two looks at it."""

    process: psutil.Process
    cpu_s: float = 0.0

    def begin(self) -> None:
        """Start to count."""
        self.cpu_s = self._used()

    def per_thousand(self, messages: int) -> float:
        """CPU seconds for each thousand messages since `begin`."""
        return (self._used() - self.cpu_s) / messages * 1000

    def _used(self) -> float:
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def rss_mb(self) -> float:
        """Resident memory now."""
        return float(self.process.memory_info().rss) / 1e6


def pin(pid: int, core: int) -> None:
    """Keep a process on one core, where the system can."""
    if hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0)) > core:
        for task in psutil.Process(pid).threads():
            os.sched_setaffinity(task.id, {core})


def many_files() -> None:
    """As many open sockets as the system allows."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
