"""The table of a report as it is shown: rows in the order that the lead wants, with what each is compared with.

Promises one order for the eye and the clipboard; that rows without data come last whichever way they are sorted. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.reports import Cell, Column, Parts, RowKey
from agent_desktop.ui.figures.words import DASH
from agent_desktop.ui.reports.cells import difference, made_of, names_of, words
from agent_desktop.ui.reports.matched import matched
from agent_desktop.ui.words import tr

Row = tuple[Cell, ...]


class Order(NamedTuple):
    """The column that rows are sorted by, empty for their own order; and whether the greatest is first."""

    column: str = ""
    greatest: bool = True


@dataclass(frozen=True)
class Line:
    """A row. The total is no row of its own: `whole`."""

    name: str
    cells: Row
    before: Row | None = None
    parts: tuple[Parts, ...] = ()
    key: RowKey | None = None
    whole: bool = False


@dataclass(frozen=True)
class Sheet:
    """`head` stands over the names of rows, `columns` are the others with their places in a row's cells."""

    head: str
    columns: tuple[tuple[int, Column], ...]
    lines: tuple[Line, ...]
    zone: ZoneInfo
    compared: bool

    def words(self, line: int, column: int) -> str:
        """A cell."""
        at, one = self.columns[column]
        return words(self.lines[line].cells[at], one, self.zone)

    def more(self, line: int, column: int) -> str:
        """How much more that is than before; empty where there is nothing to compare with."""
        before = self.lines[line].before
        if before is None:
            return ""
        at, one = self.columns[column]
        return difference(self.lines[line].cells[at], before[at], one)

    def spoken(self, line: int, column: int) -> str:
        """A cell for who does not see it."""
        found = self.words(line, column)
        value = tr("no data") if found == DASH else found
        said = f"{self.lines[line].name}, {self.columns[column][1].caption}: {value}"
        more = self.more(line, column)
        return f"{said}, {tr('{more} against the days before', more=more)}" if more else said

    def tip(self, line: int, column: int) -> str:
        """A cell with what it is made of, and what it was before."""
        at, one = self.columns[column]
        row = self.lines[line]
        found = self.words(line, column)
        lines = [f"{one.caption}: {tr('no data') if found == DASH else found}"]
        if at < len(row.parts):
            lines += made_of(one, row.parts[at])
        if row.before is not None and self.more(line, column):
            lines.append(tr("Before: {value}", value=words(row.before[at], one, self.zone)))
        return "\n".join(lines)


def shown(answer: ReportAnswer, order: Order = Order()) -> Sheet:  # noqa: B008, a constant
    """The table of an answer."""
    report, zone = answer.report, ZoneInfo(answer.report.zone)
    names = names_of(report.columns)
    earlier = matched(report, answer.before)
    known: dict[tuple[int, Cell], str] = {}
    lines = [
        Line(
            _name(row[:names], report.columns[:names], zone, known),
            row,
            before,
            report.parts[at] if at < len(report.parts) else (),
            report.keys[at] if at < len(report.keys) else None,
        )
        for at, (row, before) in enumerate(zip(report.rows, earlier, strict=True))
    ]
    lines = _sorted(lines, report.columns, order)
    if report.total is not None:
        before = answer.before.total if answer.before is not None else None
        whole = Line(tr("Total"), report.total, before, report.total_parts, whole=True)
        lines.insert(0, whole)
    columns = tuple(enumerate(report.columns))[names:]
    head = " · ".join(one.caption for one in report.columns[:names])
    return Sheet(head, columns, tuple(lines), zone, answer.before is not None)


def _name(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    zone: ZoneInfo,
    known: dict[tuple[int, Cell], str],
) -> str:
    """A row's name. `known` are words that were found before: days and people come again and again."""
    found = []
    for at, (cell, one) in enumerate(zip(cells, columns, strict=True)):
        if (at, cell) not in known:
            known[at, cell] = words(cell, one, zone)
        found.append(known[at, cell])
    return " · ".join(one for one in found if one != DASH) or DASH


def _sorted(lines: list[Line], columns: Sequence[Column], order: Order) -> list[Line]:
    at = next((at for at, one in enumerate(columns) if one.name == order.column), None)
    if at is None:
        return lines
    known = [one for one in lines if one.cells[at] is not None]
    rest = [one for one in lines if one.cells[at] is None]
    if any(isinstance(one.cells[at], str) for one in known):
        known.sort(key=lambda one: str(one.cells[at]).casefold(), reverse=order.greatest)
    else:
        known.sort(key=lambda one: float(one.cells[at] or 0), reverse=order.greatest)
    return [*known, *rest]


def clipboard_text(sheet: Sheet) -> str:
    """The table as it is read, with tabs: for another program's table."""
    rows = [[sheet.head, *(one.caption for _, one in sheet.columns)]]
    for at, line in enumerate(sheet.lines):
        cells = (sheet.words(at, column) for column in range(len(sheet.columns)))
        rows.append([_harmless(line.name), *map(_harmless, cells)])
    return "\n".join("\t".join(one.replace("\t", " ") for one in row) for row in rows)


def _harmless(text: str) -> str:
    """A text that no program takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
