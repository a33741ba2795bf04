"""The figures as a table: measures from left to right, names that stay where they are, the total above all.

Promises that every cell says itself and what it is made of, and that a figure leads to whom it counts, a queue's
waiting to those who wait now.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from agent_desktop.model.aims import Aim
from agent_desktop.model.figures import Definition
from agent_desktop.ui.figures.aims import MISSED, aim_words, mark
from agent_desktop.ui.figures.headed import LEAST, NAME, PAD, Head, HeadedTable
from agent_desktop.ui.figures.rows import Line, Sheet
from agent_desktop.ui.figures.words import DASH, tip, title, value_words
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.painted import Index
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

WAITING: Final = frozenset({"waiting"})


class FigureModel(QAbstractTableModel):
    """A sheet, its total first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.measures: tuple[Definition, ...] = ()
        self.lines: Sequence[Line] = ()
        self.sheet: Sheet | None = None

    def rowCount(self, parent: Index | None = None) -> int:
        """The total and the rows."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
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

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
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


class FigureTable(HeadedTable):
    """The table. `opened` carries a queue; `pressed_on` a line and a measure, `behind` those whom to look behind."""

    pressed_on = Signal(object, str)
    behind = Signal(object, str)
    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.queues = False
        self.setAccessibleName(tr("Figures"))
        self.rows = FigureModel(self)
        self.setModel(self.rows)

    def head(self, column: int) -> Head:
        """See `HeadedTable`."""
        measure = self.rows.measures[column]
        return Head(measure.name, title(measure))

    def row_name(self, row: int) -> tuple[str, bool]:
        """See `HeadedTable`."""
        line = self.rows.lines[row]
        return line.name, not line.key

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head over the names has its place."""
        super().resizeEvent(event)
        self.place_corner(NAME)

    def show_sheet(self, sheet: Sheet, measure: str, order: tuple[str, bool]) -> None:
        """These are the figures; `measure` is the one of the curve."""
        self.column, self.order = measure, order
        self.corner.say(sheet.head)
        fresh = sheet.measures != self.rows.measures
        self.rows.show(sheet)
        if fresh:
            for column, one in enumerate(sheet.measures):
                words = self.theme.width(title(one), "micro", weight=600)
                self.setColumnWidth(column, max(LEAST, round(words) + 2 * PAD + 14))
        self.repaint_all()

    @property
    def natural_height(self) -> int:
        """All rows, the head and a scroll bar."""
        size = self.theme.tokens.size.row
        return size.table_header + size.table * self.rows.rowCount() + 14

    def look_behind(self, index: QModelIndex) -> None:
        """See `HeadedTable`."""
        if index.isValid() and not self.leads_on(index):
            line, measure = self.rows.lines[index.row()], self.rows.measures[index.column()]
            self.behind.emit(line, measure.name)

    def choose(self, index: QModelIndex) -> None:
        """Choose a figure's measure; a queue's waiting leads to those who wait."""
        super().choose(index)
        if index.isValid():
            line, measure = self.rows.lines[index.row()], self.rows.measures[index.column()]
            self.pressed_on.emit(line, measure.name)
            if self.leads_on(index):
                self.opened.emit(line.key)

    def leads_on(self, index: Index) -> bool:
        """Whether who stands behind a figure can be seen."""
        line, measure = self.rows.lines[index.row()], self.rows.measures[index.column()]
        count = line.row.figures.get(measure.name)
        return self.queues and bool(line.key) and measure.name in WAITING and bool(count)

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one figure."""
        theme, words = self.theme, self.rows.words(index.row(), index.column())
        self.paint_ground(p, index, rect)
        color = "text.tertiary" if words == DASH else "text.primary"
        if self.leads_on(index):
            color = "text.link"
        missed = self.rows.missed(index.row(), index.column())
        if missed:
            color = MISSED
        weight = 600 if not self.rows.lines[index.row()].key else None
        with paint.from_start(p, rect):
            inner = rect.adjusted(PAD, 0, -PAD, -1)
            used = paint.text(
                p, theme, inner, words, align=paint.RIGHT, color=color, tnum=True, weight=weight
            )
            if missed:
                mark(p, theme, inner, used)
        self.paint_edge(p, index, rect)
