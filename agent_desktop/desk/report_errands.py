"""The errands of reports, and what comes back. Promises what `desk.errands` promises."""

from typing import TypeAlias

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import FigureNames
from agent_desktop.model.report_questions import Format, ReportQuestion
from agent_desktop.model.reports import FoundCustomer, Report, ReportInfo


class ReadReport(Record, frozen=True):
    """Bring the reports that there are, and the one of a question, with that of the days to compare with."""

    ask_id: int
    question: ReportQuestion
    language: str


class ReportRead(Record, frozen=True):
    """The answer to a `ReadReport`. `report` is None where the question lacks something (`known` is there), or with a
    `problem` that says why it did not come. `earlier` is that of `ReportAnswer`."""

    ask_id: int
    known: tuple[ReportInfo, ...] = ()
    names: FigureNames | None = None
    report: Report | None = None
    before: Report | None = None
    earlier: tuple[int, ...] | None = None
    problem: Problem | None = None


class SeekCustomers(Record, frozen=True):
    """Find customers at the backend."""

    words: str


class CustomersSought(Record, frozen=True):
    """The answer to a `SeekCustomers`; none where they could not be had."""

    words: str
    customers: tuple[FoundCustomer, ...] = ()


class DrawReport(Record, frozen=True):
    """Have the backend draw a report, and write it to a file."""

    path: str
    format: Format
    question: ReportQuestion
    language: str


class ReportDrawn(Record, frozen=True):
    """The answer to a `DrawReport`: it is there whole, or why not."""

    path: str
    problem: Problem | None = None


ReportErrand: TypeAlias = ReadReport | SeekCustomers | DrawReport
ReportCame: TypeAlias = ReportRead | CustomersSought | ReportDrawn
