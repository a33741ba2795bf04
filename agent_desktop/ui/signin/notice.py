"""A sentence inside a form: what went wrong and what to do next.

Promises to be heard by screen readers, and to take no room while there is nothing to say.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme


class FormNotice(QWidget):
    """A tinted box with an icon and a sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._label = Label(theme, "", "caption", "status.dangerText", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(*sides(32, 8, 10, 8))
        row.addWidget(self._label)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now."""
        return self._label.text() if not self.isHidden() else ""

    def show_problem(self, words: str) -> None:
        """Say it."""
        self._label.setText(words)
        self.setAccessibleName(words)
        self.show()
        announce(self, words)

    def clear(self) -> None:
        """Say nothing."""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and icon."""
        p = paint.on(self)
        rect = QRectF(self.rect())
        paint.fill(p, rect, self.theme.color("status.dangerBg"), self.theme.tokens.radius.md)
        paint.icon(p, self.theme, "circle-alert", QPointF(10, 8), 16, "status.dangerText")
        p.end()
