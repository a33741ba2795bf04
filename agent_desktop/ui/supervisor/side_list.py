"""The list at the side of the board: painted rows that can be ticked.

Promises that a row which changes stays ticked, and that what is chosen is the ticked rows, else the one of the
keyboard. `opened` carries a row to read, by Enter or a click; Space or a click on the mark ticks.
"""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from agent_desktop.model.base import Millis
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import channel_glyph
from agent_desktop.ui.kit.widgets.painted import Index, PaintedList
from agent_desktop.ui.supervisor.queue_look import wait
from agent_desktop.ui.supervisor.side_rows import SideRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_HIGH = 58
_MARK = 42
"""So wide is the place of the mark, which ticks."""


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[SideRow] = []
        self.ticked: set[str] = set()
        self.now: Millis = 0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in spoken or not index.isValid():
            return None
        row = self.rows[index.row()]
        words = row.words(self.now)
        return f"{words}, {tr('ticked')}" if row.key in self.ticked else words

    def show(self, rows: list[SideRow]) -> None:
        self.ticked &= {one.key for one in rows}
        if [one.key for one in rows] != [one.key for one in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows != self.rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))


class SideList(PaintedList):
    """The rows. `ticks`: they can be ticked."""

    opened = Signal(object)
    chosen_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _HIGH)
        self.rows = _Rows(self)
        self.ticks = False
        self.setModel(self.rows)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """These are the rows; the keyboard stays on the one where it was."""
        key = self.current.key if self.current is not None else ""
        self.rows.show(list(rows))
        if self.current is None and rows:
            at = next((n for n, one in enumerate(rows) if one.key == key), 0)
            self.setCurrentIndex(self.rows.index(at))

    @property
    def current(self) -> SideRow | None:
        """The row of the keyboard."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    @property
    def chosen(self) -> tuple[SideRow, ...]:
        """The ticked rows, else the one of the keyboard."""
        ticked = tuple(one for one in self.rows.rows if one.key in self.rows.ticked)
        return ticked or ((self.current,) if self.current is not None else ())

    def tick(self, index: QModelIndex) -> None:
        """Tick a row, or no longer."""
        if self.ticks and index.isValid():
            self.rows.ticked ^= {self.rows.rows[index.row()].key}
            self.viewport().update()
            self.chosen_changed.emit()

    def tick_all(self) -> None:
        """Tick all of them; none, where all are."""
        keys = {one.key for one in self.rows.rows}
        self.rows.ticked = set() if self.rows.ticked == keys or not self.ticks else keys
        self.viewport().update()
        self.chosen_changed.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The keyboard is somewhere else."""
        super().currentChanged(current, previous)
        self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row of the keyboard, Space ticks it, Ctrl+A ticks all."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self.tick(self.currentIndex())
        elif (
            event.key() == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            self.tick_all()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the mark ticks, one beside it opens."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        x = event.position().x()
        start = self.viewport().width() - x if self.isRightToLeft() else x
        if self.ticks and start < _MARK:
            self.tick(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on a row reads it."""
        x = event.position().x()
        start = self.viewport().width() - x if self.isRightToLeft() else x
        if not self.ticks or start >= _MARK:
            self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.rows.rows[index.row()].conversation_id:
            self.opened.emit(self.rows.rows[index.row()])

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one row."""
        theme, row = self.theme, self.rows.rows[index.row()]
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = index.row() == self.currentIndex().row()
        if self.ticks and (here or row.key in self.rows.ticked):
            paint.fill(p, rect.adjusted(6, 3, -6, -4), theme.color("bg.selected"), 6)
        with paint.from_start(p, rect):
            place = QPointF(rect.left() + 16, rect.top() + 11)
            box = QRectF(place.x(), place.y(), 16, 16)
            if self.rows.ticked and row.key not in self.rows.ticked:
                paint.outline(p, box, theme.color("border.control"), theme.tokens.radius.sm)
            elif row.key in self.rows.ticked:
                paint.fill(p, box, theme.color("accent.fill"), theme.tokens.radius.sm)
                paint.icon_centered(p, theme, "check", box, 12, "text.onAccent")
            elif row.channel is None:
                paint.icon(p, theme, "hand", place, 16, "status.warnText")
            else:
                channel_glyph(p, theme, place, row.channel)
            inner = QRectF(rect.left() + 42, rect.top() + 9, rect.width() - 58, 18)
            time = wait(max(0, self.rows.now - row.since))
            used = paint.text(
                p, theme, inner, time, "caption", "text.secondary", align=paint.RIGHT, tnum=True
            )
            paint.text(p, theme, inner.adjusted(0, 0, -used - 10, 0), row.title, "bodyStrong")
            paint.text(p, theme, inner.translated(0, 20), row.detail, "caption", "text.secondary")
        paint.hairline(p, theme, rect.left(), rect.right(), rect.bottom() - 1)
        if self.hasFocus() and here:
            paint.focus_ring(p, theme, rect.adjusted(3, 2, -3, -3), 6, inset=True)
