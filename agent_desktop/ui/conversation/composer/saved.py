"""Saved replies: which ones fit what was typed after `::`, and the list that shows them over the composer.

Promises that the caret stays in the text while the list is open: the editor hands keys over, the list never has focus.
Refuses to insert by itself: it emits the chosen text.
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_desktop.model.work import SavedReply
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_TRIGGER = re.compile(r"(?:^|\s)::([^\s:]*)$")
ROWS = 7
_ROW = 44
_WIDTH = 420


def typed_query(before_caret: str) -> str | None:
    """What was typed after `::` right before the caret, None when no saved reply is being asked for."""
    found = _TRIGGER.search(before_caret)
    return None if found is None else found.group(1)


def matching(replies: Sequence[SavedReply], query: str) -> list[SavedReply]:
    """The replies that fit `query`: shortcuts that begin with it first, then titles, then texts with it inside."""
    words = query.casefold()
    if not words:
        return sorted(replies, key=lambda reply: reply.shortcut.casefold())
    ranked = []
    for reply in replies:
        shortcut, title = reply.shortcut.casefold(), reply.title.casefold()
        if shortcut.startswith(words):
            rank = 0
        elif words in shortcut or words in title:
            rank = 1
        elif words in reply.text.casefold():
            rank = 2
        else:
            continue
        ranked.append((rank, shortcut, reply))
    return [reply for _, _, reply in sorted(ranked, key=lambda one: one[:2])]


class ReplyList(QWidget):
    """A raised list. `chosen` carries the SavedReply; arrows, Enter, Tab and Escape come through `take_key`."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._replies: list[SavedReply] = []
        self._current = 0
        self._top = 0
        self._empty = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Saved replies"))
        self.hide()

    def offer(self, replies: Sequence[SavedReply], query: str) -> None:
        """Show what fits `query`."""
        self._replies = matching(replies, query)
        self._current = self._top = 0
        if not replies:
            self._empty = tr("The team has no saved replies yet.")
        else:
            self._empty = tr("No saved reply has “{query}”.", query=paint.single_line(query, 40))
        rows = min(ROWS, max(1, len(self._replies)))
        margin = 2 * paint.SHADOW
        self.resize(QSize(_WIDTH + margin, rows * _ROW + 8 + margin))
        self.show()
        self.raise_()
        self.update()
        self._tell()

    @property
    def current(self) -> SavedReply | None:
        """The reply that Enter would insert."""
        return self._replies[self._current] if self._replies else None

    def take_key(self, event: QKeyEvent) -> bool:
        """A key from the editor; True when the list used it."""
        if not self.isVisible():
            return False
        match event.key():
            case Qt.Key.Key_Up:
                self._go(-1)
            case Qt.Key.Key_Down:
                self._go(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if self.current:
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    return False
                self.chosen.emit(self.current)
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True

    def _go(self, by: int) -> None:
        if not self._replies:
            return
        self._current = (self._current + by) % len(self._replies)
        self._top = min(max(self._top, self._current - ROWS + 1), self._current)
        self.update()
        self._tell()

    def _tell(self) -> None:
        if self.current is not None:
            announce(self, f"{self.current.shortcut}, {self.current.title}")

    def _row_at(self, y: float) -> int | None:
        row = self._top + int((y - paint.SHADOW - 4) // _ROW)
        return row if self._top <= row < len(self._replies) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hover chooses."""
        row = self._row_at(event.position().y())
        if row is not None and row != self._current:
            self._current = row
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click inserts."""
        row = self._row_at(event.position().y())
        if row is not None:
            self.chosen.emit(self._replies[row])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press from what lies below."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint card and rows."""
        p = paint.on(self)
        theme, edge = self.theme, paint.SHADOW
        card = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        paint.popup(p, theme, card)
        inner = card.adjusted(4, 4, -4, -4)
        if not self._replies:
            area = inner.adjusted(10, 0, -10, 0)
            paint.text(p, theme, area, self._empty, "body", "text.secondary")
        for number, reply in enumerate(self._replies[self._top : self._top + ROWS]):
            row = QRectF(inner.left(), inner.top() + number * _ROW, inner.width(), _ROW)
            if self._top + number == self._current:
                paint.fill(p, row, theme.color("bg.hover"), theme.tokens.radius.sm)
            self._paint_row(p, row.adjusted(10, 4, -10, -4), reply)
        p.end()

    def _paint_row(self, p: QPainter, row: QRectF, reply: SavedReply) -> None:
        theme = self.theme
        top = QRectF(row.left(), row.top(), row.width(), 18)
        key = f"::{paint.single_line(reply.shortcut, 40)}"
        used = paint.text(
            p, theme, top, key, "caption", "accent.text", align=paint.RIGHT, weight=500
        )
        title = top.adjusted(0, 0, -used - 10, 0)
        paint.text(p, theme, title, paint.single_line(reply.title), "body", weight=500)
        below = QRectF(row.left(), row.top() + 18, row.width(), 17)
        paint.text(p, theme, below, paint.single_line(reply.text), "caption", "text.secondary")
