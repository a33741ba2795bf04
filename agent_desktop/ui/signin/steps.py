"""The left column of sign-in: the name of the program, the steps, and what happens to the history.

Promises to list only steps that exist.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.wrapped import wrapped_lines, wrapped_text
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_INDENT = 32
_END = 20


class StepRail(QWidget):
    """Steps with the current one filled and the done ones checked. Each step is (title, subtitle)."""

    def __init__(
        self, theme: Theme, steps: Sequence[tuple[str, str]], promise: str, footer: str
    ) -> None:
        super().__init__()
        self.theme = theme
        self._steps = list(steps)
        self._promise, self._footer = promise, footer
        self._current = 0
        self.setFixedWidth(320)
        self.set_current(0)

    def set_current(self, step: int) -> None:
        """Fill the step number `step`, counted from 0."""
        self._current = step
        self.setAccessibleName(
            tr(
                "Step {step} of {all}: {title}",
                step=step + 1,
                all=len(self._steps),
                title=self._steps[step][0],
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint everything: nothing here answers a click."""
        p = paint.on(self)
        theme = self.theme
        p.fillRect(self.rect(), theme.color("bg.window"))
        p.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), theme.color("border.subtle"))
        top = min(124, max(40, self.height() // 7))
        tile = QRectF(_INDENT, top, 32, 32)
        paint.fill(p, tile, theme.color("bg.callStrip"), theme.tokens.radius.lg)
        paint.icon_centered(p, theme, "headset", tile, 18, "text.onCallStrip")
        area = QRectF(_INDENT + 42, top, self.width() - 90, 32)
        paint.text(p, theme, area, tr("Agent Desktop"), "title")
        y = top + 76.0
        for index, (title, subtitle) in enumerate(self._steps):
            y += self._paint_step(p, y, index, title, subtitle)
        self._paint_foot(p)
        p.end()

    def _paint_step(self, p: QPainter, y: float, index: int, title: str, subtitle: str) -> float:
        theme = self.theme
        disc = QRectF(_INDENT, y, 22, 22)
        current = index == self._current
        if current:
            paint.fill(p, disc, theme.color("accent.fill"), 11)
        else:
            paint.outline(p, disc, theme.color("border.strong"), 11)
        if index < self._current:
            paint.icon_centered(p, theme, "check", disc, 12, "status.successText")
        else:
            color = "text.onAccent" if current else "text.secondary"
            paint.text(
                p, theme, disc, str(index + 1), "micro", color, align=paint.CENTER, weight=600
            )
        color = "text.primary" if current else "text.secondary"
        area = QRectF(_INDENT + 32, y + 1, self.width() - _INDENT - 32 - _END, 22)
        paint.text(p, theme, area, title, "bodyStrong" if current else "body", color, weight=600)
        if not subtitle:
            return 40
        lines = wrapped_lines(theme, subtitle, area.width(), "caption")
        below = area.translated(0, 20)
        wrapped_text(p, theme, below, lines, "caption", "text.secondary")
        return 38 + len(lines) * theme.tokens.type.scale["caption"].line

    def _paint_foot(self, p: QPainter) -> None:
        theme = self.theme
        base = self.height() - 46
        area = QRectF(_INDENT, base, self.width() - 2 * _INDENT, 20)
        paint.text(p, theme, area, self._footer, "micro", "text.secondary", tnum=True)
        room = self.width() - _INDENT - 22 - _END
        lines = wrapped_lines(theme, self._promise, room, "caption")
        height = len(lines) * theme.tokens.type.scale["caption"].line
        top = base - 12 - height
        wrapped_text(
            p, theme, QRectF(_INDENT + 22, top, room, height), lines, "caption", "text.secondary"
        )
        paint.icon(p, theme, "lock", QPointF(_INDENT - 1, top), 15, "text.secondary")
