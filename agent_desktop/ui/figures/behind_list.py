"""The list of whom a figure counts: painted rows, however many; the next page comes before the end is reached.

`opened` carries the conversation of a row, by Enter or a double click.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from agent_desktop.ui.figures.behind_words import BehindRow
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import channel_glyph
from agent_desktop.ui.kit.widgets.paged_list import PagedList
from agent_desktop.ui.kit.widgets.painted import Index
from agent_desktop.ui.theme.theme import Theme

_HIGH = 58


class BehindList(PagedList[BehindRow]):
    """The rows."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _HIGH)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[BehindRow]) -> None:
        """These are the rows."""
        self.rows.show(list(rows))
        if not self.currentIndex().isValid() and rows:
            self.setCurrentIndex(self.rows.index(0))
        self.look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row of the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Twice on a row opens it."""
        self._open(self.indexAt(event.position().toPoint()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.rows.rows[index.row()].conversation_id:
            self.opened.emit(self.rows.rows[index.row()].conversation_id)

    def paint_cell(self, p: QPainter, index: Index, rect: QRectF) -> None:
        """Paint one row."""
        theme, row = self.theme, self.rows.rows[index.row()]
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = index.row() == self.currentIndex().row()
        if here:
            paint.fill(p, rect.adjusted(6, 3, -6, -4), theme.color("bg.selected"), 6)
        with paint.from_start(p, rect):
            mark = QPointF(rect.left() + 16, rect.top() + 11)
            if row.channel is not None:
                channel_glyph(p, theme, mark, row.channel)
            else:
                paint.icon_centered(
                    p, theme, "clock", QRectF(mark.x(), mark.y(), 16, 16), 16, "text.tertiary"
                )
            above = QRectF(rect.left() + 42, rect.top() + 9, rect.width() - 58, 18)
            for words, below, line in (
                (row.when, row.title, above),
                (row.value, row.detail, above.translated(0, 20)),
            ):
                used = paint.text(
                    p, theme, line, words, "caption", "text.secondary",
                    align=paint.RIGHT, tnum=True,
                )  # fmt: skip
                first = line is above
                paint.text(
                    p, theme, line.adjusted(0, 0, -used - 10, 0), below,
                    "bodyStrong" if first else "caption",
                    "text.primary" if first else "text.secondary",
                )  # fmt: skip
        paint.hairline(p, theme, rect.left(), rect.right(), rect.bottom() - 1)
        if self.hasFocus() and here:
            paint.focus_ring(p, theme, rect.adjusted(3, 2, -3, -3), 6, inset=True)
