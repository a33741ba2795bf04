"""Reports for spreadsheets: CSV for programs, XLSX for people.

Promises numbers that stay numbers: durations in seconds in CSV and as times in XLSX, shares as parts of 1; moments with
their zone. Refuses formulas: every text is a text.
"""

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import (
    NONE,
    TOTAL,
    Missed,
    aim_words,
    remark,
    row_words,
)
from agent_desktop.hub.server.report_cells import harmless, head, local, notes, remarks
from agent_desktop.model.reports import Cell, Column, Kind, Report

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_DAY_MS: Final = 86_400_000
_FORMATS: Final = {
    Kind.MS: "[h]:mm:ss",
    Kind.SHARE: "0.0%",
    Kind.TIMES: "0.00",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.DAY: "yyyy-mm-dd",
    Kind.COUNT: "#,##0",
}
_WIDEST: Final = 40
_GROUND: Final = "#fde2e0"
_INK: Final = "#a1130b"
_MOST_NOTES: Final = 1_000
"""Of more, the ground alone tells: each note is a drawing of its own."""


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


def as_xlsx(report: Report, misses: Missed = NONE) -> bytes:
    """A workbook: the report with its head, and a second sheet with what the columns mean. Figures that miss their
    targets have a ground of their own, and a note."""
    from xlsxwriter import Workbook

    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    book = Workbook(made, options)
    bold = book.add_format({"bold": True})
    title = book.add_format({"bold": True, "font_size": 14})
    caption = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top"})
    kinds = {kind: book.add_format({"num_format": words}) for kind, words in _FORMATS.items()}
    whole = {
        kind: book.add_format({"num_format": words, "bold": True, "top": 1})
        for kind, words in _FORMATS.items()
    }
    missing = {
        kind: book.add_format({"num_format": words, "bg_color": _GROUND, "font_color": _INK})
        for kind, words in _FORMATS.items()
    }
    missing_whole = {
        kind: book.add_format(
            {"num_format": words, "bg_color": _GROUND, "font_color": _INK, "bold": True, "top": 1}
        )
        for kind, words in _FORMATS.items()
    }
    whole_text = book.add_format({"bold": True, "top": 1})
    sheet = book.add_worksheet(_sheet_name(report.title))
    sheet.write_string(0, 0, report.title, title)
    sheet.write_string(1, 0, report.words)
    line = 2
    for what, which in head(report):
        sheet.write_string(line, 0, what, bold)
        sheet.write_string(line, 1, which)
        line += 1
    for words in filter(None, (*remarks(report), remark(report, misses))):
        sheet.write_string(line, 0, words)
        line += 1
    line += 1
    for at, column in enumerate(report.columns):
        sheet.write_string(line, at, column.caption, caption)
    sheet.freeze_panes(line + 1, 0)
    sheet.repeat_rows(line)
    begin = line
    for number, row in enumerate(report.rows):
        line += 1
        for at, column in enumerate(report.columns):
            looks = missing if (number, at) in misses.cells else kinds
            _write(sheet, line, at, row[at], column, report, looks.get(column.kind))
    if report.rows:
        sheet.autofilter(begin, 0, line, len(report.columns) - 1)
    if report.total is not None:
        line += 1
        for at, column in enumerate(report.columns):
            cell = report.total[at]
            if cell is None:
                cell = say_in(report.language)("Total") if at == 0 else ""
                sheet.write_string(line, at, cell, whole_text)
            else:
                looks = missing_whole if (TOTAL, at) in misses.cells else whole
                _write(sheet, line, at, cell, column, report, looks.get(column.kind, whole_text))
    for (number, at), aim in list(misses.cells.items())[:_MOST_NOTES]:
        below = line if number == TOTAL else begin + 1 + number
        sheet.write_comment(below, at, aim_words(report, at, aim), {"author": "Agent Desktop"})
    for at, column in enumerate(report.columns):
        sheet.set_column(at, at, _width(column, [row[at] for row in report.rows[:200]]))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    meanings = book.add_worksheet(_sheet_name(say_in(report.language)("What the columns mean")))
    meanings.set_column(0, 0, 30)
    meanings.set_column(1, 1, 110)
    for at, (name, words) in enumerate(notes(report)):
        meanings.write_string(at, 0, name, bold)
        meanings.write_string(at, 1, words)
    book.close()
    return made.getvalue()


def _write(
    sheet: "Worksheet",
    line: int,
    at: int,
    cell: Cell,
    column: Column,
    report: Report,
    form: Any,
) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        day = _day(cell) if column.kind is Kind.DAY else None
        if day is None:
            sheet.write_string(line, at, cell, form)
        else:
            sheet.write_datetime(line, at, day, form)
    elif column.kind is Kind.MS:
        sheet.write_number(line, at, cell / _DAY_MS, form)
    elif column.kind is Kind.MOMENT:
        sheet.write_datetime(line, at, local(round(cell), report.zone), form)
    else:
        sheet.write_number(line, at, cell, form)


def _day(text: str) -> date | None:
    """The day, to count with; None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _sheet_name(title: str) -> str:
    """What a sheet may be called: 31 letters, without those that mean something."""
    return "".join(one for one in title.replace("'", "’") if one not in "[]:*?/\\")[:31]


def _width(column: Column, cells: list[Cell]) -> int:
    if column.kind in (Kind.MOMENT, Kind.DAY):
        return 17 if column.kind is Kind.MOMENT else 11
    longest = max((len(one) for one in cells if isinstance(one, str)), default=0)
    return min(_WIDEST, max(longest + 2, len(column.caption) // 2 + 4, 11))
