"""A hop on the way of voice that loses, delays, swaps and doubles datagrams, between two real sockets.

Promises the same fate for the same packets with the same seed. Two directions, each with a port of its own: what comes
to `ports[0]` goes on to the second end, from `ports[1]`, as through a router.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

Address = tuple[str, int]


@dataclass
class Weather:
    """What happens now: shares lost and doubled, and the most seconds late. May change at any time."""

    loss: float = 0.0
    jitter: float = 0.0
    double: float = 0.0


@dataclass
class Hop:
    """A running hop. `lost` are the runs of packets in a row that did not pass, for each direction."""

    weather: Weather
    ports: list[int] = field(default_factory=list)
    lost: tuple[list[int], list[int]] = ([], [])
    passed: int = 0
    swapped: int = 0


class _Side(asyncio.DatagramProtocol):
    def __init__(self, hop: Hop, number: int, end: Address, chance: random.Random) -> None:
        self._hop, self._number, self._chance = hop, number, chance
        self.end = end
        self.other: _Side | None = None
        self.transport: asyncio.DatagramTransport | None = None
        self._run = 0
        self._last = 0.0
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[Any, ...]) -> None:
        weather, chance, hop = self._hop.weather, self._chance, self._hop
        if chance.random() < weather.loss:
            self._run += 1
            return
        if self._run:
            hop.lost[self._number].append(self._run)
            self._run = 0
        for _ in range(1 + (chance.random() < weather.double)):
            due = self._loop.time() + chance.random() * weather.jitter
            hop.swapped += due < self._last
            self._last = due
            self._loop.call_at(due, self._pass, data)

    def _pass(self, data: bytes) -> None:
        other = self.other
        if other is None or other.transport is None or other.transport.is_closing():
            return
        self._hop.passed += 1
        other.transport.sendto(data, other.end)


@asynccontextmanager
async def hop(one: Address, other: Address, weather: Weather, seed: int = 1) -> AsyncIterator[Hop]:
    """A hop between two ends; each is to send to the port at its own place."""
    made, loop, sides = Hop(weather), asyncio.get_running_loop(), []
    chance = random.Random(seed)
    for number, end in enumerate((one, other)):
        transport, side = await loop.create_datagram_endpoint(
            lambda number=number, end=end: _Side(  # type: ignore[misc]
                made, number, end, random.Random(chance.random())
            ),
            local_addr=("127.0.0.1", 0),
        )
        made.ports.append(transport.get_extra_info("sockname")[1])
        sides.append(side)
    sides[0].other, sides[1].other = sides[1], sides[0]
    try:
        yield made
    finally:
        for side in sides:
            assert side.transport is not None
            side.transport.close()
