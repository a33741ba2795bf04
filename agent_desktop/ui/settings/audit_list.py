"""The list of acts of the audit trail: painted rows, however many; the next page comes before the end is reached.

Promises that rows which come later stand below, and that the keyboard stays where it was. `chosen` carries the key of a
row, by Enter or a click; `ended`: the last rows are near.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.settings.audit_words import AuditRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_Index = QModelIndex | QPersistentModelIndex
_HIGH = 56
_NEAR = 12
"""So many rows before the end more are asked for."""
_SIDE = 32
_EDGE = 14


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[AuditRow] = []

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.rows[index.row()].words if role in spoken and index.isValid() else None

    def show(self, rows: list[AuditRow]) -> bool:
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


class AuditList(QTableView):
    """See the module."""

    chosen = Signal(str)
    ended = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.rows = _Rows(self)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(tr("Audit trail"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        lines = self.verticalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(_HIGH)
        self.setModel(self.rows)
        self.verticalScrollBar().valueChanged.connect(self.look)
        self.clicked.connect(self._choose)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, self.theme.color("bg.window"))
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self.viewport().update()

    def show_rows(self, rows: Sequence[AuditRow]) -> None:
        """These are the rows; the marked one stays marked where it is still there."""
        marked = self.marked
        if self.rows.show(list(rows)):
            keys = [one.key for one in rows]
            at = keys.index(marked) if marked in keys else 0
            self.setCurrentIndex(self.rows.index(at) if keys else QModelIndex())

    @property
    def marked(self) -> str:
        """The key of the row of the keyboard, empty for none."""
        index = self.currentIndex()
        return self.rows.rows[index.row()].key if index.isValid() else ""

    def look(self) -> None:
        """Tell when the end is near."""
        last = self.rowAt(self.viewport().height() - 1)
        if last < 0 or last >= len(self.rows.rows) - _NEAR:
            self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the row of the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.rows[index.row()].key)

    def paint_row(self, p: QPainter, index: _Index, rect: QRectF) -> None:
        """Paint one row; called by the delegate."""
        theme, row = self.theme, self.rows.rows[index.row()]
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate, radius = rect.adjusted(2, 1, -2, -1), theme.tokens.radius.md
        here = index.row() == self.currentIndex().row() and self.hasFocus()
        under = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        if here or (self.viewport().underMouse() and under == index):
            paint.fill(p, plate, theme.color("bg.selected" if here else "bg.hover"), radius)
        with paint.from_start(p, rect):
            area = QRectF(rect.left() + _EDGE, rect.center().y() - _SIDE / 2, _SIDE, _SIDE)
            self._face(p, row, area)
            x = rect.left() + _EDGE + _SIDE + 12
            end = rect.right() - _EDGE - 22
            paint.icon(
                p, theme, "chevron-right", QPointF(end + 6, rect.center().y() - 8), 16,
                "text.tertiary",
            )  # fmt: skip
            above = QRectF(x, rect.center().y() - 19, end - x - 6, 18)
            used = paint.text(
                p, theme, above, row.when, "caption", "text.secondary",
                align=paint.RIGHT, tnum=True,
            )  # fmt: skip
            paint.text(p, theme, above.adjusted(0, 0, -used - 12, 0), row.title, "bodyStrong")
            below = above.translated(0, 20)
            room = self._refusal(p, row, below)
            paint.text(
                p, theme, below.adjusted(0, 0, -room, 0), row.detail, "caption", "text.secondary"
            )
        if here:
            paint.focus_ring(p, theme, plate, radius, inset=True)

    def _face(self, p: QPainter, row: AuditRow, area: QRectF) -> None:
        if row.who:
            avatar(p, self.theme, area, row.who)
            return
        paint.fill(p, area, self.theme.color("bg.hover"), _SIDE / 2)
        paint.icon_centered(p, self.theme, "user-round", area, 18, "text.secondary")

    def _refusal(self, p: QPainter, row: AuditRow, line: QRectF) -> float:
        """The word for what was refused, at the end of a line; the room that it takes."""
        if not row.refused:
            return 0
        color = "status.warnText"
        used = paint.text(
            p, self.theme, line, tr("Refused"), "caption", color, align=paint.RIGHT
        )  # fmt: skip
        at = QPointF(line.right() - used - 18, line.center().y() - 7)
        paint.icon(p, self.theme, "triangle-alert", at, 14, color)
        return used + 30


class _Painter(QStyledItemDelegate):
    def __init__(self, rows: AuditList) -> None:
        super().__init__(rows)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        self._rows.paint_row(painter, index, QRectF(option.rect))
        painter.restore()
