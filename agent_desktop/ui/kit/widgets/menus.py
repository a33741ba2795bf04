"""Menus in the looks of the theme.

Promises round corners where the window system can show them. Refuses nothing else: the menu is a plain QMenu.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from agent_desktop.ui.theme.theme import Theme


def menu(theme: Theme, name: str, parent: QWidget | None = None) -> QMenu:
    """An empty menu; `name` is what a screen reader calls it."""
    made = QMenu(parent)
    made.setAccessibleName(name)
    made.setWindowFlags(made.windowFlags() | Qt.WindowType.FramelessWindowHint)
    made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    made.setFont(theme.font("body"))
    made.setToolTipsVisible(True)
    return made
