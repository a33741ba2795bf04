"""Which column of a report is drawn, and what the days before are called beside it. Pure."""

from typing import Final
from zoneinfo import ZoneInfo

from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import MONTHS
from agent_desktop.model.reports import Column, Kind
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.reports.cells import is_number
from agent_desktop.ui.reports.sheet import Sheet
from agent_desktop.ui.words import tr

FIRST: Final = ("service_level", "offered")
"""The columns of the chart before a lead chose one, where a report has them; else its first number."""


def charted(sheet: Sheet, chosen: str) -> str:
    """The column of the chart: the chosen one, a usual one, or the first number; empty without any."""
    numbers = [one.name for _, one in sheet.columns if _drawn(one)]
    wanted = (chosen, *FIRST)
    return next((one for one in wanted if one in numbers), next(iter(numbers), ""))


def _drawn(column: Column) -> bool:
    """Whether a column says something as a chart: a place in a ranking does not."""
    return is_number(column) and not (column.kind is Kind.COUNT and column.name == "rank")


def compared(answer: ReportAnswer, now: Millis) -> str:
    """What the days are compared with; a day that goes on has less than a whole one."""
    if answer.question.days.period in MONTHS:
        words = tr("Month before")
    else:
        words = tr("Week before")
        if answer.before is not None:
            zone = ZoneInfo(answer.report.zone)
            one, two = (local(each.from_at, zone).date() for each in (answer.report, answer.before))
            weeks = (one - two).days // 7
            words = words if weeks <= 1 else tr("{n} weeks before", n=weeks)
    return tr("{days}, complete", days=words) if answer.report.until_at > now else words
