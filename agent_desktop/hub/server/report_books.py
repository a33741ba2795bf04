"""Reports for people with a spreadsheet: a workbook of the table, its chart, and what the columns mean.

Promises numbers that stay numbers (durations as times, shares as parts of 1, days and moments as such); that names and
the head of the table stay in sight, on screen and on paper; that a figure which misses its target has a ground and a
note. Refuses formulas: every text is a text.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import NONE, TOTAL, Missed, aim_words, remark
from agent_desktop.hub.server.report_cells import day_of, head, local, notes, remarks, shown
from agent_desktop.hub.server.report_drawings import along_time, column_of
from agent_desktop.hub.server.report_styles import BAR, GROUND, MISSED_INK
from agent_desktop.model.charts import is_number, names_of
from agent_desktop.model.reports import Cell, Column, Kind, Report

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_DAY_MS: Final = 86_400_000
_FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.MS: "[h]:mm:ss",
    Kind.SHARE: "0.0%",
    Kind.TIMES: "0.00",
    Kind.COUNT: "#,##0",
}
_DAYS: Final = {"en": "d mmm yyyy", "de": "dd.mm.yyyy"}
_WIDEST, _NARROWEST = 40, 9
_FILTER: Final = 3
"""Letters that the button of a filter takes in a caption."""
_LINE: Final = 15.0
"""How high a line of a caption is, in points."""
_MOST_NOTES: Final = 1_000
"""Of more, the ground alone tells: each note is a drawing of its own."""
_ON_A_PAGE: Final = 14
"""So many columns can be read on a sheet of paper that lies across; more are printed on two beside each other."""
_A4: Final = 9


def _formats(language: str) -> dict[Kind, str]:
    """How figures are shown; days as the report's words write them."""
    day = _DAYS.get(language, _DAYS["en"])
    return {**_FORMATS, Kind.DAY: day, Kind.MOMENT: f"{day}, hh:mm"}


class Looks:
    """The formats of a workbook's cells."""

    def __init__(self, book: "Workbook", language: str) -> None:
        aside = {"align": "right"}
        self.bold = book.add_format({"bold": True})
        self.name = book.add_format({"bold": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        caption = {"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"}
        self.caption = book.add_format(caption)
        self.number_caption = book.add_format(caption | aside)
        missed, whole = {"bg_color": GROUND, "font_color": MISSED_INK}, {"bold": True, "top": 1}
        self._made = {
            (kind, miss, sums): book.add_format(
                {"num_format": words}
                | ({"align": "left"} if kind in (Kind.MOMENT, Kind.DAY) else {})
                | (missed if miss else {})
                | (whole if sums else {})
            )
            for kind, words in _formats(language).items()
            for miss in (False, True)
            for sums in (False, True)
        }

    def cell(self, kind: Kind, *, missed: bool, total: bool) -> Any:
        """The format of a cell."""
        return self._made[kind, missed, total]


def as_xlsx(report: Report, misses: Missed = NONE) -> bytes:
    """The workbook: the report with its head, its chart, and a sheet with what the columns mean."""
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
    book.set_properties({"title": report.title, "author": "Agent Desktop"})
    say, looks = say_in(report.language), Looks(book, report.language)
    sheet = book.add_worksheet(_sheet_name(report.title))
    begin = _head(sheet, report, misses, looks)
    _table(sheet, report, misses, looks, begin)
    _paper(sheet, report, begin)
    at = column_of(report)
    if at is not None:
        _chart(book, sheet, report, at, (begin + 1, begin + len(report.rows)))
    meanings = book.add_worksheet(_sheet_name(say("What the columns mean")))
    meanings.set_column(0, 0, 30)
    meanings.set_column(1, 1, 110)
    meanings.set_landscape()
    meanings.set_paper(_A4)
    meanings.fit_to_pages(1, 0)
    for line, (name, words) in enumerate(notes(report)):
        meanings.write_string(line, 0, name, looks.name)
        meanings.write_string(line, 1, words, looks.wrapped)
    sheet.activate()
    book.close()
    return made.getvalue()


def _head(sheet: "Worksheet", report: Report, misses: Missed, looks: Looks) -> int:
    """What stands above the table; the line in which its captions are to stand."""
    sheet.write_string(0, 0, report.title, looks.title)
    sheet.write_string(1, 0, report.words)
    line = 2
    for what, which in head(report):
        sheet.write_string(line, 0, what, looks.bold)
        sheet.write_string(line, 1, which)
        line += 1
    for words in filter(None, (*remarks(report), remark(report, misses))):
        sheet.write_string(line, 0, words)
        line += 1
    return line + 1


def _table(sheet: "Worksheet", report: Report, misses: Missed, looks: Looks, begin: int) -> None:
    """The captions, the rows and their total."""
    for at, column in enumerate(report.columns):
        look = looks.number_caption if is_number(column) else looks.caption
        sheet.write_string(begin, at, column.caption, look)
        sheet.set_column(at, at, _width(report, at))
    lines = max(
        _caption_lines(one.caption, _width(report, at)) for at, one in enumerate(report.columns)
    )
    sheet.set_row(begin, _LINE * lines + 3)
    line = begin
    for number, row in enumerate(report.rows):
        line += 1
        _row(sheet, line, row, report, misses, looks, number)
    if report.rows:
        sheet.autofilter(begin, 0, line, len(report.columns) - 1)
    if report.total is not None:
        line += 1
        named = (say_in(report.language)("Total"), *report.total[1:])
        cells = named if report.total[0] is None else report.total
        _row(sheet, line, cells, report, misses, looks, TOTAL)
    for (number, at), aim in list(misses.cells.items())[:_MOST_NOTES]:
        below = line if number == TOTAL else begin + 1 + number
        sheet.write_comment(below, at, aim_words(report, at, aim), {"author": "Agent Desktop"})


def _row(
    sheet: "Worksheet",
    line: int,
    cells: Sequence[Cell],
    report: Report,
    misses: Missed,
    looks: Looks,
    number: int,
) -> None:
    for at, (cell, column) in enumerate(zip(cells, report.columns, strict=True)):
        missed = (number, at) in misses.cells
        kind = Kind.TEXT if number == TOTAL and isinstance(cell, str) else column.kind
        form = looks.cell(kind, missed=missed, total=number == TOTAL)
        _write(sheet, line, at, cell, column, report, form, blank=number == TOTAL)


def _write(
    sheet: "Worksheet",
    line: int,
    at: int,
    cell: Cell,
    column: Column,
    report: Report,
    form: Any,
    *,
    blank: bool,
) -> None:
    if cell is None:
        if blank:
            sheet.write_blank(line, at, None, form)  # the line above a total goes on
    elif isinstance(cell, str):
        day = day_of(cell) if column.kind is Kind.DAY else None
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


def _paper(sheet: "Worksheet", report: Report, begin: int) -> None:
    """What stays in sight, on screen and on each page of paper; the pages' feet as those of the PDF."""
    names = names_of(report.columns)
    wide = len(report.columns) > _ON_A_PAGE
    sheet.freeze_panes(begin + 1, names if wide else 0)
    sheet.repeat_rows(begin)
    if wide and names:
        sheet.repeat_columns(0, names - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(2 if wide else 1, 0)
    about = f"{report.title} · {head(report)[0][1]} · {report.zone}".replace("&", "&&")
    sheet.set_footer(f"&L&8{about}&R&8{say_in(report.language)('Page')} &P / &N")


def _chart(
    book: "Workbook", sheet: "Worksheet", report: Report, at: int, lines: tuple[int, int]
) -> None:
    """A sheet with the column that the window draws, beside the names of its rows."""
    chart = book.add_chart({"type": "column" if along_time(report) else "bar"})
    first, last = lines
    names = max(1, names_of(report.columns)) - 1
    rank = 1 if report.columns[0].name == "rank" and names else 0
    caption = report.columns[at].caption
    chart.add_series(
        {
            "name": caption,
            "categories": [sheet.get_name(), first, rank, last, names],
            "values": [sheet.get_name(), first, at, last, at],
            "fill": {"color": BAR},
            "gap": 60,
        }
    )
    chart.set_title({"name": caption})
    chart.set_legend({"none": True})
    value: dict[str, object] = {"min": 0, "num_format": _FORMATS[report.columns[at].kind]}
    if report.columns[at].kind is Kind.SHARE:
        value["max"] = 1
    if along_time(report):
        moments = _formats(report.language)[report.columns[0].kind]
        chart.set_x_axis({"text_axis": True, "num_format": moments})
        chart.set_y_axis(value)
    else:  # the values go along x there; the first row is on top, as in the table
        chart.set_x_axis(value)
        chart.set_y_axis({"reverse": True, "crossing": "max"})
    own = book.add_chartsheet(_sheet_name(say_in(report.language)("Chart")))
    own.set_chart(chart)
    own.set_paper(_A4)


def _sheet_name(title: str) -> str:
    """What a sheet may be called: 31 letters, without those that mean something."""
    return "".join(one for one in title.replace("'", "’") if one not in "[]:*?/\\")[:31]


def _width(report: Report, at: int) -> int:
    """Letters that a column has room for: its cells whole, its caption in two or three lines."""
    column = report.columns[at]
    cells = [row[at] for row in report.rows[:200]]
    longest = max((len(shown(one, column, report)) for one in cells if one is not None), default=0)
    words = max((len(one) for one in column.caption.split()), default=0)
    return min(_WIDEST, max(longest + 2, words + _FILTER + 1, _NARROWEST))


def _caption_lines(caption: str, width: int) -> int:
    """In how many lines a caption stands in a column."""
    lines, room = 1, width - _FILTER
    used = 0
    for word in caption.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
    return lines
