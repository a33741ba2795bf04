"""What a lead looks at and takes along: the live board, figures, whom they count, reports, the audit trail; and tables
as files."""

from typing import TypeAlias

from agent_desktop.model.administration_audit import AuditFormat, AuditQuestion
from agent_desktop.model.base import Record
from agent_desktop.model.behind import BehindQuestion
from agent_desktop.model.board import AskOfBoard
from agent_desktop.model.figure_questions import FigureQuestion
from agent_desktop.model.report_questions import Format, ReportQuestion


class LookAtFigures(Record, frozen=True):
    """Bring figures: those of another question, or (None) those of the last one anew. `on` false: no longer."""

    question: FigureQuestion | None = None
    on: bool = True


class SaveText(Record, frozen=True):
    """Write a text to a file, whole or not at all."""

    path: str
    text: str


class LookBehind(Record, frozen=True):
    """Bring whom a figure counts, from the beginning; None: look no longer."""

    question: BehindQuestion | None


class LookFurtherBehind(Record, frozen=True):
    """Bring the next page of whom the figure counts that is looked behind."""


class LookAtReports(Record, frozen=True):
    """Bring the reports that there are, and one of them in a language: that of another question, or (None) of the last
    one anew. `on` false: no longer."""

    question: ReportQuestion | None = None
    language: str = "en"
    on: bool = True


class FindCustomers(Record, frozen=True):
    """Find customers whose journey can be asked for, by words of their record."""

    words: str


class SaveReport(Record, frozen=True):
    """Write a report to a file, whole or not at all, as the backend draws it."""

    path: str
    format: Format
    question: ReportQuestion
    language: str = "en"


class LookAtTrail(Record, frozen=True):
    """Look for acts in the audit trail, from the newest on; None: look no longer."""

    question: AuditQuestion | None


class LookFurtherInTrail(Record, frozen=True):
    """Bring the next page of the acts that are looked for."""


class JudgeTrail(Record, frozen=True):
    """Have the whole audit trail judged."""


class SaveTrail(Record, frozen=True):
    """Write the acts that a question finds to a file, whole or not at all, as the backend writes them."""

    path: str
    format: AuditFormat
    question: AuditQuestion


class StopSavingTrail(Record, frozen=True):
    """Save no longer what is being saved; nothing of it stays."""


Looking: TypeAlias = (
    AskOfBoard
    | LookAtFigures
    | LookBehind
    | LookFurtherBehind
    | SaveText
    | LookAtReports
    | FindCustomers
    | SaveReport
    | LookAtTrail
    | LookFurtherInTrail
    | JudgeTrail
    | SaveTrail
    | StopSavingTrail
)
