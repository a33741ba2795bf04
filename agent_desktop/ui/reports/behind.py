"""Whom a cell of a report counts: the question behind it, where interactions stand there.

Promises the same interactions as behind the figure of the same name, narrowed as the report is. Refuses cells that are
made of agents' time, and rows that are about more than one question can ask for. Pure.
"""

from msgspec.structs import replace

from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.behind import OF_TIME, BehindQuestion
from agent_desktop.model.figure_questions import By, FigureQuestion
from agent_desktop.model.reports import Column, Report, RowKey
from agent_desktop.model.work import Channel
from agent_desktop.ui.reports.cells import is_number


def leads_on(report: Report, column: Column) -> bool:
    """Whether interactions stand behind a column."""
    if not report.keys or not is_number(column):
        return False
    of_time = OF_TIME & {*column.numerator, *column.denominator, f"{column.name}_ms"}
    return not of_time


def behind(answer: ReportAnswer, column: Column, key: RowKey | None) -> BehindQuestion | None:
    """The question behind a cell of a row, or of the whole (no key); None where there is none."""
    if not leads_on(answer.report, column):
        return None
    asked = BehindQuestion(figures=replace(answer.question.days, by=None), measure=column.name)
    if key is None:
        return asked
    about = (
        (By.QUEUE, key.queue),
        (By.CHANNEL, key.channel),
        (By.AGENT, key.agent),
        (By.ENTRY_POINT, key.entry_point),
    )
    parts = [(by, one) for by, one in about if one is not None]
    nobody = [(by, one) for by, one in parts if not one]
    if len(nobody) > 1:
        return None
    if parts:
        row = nobody[0] if nobody else parts[0]
        rest = [(by, one) for by, one in parts if (by, one) != row]
        asked = replace(asked, row=row, figures=_narrowed(asked.figures, dict(rest)))
    if (key.since, key.until) != (answer.report.from_at, answer.report.until_at):
        asked = replace(asked, since=key.since, until=key.until)
    return asked


def _narrowed(days: FigureQuestion, about: dict[By, str]) -> FigureQuestion:
    return replace(
        days,
        queue_id=about.get(By.QUEUE, days.queue_id),
        channel=Channel(about[By.CHANNEL]) if By.CHANNEL in about else days.channel,
        agent_id=about.get(By.AGENT, days.agent_id),
        entry_point_id=about.get(By.ENTRY_POINT, days.entry_point_id),
    )
