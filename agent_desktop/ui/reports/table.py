"""A report as a table: names that stay where they are, the whole above all, and below each figure how much more it is.

Promises that every cell says itself, what it is made of and what it was before.
"""

from math import ceil
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from agent_desktop.model.charts import is_number
from agent_desktop.model.reports import Column
from agent_desktop.ui.figures.aims import MISSED, mark
from agent_desktop.ui.figures.headed import EDGE, LEAST, NAME, PAD, Head, HeadedTable
from agent_desktop.ui.figures.words import DASH
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.painted import Index
from agent_desktop.ui.reports.sheet import Order, Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LONGEST_NAME: Final = 380
_WIDEST: Final = 260
_COMPARED: Final = 46
"""px of a row with two lines."""
_SEEN: Final = 200
"""So many rows say how wide a column of texts is."""


class ReportModel(QAbstractTableModel):
    """A sheet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None

    def rowCount(self, parent: Index | None = None) -> int:
        """The whole and the rows."""
        if self.sheet is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.sheet.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns after the names."""
        if self.sheet is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.sheet.columns)

    def show(self, sheet: Sheet) -> None:
        """This is the sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, and what it is made of."""
        if self.sheet is None:
            return None
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.sheet.words(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.sheet.spoken(row, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.sheet.tip(row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Captions and names."""
        if self.sheet is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self.sheet.lines[section].name if role in wanted else None
        column = self.sheet.columns[section][1]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.caption
        return column.words or None if role == Qt.ItemDataRole.ToolTipRole else None


class ReportTable(HeadedTable):
    """The table. `behind` carries the row and the column of a cell whom to look behind."""

    behind = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(tr("Report"))
        self.rows = ReportModel(self)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setModel(self.rows)

    def head(self, column: int) -> Head:
        """See `HeadedTable`."""
        one = self.at(column)
        return Head(one.name, one.caption, is_number(one))

    def row_name(self, row: int) -> tuple[str, bool]:
        """See `HeadedTable`."""
        assert self.rows.sheet is not None
        line = self.rows.sheet.lines[row]
        return line.name, line.whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head over the names has its place."""
        super().resizeEvent(event)
        if self.rows.sheet is not None:
            self._fit_names(self.rows.sheet)

    def at(self, column: int) -> Column:
        """A column by its place."""
        assert self.rows.sheet is not None
        return self.rows.sheet.columns[column][1]

    def show_sheet(self, sheet: Sheet, column: str, order: Order) -> None:
        """This is the sheet; `column` is the one of the chart."""
        before = self.rows.sheet
        self.column, self.order = column, order
        self.corner.say(sheet.head)
        if sheet is not before:
            index = self.currentIndex()
            self.rows.show(sheet)
            if index.isValid():  # the keyboard stays where it was
                self.setCurrentIndex(self.rows.index(index.row(), index.column()))
            high = _COMPARED if sheet.compared else self.theme.tokens.size.row.table
            self.verticalHeader().setDefaultSectionSize(high)
            if before is None or before.columns != sheet.columns:
                self._fit(sheet)
        self.repaint_all()

    def _fit(self, sheet: Sheet) -> None:
        theme = self.theme
        self._fit_names(sheet)
        for at, (_, column) in enumerate(sheet.columns):
            wide = theme.width(column.caption, "micro", weight=600) + 14
            if not is_number(column):
                cells = (sheet.words(line, at) for line in range(min(_SEEN, len(sheet.lines))))
                wide = max([wide, *(theme.width(one, "body") for one in cells)])
            self.setColumnWidth(at, min(_WIDEST, max(LEAST, ceil(wide) + 2 * PAD + 2)))

    def _fit_names(self, sheet: Sheet) -> None:
        """As wide as the first names are, as far as there is room for figures beside them."""
        names = (line.name for line in sheet.lines[: min(_SEEN, len(sheet.lines))])
        longest = max((self.theme.width(one, "body", weight=500) for one in names), default=0.0)
        most = max(NAME, min(_LONGEST_NAME, self.width() // 3))
        wide = min(most, max(NAME, ceil(longest) + EDGE + 10))
        self.verticalHeader().setFixedWidth(wide)
        self.place_corner(wide)

    def look_behind(self, index: QModelIndex) -> None:
        """See `HeadedTable`."""
        if index.isValid():
            self.behind.emit(index.row(), index.column())

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one cell."""
        sheet, theme = self.rows.sheet, self.theme
        assert sheet is not None
        row, at = index.row(), index.column()
        words, more, column = sheet.words(row, at), sheet.more(row, at), sheet.columns[at][1]
        self.paint_ground(p, index, rect)
        missed = sheet.missed(row, at)
        color = "text.tertiary" if words == DASH else MISSED if missed else "text.primary"
        side = paint.RIGHT if is_number(column) else paint.LEFT
        weight = 600 if sheet.lines[row].whole else None
        with paint.from_start(p, rect):
            inner = rect.adjusted(PAD, 0, -PAD, -1)
            if more:
                lower = QRectF(inner.left(), inner.center().y() + 2, inner.width(), 15)
                paint.text(p, theme, lower, more, "micro", "text.secondary", align=side, tnum=True)
                inner = QRectF(inner.left(), inner.top() + 5, inner.width(), 18)
            used = paint.text(
                p,
                theme,
                inner,
                words,
                align=side,
                color=color,
                tnum=is_number(column),
                weight=weight,
            )
            if missed:
                mark(p, theme, inner, used)
        self.paint_edge(p, index, rect)
