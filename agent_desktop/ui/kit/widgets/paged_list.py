"""A painted list that grows: rows that come later stand below, and more are asked for before the end is reached.

Promises that the keyboard stays where it was while rows are added. `ended`: the last rows are near.
"""

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from agent_desktop.ui.kit.widgets.painted import Index, PaintedList
from agent_desktop.ui.theme.theme import Theme

_NEAR = 12
"""So many rows before the end more are asked for."""


class Spoken(Protocol):
    """A row, and what screen readers say of it."""

    @property
    def words(self) -> str:
        """The whole row as a sentence."""


AnyRow = TypeVar("AnyRow", bound=Spoken)


class PagedRows(QAbstractListModel, Generic[AnyRow]):
    """The rows that came so far."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[AnyRow] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.rows[index.row()].words if role in spoken and index.isValid() else None

    def show(self, rows: list[AnyRow]) -> bool:
        """Whether they are others, and not only more."""
        here = len(self.rows)
        if here and rows[:here] == self.rows:
            if len(rows) > here:
                self.beginInsertRows(QModelIndex(), here, len(rows) - 1)
                self.rows = rows
                self.endInsertRows()
            return False
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return True


class PagedList(PaintedList, Generic[AnyRow]):
    """The list; subclasses paint a row in `paint_cell`."""

    ended = Signal()

    def __init__(self, theme: Theme, high: int) -> None:
        super().__init__(theme, high)
        self.rows: PagedRows[AnyRow] = PagedRows(self)
        self.setModel(self.rows)
        self.verticalScrollBar().valueChanged.connect(self.look)

    def look(self) -> None:
        """Tell when the end is near."""
        last = self.rowAt(self.viewport().height() - 1)
        if last < 0 or last >= len(self.rows.rows) - _NEAR:
            self.ended.emit()
