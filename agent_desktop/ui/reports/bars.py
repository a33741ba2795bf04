"""A report's column as bars: a bar for each row in the table's order, a thin one below for the days before.

Promises the theme's colours and the words of the table; that what is cut off is said. Refuses to be the only way to a
figure: all of them stand in the table.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from agent_desktop.model.charts import ceiling
from agent_desktop.model.reports import Cell
from agent_desktop.ui.kit import paint
from agent_desktop.ui.reports.sheet import Line, Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_NAME: Final = 190
_VALUE: Final = 86
_EDGE: Final = 20
_ABOVE: Final = 30
_ROW: Final = 26
_BELOW: Final = 18


class Bars(QWidget):
    """See the module."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.sheet: Sheet | None = None
        self.column = 0
        self._days = ""
        self._there = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Flat: the table below is longer."""
        return QSize(640, 200)

    def show_column(self, sheet: Sheet, column: int, days: str) -> None:
        """The bars of a column of the sheet. `days` say what the thin ones are."""
        self.sheet, self.column, self._days = sheet, column, days
        self._there = sum(1 for _ in self._with_data(sheet.columns[column][0]))
        name = sheet.columns[column][1].caption
        lines = (f"{sheet.lines[at].name}: {sheet.words(at, column)}" for at in self.places)
        self.setAccessibleName(tr("Bars of {measure}", measure=name))
        self.setAccessibleDescription(", ".join(lines))
        self.update()

    @property
    def places(self) -> list[int]:
        """The lines that have a bar."""
        if self.sheet is None:
            return []
        at = self.sheet.columns[self.column][0]
        room = max(1, int(self.height() - _ABOVE - _BELOW) // _ROW)
        return list(islice(self._with_data(at), room))

    @property
    def left_out(self) -> int:
        """How many rows with data have no bar."""
        return self._there - len(self.places)

    def _with_data(self, at: int) -> Iterator[int]:
        assert self.sheet is not None
        lines = self.sheet.lines
        whole = bool(lines) and lines[0].whole
        for number, cell in enumerate(lines.cells(at)):
            if cell is not None and not (whole and number == 0):
                yield number

    def event(self, event: QEvent) -> bool:
        """The tooltip is of the row under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at, places = int(event.pos().y() - _ABOVE) // _ROW, self.places
            inside = self.sheet is not None and 0 <= at < len(places)
            words = self.sheet.tip(places[at], self.column) if inside and self.sheet else ""
            name = f"{self.sheet.lines[places[at]].name}\n" if inside and self.sheet else ""
            QToolTip.showText(event.globalPos(), name + words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars and the key."""
        p, theme = paint.on(self), self.theme
        p.fillRect(self.rect(), theme.color("bg.surface"))
        sheet = self.sheet
        if sheet is None:
            p.end()
            return
        places = self.places
        if not places:
            words = tr("No data in these days.")
            paint.text(
                p, theme, QRectF(self.rect()), words, color="text.secondary", align=paint.CENTER
            )
        at, column = sheet.columns[self.column]
        values = [_size(sheet.lines[one].cells[at]) for one in places]
        values += [_before(sheet.lines[one], at) for one in places]
        top = ceiling(column.kind.value, max(values, default=0))
        for number, place in enumerate(places):
            self._row(p, sheet, place, _ABOVE + number * _ROW, top)
        self._key(p, sheet)
        p.end()

    def _row(self, p: QPainter, sheet: Sheet, place: int, y: float, top: float) -> None:
        theme, line = self.theme, sheet.lines[place]
        at = sheet.columns[self.column][0]
        name = QRectF(_EDGE, y, _NAME - 12, _ROW)
        paint.text(p, theme, name, line.name, "caption")
        room = max(1.0, self.width() - _EDGE * 2 - _NAME - _VALUE)
        left = float(_EDGE + _NAME)
        bar = QRectF(left, y + 5, max(1.0, room * min(1.0, _size(line.cells[at]) / top)), 11)
        paint.fill(p, bar, theme.color("accent.fill"), 2)
        if line.before is not None and line.before[at] is not None:
            wide = max(1.0, room * min(1.0, _before(line, at) / top))
            paint.fill(p, QRectF(left, y + 18, wide, 3), theme.color("text.tertiary"), 1.5)
        value = QRectF(self.width() - _EDGE - _VALUE, y, _VALUE, _ROW)
        words = sheet.words(place, self.column)
        paint.text(p, theme, value, words, "caption", align=paint.RIGHT, tnum=True)

    def _key(self, p: QPainter, sheet: Sheet) -> None:
        theme = self.theme
        right = float(self.width() - _EDGE)
        if sheet.compared and any(sheet.lines[one].before is not None for one in self.places):
            wide = theme.width(self._days, "caption")
            at = QRectF(right - wide - 2, 6, wide + 4, 16)
            paint.text(p, theme, at, self._days, "caption", "text.secondary", elide=False)
            mark = QRectF(at.left() - 26, 13, 18, 3)
            paint.fill(p, mark, theme.color("text.tertiary"), 1.5)
        if self.left_out:
            words = plural(self.left_out, "{n} more in the table", "{n} more in the table")
            at = QRectF(_EDGE + _NAME, self.height() - _BELOW, 400, 14)
            paint.text(p, theme, at, words, "micro", "text.tertiary")


def _size(cell: Cell) -> float:
    return max(0.0, float(cell)) if isinstance(cell, int | float) else 0.0


def _before(line: Line, at: int) -> float:
    return _size(line.before[at]) if line.before is not None else 0.0
