"""What a cell of a report counts: the question behind it, or the conversation of a row that is one interaction.

Promises the same as behind the figure of the same name, narrowed as the report is. A cell that counts nothing (a place
in a ranking, a name) has no question. Pure.
"""

from msgspec.structs import replace

from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.behind import BehindQuestion
from agent_desktop.model.figure_questions import By
from agent_desktop.model.reports import Column, RowKey


def behind(answer: ReportAnswer, column: Column, key: RowKey | None) -> BehindQuestion | None:
    """The question behind a cell of a row, or of the whole (no key); None where there is none."""
    if not column.behind:
        return None
    figures = replace(answer.question.days, by=None)
    asked = BehindQuestion(figures=figures, measure=column.behind)
    if key is None:
        return asked
    about = (
        (By.QUEUE, key.queue),
        (By.CHANNEL, key.channel),
        (By.AGENT, key.agent),
        (By.ENTRY_POINT, key.entry_point),
        (By.TEAM, key.team),
        (By.TAG, key.tag),
    )
    asked = replace(
        asked,
        about=tuple((by, one) for by, one in about if one is not None),
        disposition=key.disposition,
        mostly=key.mostly or "",
    )
    if (key.since, key.until) != (answer.report.from_at, answer.report.until_at):
        asked = replace(asked, since=key.since, until=key.until)
    return asked
