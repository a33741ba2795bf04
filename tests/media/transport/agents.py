"""ICE agents in pairs on loopback."""

from __future__ import annotations

import asyncio
import os

from agent_desktop.media.transport.ice import IceAgent, IceSettings

LOOPBACK = IceSettings(addresses=("127.0.0.1",))


class Side:
    """An agent, what it received and what it said."""

    def __init__(self, controlling: bool, settings: IceSettings = LOOPBACK) -> None:
        self.inbox: asyncio.Queue[bytes] = asyncio.Queue()
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.found: asyncio.Queue[str | None] = asyncio.Queue()
        self.agent = IceAgent(
            settings,
            controlling=controlling,
            received=lambda data, _: self.inbox.put_nowait(data),
            lost=self.lost.set_result,
            found=self.found.put_nowait,
        )

    def know(self, other: Side, *, lite: bool = False) -> None:
        self.agent.set_remote(other.agent.username, other.agent.password, lite=lite)

    def take(self, candidates: list[str]) -> None:
        for candidate in [*candidates, None]:
            self.agent.add_remote(candidate)


async def joined(one: Side, other: Side) -> None:
    """Gather, tell each other all, connect."""
    await asyncio.gather(one.agent.gather(), other.agent.gather())
    for us, them in ((one, other), (other, one)):
        us.know(them)
        us.take(them.agent.candidates)
    await asyncio.gather(one.agent.connect(), other.agent.connect())


async def talk(one: Side, other: Side) -> None:
    for us, them in ((one, other), (other, one)):
        data = b"\x80" + os.urandom(20)
        assert us.agent.send(data)
        assert await asyncio.wait_for(them.inbox.get(), 5) == data


async def closed(*sides: Side) -> None:
    await asyncio.gather(*(side.agent.close() for side in sides))
