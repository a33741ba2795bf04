"""A report as a table: names that stay where they are, the whole above all, and below each figure how much more it is.

Promises that every cell says itself, what it is made of and what it was before; that a press on a head or a cell
chooses its column, and a second one on a head turns the order around.
"""

from math import ceil
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agent_desktop.model.reports import Column
from agent_desktop.ui.figures.aims import MISSED, mark
from agent_desktop.ui.figures.table import Corner
from agent_desktop.ui.figures.words import DASH
from agent_desktop.ui.kit import paint
from agent_desktop.ui.reports.cells import is_number
from agent_desktop.ui.reports.sheet import Order, Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_Index = QModelIndex | QPersistentModelIndex
_NAME: Final = 220
_LONGEST_NAME: Final = 380
_EDGE: Final = 20
_PAD: Final = 14
_LEAST: Final = 84
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

    def rowCount(self, parent: _Index | None = None) -> int:
        """The whole and the rows."""
        if self.sheet is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.sheet.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        """The columns after the names."""
        if self.sheet is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.sheet.columns)

    def show(self, sheet: Sheet) -> None:
        """This is the sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
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


class ReportTable(QTableView):
    """The table. `chosen` carries a column's name, `sorted_by` one whose head was pressed, `plain` the wish for the
    rows' own order, `behind` the row and the column of a cell whom to look behind."""

    chosen = Signal(str)
    behind = Signal(int, int)
    sorted_by = Signal(str)
    plain = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.column = ""
        self.order = Order()
        self.setAccessibleName(tr("Report"))
        self.rows = ReportModel(self)
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heads, names = _Heads(self), _Names(self)
        self.setHorizontalHeader(heads)
        self.setVerticalHeader(names)
        self.setModel(self.rows)
        heads.sectionClicked.connect(lambda column: self.sorted_by.emit(self.at(column).name))
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())  # or the style paints an edge between the scroll bars
        self.corner = Corner(theme, self)
        self.corner.clicked.connect(self.plain)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
            palette.setColor(role, self.theme.color("bg.surface"))
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setPalette(palette)
            head.viewport().setPalette(palette)
            head.viewport().setAutoFillBackground(True)
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head over the names has its place."""
        super().resizeEvent(event)
        if self.rows.sheet is not None:
            self._fit_names(self.rows.sheet)
        self.corner.raise_()

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
        for one in (self.horizontalHeader(), self.verticalHeader(), self):
            one.viewport().update()

    def _fit(self, sheet: Sheet) -> None:
        theme = self.theme
        self._fit_names(sheet)
        for at, (_, column) in enumerate(sheet.columns):
            wide = theme.width(column.caption, "micro", weight=600) + 14
            if not is_number(column):
                cells = (sheet.words(line, at) for line in range(min(_SEEN, len(sheet.lines))))
                wide = max([wide, *(theme.width(one, "body") for one in cells)])
            self.setColumnWidth(at, min(_WIDEST, max(_LEAST, ceil(wide) + 2 * _PAD + 2)))

    def _fit_names(self, sheet: Sheet) -> None:
        """As wide as the first names are, as far as there is room for figures beside them."""
        names = (line.name for line in sheet.lines[: min(_SEEN, len(sheet.lines))])
        longest = max((self.theme.width(one, "body", weight=500) for one in names), default=0.0)
        most = max(_NAME, min(_LONGEST_NAME, self.width() // 3))
        wide = min(most, max(_NAME, ceil(longest) + _EDGE + 10))
        self.verticalHeader().setFixedWidth(wide)
        self.corner.setGeometry(0, 0, wide, self.theme.tokens.size.row.table_header)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, Enter leads behind a cell, too; S sorts by the column of the keyboard's cell."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space:
            self._choose(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(index)
            self._look_behind(index)
        elif event.key() == Qt.Key.Key_S and not event.modifiers() and index.isValid():
            self.sorted_by.emit(self.at(index.column()).name)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look behind what was pressed twice."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._look_behind(self.indexAt(event.position().toPoint()))
        super().mouseDoubleClickEvent(event)

    def _look_behind(self, index: QModelIndex) -> None:
        if index.isValid():
            self.behind.emit(index.row(), index.column())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.at(index.column()).name)

    # -- painting

    def paint_cell(self, p: QPainter, index: _Index, rect: QRectF) -> None:
        """Paint one cell; called by the delegate."""
        sheet, theme = self.rows.sheet, self.theme
        assert sheet is not None
        row, at = index.row(), index.column()
        words, more, column = sheet.words(row, at), sheet.more(row, at), sheet.columns[at][1]
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column.name == self.column:
            p.fillRect(rect, theme.color("bg.sunken"))
        missed = sheet.missed(row, at)
        color = "text.tertiary" if words == DASH else MISSED if missed else "text.primary"
        side = paint.RIGHT if is_number(column) else paint.LEFT
        weight = 600 if sheet.lines[row].whole else None
        with paint.from_start(p, rect):
            inner = rect.adjusted(_PAD, 0, -_PAD, -1)
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
        paint.hairline(p, theme, rect.left(), rect.right(), rect.bottom() - 1)
        if self.hasFocus() and index == self.currentIndex():
            paint.focus_ring(p, theme, rect.adjusted(1, 1, -1, -2), 4, inset=True)


class _Heads(QHeaderView):
    """The captions, with the order."""

    def __init__(self, table: ReportTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setFixedHeight(table.theme.tokens.size.row.table_header)

    def paintSection(self, p: QPainter, rect: Any, logicalIndex: int) -> None:
        table = self._table
        theme, area, column = table.theme, QRectF(rect), table.at(logicalIndex)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = column.name == table.column
        p.fillRect(area, theme.color("bg.sunken" if chosen else "bg.surface"))
        paint.hairline(p, theme, area.left(), area.right(), area.bottom())
        with paint.from_start(p, area):
            inner = area.adjusted(_PAD, 0, -_PAD, 0)
            color = "text.primary" if chosen else "text.tertiary"
            right = is_number(column)
            side = paint.RIGHT if right else paint.LEFT
            used = paint.text(
                p, theme, inner, column.caption, "micro", color, align=side, weight=600
            )
            if column.name == table.order.column:
                icon = "chevron-down" if table.order.greatest else "chevron-up"
                left = inner.right() - used - 14 if right else inner.left() + used + 2
                place = QRectF(left, inner.top(), 12, inner.height())
                paint.icon_centered(p, theme, icon, place, 12, color)
        p.restore()


class _Names(QHeaderView):
    """The names of the rows: they stay while cells are scrolled."""

    def __init__(self, table: ReportTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(table.theme.tokens.size.row.table)
        self.setMinimumSectionSize(1)
        self.setFixedWidth(_NAME)

    def sizeHint(self) -> QSize:
        """Room for names."""
        return QSize(_NAME, 0)

    def paintSection(self, p: QPainter, rect: Any, logicalIndex: int) -> None:
        sheet = self._table.rows.sheet
        if sheet is None:
            return
        theme, area, line = self._table.theme, QRectF(rect), sheet.lines[logicalIndex]
        p.save()
        p.fillRect(area, theme.color("bg.surface"))
        with paint.from_start(p, area):
            inner = area.adjusted(_EDGE, 0, -8, -1)
            paint.text(p, theme, inner, line.name, "body", weight=600 if line.whole else 500)
        paint.hairline(p, theme, area.left(), area.right(), area.bottom() - 1)
        p.restore()


class _Cells(QStyledItemDelegate):
    """Hands painting to the table."""

    def __init__(self, table: ReportTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell."""
        painter.save()
        self._table.paint_cell(painter, index, QRectF(option.rect))
        painter.restore()
