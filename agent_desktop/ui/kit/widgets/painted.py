"""Tables and lists whose cells are painted by hand, so that a thousand rows cost what those in view do.

Promises one way of scrolling, and that Tab leaves the table instead of walking its cells. Refuses selection and
editing: what is chosen, the screen says, and paints it.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agent_desktop.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class PaintedTable(QTableView):
    """A table that paints its cells in `paint_cell`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setItemDelegate(_Cells(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one cell; `p` is put back afterwards."""
        raise NotImplementedError

    def hide_names(self, high: int) -> None:
        """Rows of `high` px without heads of their own."""
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setMinimumSectionSize(1)
        lines.setDefaultSectionSize(high)


class PaintedList(PaintedTable):
    """A table of one column as wide as itself, with rows of `high` px."""

    def __init__(self, theme: Theme, high: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.hide_names(high)


class _Cells(QStyledItemDelegate):
    """Hands painting to the table, which knows its rows, the pointer and the keyboard."""

    def __init__(self, table: PaintedTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        painter.save()
        self._table.paint_cell(painter, index, QRectF(option.rect))
        painter.restore()
