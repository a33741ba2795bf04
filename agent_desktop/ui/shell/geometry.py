"""The window's place and size, as plain values to be kept, and back.

Promises that a window never comes back on a screen that is gone, nor larger than the screen there is.
"""

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def window_state(window: QWidget) -> dict[str, object]:
    """Place and size in px, and whether it is maximized."""
    normal = window.normalGeometry() if window.isMaximized() else window.geometry()
    return {
        "x": normal.x(),
        "y": normal.y(),
        "width": normal.width(),
        "height": normal.height(),
        "maximized": window.isMaximized(),
    }


def restore_window(window: QWidget, kept: Mapping[str, object]) -> bool:
    """Take what `window_state` gave. What is missing or wrong is ignored. True when the place was taken."""
    numbers = [kept.get(name) for name in ("x", "y", "width", "height")]
    x, y, width, height = (n if type(n) is int else None for n in numbers)
    if x is None or y is None or width is None or height is None:
        return False
    if kept.get("maximized") is True:
        window.setWindowState(Qt.WindowState.WindowMaximized)
    rect = QRect(x, y, width, height)
    for screen in QGuiApplication.screens():
        room = screen.availableGeometry()
        if room.intersects(rect.adjusted(40, 20, -40, -20)):
            window.resize(min(width, room.width()), min(height, room.height()))
            window.move(max(x, room.left()), max(y, room.top()))
            return True
    return False


def fit_to_screen(window: QWidget) -> None:
    """Make a new window no larger than its screen, as far as its minimum allows."""
    room = window.screen().availableGeometry()
    window.resize(min(window.width(), room.width()), min(window.height(), room.height()))
