"""The chart of a report on paper: one column, as bars beside the names of their rows, or along the time.

Promises the figures of the table, each with its number or an axis; that a bar whose figure misses its target is marked
by more than its colour; that what has no bar is said. Refuses a chart where there is nothing to compare.
"""

from typing import TYPE_CHECKING, Any, Final

from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import MARK, Missed, row_name
from agent_desktop.hub.server.report_cells import shown
from agent_desktop.hub.server.report_styles import (
    BAR,
    FAINT,
    LINE,
    MISSED_BAR,
    meaning,
    said,
    styles,
)
from agent_desktop.hub.server.report_typefaces import PLAIN, register, width
from agent_desktop.model.charts import ceiling, charted, names_of
from agent_desktop.model.reports import Kind, Report

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing
    from reportlab.platypus import Flowable

WITHOUT: Final = frozenset({"journey"})
"""Reports whose rows are no figures to compare."""
_MOST_NAMES: Final = 12
_HIGH: Final = 96.0
_BELOW: Final = 12.0
_SMALL: Final = 6.5
_NAMES_WIDE: Final = 0.28
_VALUE_WIDE: Final = 62.0


def column_of(report: Report) -> int | None:
    """The column that is drawn; None where fewer than two rows have data in it."""
    if report.name in WITHOUT:
        return None
    name = charted(report.columns)
    at = next((at for at, one in enumerate(report.columns) if one.name == name), None)
    there = 0 if at is None else sum(1 for row in report.rows if _size(row[at]) is not None)
    return at if there > 1 else None


def along_time(report: Report) -> bool:
    """Whether the rows are moments in their order, and nothing else."""
    first = report.columns[0].kind in (Kind.MOMENT, Kind.DAY)
    return first and names_of(report.columns) == 1


def chart(report: Report, misses: Missed, room: float) -> list["Flowable"]:
    """The chart in a room so many points wide, with its title; nothing where there is none."""
    at = column_of(report)
    if at is None:
        return []
    from reportlab.platypus import KeepTogether, Spacer

    drawn = _times if along_time(report) else _names
    title = meaning(report.columns[at].caption, "", styles()["text"])
    made = [Spacer(1, 4), title, Spacer(1, 4), *drawn(report, misses, at, room)]
    return [KeepTogether(made), Spacer(1, 10)]


def _size(cell: object) -> float | None:
    return max(0.0, float(cell)) if isinstance(cell, int | float) else None


def _top(report: Report, at: int) -> float:
    sizes = [_size(row[at]) for row in report.rows]
    return ceiling(report.columns[at].kind.value, max(one for one in sizes if one is not None))


def _names(report: Report, misses: Missed, at: int, room: float) -> list["Flowable"]:
    """A bar for each row, as many as have room."""
    from reportlab.platypus import Table, TableStyle

    looks, top = styles(), _top(report, at)
    there = [row for row, cells in enumerate(report.rows) if _size(cells[at]) is not None]
    name = room * _NAMES_WIDE
    bar = room - name - _VALUE_WIDE
    lines = []
    for row in there[:_MOST_NAMES]:
        cell = report.rows[row][at]
        missed = (row, at) in misses.cells
        words = shown(cell, report.columns[at], report)
        lines.append(
            [
                said(row_name(report, row), looks["text"]),
                _bar(bar - 8, (_size(cell) or 0.0) / top, missed=missed),
                said(f"{MARK} {words}" if missed else words, looks["text_right"]),
            ]
        )
    style = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
    )
    made: list[Flowable] = [Table(lines, colWidths=[name, bar, _VALUE_WIDE], style=style)]
    if len(there) > _MOST_NAMES:
        more = f"{say_in(report.language)('More in the table')}: {len(there) - _MOST_NAMES}"
        made.append(said(more, looks["faint"]))
    return made


def _bar(room: float, part: float, *, missed: bool) -> "Drawing":
    from reportlab.graphics.shapes import Drawing, Rect
    from reportlab.lib.colors import HexColor

    made = Drawing(room, 9)
    color = HexColor(MISSED_BAR if missed else BAR)
    made.add(Rect(0, 1, max(0.8, room * min(1.0, part)), 7, fillColor=color, strokeColor=None))
    return made


def _times(report: Report, misses: Missed, at: int, room: float) -> list["Flowable"]:
    """Columns side by side, with an axis of the figures at the left and moments below."""
    from reportlab.graphics.shapes import Drawing, Rect
    from reportlab.lib.colors import HexColor

    register()
    top, column = _top(report, at), report.columns[at]
    marks = [shown(_whole(top * part, column.kind), column, report) for part in (0, 0.5, 1)]
    left = max(width(one, PLAIN, _SMALL) for one in marks) + 6
    made = Drawing(room, _HIGH + _BELOW + 6)
    for part, words in zip((0, 0.5, 1), marks, strict=True):
        y = _BELOW + part * (_HIGH - 8)
        made.add(Rect(left, y, room - left, 0.4, fillColor=HexColor(LINE), strokeColor=None))
        made.add(_words(words, left - 4, y - 2, "end"))
    step = (room - left) / len(report.rows)
    for row, cells in enumerate(report.rows):
        size = _size(cells[at])
        if size is None:
            continue
        missed = (row, at) in misses.cells
        x, high = left + row * step, max(0.6, size / top * (_HIGH - 8))
        color = HexColor(MISSED_BAR if missed else BAR)
        wide = _wide(step)
        made.add(Rect(x + (step - wide) / 2, _BELOW, wide, high, fillColor=color, strokeColor=None))
        if missed and step > 5:
            made.add(_words(MARK, x + step / 2, _BELOW + high + 1.5, "middle"))
    for row, words in _moments(report, step):
        made.add(_words(words, left + row * step + (step - _wide(step)) / 2, 2, "start"))
    return [made]


def _wide(step: float) -> float:
    """How wide a column is where there is one so often."""
    return max(0.4, min(step * 0.72, 24.0))


def _words(words: str, x: float, y: float, anchor: str) -> Any:
    from reportlab.graphics.shapes import String
    from reportlab.lib.colors import HexColor

    look = {"fontName": PLAIN, "fontSize": _SMALL, "fillColor": HexColor(FAINT)}
    return String(x, y, words, textAnchor=anchor, **look)


def _whole(value: float, kind: Kind) -> float:
    return round(value) if kind is Kind.COUNT and value == round(value) else value


def _moments(report: Report, step: float) -> list[tuple[int, str]]:
    """Which rows are named below the axis, and how: the day where it changes, else the time of day."""
    named, last_day, free_from = [], "", 0.0
    for row, cells in enumerate(report.rows):
        day, _, time = shown(cells[0], report.columns[0], report).partition(", ")
        words = day if day != last_day else time
        ends = row * step + width(words, PLAIN, _SMALL)
        if not words or row * step < free_from or ends > len(report.rows) * step:
            continue
        named.append((row, words))
        last_day, free_from = day, ends + 8
    return named
