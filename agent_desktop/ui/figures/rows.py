"""The rows of a table of figures: which measures stand there, in which order, and the table as text.

Promises that measures which this version has never heard of stand there by themselves; that the order is the same for
the eye, the clipboard and a file; that no cell of a file is taken for a formula. Pure: nothing here knows a widget.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from agent_desktop.desk.figures_state import Answer
from agent_desktop.model.aims import Aim, Aims
from agent_desktop.model.behind import BehindQuestion, is_of_time
from agent_desktop.model.figure_questions import By, FigureNames, FigureQuestion
from agent_desktop.model.figures import Definition, FigureRow
from agent_desktop.ui.figures.words import row_head, row_words, title, value_words
from agent_desktop.ui.words import tr

HIDDEN: Final = frozenset(
    {
        "short_abandoned",
        "other_exits",
        "abandon_wait",
        "abandon_rate_of_offered",
        "abandon_rate_without_short",
        "handle_time_in_all",
        "talk_time",
        "hold_time",
        "wrap_up_time",
        "consult_time",
        "concurrency",
        "adjusted_handle_time",
        "offers",
        "declined",
        "missed",
        "response",
        "rated",
        "rating",
        "rating_rate",
        "consults",
        "signed_in",
        "busy",
        "idle",
        "ringing",
        "not_ready",
        "unlinked",
        "utilisation",
        "planned",
        "paid",
        "begun",
        "first_response_in_hours",
        "response_in_hours",
        "issues",
        "first_resolution",
        "full_resolution",
        "issue_first_response",
        "issue_first_response_in_hours",
        "first_resolution_in_hours",
        "full_resolution_in_hours",
        "created",
        "reopened",
        "resolved",
        "gone",
        "promoter_answers",
        "effort_answers",
        "effort",
        "easy",
        *("surveys", "survey_answers", "survey_refusals", "survey_silence"),
        *("survey_rate", "satisfaction_rate", "promoter_rate", "effort_rate"),
        "self_service",
        "contained_strictly",
        "self_service_handed_off",
        "self_service_done",
        "self_service_left",
        "self_service_failed",
        "self_service_after_hours",
    }
)
"""What stands there only when a lead chose it."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """A row: its name, and the figures. The total has no key."""

    name: str
    row: FigureRow
    key: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table as it is shown: the measures from left to right, the total, and the lines in their order."""

    head: str
    measures: tuple[Definition, ...]
    total: Line
    lines: tuple[Line, ...]
    question: FigureQuestion
    aims: Aims | None = None

    def aim(self, line: Line, measure: Definition) -> Aim | None:
        """What a figure is to reach; None where nobody said anything."""
        if self.aims is None:
            return None
        queue_id = line.row.queue_id or self.question.queue_id
        return self.aims.of(measure.name, queue_id, line.row.channel or self.question.channel)

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The total, then the others."""
        return (self.total, *self.lines)


def shown(
    answer: Answer, names: FigureNames, chosen: Mapping[str, bool], order: tuple[str, bool]
) -> Sheet:
    """The table. `chosen` are measures that a lead wants or not; `order` a measure and whether the greatest is first,
    empty: as the rows come by name or by time."""
    table, question = answer.table, answer.question
    zone = ZoneInfo(table.zone)
    lines = [
        Line(row_words(row, question, names, zone), row, _key(row))
        for row in table.rows
        if row.sums and question.by is not None
    ]
    if question.by is By.INTERVAL:
        lines.sort(key=lambda one: one.row.from_at)
    else:
        lines.sort(key=lambda one: (one.name.casefold(), one.key))
    measure, greatest = order
    if measure:
        known = [one for one in lines if one.row.figures.get(measure) is not None]
        rest = [one for one in lines if one.row.figures.get(measure) is None]
        known.sort(key=lambda one: one.row.figures[measure] or 0, reverse=greatest)
        lines = [*known, *rest]
    total = Line(tr("Total"), table.total)
    kept = measures(table.definitions, [total, *lines], chosen)
    return Sheet(row_head(question.by), kept, total, tuple(lines), question, names.aims)


def measures(
    definitions: Sequence[Definition], lines: Sequence[Line], chosen: Mapping[str, bool]
) -> tuple[Definition, ...]:
    """The measures that stand there: those that a lead chose, else the usual ones of which there is any data."""

    def stands(one: Definition) -> bool:
        if one.name in chosen:
            return chosen[one.name]
        return one.name not in HIDDEN and any(
            line.row.figures.get(one.name) is not None for line in lines
        )

    return tuple(one for one in definitions if stands(one))


def _key(row: FigureRow) -> str:
    parts = (row.queue_id, row.channel, row.team_id, row.entry_point_id, row.agent_id, row.tag)
    return next((one for one in parts if one), str(row.from_at))


def has_list(answer: Answer, line: Line, measure: str) -> bool:
    """Whether a list stands behind a figure: not behind agents' time where rows do not tell it apart."""
    known = next((one for one in answer.table.definitions if one.name == measure), None)
    if known is None:
        return False
    return line.row.figures.get(measure) is not None or not is_of_time(known)


def question_behind(answer: Answer, line: Line, measure: str) -> BehindQuestion:
    """Whom a figure of the table counts."""
    by, row = answer.question.by, line.row
    if by is By.INTERVAL and line.key:
        return of_interval(answer, row, measure)
    asked = BehindQuestion(figures=answer.question, measure=measure)
    if by is None or not line.key:
        return asked
    about = {
        By.QUEUE: row.queue_id,
        By.CHANNEL: row.channel,
        By.TEAM: row.team_id,
        By.AGENT: row.agent_id,
        By.ENTRY_POINT: row.entry_point_id,
        By.TAG: row.tag,
    }
    return replace(asked, about=((by, str(about.get(by) or "")),))


def of_interval(answer: Answer, row: FigureRow, measure: str) -> BehindQuestion:
    """Whom a figure of an interval counts."""
    asked = BehindQuestion(figures=answer.question, measure=measure)
    return replace(asked, since=row.from_at, until=row.until_at)


def clipboard_text(sheet: Sheet) -> str:
    """The table as it is read, with tabs: for another program's table."""
    rows = [[sheet.head, *(title(one) for one in sheet.measures)]]
    for line in sheet.all_lines:
        cells = (value_words(one.unit, line.row.figures.get(one.name)) for one in sheet.measures)
        rows.append([_harmless(line.name), *cells])
    return "\n".join("\t".join(one.replace("\t", " ") for one in row) for row in rows)


def csv_text(sheet: Sheet) -> str:
    """The table as RFC 4180 says, for programs: numbers with a point, times in seconds, nothing without data."""
    made = io.StringIO()
    made.write("\ufeff")  # or Excel takes letters for others
    writer = csv.writer(made)
    writer.writerow([sheet.head, *(_csv_title(one) for one in sheet.measures)])
    for line in sheet.all_lines:
        cells = (_csv_value(one, line.row.figures.get(one.name)) for one in sheet.measures)
        writer.writerow([_harmless(line.name), *cells])
    return made.getvalue()


def _csv_title(definition: Definition) -> str:
    units = {"ms": " (s)", "share": " (%)"}
    return title(definition) + units.get(definition.unit, "")


def _csv_value(definition: Definition, value: float | None) -> str:
    if value is None:
        return ""
    match definition.unit:
        case "ms":
            return f"{value / 1000:.1f}"
        case "share":
            return f"{100 * value:.2f}"
        case "count":
            return str(round(value))
    return f"{value:.3f}"


def _harmless(name: str) -> str:
    """A name that no program takes for a formula."""
    return f"'{name}" if name.startswith(_FORMULA) else name
