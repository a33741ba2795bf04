"""What the days before are called beside a report. Pure."""

from zoneinfo import ZoneInfo

from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.base import Millis
from agent_desktop.model.figure_questions import MONTHS
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.words import tr


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
