"""The errands of figures: what is read from the backend, and a table that is written to a file.

Promises one answer to each errand; a file that is there whole or not at all. Refuses to decide what follows.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from agent_desktop.desk.failures import problem_of
from agent_desktop.desk.figure_errands import (
    BehindRead,
    FiguresRead,
    FileKept,
    KeepFile,
    ReadBehind,
    ReadFigures,
)
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Offline, Problem, StoreFailed
from agent_desktop.model.figure_questions import By, before, days_of
from agent_desktop.model.ports import Session


async def read(
    send: ReadFigures | ReadBehind,
    session: Session | None,
    answer: Callable[[FiguresRead | BehindRead], None],
) -> None:
    """Bring figures and names, or whom a figure counts."""
    try:
        answer(await _read(send, session))
    except asyncio.CancelledError:
        answer(_unread(send, problem_of(Offline("The link closed."))))
        raise
    except Exception as fault:
        answer(_unread(send, problem_of(fault)))


def _unread(send: ReadFigures | ReadBehind, problem: Problem) -> FiguresRead | BehindRead:
    answer = FiguresRead if isinstance(send, ReadFigures) else BehindRead
    return answer(ask_id=send.ask_id, problem=problem)


async def _read(
    send: ReadFigures | ReadBehind, session: Session | None
) -> FiguresRead | BehindRead:
    if session is None:
        raise Offline("There is no link to the backend.")
    if isinstance(send, ReadBehind):
        page = await session.figure_behind(send.question, send.after)
        return BehindRead(ask_id=send.ask_id, page=page)
    return await _read_figures(send, session)


async def _read_figures(send: ReadFigures, session: Session) -> FiguresRead:
    """Those of the days to compare with when it is known which days these are."""
    asked = send.question
    curve = await session.figures(replace(asked, by=By.INTERVAL))
    first, count = days_of(curve.from_at, curve.until_at, curve.zone)
    earlier = before(replace(asked, by=By.INTERVAL), first, count)
    table = curve if asked.by is By.INTERVAL else await session.figures(asked)
    return FiguresRead(
        ask_id=send.ask_id,
        table=table,
        curve=curve,
        before=await session.figures(earlier),
        names=await session.figure_names(),
    )


async def keep(send: KeepFile, answer: Callable[[FileKept], None]) -> None:
    """Write the file, beside its place first."""
    try:
        await asyncio.to_thread(_write, Path(send.path), send.text)
        answer(FileKept(path=send.path))
    except asyncio.CancelledError:
        answer(
            FileKept(path=send.path, problem=problem_of(_unkept(send.path, "the program ended")))
        )
        raise
    except OSError as fault:
        why = fault.strerror or "the disk refused"
        answer(FileKept(path=send.path, problem=problem_of(_unkept(send.path, why))))


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{new_id()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="")
        os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _unkept(path: str, why: str) -> StoreFailed:
    return StoreFailed(
        f"“{Path(path).name[:80]}” could not be saved: {why}.",
        remedy="Choose another folder or free some space, and try again.",
    )
