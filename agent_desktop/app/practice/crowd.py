"""A stream of practice customers, so that a newcomer sees life at once; now and then somebody calls.

Promises at most `at_once` visitors at a time and pauses between arrivals, and at most one caller. Refuses to give up
while the hub is away: a visitor who cannot reach it is followed by another one a little later.
"""

import asyncio
import logging
import random
from typing import TYPE_CHECKING

from agent_desktop.app.practice.script import endless, roles
from agent_desktop.app.practice.visitor import Pace, Visitor
from agent_desktop.model.errors import DeskError

if TYPE_CHECKING:
    from agent_desktop.app.practice.caller import Caller

log = logging.getLogger(__name__)


async def crowd(
    hub: str,
    *,
    at_once: int = 3,
    every_s: float = 12.0,
    calls_every_s: float = 240.0,
    pace: float = 1.0,
    seed: int | None = None,
) -> None:
    """Bring visitors to the hub at address `hub` until cancelled; the first one comes at once.

    The first caller comes after a quarter of `calls_every_s`; 0: nobody calls.
    """
    import httpx
    import websockets

    dice = random.Random(seed)
    room = asyncio.Semaphore(at_once)

    async def visit(visitor: "Visitor | Caller") -> None:
        try:
            await visitor.run()
        except (OSError, DeskError, httpx.HTTPError, websockets.WebSocketException) as error:
            log.info("A practice customer left early: %s", type(error).__name__)

    async def stay(visitor: Visitor) -> None:
        try:
            await visit(visitor)
        finally:
            room.release()

    async def call_now_and_then() -> None:
        callers = random.Random(seed)
        await asyncio.sleep(calls_every_s / 4)
        from agent_desktop.app.practice.caller import OPENINGS, Caller  # loads the media stack

        while True:
            role, line = callers.choice(roles()), callers.randint(1, OPENINGS)
            await visit(Caller(hub, role, line, pace=Pace(pace, callers.randrange(2**32))))
            await asyncio.sleep(calls_every_s * callers.uniform(0.7, 1.3))

    async with asyncio.TaskGroup() as visits:
        if calls_every_s:
            visits.create_task(call_now_and_then())
        for role in endless(seed):
            await room.acquire()
            visits.create_task(stay(Visitor(hub, role, pace=Pace(pace, dice.randrange(2**32)))))
            await asyncio.sleep(every_s * dice.uniform(0.5, 1.5))
