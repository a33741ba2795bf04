"""A stream of practice customers, so that a newcomer sees life at once; now and then somebody calls.

Promises at most `at_once` visitors at a time and pauses between arrivals, and at most one caller; that a newcomer's
telephone rings within a minute: the first caller comes soon, and asks again until there is a telephone. Refuses to give
up while the hub is away: a visitor who cannot reach it is followed by another one a little later.
"""

import asyncio
import logging
import random
from typing import TYPE_CHECKING, Final

from agent_desktop.app.practice.script import endless, roles
from agent_desktop.app.practice.visitor import Pace, Visitor
from agent_desktop.model.errors import DeskError

if TYPE_CHECKING:
    from agent_desktop.app.practice.caller import Caller

log = logging.getLogger(__name__)

#: The window wants two seconds before its telephone signs on; greeting and menu take some fifteen more.
FIRST_CALL_S: Final = 12.0
#: A caller who found no telephone there asks again.
ASK_AGAIN_S: Final = 5.0


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

    The first caller comes after `FIRST_CALL_S`, then one each `calls_every_s` or so; 0: nobody calls.
    """
    import httpx
    import websockets

    dice = random.Random(seed)
    room = asyncio.Semaphore(at_once)

    async def visit(visitor: "Visitor | Caller") -> bool:
        """Whether there was anything to come for."""
        try:
            return await visitor.run() is not False
        except (OSError, DeskError, httpx.HTTPError, websockets.WebSocketException) as error:
            log.info("A practice customer left early: %s", type(error).__name__)
            return True

    async def stay(visitor: Visitor) -> None:
        try:
            await visit(visitor)
        finally:
            room.release()

    async def call_now_and_then() -> None:
        callers = random.Random(seed)
        await asyncio.sleep(min(FIRST_CALL_S, calls_every_s))
        from agent_desktop.app.practice.caller import OPENINGS, Caller  # loads the media stack

        caller: Caller | None = None
        while True:
            if caller is None:
                role, line = callers.choice(roles()), callers.randint(1, OPENINGS)
                caller = Caller(hub, role, line, pace=Pace(pace, callers.randrange(2**32)))
            if await visit(caller):
                caller = None
                await asyncio.sleep(calls_every_s * callers.uniform(0.7, 1.3))
            else:
                await asyncio.sleep(ASK_AGAIN_S)

    async with asyncio.TaskGroup() as visits:
        if calls_every_s:
            visits.create_task(call_now_and_then())
        for role in endless(seed):
            await room.acquire()
            visits.create_task(stay(Visitor(hub, role, pace=Pace(pace, dice.randrange(2**32)))))
            await asyncio.sleep(every_s * dice.uniform(0.5, 1.5))
