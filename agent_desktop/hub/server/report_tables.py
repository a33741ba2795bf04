"""The table of a report on paper.

Promises that its head is on each page, that no word is torn apart, and letters that can be read: a table with more
columns than fit is set in parts below each other, each with the names of its rows.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from agent_desktop.hub.metrics.reports.languages import say_in
from agent_desktop.hub.server.report_aims import MARK, TOTAL, Missed
from agent_desktop.hub.server.report_cells import NOTHING, shown
from agent_desktop.hub.server.report_styles import GROUND, HEAD, INK, LINE, SIZE, said, styles
from agent_desktop.hub.server.report_typefaces import BOLD, register, width
from agent_desktop.model.charts import names_of
from agent_desktop.model.reports import Cell, Kind, Report

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

MOST: Final = 2_000
"""More rows are not drawn: nobody reads them on paper."""
_READABLE: Final = 0.78
"""Letters are not made smaller than this part of theirs; more columns are another part of the table."""
_SMALLEST: Final = 0.55
_PAD: Final = 3.0
_PADS: Final = 2 * _PAD + 1
_LEFT: Final = (Kind.TEXT, Kind.DAY, Kind.MOMENT)


def tables(report: Report, misses: Missed, room: float) -> list["Flowable"]:
    """The table in a room so many points wide, as one or as several."""
    from reportlab.platypus import Spacer

    register()
    rows = [_texts(report, row, NOTHING) for row in report.rows[:MOST]]
    total = [] if report.total is None else _texts(report, report.total, "")
    if total and not total[0]:
        total[0] = say_in(report.language)("Total")
    for row, at in misses.cells:
        if row < len(rows):
            marked = total if row == TOTAL else rows[row]
            marked[at] = f"{MARK} {marked[at]}"
    least, wish = _wanted(report, [*rows, total], room)
    made: list[Flowable] = []
    for columns in _parts(least, max(1, names_of(report.columns)), room):
        if made:
            made.append(Spacer(1, 14))
        made.append(
            _table(report, misses, rows, total, columns, _fitted(least, wish, columns, room))
        )
    return made


def _texts(report: Report, cells: Sequence[Cell], nothing: str) -> list[str]:
    pairs = zip(cells, report.columns, strict=True)
    return [nothing if cell is None else shown(cell, column, report) for cell, column in pairs]


def _wanted(
    report: Report, rows: Sequence[Sequence[str]], room: float
) -> tuple[list[float], list[float]]:
    """How wide each column is at least, so that no word is torn apart, and how wide it would like to be."""

    def longest(words: Iterable[str]) -> float:
        return max((width(one, BOLD, SIZE) for one in words), default=0.0)

    least: list[float] = []
    wish: list[float] = []
    for at, column in enumerate(report.columns):
        cells = {row[at] for row in rows if row}
        whole = longest(cells)
        parts = {part for cell in cells for part in cell.split()}
        need = min(longest(parts), room / 4) if column.kind is Kind.TEXT else whole
        least.append(max(longest(column.caption.split()), need) + _PADS)
        wish.append(max(least[-1], min(whole, room / 3) + _PADS))
    return least, wish


def _parts(least: Sequence[float], names: int, room: float) -> list[list[int]]:
    """Which columns stand together, each part with the names of the rows; as many in each as can be read."""
    if _scale(least, room) >= _READABLE:
        return [list(range(len(least)))]
    heads = list(range(names))
    rest = list(range(names, len(least)))
    for count in range(2, len(rest) + 1):
        size = -(-len(rest) // count)
        parts = [[*heads, *rest[at : at + size]] for at in range(0, len(rest), size)]
        if all(_scale([least[at] for at in one], room) >= _READABLE for one in parts):
            return parts
    return [list(range(len(least)))]  # names so wide that nothing helps


def _scale(least: Sequence[float], room: float) -> float:
    """How large letters may be beside the usual ones, for these columns in this room."""
    words = sum(least) - _PADS * len(least)
    return min(1.0, (room - _PADS * len(least)) / words) if words > 0 else 1.0


def _fitted(
    least: Sequence[float], wish: Sequence[float], columns: Sequence[int], room: float
) -> tuple[list[float], float]:
    """The widths of some columns, and how large their letters are."""
    needs, wishes = [least[at] for at in columns], [wish[at] for at in columns]
    scale = _scale(needs, room)
    if scale < 1:
        return [(one - _PADS) * scale + _PADS for one in needs], max(_SMALLEST, scale)
    more = sum(wishes) - sum(needs)
    spare = min(1.0, (room - sum(needs)) / more) if more else 0.0
    made = [one + spare * (two - one) for one, two in zip(needs, wishes, strict=True)]
    rest = (room - sum(made)) / len(made)
    return [one + rest for one in made], 1.0


def _table(
    report: Report,
    misses: Missed,
    rows: Sequence[Sequence[str]],
    total: Sequence[str],
    columns: Sequence[int],
    fitted: tuple[list[float], float],
) -> "Flowable":
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import LongTable, TableStyle

    widths, scale = fitted
    looks = styles(scale)

    def line(cells: Sequence[str], look: str) -> list["Flowable"]:
        right = [at and report.columns[at].kind not in _LEFT for at in columns]
        return [
            said(cells[at], looks[f"{look}_right" if mine else look])
            for at, mine in zip(columns, right, strict=True)
        ]

    lines = [
        line([one.caption for one in report.columns], "caption"),
        *(line(one, "text") for one in rows),
    ]
    style: list[Any] = [
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(HEAD)),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    if total:
        lines.append(line(total, "whole"))
        style.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, HexColor(INK)))
    for row, at in misses.cells:
        if row < len(rows) and at in columns:
            place = (columns.index(at), -1 if row == TOTAL else row + 1)
            style.append(("BACKGROUND", place, place, HexColor(GROUND)))
    return LongTable(lines, colWidths=widths, repeatRows=1, style=TableStyle(style))
