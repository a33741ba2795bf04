"""The errands of the audit trail, and what comes back. Promises what `desk.errands` promises."""

from typing import TypeAlias

from agent_desktop.model.administration_audit import (
    AuditFormat,
    AuditJudged,
    AuditPage,
    AuditQuestion,
)
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem


class ReadActs(Record, frozen=True):
    """Bring a page of entries: those before an entry, None for the newest."""

    ask_id: int
    question: AuditQuestion
    before: int | None = None


class ActsRead(Record, frozen=True):
    """The answer to a `ReadActs`: a page, or why not."""

    ask_id: int
    page: AuditPage | None = None
    problem: Problem | None = None


class Judge(Record, frozen=True):
    """Have the whole trail judged."""


class Judged(Record, frozen=True):
    """The answer to a `Judge`: what was found, or why not."""

    found: AuditJudged | None = None
    problem: Problem | None = None


class DrawTrail(Record, frozen=True):
    """Have the backend write entries, and put them into a file."""

    path: str
    format: AuditFormat
    question: AuditQuestion


class StopDrawing(Record, frozen=True):
    """Write the file no further that a `DrawTrail` with this path began. What came of that is told by its answer."""

    path: str


class TrailDrawn(Record, frozen=True):
    """The answer to a `DrawTrail`: the file is there whole, or why not."""

    path: str
    problem: Problem | None = None


TrailErrand: TypeAlias = ReadActs | Judge | DrawTrail
"""What is answered."""
TrailSend: TypeAlias = TrailErrand | StopDrawing
TrailCame: TypeAlias = ActsRead | Judged | TrailDrawn
