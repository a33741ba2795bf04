"""The administrator's errands: what the backend keeps of the team, and orders to change it.

Promises one answer to each errand, and after an order what is kept now, read anew. Refuses to decide what follows.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from agent_desktop.desk.errands import CarryOut, ReadTopic
from agent_desktop.desk.failures import problem_of
from agent_desktop.desk.items import Item, OrderAnswered, TopicRead
from agent_desktop.desk.trail_errands import (
    ActsRead,
    DrawTrail,
    Judge,
    Judged,
    ReadActs,
    StopDrawing,
    TrailCame,
    TrailDrawn,
    TrailErrand,
    TrailSend,
)
from agent_desktop.model.administration import Found
from agent_desktop.model.administration_topics import topic_of
from agent_desktop.model.errors import Offline, Problem, Unclear, Unsupported
from agent_desktop.model.ports import Administration, Session

Answer = Callable[[Item], None]

LOST = Problem(
    code=Unclear.code,
    message="The link broke before an answer came: perhaps it was done, perhaps not.",
    remedy="Look at what is kept when the link is back.",
)


def _port(session: Session | None) -> Administration:
    """Raises Offline, Unsupported."""
    if session is None:
        raise Offline("There is no link to the backend.")
    port = session.administration
    if port is None:
        raise Unsupported("This account cannot change that.")
    return port


def name_of(send: ReadTopic | CarryOut | TrailSend) -> str:
    """What the task of an errand is called: that of a file, so that it can be stopped."""
    if isinstance(send, DrawTrail | StopDrawing):
        return f"file {send.path}"
    return "errand of the administrator"


async def carry(
    send: ReadTopic | CarryOut | TrailErrand,
    session: Session | None,
    answer: Answer,
) -> None:
    """Carry out any of them."""
    if isinstance(send, ReadTopic):
        await read_topic(send, session, answer)
    elif isinstance(send, CarryOut):
        await carry_out(send, session, answer)
    else:
        await carry_trail(send, session, answer)


async def carry_trail(send: TrailErrand, session: Session | None, answer: Answer) -> None:
    """Look for acts, have the trail judged, or written to a file."""
    try:
        answer(await _done(send, _port(session)))
    except asyncio.CancelledError:
        answer(_undone(send, problem_of(Offline("The link closed."))))
        raise
    except Exception as fault:
        answer(_undone(send, problem_of(fault)))


async def _done(send: TrailErrand, port: Administration) -> TrailCame:
    if isinstance(send, ReadActs):
        page = await port.find_acts(send.question, send.before)
        return ActsRead(ask_id=send.ask_id, page=page)
    if isinstance(send, Judge):
        return Judged(found=await port.judge_trail())
    await port.save_trail(send.question, send.format, Path(send.path))
    return TrailDrawn(path=send.path)


def _undone(send: TrailErrand, problem: Problem) -> TrailCame:
    if isinstance(send, ReadActs):
        return ActsRead(ask_id=send.ask_id, problem=problem)
    if isinstance(send, Judge):
        return Judged(problem=problem)
    return TrailDrawn(path=send.path, problem=problem)


async def read_topic(send: ReadTopic, session: Session | None, answer: Answer) -> None:
    """Bring what is kept of a topic."""
    asked = TopicRead(topic=send.topic, words=send.words)
    try:
        kept = await _port(session).read(send.topic, send.words)
        answer(replace(asked, kept=kept))
    except asyncio.CancelledError:
        answer(replace(asked, problem=problem_of(Offline("The link closed."))))
        raise
    except Exception as fault:
        answer(replace(asked, problem=problem_of(fault)))


async def carry_out(send: CarryOut, session: Session | None, answer: Answer) -> None:
    """Carry out an order, then look at what is kept now: also when it was refused, for somebody else was faster."""
    problem: Problem | None = None
    found: Found = ()
    try:
        found = await _port(session).carry_out(send.order)
    except asyncio.CancelledError:
        answer(OrderAnswered(ask_id=send.ask_id, problem=LOST))
        raise
    except Exception as fault:
        problem = problem_of(fault)
        if problem.code == Unclear.code:
            problem = LOST
    try:
        again = ReadTopic(topic=topic_of(send.order), words=send.words)
        await read_topic(again, session, answer)
    finally:
        answer(OrderAnswered(ask_id=send.ask_id, problem=problem, found=found))
