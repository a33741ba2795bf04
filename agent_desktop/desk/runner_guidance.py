"""The errands of guidance: facts about an interaction, and who has read announcements.

Promises one answer to each errand. Refuses to decide what follows.
"""

import asyncio
from collections.abc import Callable

from agent_desktop.desk.errands import ReadReaders, ReadWhy
from agent_desktop.desk.failures import problem_of
from agent_desktop.desk.items import Item, ReadersRead, WhyRead
from agent_desktop.model.errors import Offline
from agent_desktop.model.ports import Session

Answer = Callable[[Item], None]


def _live(session: Session | None) -> Session:
    if session is None:
        raise Offline("There is no link to the backend.")
    return session


async def read_why(send: ReadWhy, session: Session | None, answer: Answer) -> None:
    """Bring the facts."""
    key = send.interaction_id
    try:
        answer(WhyRead(interaction_id=key, why=await _live(session).why(key)))
    except asyncio.CancelledError:
        answer(WhyRead(interaction_id=key, problem=problem_of(Offline("The link closed."))))
        raise
    except Exception as fault:
        answer(WhyRead(interaction_id=key, problem=problem_of(fault)))


async def read_readers(send: ReadReaders, session: Session | None, answer: Answer) -> None:
    """Bring who has read them."""
    try:
        answer(ReadersRead(announced=await _live(session).readers()))
    except asyncio.CancelledError:
        answer(ReadersRead(problem=problem_of(Offline("The link closed."))))
        raise
    except Exception as fault:
        answer(ReadersRead(problem=problem_of(fault)))
