"""The commands of one window with their shortcuts.

Promises that every registered command which has keys in the table runs by them, and that changed keys take effect at
once. Refuses keys that are not in the table.
"""

import sys
from collections.abc import Iterable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.keys import KeyTable, shown
from agent_desktop.ui.words import tr

_REPEATING = ("work.", "pane.")
"""Going from one to the next may repeat while the keys are held; doing something may not."""


class CommandBook:
    """Commands by name, their keys, and the Qt shortcuts of `window`."""

    def __init__(self, window: QWidget, keys: KeyTable) -> None:
        self.commands: dict[str, Command] = {}
        self.keys = keys
        self._window = window
        self._shortcuts: list[QShortcut] = []

    def add(self, commands: Iterable[Command]) -> None:
        """Register commands; one of the same name is replaced."""
        for command in commands:
            self.commands[command.name] = command
        self.make_shortcuts()

    def run(self, name: str) -> bool:
        """Run a command if it is available. True when it ran."""
        command = self.commands.get(name)
        if command is None or not command.available():
            return False
        command.run()
        return True

    def caps(self, name: str) -> tuple[str, ...]:
        """The key caps of a command, in the platform's words."""
        return shown(self.keys.keys(name), mac=sys.platform == "darwin")

    def sections(self) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
        """Sections with (title, key caps) of every command that has keys, in the table's order."""
        made: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for binding in self.keys.bindings:
            if binding.name in self.commands and (caps := self.caps(binding.name)):
                made.setdefault(tr(binding.section), []).append((tr(binding.title), caps))
        return list(made.items())

    def make_shortcuts(self) -> None:
        """The keys or the commands changed."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        for name in self.commands:
            if keys := self.keys.keys(name):
                shortcut = QShortcut(self._window)
                # Some platforms tell "?" with Shift and some without; both may match where they tell both.
                strokes = [keys, f"Shift+{keys}"] if len(keys) == 1 else [keys]
                shortcut.setKeys([QKeySequence(stroke) for stroke in strokes])
                shortcut.setAutoRepeat(name.startswith(_REPEATING))
                shortcut.activated.connect(partial(self.run, name))
                shortcut.activatedAmbiguously.connect(partial(self.run, name))
                self._shortcuts.append(shortcut)
