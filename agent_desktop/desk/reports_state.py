"""What the desk holds in mind of reports: the question, what came of it, and files on their way.

Promises values that are replaced and never changed in place. What came last is still shown while another report is on
its way, and when it cannot be had, with the question that it answers.
"""

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import FigureNames
from agent_desktop.model.report_questions import ReportQuestion
from agent_desktop.model.reports import FoundCustomer, Report, ReportInfo


class ReportAnswer(Record, frozen=True):
    """A report as it came, and that of the days to compare with where that was asked for. `earlier` says for each row
    where its earlier one stands; None where nobody looked yet."""

    question: ReportQuestion
    report: Report
    before: Report | None = None
    earlier: tuple[int, ...] | None = None


class ReportsState(Record, frozen=True):
    """`question` is what is asked for now, `answer` what came last; `problem` says why nothing newer came.

    `known` are the reports that there are, `names` what they can be narrowed to. `looking`: somebody looks at them, so
    they are asked for again with every link. `asks` counts the questions, `saving` are the files on their way; `found`
    are the customers of the words that were `sought` last.
    """

    question: ReportQuestion | None = None
    language: str = "en"
    answer: ReportAnswer | None = None
    known: tuple[ReportInfo, ...] = ()
    names: FigureNames | None = None
    reading: bool = False
    problem: Problem | None = None
    looking: bool = False
    asks: int = 0
    saving: tuple[str, ...] = ()
    sought: str = ""
    found: tuple[FoundCustomer, ...] = ()

    def info(self, name: str) -> ReportInfo | None:
        """What is known of a report."""
        return next((one for one in self.known if one.name == name), None)
