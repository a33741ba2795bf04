"""The list of search hits: painted rows with the found words marked."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.model.events import SearchHit
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.format import moment
from agent_desktop.ui.kit.marked import marked_text
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_ROW = 56
_EDGE = 16
_TEXT = 59
_INSET = 6
_SIDE = 32


class HitList(QWidget):
    """Rows of hits, at most some hundred. `chosen` carries the conversation."""

    chosen = Signal(str)
    moved = Signal(int)
    """The top of the row that was stepped to, in px."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._hits: tuple[SearchHit, ...] = ()
        self._now: Millis = 0
        self._line = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Found messages"))
        theme.changed.connect(self.update)

    def show_hits(self, hits: tuple[SearchHit, ...], now: Millis) -> None:
        """Replace the rows; the first one is marked."""
        self._hits, self._now = hits, now
        self._line = 0 if hits else -1
        self.updateGeometry()
        self.update()
        self._describe()

    def step(self, by: int) -> None:
        """Mark the next or previous row."""
        if self._hits:
            self._line = max(0, min(len(self._hits) - 1, self._line + by))
            self.moved.emit(self._line * _ROW)
            self.update()
            self._describe()

    def choose(self) -> None:
        """Open the marked row."""
        if 0 <= self._line < len(self._hits):
            self.chosen.emit(self._hits[self._line].conversation_id)

    def _describe(self) -> None:
        if 0 <= self._line < len(self._hits):
            hit = self._hits[self._line]
            self.setAccessibleDescription(paint.single_line(f"{hit.customer_name}: {hit.snippet}"))

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(300, _ROW * len(self._hits))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are exposed."""
        p = paint.on(self)
        first, last = event.rect().top() // _ROW, event.rect().bottom() // _ROW
        for line in range(max(0, first), min(len(self._hits), last + 1)):
            self._row(p, line, self._hits[line])
        p.end()

    def _row(self, p: QPainter, line: int, hit: SearchHit) -> None:
        theme, top, width = self.theme, line * _ROW, self.width()
        plate = QRectF(_INSET, top, width - 2 * _INSET, _ROW)
        if line == self._line:
            paint.fill(p, plate, theme.color("bg.selected"), theme.tokens.radius.md)
        name = paint.single_line(hit.customer_name) or tr("Visitor")
        avatar(p, theme, QRectF(_EDGE, top + 12, _SIDE, _SIDE), name)
        when = moment(hit.sent_at, self._now)
        used = theme.width(when, "caption", True)
        right = QRectF(width - _EDGE - used, top + 9, used, 18)
        paint.text(p, theme, right, when, "caption", "text.secondary", tnum=True, elide=False)
        paint.text(
            p, theme, QRectF(_TEXT, top + 9, right.left() - 8 - _TEXT, 18), name, "bodyStrong"
        )
        line_of_text = QRectF(_TEXT, top + 29, width - _EDGE - _TEXT, 16)
        marked_text(p, theme, line_of_text, hit.snippet, hit.marks, "caption", "text.secondary")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the pointer."""
        line = int(event.position().y()) // _ROW
        if line != self._line and 0 <= line < len(self._hits):
            self._line = line
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        line = int(event.position().y()) // _ROW
        if 0 <= line < len(self._hits):
            self._line = line
            self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose()
        else:
            super().keyPressEvent(event)
