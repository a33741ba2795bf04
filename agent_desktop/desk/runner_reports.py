"""The errands of reports: what is read from the backend, and what it draws as files.

Promises one answer to each errand, also where the link breaks in the middle. Refuses to decide what follows.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from agent_desktop.desk.failures import problem_of
from agent_desktop.desk.report_errands import (
    CustomersSought,
    DrawReport,
    ReadReport,
    ReportCame,
    ReportDrawn,
    ReportErrand,
    ReportRead,
    SeekCustomers,
)
from agent_desktop.desk.report_matching import steps
from agent_desktop.model.errors import Offline, Problem, Unsupported
from agent_desktop.model.ports import Reporting, Session
from agent_desktop.model.report_questions import earlier

Answer = Callable[[ReportCame], None]


async def carry(send: ReportErrand, session: Session | None, answer: Answer) -> None:
    """Carry out an errand of reports."""
    try:
        if isinstance(send, ReadReport):
            answer(await _read(send, session))
        elif isinstance(send, SeekCustomers):
            found = await _port(session).customers(send.words)
            answer(CustomersSought(words=send.words, customers=found))
        else:
            await _draw(send, session)
            answer(ReportDrawn(path=send.path))
    except asyncio.CancelledError:
        answer(_failed(send, problem_of(Offline("The link closed."))))
        raise
    except Exception as fault:
        answer(_failed(send, problem_of(fault)))


def _failed(send: ReportErrand, problem: Problem) -> ReportCame:
    if isinstance(send, ReadReport):
        return ReportRead(ask_id=send.ask_id, problem=problem)
    if isinstance(send, SeekCustomers):
        return CustomersSought(words=send.words)
    return ReportDrawn(path=send.path, problem=problem)


def _port(session: Session | None) -> Reporting:
    """Raises Offline, Unsupported."""
    if session is None:
        raise Offline("There is no link to the backend.")
    if session.reporting is None:
        raise Unsupported("This account may not see reports.", remedy="Ask your administrator.")
    return session.reporting


async def _read(send: ReadReport, session: Session | None) -> ReportRead:
    port, asked = _port(session), send.question
    assert session is not None
    known, names = await port.listed(send.language), await session.figure_names()
    if not asked.whole:
        return ReportRead(ask_id=send.ask_id, known=known, names=names)
    report = await port.read(asked, send.language)
    before = None
    if asked.compared and asked.comparable:
        before = await port.read(earlier(asked, report), send.language)
    places: list[int] = []
    for part in steps(report, before):
        places += part
        await asyncio.sleep(0)  # a long one holds up nobody
    return ReportRead(
        ask_id=send.ask_id,
        known=known,
        names=names,
        report=report,
        before=before,
        earlier=tuple(places),
    )


async def _draw(send: DrawReport, session: Session | None) -> None:
    await _port(session).save(send.question, send.format, send.language, Path(send.path))
