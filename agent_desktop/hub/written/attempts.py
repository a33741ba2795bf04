"""One attempt to carry a letter: whatever happens on the way becomes an outcome.

Promises that an attempt ends within two minutes and raises nothing that a network or a disk may raise. Refuses to judge
what the network said: its own failures are given to `outcome`.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from agent_desktop.hub.doors.faults import NotFound
from agent_desktop.hub.written.link import NOT_KEPT
from agent_desktop.hub.written.records import Letter, NotNow, Outcome, Rejected, Unclear
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

SEND_S: Final = 110
SLOWEST: Final = 40_000
"""Bytes of files a second on a line that is slow and works."""
F = TypeVar("F", bound=Exception)


def patience_s(letter: Letter) -> float:
    """How long a letter may take, in seconds: two minutes, and what its files need on a slow line."""
    return SEND_S + sum(file.size for file in letter.attachments) / SLOWEST


async def attempted(
    work: Callable[[], Awaitable[Outcome]],
    failed: type[F],
    outcome: Callable[[F], Outcome],
    late: str,
) -> Outcome:
    """What became of `work`. `failed` is the network's own failure; `late` are the words for no answer in time."""
    try:
        async with asyncio.timeout(SEND_S):
            return await work()
    except failed as error:
        return outcome(error)
    except TimeoutError:
        return Unclear(problem=late)
    except StoreFailed:
        return NotNow(problem=NOT_KEPT)
    except (NotFound, OSError):
        return Rejected(
            problem=later("A file of this message is not there any more."),
            remedy=later("Attach it anew."),
        )
