"""The errands of figures: what is read from the backend, and a table that is written to a file.

Promises one answer to each errand; a file that is there whole or not at all. Refuses to decide what follows.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from agent_desktop.desk.figure_errands import FiguresRead, FileKept, KeepFile, ReadFigures
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import Offline, Problem, StoreFailed
from agent_desktop.model.figure_questions import By, before, days_of
from agent_desktop.model.ports import Session

Words = Callable[[Exception], Problem]


async def read(
    send: ReadFigures,
    session: Session | None,
    answer: Callable[[FiguresRead], None],
    words: Words,
) -> None:
    """Bring figures and names; those of the days to compare with when it is known which days these are."""
    try:
        answer(await _read(send, session))
    except asyncio.CancelledError:
        problem = words(Offline("The link closed."))
        answer(FiguresRead(ask_id=send.ask_id, problem=problem))
        raise
    except Exception as fault:
        answer(FiguresRead(ask_id=send.ask_id, problem=words(fault)))


async def _read(send: ReadFigures, session: Session | None) -> FiguresRead:
    if session is None:
        raise Offline("There is no link to the backend.")
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


async def keep(send: KeepFile, answer: Callable[[FileKept], None], words: Words) -> None:
    """Write the file, beside its place first."""
    try:
        await asyncio.to_thread(_write, Path(send.path), send.text)
        answer(FileKept(path=send.path))
    except asyncio.CancelledError:
        answer(FileKept(path=send.path, problem=words(_unkept(send.path, "the program ended"))))
        raise
    except OSError as fault:
        why = fault.strerror or "the disk refused"
        answer(FileKept(path=send.path, problem=words(_unkept(send.path, why))))


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
