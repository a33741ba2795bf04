"""A stream of practice customers, so that a newcomer sees life at once.

Promises at most `at_once` visitors at a time and pauses between arrivals. Refuses to give up while the hub is away:
a visitor who cannot reach it is followed by another one a little later.
"""

import asyncio
import logging
import random

from agent_desktop.app.practice.script import endless
from agent_desktop.app.practice.visitor import Pace, Visitor
from agent_desktop.model.errors import DeskError

log = logging.getLogger(__name__)


async def crowd(
    hub: str, *, at_once: int = 3, every_s: float = 12.0, pace: float = 1.0, seed: int | None = None
) -> None:
    """Bring visitors to the hub at address `hub` until cancelled; the first one comes at once."""
    import websockets

    dice = random.Random(seed)
    room = asyncio.Semaphore(at_once)

    async def visit(visitor: Visitor) -> None:
        try:
            await visitor.run()
        except (OSError, DeskError, websockets.WebSocketException) as error:
            log.info("A practice customer left early: %s", type(error).__name__)
        finally:
            room.release()

    async with asyncio.TaskGroup() as visits:
        for role in endless(seed):
            await room.acquire()
            visits.create_task(visit(Visitor(hub, role, pace=Pace(pace, dice.randrange(2**32)))))
            await asyncio.sleep(every_s * dice.uniform(0.5, 1.5))
