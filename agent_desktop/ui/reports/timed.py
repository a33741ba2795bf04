"""A report whose rows are intervals, as the curve of figures draws them.

Promises that a curve is drawn only where each row is one interval; that an interval without data leaves a gap. Pure.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent_desktop.desk.figures_state import Answer
from agent_desktop.desk.report_matching import keys_of
from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.base import Millis
from agent_desktop.model.charts import is_number
from agent_desktop.model.figure_questions import Every
from agent_desktop.model.figures import Definition, FigureRow, Figures, Variant
from agent_desktop.model.reports import Cell, Column, Kind, Parts, Report

_VALUE = "value"


class Measure(Definition, frozen=True):
    """A column as the curve takes its measures: its caption is its name."""

    caption: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.caption


def is_timed(report: Report) -> bool:
    """Whether rows are told apart by time alone."""
    keys = keys_of(report.columns)
    return keys == [0] and report.columns[0].kind in (Kind.MOMENT, Kind.DAY)


def curve_of(answer: ReportAnswer, at: int) -> tuple[Answer, Measure]:
    """The curve of a column of numbers."""
    column = answer.report.columns[at]
    assert is_number(column)
    every = answer.question.days.every
    made = _figures(answer.report, at, every)
    before = _figures(answer.before, at, every) if answer.before is not None else None
    nothing = Figures(
        made_at=made.made_at,
        from_at=made.from_at,
        until_at=made.until_at,
        zone=made.zone,
        variant=made.variant,
        definitions=(),
        rows=(),
        total=made.total,
    )
    curve = Answer(question=answer.question.days, table=made, curve=made, before=before or nothing)
    return curve, _measure(column)


def _measure(column: Column) -> Measure:
    return Measure(
        name=_VALUE,
        caption=column.caption,
        words=column.words,
        formula=_VALUE,
        unit=column.kind.value,
        numerator=_sum("above", column.numerator) or (_VALUE,),
        denominator=_sum("below", column.denominator),
    )


def _sum(name: str, of: tuple[str, ...]) -> tuple[str, ...]:
    """One name for several sums, which says as theirs do whether it is a time."""
    return () if not of else (f"{name}_ms" if of[0].endswith("_ms") else name,)


def _figures(report: Report, at: int, every: Every) -> Figures:
    zone, column = ZoneInfo(report.zone), report.columns[at]
    starts = [_begin(row[0], zone) for row in report.rows]
    rows = []
    for number, (row, since) in enumerate(zip(report.rows, starts, strict=True)):
        after = starts[number + 1] if number + 1 < len(starts) else report.until_at
        until = min(_end(since, every, zone), after, report.until_at)
        parts = report.parts[number][at] if number < len(report.parts) else None
        rows.append(_row(since, max(until, since + 1), row[at], column, parts))
    total = report.total[at] if report.total is not None else None
    parts = report.total_parts[at] if report.total_parts else None
    return Figures(
        made_at=report.made_at,
        from_at=report.from_at,
        until_at=report.until_at,
        zone=report.zone,
        variant=Variant.IGNORE,
        definitions=(),
        rows=tuple(rows),
        total=_row(report.from_at, report.until_at, total, column, parts),
    )


def _row(since: Millis, until: Millis, cell: Cell, column: Column, parts: Parts) -> FigureRow:
    value = cell if isinstance(cell, int | float) else None
    sums = {_VALUE: 1} if value else {}
    if parts is not None and column.denominator:
        names = (*_sum("above", column.numerator), *_sum("below", column.denominator))
        sums |= dict(zip(names, parts, strict=True))
    return FigureRow(
        from_at=since,
        until_at=until,
        queue_id=None,
        channel=None,
        entry_point_id=None,
        agent_id=None,
        sums=sums,
        figures={_VALUE: value},
    )


def _begin(cell: Cell, zone: ZoneInfo) -> Millis:
    if isinstance(cell, str):
        return round(datetime.combine(date.fromisoformat(cell), time(), zone).timestamp() * 1000)
    return round(cell or 0)


def _end(since: Millis, every: Every, zone: ZoneInfo) -> Millis:
    if every.isdecimal():
        return since + int(every) * 60_000
    days = {Every.DAY: 1, Every.WEEK: 7, Every.MONTH: 31}[every]
    first = datetime.fromtimestamp(since / 1000, zone).date()
    return round(datetime.combine(first + timedelta(days=days), time(), zone).timestamp() * 1000)
