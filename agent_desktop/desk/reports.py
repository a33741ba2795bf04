"""The reports machine: a lead asks for a report, sees it when it comes, and takes it along as a file.

Promises that only the answer to the last question is shown; that what was there before stays, with the reason, when
nothing newer comes; that what was asked is asked again with every link while somebody looks, and is known at the next
start; that every file is told of, saved or not. Refuses to keep reports: they are the backend's.
"""

import msgspec
from msgspec.structs import replace

from agent_desktop.desk.report_errands import (
    CustomersSought,
    DrawReport,
    ReadReport,
    ReportDrawn,
    ReportRead,
    SeekCustomers,
)
from agent_desktop.desk.reports_state import ReportAnswer, ReportsState
from agent_desktop.desk.turn import Turn
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.looking import FindCustomers, LookAtReports, SaveReport
from agent_desktop.model.manifest import Capability
from agent_desktop.model.report_questions import ReportQuestion
from agent_desktop.model.settings import REPORTS

NO_LINK = Problem(
    code="offline",
    message="The link is down.",
    remedy="The report is brought when the link is back.",
)
NOT_SAVED = Problem(
    code="offline",
    message="The link is down, so the report was not saved.",
    remedy="Save it when the link is back.",
)

SHORTEST = 2
"""So many letters are sought."""
_decode = msgspec.json.Decoder(ReportQuestion).decode


def look(turn: Turn, intent: LookAtReports) -> None:
    """Ask for a report, or look no longer."""
    now = turn.state.reports
    if not intent.on:
        turn.state.reports = replace(now, looking=False)
        return
    question = intent.question or now.question or _kept(turn)
    if intent.question is not None and intent.question != now.question:
        turn.keep_setting(REPORTS, msgspec.json.encode(_lasting(intent.question)).decode())
    turn.state.reports = replace(now, question=question, language=intent.language, looking=True)
    _ask(turn)


def _lasting(question: ReportQuestion) -> ReportQuestion:
    """What the next start may know: not whose journey somebody looked at."""
    return replace(question, customer_id="", customer="")


def _kept(turn: Turn) -> ReportQuestion:
    """What was asked last, also before this start."""
    try:
        return _decode(turn.state.settings.get(REPORTS, "{}"))
    except msgspec.MsgspecError:  # an older or newer program wrote it
        return ReportQuestion()


def _ask(turn: Turn) -> None:
    now = turn.state.reports
    if now.question is None or not turn.can(Capability.FIGURES):
        return
    if not turn.live:
        turn.state.reports = replace(now, reading=False, problem=NO_LINK, asks=now.asks + 1)
        return
    turn.state.reports = replace(now, reading=True, asks=now.asks + 1)
    turn.send(ReadReport(ask_id=now.asks + 1, question=now.question, language=now.language))


def linked(turn: Turn) -> None:
    """There is a link again."""
    if turn.state.reports.looking:
        _ask(turn)


def attached(turn: Turn) -> None:
    """Somebody is signed in: what they may not see is forgotten."""
    if not turn.can(Capability.FIGURES) and turn.state.reports != ReportsState():
        turn.state.reports = ReportsState()


def read(turn: Turn, item: ReportRead) -> None:
    """A report came, or did not; that of an earlier question comes too late."""
    now = turn.state.reports
    if item.ask_id != now.asks or now.question is None:
        return
    answer = now.answer
    if item.report is not None:
        answer = ReportAnswer(
            question=now.question, report=item.report, before=item.before, earlier=item.earlier
        )
    elif item.problem is None:
        answer = None
    turn.state.reports = replace(
        now,
        reading=False,
        answer=answer,
        known=item.known or now.known,
        names=item.names or now.names,
        problem=item.problem,
    )


def find(turn: Turn, intent: FindCustomers) -> None:
    """Find customers; without a link there are those whom the desk knows."""
    words = intent.words.strip()
    if len(words) < SHORTEST or words == turn.state.reports.sought:
        return
    turn.state.reports = replace(turn.state.reports, sought=words)
    if turn.live and turn.can(Capability.FIGURES):
        turn.send(SeekCustomers(words=words))


def found(turn: Turn, item: CustomersSought) -> None:
    """Customers came; those of earlier words come too late."""
    now = turn.state.reports
    if item.words == now.sought:
        turn.state.reports = replace(now, found=item.customers)


def save(turn: Turn, intent: SaveReport) -> None:
    """Have a report drawn and written, or say at once why not."""
    if not turn.live or not turn.can(Capability.FIGURES):
        turn.notices.append(Notice(kind=NoticeKind.REFUSED, detail=intent.path, problem=NOT_SAVED))
        return
    now = turn.state.reports
    turn.state.reports = replace(now, saving=(*now.saving, intent.path))
    turn.send(
        DrawReport(
            path=intent.path,
            format=intent.format,
            question=intent.question,
            language=intent.language,
        )
    )


def drawn(turn: Turn, item: ReportDrawn) -> None:
    """A file is there, or not."""
    now = turn.state.reports
    left = list(now.saving)
    if item.path in left:
        left.remove(item.path)
    turn.state.reports = replace(now, saving=tuple(left))
    kind = NoticeKind.FILE_SAVED if item.problem is None else NoticeKind.FILE_NOT_SAVED
    turn.notices.append(Notice(kind=kind, detail=item.path, problem=item.problem))
