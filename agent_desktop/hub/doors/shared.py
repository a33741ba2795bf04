"""What every door is given while the hub runs: keys, files, limits, open lines, the hub's names and clock.

Promises that all doors count the same peers in the same buckets, and that one call says goodbye on every open line.
A channel's `routes(calls, shared)` gets the writer's thread beside it.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

from starlette.requests import HTTPConnection

from agent_desktop.hub.doors.keys import Keys
from agent_desktop.hub.doors.limits import Buckets, Rate
from agent_desktop.hub.doors.resuming import Resuming
from agent_desktop.hub.doors.uploads import Uploads
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Problem

PARTING_WITHIN: Final = 2.0


@dataclass(frozen=True)
class Rates:
    """How much one peer may ask for. Requests and sockets count by network address, frames by token.

    Behind one address may be a whole office that comes to work, or comes back after the hub was restarted.
    """

    requests: Rate = field(default_factory=lambda: Rate(per_minute=3_000, burst=1_500))
    sockets: Rate = field(default_factory=lambda: Rate(per_minute=600, burst=400))
    frames: Rate = field(default_factory=lambda: Rate(per_minute=3_000, burst=1_000))


class Limits:
    """The buckets behind `Rates`."""

    def __init__(self, rates: Rates) -> None:
        self.requests = Buckets(rates.requests)
        self.sockets = Buckets(rates.sockets)
        self.frames = Buckets(rates.frames)


class Parting(Protocol):
    """Whatever can be told that the hub goes."""

    def goodbye(self, problem: Problem) -> None:
        """Say so, and close soon."""


class Lines:
    """All open lines of all doors."""

    def __init__(self) -> None:
        self._open: set[Parting] = set()
        self._none = asyncio.Event()
        self._none.set()
        self._parting: Problem | None = None

    def __len__(self) -> int:
        return len(self._open)

    @contextmanager
    def holding(self, line: Parting) -> Iterator[None]:
        """While this lasts, `goodbye` reaches the line; at once, if all have been told to part."""
        self._open.add(line)
        self._none.clear()
        if self._parting is not None:
            line.goodbye(self._parting)
        try:
            yield
        finally:
            self._open.discard(line)
            if not self._open:
                self._none.set()

    @property
    def parting(self) -> Problem | None:
        """Why nobody may stay, None where they may."""
        return self._parting

    def welcome(self) -> None:
        """Whoever comes from now on may stay."""
        self._parting = None

    async def goodbye(self, problem: Problem) -> None:
        """Say goodbye on every line and wait, for a bounded time, until they are closed."""
        self._parting = problem
        for line in tuple(self._open):
            line.goodbye(problem)
        try:
            async with asyncio.timeout(PARTING_WITHIN):
                await self._none.wait()
        except TimeoutError:
            return


@dataclass
class Shared:
    """The running hub as a door sees it. `names` are the hosts it answers to: lower case, without ports."""

    keys: Keys
    uploads: Uploads
    limits: Limits
    names: frozenset[str]
    clock: Callable[[], Millis]
    lines: Lines = field(default_factory=Lines)
    resuming: Resuming = field(init=False)

    def __post_init__(self) -> None:
        self.resuming = Resuming(self.uploads)


def peer_of(connection: HTTPConnection) -> str:
    """The network address of the peer, for limits: never logged."""
    return connection.client.host if connection.client is not None else "?"
