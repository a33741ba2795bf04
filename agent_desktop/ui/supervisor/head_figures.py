"""The figures above the board: one strip, painted. What runs is painted anew each second, the rest when it changes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.ui.kit import paint
from agent_desktop.ui.supervisor.queue_look import Figure
from agent_desktop.ui.theme.theme import Theme

_HIGH = 66
_LINE = 16
"""Remarks that fit nowhere else get a line of their own."""
_PAD = 20
_END = 6
_BESIDE = 7
_TONES = {
    "met": "status.successText",
    "atRisk": "status.warnText",
    "breached": "status.dangerText",
}


class HeadFigures(QWidget):
    """The strip. Its accessible name says every figure. `chosen` carries the key of one that was pressed; arrow keys go
    over those behind which one can look, Enter does."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.figures: tuple[Figure, ...] = ()
        self._now: Millis = 0
        self.apart = False
        self.marked = -1
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """One line of figures."""
        return QSize(600, _HIGH + _LINE * self.apart)

    def show_figures(self, figures: Sequence[Figure], now: Millis) -> None:
        """These are the figures."""
        fresh = tuple(figures)
        self._now = now
        if fresh != self.figures:
            self.figures = fresh
            self.update()
            words = (f"{one.title} {one.shown(now)}{one.rest} {one.remark}" for one in fresh)
            self.setAccessibleName(", ".join(one.strip() for one in words))
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._arrange()

    # -- what is pressed

    def _under(self, event: QMouseEvent) -> int:
        """The figure under the mouse behind which one can look; -1 for none."""
        place = event.position().x()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place = self.width() - place
        at = int(place * len(self.figures) / max(1, self.width()))
        return at if 0 <= at < len(self.figures) and self.figures[at].key else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        hand = self._under(event) >= 0
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Look behind what was pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose(self._under(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right go from figure to figure, Enter and Space look behind it."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.marked)
        elif event.key() in steps:
            step = steps[Qt.Key(event.key())]
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                step = -step
            self._mark(step)
        else:
            super().keyPressEvent(event)

    def _mark(self, step: int) -> None:
        found = [at for at, one in enumerate(self.figures) if one.key]
        if not found:
            return
        here = found.index(self.marked) + step if self.marked in found else (0 if step > 0 else -1)
        self.marked = found[here % len(found)]
        one = self.figures[self.marked]
        self.setAccessibleDescription(f"{one.title} {one.shown(self._now)}{one.rest}")
        self.update()

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self.figures) and self.figures[at].key:
            self.marked = at
            self.chosen.emit(self.figures[at].key)
            self.update()

    # -- painting

    def _arrange(self) -> None:
        """Remarks stand beside the titles where all of them fit, else below."""
        each = self.width() / max(1, len(self.figures))
        room = each - _pad(each) - _END
        apart = any(
            self.theme.width(one.title, "caption")
            + _BESIDE
            + self.theme.width(one.remark, "micro", weight=500)
            > room
            for one in self.figures
            if one.remark
        )
        if apart is not self.apart:
            self.apart = apart
            self.updateGeometry()

    def tick(self, now: Millis) -> None:
        """A second has passed."""
        self._now = now
        if any(one.since is not None for one in self.figures):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them side by side."""
        p, theme = paint.on(self), self.theme
        p.fillRect(self.rect(), theme.color("bg.surface"))
        each = self.width() / max(1, len(self.figures))
        for at, one in enumerate(self.figures):
            self._figure(p, one, QRectF(at * each, 0, each, self.height() - 1))
            if at:
                line = QRectF(round(at * each), 0, 1, self.height())
                p.fillRect(line, theme.color("border.subtle"))
        for edge in (0, self.height() - 1):
            paint.hairline(p, theme, 0, self.width(), edge)
        if self.hasFocus():
            ring = QRectF(self.rect())
            if 0 <= self.marked < len(self.figures):
                ring = QRectF(self.marked * each, 0, each, self.height())
            paint.focus_ring(p, theme, ring.adjusted(2, 2, -2, -2), 4, inset=True)
        p.end()

    def _figure(self, p: QPainter, one: Figure, rect: QRectF) -> None:
        theme = self.theme
        inner = rect.adjusted(_pad(rect.width()), 0, -_END, 0)
        tone = self._tone(one, one.tone)
        value = QRectF(inner.left(), 9, inner.width(), 28)
        used = paint.text(p, theme, value, one.shown(self._now), "metric", tone or "text.primary")
        if one.rest:
            rest = value.adjusted(used, 0, 0, 0)
            paint.text(p, theme, rest, one.rest, "metric", "text.tertiary", weight=400)
        below = QRectF(inner.left(), 38, inner.width(), 18)
        used = paint.text(p, theme, below, one.title, "caption", "text.secondary")
        if one.remark:
            room = below.adjusted(used + _BESIDE, 0, 0, 0)
            if self.apart:
                room = below.translated(0, _LINE)
            color = self._tone(one, one.remark_tone) or "text.secondary"
            paint.text(p, theme, room, one.remark, "micro", color, weight=500)

    def _tone(self, one: Figure, tone: str) -> str:
        if tone == "wait":  # a running time has none but its own
            return ""
        return _TONES.get(tone, "")


def _pad(width: float) -> int:
    """The room before a figure in a column so wide."""
    return _PAD if width > 130 else 12
