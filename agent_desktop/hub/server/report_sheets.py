"""Reports for programs: CSV by RFC 4180.

Promises numbers that stay numbers, with a point in every language: durations in seconds, shares as parts of 1; moments
with their zone. Refuses formulas: a text that looks like one gets an apostrophe.
"""

import csv
import io

from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import NONE, Missed, row_words
from agent_desktop.hub.server.report_cells import harmless, local
from agent_desktop.model.reports import Cell, Column, Kind, Report


def as_csv(report: Report, misses: Missed = NONE) -> bytes:
    """The columns and the rows alone, in UTF-8 with a mark that spreadsheets know; where figures have targets, the last
    column says which of them the row misses."""
    made = io.StringIO()
    writer = csv.writer(made)
    more = [say_in(report.language)("Targets missed")] if misses.aimed else []
    writer.writerow([*(harmless(_heading(one)) for one in report.columns), *more])
    for at, row in enumerate(report.rows):
        cells = [_plain(*one, report) for one in zip(row, report.columns, strict=True)]
        writer.writerow([*cells, row_words(report, at, misses)] if more else cells)
    return made.getvalue().encode("utf-8-sig")


def _heading(column: Column) -> str:
    return f"{column.caption} (s)" if column.kind is Kind.MS else column.caption


def _plain(cell: Cell, column: Column, report: Report) -> Cell:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    if column.kind is Kind.MS:
        return round(cell / 1000, 3)
    if column.kind is Kind.MOMENT:
        return local(round(cell), report.zone).isoformat()
    return round(cell, 6) if isinstance(cell, float) else cell
