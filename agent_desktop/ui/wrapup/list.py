"""The list of dispositions: painted rows, one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marked import marked_text
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr
from agent_desktop.ui.wrapup.choices import Match

_ROW = 32
_EDGE = 16
_TEXT = 41
_INSET = 6


class DispositionList(QWidget):
    """At most fifteen rows, so it paints them all. `chosen` carries the code."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._matches: list[Match] = []
        self._code = ""
        self._hover = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Dispositions"))

    @property
    def code(self) -> str:
        """The chosen code, or empty."""
        return self._code

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Replace the rows; the choice stays."""
        self._matches = list(matches)
        self.updateGeometry()
        self.update()

    def choose(self, code: str) -> None:
        """Mark `code` as chosen, without a signal."""
        self._code = code
        labels = {m.disposition.code: m.disposition.label for m in self._matches}
        self.setAccessibleDescription(labels.get(code, ""))
        self.update()

    def step(self, by: int) -> None:
        """Choose the next or previous row, as the arrows in the search field ask."""
        codes = [match.disposition.code for match in self._matches]
        if not codes:
            return
        at = codes.index(self._code) + by if self._code in codes else (0 if by > 0 else -1)
        self._pick(max(0, min(len(codes) - 1, at)) if self._code in codes else at % len(codes))

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(200, _ROW * max(1, len(self._matches)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all rows, or why there are none."""
        p = paint.on(self)
        if not self._matches:
            area = QRectF(_EDGE, 0, self.width() - 2 * _EDGE, _ROW)
            sentence = tr("No disposition has these words.")
            paint.text(p, self.theme, area, sentence, "caption", "text.secondary")
        for line, match in enumerate(self._matches):
            self._row(p, line, match)
        p.end()

    def _row(self, p: QPainter, line: int, match: Match) -> None:
        theme, disposition = self.theme, match.disposition
        top, width = line * _ROW, self.width()
        chosen = disposition.code == self._code
        plate = QRectF(_INSET, top, width - 2 * _INSET, _ROW)
        if chosen or line == self._hover:
            color = "bg.selected" if chosen else "bg.hover"
            paint.fill(p, plate, theme.color(color), theme.tokens.radius.md)
        if chosen:
            paint.icon(p, theme, "check", QPointF(_EDGE, top + 8), 16, "accent.text")
            if self.hasFocus():
                paint.focus_ring(p, theme, plate, theme.tokens.radius.md, inset=True)
        group = theme.width(disposition.group, "caption")
        area = QRectF(width - _EDGE - group, top, group, _ROW)
        paint.text(p, theme, area, disposition.group, "caption", "text.secondary", elide=False)
        label = QRectF(_TEXT, top, width - _EDGE - group - 12 - _TEXT, _ROW)
        marked_text(p, theme, label, disposition.label, match.marks)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        self._hover = int(event.position().y()) // _ROW
        self.update()

    def leaveEvent(self, event: object) -> None:
        """No row is under the pointer."""
        self._hover = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        self._pick(int(event.position().y()) // _ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _pick(self, line: int) -> None:
        if 0 <= line < len(self._matches):
            code = self._matches[line].disposition.code
            self.choose(code)
            self.chosen.emit(code)
