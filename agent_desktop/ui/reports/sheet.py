"""The table of a report as it is shown: rows in the order that the lead wants, with what each is compared with.

Promises one order for the eye and the clipboard; that rows without data come last whichever way they are sorted; that a
row is put into words when somebody looks at it, so that twenty thousand are there at once. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload
from zoneinfo import ZoneInfo

from agent_desktop.desk.report_matching import NOWHERE, matched
from agent_desktop.desk.reports_state import ReportAnswer
from agent_desktop.model.aims import Aim, Aims
from agent_desktop.model.base import Millis
from agent_desktop.model.charts import names_of
from agent_desktop.model.figure_questions import FigureQuestion
from agent_desktop.model.reports import Cell, Column, Parts, Report, RowKey
from agent_desktop.model.work import Channel
from agent_desktop.ui.figures.aims import aim_words
from agent_desktop.ui.figures.words import DASH
from agent_desktop.ui.reports.cells import difference, made_of, words
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


class Lines(Sequence[Line]):
    """The lines of an answer in an order, made when they are looked at: of a long report most never are."""

    def __init__(self, answer: ReportAnswer, order: Sequence[int]) -> None:
        self._answer = answer
        self._order = order
        self._zone = ZoneInfo(answer.report.zone)
        self._earlier = answer.earlier
        self._whole = answer.report.total is not None
        self._made: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self._order) + self._whole

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        if place not in self._made:
            self._made[place] = self._line(place)
        return self._made[place]

    def cells(self, at: int) -> Iterator[Cell]:
        """The cells of a column, without making lines."""
        if self._answer.report.total is not None:
            yield self._answer.report.total[at]
        rows = self._answer.report.rows
        yield from (rows[row][at] for row in self._order)

    def of_interval(self, since: Millis) -> int | None:
        """The line of the row that begins at a moment."""
        keys = self._answer.report.keys
        for place, row in enumerate(self._order, int(self._whole)):
            if row < len(keys) and keys[row].since == since:
                return place
        return None

    def _line(self, place: int) -> Line:
        report, before = self._answer.report, self._answer.before
        if self._whole and place == 0:
            assert report.total is not None
            earlier = before.total if before is not None else None
            return Line(tr("Total"), report.total, earlier, report.total_parts, whole=True)
        row = self._order[place - self._whole]
        names = names_of(report.columns)
        return Line(
            _name(report.rows[row][:names], report.columns[:names], self._zone),
            report.rows[row],
            self._before(row),
            report.parts[row] if row < len(report.parts) else (),
            report.keys[row] if row < len(report.keys) else None,
        )

    def _before(self, row: int) -> Row | None:
        if self._answer.before is None:
            return None
        if self._earlier is None:
            self._earlier = matched(self._answer.report, self._answer.before)
        place = self._earlier[row]
        return None if place == NOWHERE else self._answer.before.rows[place]


@dataclass(frozen=True)
class Sheet:
    """`head` stands over the names of rows, `columns` are the others with their places in a row's cells."""

    head: str
    columns: tuple[tuple[int, Column], ...]
    lines: Lines
    zone: ZoneInfo
    compared: bool
    question: FigureQuestion
    aims: Aims | None = None

    def aim(self, line: int, column: int) -> Aim | None:
        """What a figure is to reach; None where nobody said anything."""
        if self.aims is None:
            return None
        key, days = self.lines[line].key, self.question
        queue_id = (key.queue if key is not None else None) or days.queue_id
        channel = Channel(key.channel) if key is not None and key.channel else days.channel
        return self.aims.of(self.columns[column][1].name, queue_id, channel)

    def missed(self, line: int, column: int) -> bool:
        """Whether it does not."""
        aim = self.aim(line, column)
        return aim is not None and aim.missed(self.lines[line].cells[self.columns[column][0]])

    def _aim_words(self, line: int, column: int) -> str:
        at, one = self.columns[column]
        return aim_words(self.aim(line, column), one.kind.value, self.lines[line].cells[at])

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
        before = tr("{more} against the days before", more=more) if more else ""
        return ", ".join(filter(None, (said, before, self._aim_words(line, column))))

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
        return "\n".join(filter(None, (*lines, self._aim_words(line, column))))


def shown(answer: ReportAnswer, order: Order = Order(), aims: Aims | None = None) -> Sheet:  # noqa: B008, a constant
    """The table of an answer; `aims` are what its figures are to reach."""
    report, names = answer.report, names_of(answer.report.columns)
    columns = tuple(enumerate(report.columns))[names:]
    head = " · ".join(one.caption for one in report.columns[:names])
    lines = Lines(answer, _sorted(report, order))
    zone, compared = ZoneInfo(report.zone), answer.before is not None
    return Sheet(head, columns, lines, zone, compared, answer.question.days, aims)


def _name(cells: Sequence[Cell], columns: Sequence[Column], zone: ZoneInfo) -> str:
    """A row's name."""
    found = (words(cell, one, zone) for cell, one in zip(cells, columns, strict=True))
    return " · ".join(one for one in found if one != DASH) or DASH


def _sorted(report: Report, order: Order) -> Sequence[int]:
    """The rows by their places."""
    every = range(len(report.rows))
    at = next((at for at, one in enumerate(report.columns) if one.name == order.column), None)
    if at is None:
        return every
    cells = [row[at] for row in report.rows]
    known = [row for row in every if cells[row] is not None]
    rest = [row for row in every if cells[row] is None]
    if any(isinstance(cells[row], str) for row in known):
        known.sort(key=lambda row: str(cells[row]).casefold(), reverse=order.greatest)
    else:
        known.sort(key=lambda row: float(cells[row] or 0), reverse=order.greatest)
    return [*known, *rest]


def clipboard_lines(sheet: Sheet) -> Iterator[str]:
    """The table as it is read, with tabs: for another program's table. Line by line, since there may be many."""
    heads = [sheet.head, *(one.caption for _, one in sheet.columns)]
    yield _tabbed(heads)
    for at, line in enumerate(sheet.lines):
        cells = (sheet.words(at, column) for column in range(len(sheet.columns)))
        yield _tabbed([_harmless(line.name), *map(_harmless, cells)])


def _tabbed(cells: Sequence[str]) -> str:
    return "\t".join(one.replace("\t", " ") for one in cells)


def _harmless(text: str) -> str:
    """A text that no program takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
