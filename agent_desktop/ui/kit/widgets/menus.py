"""Menus in the looks of the theme.

Promises round corners where the window system can show them. Refuses nothing else: the menu is a plain QMenu.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.ui.theme.theme import Theme


class _RoundMenu(QMenu):
    """Cuts its own corners: where nothing composes windows, what is outside them would be black."""

    def __init__(self, radius: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._radius = radius

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners anew."""
        super().resizeEvent(event)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))


def menu(theme: Theme, name: str, parent: QWidget | None = None) -> QMenu:
    """An empty menu; `name` is what a screen reader calls it."""
    made = _RoundMenu(theme.tokens.radius.lg, parent)
    made.setAccessibleName(name)
    made.setWindowFlags(made.windowFlags() | Qt.WindowType.FramelessWindowHint)
    made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    made.setFont(theme.font("body"))
    made.setToolTipsVisible(True)
    return made
