"""A window with panes to test with, and hands to press its keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.theme.theme import Theme

NOW = 1_795_615_331_000
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Pane(QWidget):
    """A pane with one place for the caret."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.inside = inside
        self.column.addWidget(inside)


class Desk:
    """A window with panes, and everything that it said."""

    def __init__(self, theme: Theme) -> None:
        self.now = NOW
        self.kept: list[dict[str, object]] = []
        self.window = ShellWindow(theme, now=lambda: self.now, remember=self.kept.append)
        self.list = Pane(QPushButton("row"))
        self.thread = Pane(QPushButton("timeline"))
        self.sidebar = Pane(QPushButton("profile"))
        self.composer = QPlainTextEdit()
        self.thread.column.addWidget(self.composer)
        self.window.set_panes(self.list, self.thread, self.sidebar)
        self.window.set_composer(self.composer)
        self.ran: list[str] = []

    def command(self, name: str, title: str = "", ready: Callable[[], bool] = lambda: True) -> None:
        self.window.add_commands(
            [Command(name, title or name, "Work", "zap", lambda: self.ran.append(name), "", ready)]
        )


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def focused() -> QWidget | None:
    return QApplication.focusWidget()
