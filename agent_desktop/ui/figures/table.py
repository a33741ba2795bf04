"""The figures as a table: measures from left to right, names that stay where they are, the total above all.

Promises that every cell says itself and what it is made of; that a press on a head or a figure chooses its measure, and
a second one on a head turns the order around; that two presses on a figure, or Enter, lead to whom it counts. `opened`
carries the queue whose waiting was pressed.
"""

from collections.abc import Sequence
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
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agent_desktop.model.aims import Aim
from agent_desktop.model.figures import Definition
from agent_desktop.ui.figures.aims import MISSED, aim_words, mark
from agent_desktop.ui.figures.rows import Line, Sheet
from agent_desktop.ui.figures.words import DASH, tip, title, value_words
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_Index = QModelIndex | QPersistentModelIndex
_NAME: Final = 220
_EDGE: Final = 20
_PAD: Final = 14
_LEAST: Final = 84
WAITING: Final = frozenset({"waiting"})


class FigureModel(QAbstractTableModel):
    """A sheet, its total first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.measures: tuple[Definition, ...] = ()
        self.lines: Sequence[Line] = ()
        self.sheet: Sheet | None = None

    def rowCount(self, parent: _Index | None = None) -> int:
        """The total and the rows."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        """The measures."""
        return 0 if parent is not None and parent.isValid() else len(self.measures)

    def show(self, sheet: Sheet) -> None:
        """These are the figures."""
        lines, self.sheet = sheet.all_lines, sheet
        same = [one.key for one in lines] == [one.key for one in self.lines]
        if same and sheet.measures == self.measures:
            self.lines = lines
            last = self.index(len(lines) - 1, max(0, len(self.measures) - 1))
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(lines) - 1)
            return
        self.beginResetModel()
        self.measures, self.lines = sheet.measures, lines
        self.endResetModel()

    def words(self, row: int, column: int) -> str:
        """A figure."""
        measure = self.measures[column]
        return value_words(measure.unit, self.lines[row].row.figures.get(measure.name))

    def aim(self, row: int, column: int) -> Aim | None:
        """What a figure is to reach."""
        assert self.sheet is not None
        return self.sheet.aim(self.lines[row], self.measures[column])

    def missed(self, row: int, column: int) -> bool:
        """Whether it does not."""
        aim = self.aim(row, column)
        return aim is not None and aim.missed(self._value(row, column))

    def _value(self, row: int, column: int) -> float | None:
        return self.lines[row].row.figures.get(self.measures[column].name)

    def _aim_words(self, row: int, column: int) -> str:
        unit = self.measures[column].unit
        return aim_words(self.aim(row, column), unit, self._value(row, column))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A figure, what it is made of, and what it is to reach."""
        row, column = index.row(), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.words(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                name = title(self.measures[column])
                value = self.words(row, column)
                value = tr("no data") if value == DASH else value
                said = f"{self.lines[row].name}, {name}: {value}"
                return ", ".join(filter(None, (said, self._aim_words(row, column))))
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                words = tip(self.measures[column], self.lines[row].row)
                return "\n".join(filter(None, (words, self._aim_words(row, column))))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Measures and names."""
        if orientation is Qt.Orientation.Vertical:
            wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self.lines[section].name if role in wanted else None
        measure = self.measures[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return title(measure)
        return tr(measure.words) if role == Qt.ItemDataRole.ToolTipRole else None


class FigureTable(QTableView):
    """The table. `chosen` carries a measure's name, `sorted_by` one whose head was pressed, `plain` the wish for the
    rows' own order, `opened` a queue; `pressed_on` a line and a measure, `behind` those whom to look behind."""

    chosen = Signal(str)
    pressed_on = Signal(object, str)
    behind = Signal(object, str)
    sorted_by = Signal(str)
    plain = Signal()
    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.measure = ""
        self.order: tuple[str, bool] = ("", True)
        self.queues = False
        self.setAccessibleName(tr("Figures"))
        self.rows = FigureModel(self)
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
        heads.sectionClicked.connect(
            lambda column: self.sorted_by.emit(self.rows.measures[column].name)
        )
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
        self.corner.setGeometry(0, 0, _NAME, self.theme.tokens.size.row.table_header)
        self.corner.raise_()

    def show_sheet(self, sheet: Sheet, measure: str, order: tuple[str, bool]) -> None:
        """These are the figures; `measure` is the one of the curve."""
        self.measure, self.order = measure, order
        self.corner.say(sheet.head)
        fresh = sheet.measures != self.rows.measures
        self.rows.show(sheet)
        if fresh:
            for column, one in enumerate(sheet.measures):
                words = self.theme.width(title(one), "micro", weight=600)
                self.setColumnWidth(column, max(_LEAST, round(words) + 2 * _PAD + 14))
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.viewport().update()

    @property
    def natural_height(self) -> int:
        """All rows, the head and a scroll bar."""
        size = self.theme.tokens.size.row
        return size.table_header + size.table * self.rows.rowCount() + 14

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self.indexAt(event.position().toPoint()))
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, Enter leads behind the figure; S sorts by the measure of the keyboard's cell."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space:
            self._choose(index)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(index)
            self._look_behind(index)
        elif event.key() == Qt.Key.Key_S and not event.modifiers() and index.isValid():
            self.sorted_by.emit(self.rows.measures[index.column()].name)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look behind what was pressed twice."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._look_behind(self.indexAt(event.position().toPoint()))
        super().mouseDoubleClickEvent(event)

    def _look_behind(self, index: QModelIndex) -> None:
        if index.isValid() and not self.leads_on(index):
            line, measure = self.rows.lines[index.row()], self.rows.measures[index.column()]
            self.behind.emit(line, measure.name)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        measure = self.rows.measures[index.column()].name
        self.chosen.emit(measure)
        self.pressed_on.emit(self.rows.lines[index.row()], measure)
        if self.leads_on(index):
            self.opened.emit(self.rows.lines[index.row()].key)

    def leads_on(self, index: _Index) -> bool:
        """Whether who stands behind a figure can be seen."""
        line, measure = self.rows.lines[index.row()], self.rows.measures[index.column()]
        count = line.row.figures.get(measure.name)
        return self.queues and bool(line.key) and measure.name in WAITING and bool(count)

    # -- painting

    def paint_cell(self, p: QPainter, index: _Index, rect: QRectF) -> None:
        """Paint one figure; called by the delegate."""
        theme, words = self.theme, self.rows.words(index.row(), index.column())
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.rows.measures[index.column()].name == self.measure:
            p.fillRect(rect, theme.color("bg.sunken"))
        color = "text.tertiary" if words == DASH else "text.primary"
        if self.leads_on(index):
            color = "text.link"
        missed = self.rows.missed(index.row(), index.column())
        if missed:
            color = MISSED
        weight = 600 if not self.rows.lines[index.row()].key else None
        with paint.from_start(p, rect):
            inner = rect.adjusted(_PAD, 0, -_PAD, -1)
            used = paint.text(
                p, theme, inner, words, align=paint.RIGHT, color=color, tnum=True, weight=weight
            )
            if missed:
                mark(p, theme, inner, used)
        paint.hairline(p, theme, rect.left(), rect.right(), rect.bottom() - 1)
        if self.hasFocus() and index == self.currentIndex():
            paint.focus_ring(p, theme, rect.adjusted(1, 1, -1, -2), 4, inset=True)


class Corner(PaintedButton):
    """The head over the names: a press brings back the rows' own order."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setToolTip(tr("In their own order"))

    def say(self, head: str) -> None:
        """What the rows are."""
        self.setText(head)
        own = tr("In their own order")
        self.setAccessibleName(f"{head}, {own}" if head else own)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it as the other heads."""
        p, theme, area = paint.on(self), self.theme, QRectF(self.rect())
        p.fillRect(area, theme.color("bg.surface"))
        paint.hairline(p, theme, 0, area.right(), area.bottom())
        inner = area.adjusted(_EDGE, 0, -8, 0)
        paint.text(p, theme, inner, self.text(), "micro", "text.tertiary", weight=600)
        p.end()


class _Heads(QHeaderView):
    """The names of measures, with the order."""

    def __init__(self, table: FigureTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(table.theme.tokens.size.row.table_header)

    def paintSection(self, p: QPainter, rect: Any, logicalIndex: int) -> None:
        table = self._table
        theme, area, measure = table.theme, QRectF(rect), table.rows.measures[logicalIndex]
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = measure.name == table.measure
        p.fillRect(area, theme.color("bg.sunken" if chosen else "bg.surface"))
        paint.hairline(p, theme, area.left(), area.right(), area.bottom())
        with paint.from_start(p, area):
            inner = area.adjusted(_PAD, 0, -_PAD, 0)
            color = "text.primary" if chosen else "text.tertiary"
            used = paint.text(
                p, theme, inner, title(measure), "micro", color, align=paint.RIGHT, weight=600
            )
            if measure.name == table.order[0]:
                icon = "chevron-down" if table.order[1] else "chevron-up"
                place = QRectF(inner.right() - used - 14, inner.top(), 12, inner.height())
                paint.icon_centered(p, theme, icon, place, 12, color)
        p.restore()


class _Names(QHeaderView):
    """The names of the rows: they stay while figures are scrolled."""

    def __init__(self, table: FigureTable) -> None:
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
        theme, area = self._table.theme, QRectF(rect)
        line = self._table.rows.lines[logicalIndex]
        p.save()
        p.fillRect(area, theme.color("bg.surface"))
        with paint.from_start(p, area):
            inner = area.adjusted(_EDGE, 0, -8, -1)
            paint.text(p, theme, inner, line.name, "body", weight=500 if line.key else 600)
        paint.hairline(p, theme, area.left(), area.right(), area.bottom() - 1)
        p.restore()


class _Cells(QStyledItemDelegate):
    """Hands painting to the table."""

    def __init__(self, table: FigureTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a figure."""
        painter.save()
        self._table.paint_cell(painter, index, QRectF(option.rect))
        painter.restore()
