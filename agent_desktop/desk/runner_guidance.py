"""The errands of guidance: facts about an interaction, and who has read announcements.

Promises one answer to each errand. Refuses to decide what follows.
"""

import asyncio
from collections.abc import Callable

from agent_desktop.desk.errands import ReadReaders, ReadWhy
from agent_desktop.desk.items import Item, ReadersRead, WhyRead
from agent_desktop.model.errors import Offline, Problem
from agent_desktop.model.ports import Session

Answer = Callable[[Item], None]
Words = Callable[[Exception], Problem]


def _live(session: Session | None) -> Session:
    if session is None:
        raise Offline("There is no link to the backend.")
    return session


async def read_why(send: ReadWhy, session: Session | None, answer: Answer, words: Words) -> None:
    """Bring the facts."""
    key = send.interaction_id
    try:
        answer(WhyRead(interaction_id=key, why=await _live(session).why(key)))
    except asyncio.CancelledError:
        answer(WhyRead(interaction_id=key, problem=words(Offline("The link closed."))))
        raise
    except Exception as fault:
        answer(WhyRead(interaction_id=key, problem=words(fault)))


async def read_readers(
    send: ReadReaders, session: Session | None, answer: Answer, words: Words
) -> None:
    """Bring who has read them."""
    try:
        answer(ReadersRead(announced=await _live(session).readers()))
    except asyncio.CancelledError:
        answer(ReadersRead(problem=words(Offline("The link closed."))))
        raise
    except Exception as fault:
        answer(ReadersRead(problem=words(fault)))
