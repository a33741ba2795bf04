"""What the agent has set in this window: looks, motion, keys; and the page where it is set.

Promises that a setting takes effect at once, whoever changed it, and that the page is made when it is first opened.
Refuses to keep anything: `read` gives what is kept, and `changed` tells what the agent wants kept.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from agent_desktop.model.settings import KEYS, LOOKS, MOTION, option
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.keys import KeyTable
from agent_desktop.ui.theme.theme import Theme, choice_of, less_motion_of

if TYPE_CHECKING:
    from agent_desktop.ui.shell.settings import Settings


class Preferences(QObject):
    """For one window. `read(name, default)` gives a kept setting."""

    changed = Signal(str, str)
    """The agent changed a setting: name and value."""
    keys_changed = Signal()
    """Shortcuts must be made anew."""

    def __init__(self, theme: Theme, read: Callable[[str, str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._read = read
        self.keys = KeyTable()
        self.keys.load(read(KEYS, ""))
        self._registered: tuple[str, ...] = ()
        self._storage = self._about = ""
        self._groups: tuple[tuple[str, tuple[Command, ...]], ...] = ()
        self._parts: list[tuple[str, Callable[[], QWidget]]] = []

    @cached_property
    def page(self) -> "Settings":
        """The settings workspace."""
        from agent_desktop.ui.shell.settings import Settings

        made = Settings(self._theme, self.keys, self._read)
        made.changed.connect(self._set)
        made.keys_changed.connect(self.keys_changed)
        for title, make in self._parts:
            made.add_part(title, make())
        self._fill(made)
        return made

    @property
    def _made(self) -> "Settings | None":
        return self.page if "page" in self.__dict__ else None

    def _fill(self, page: "Settings") -> None:
        page.set_registered(self._registered)
        page.set_groups(self._groups)
        page.set_storage(self._storage)
        page.set_about(self._about)

    def set_registered(self, names: Iterable[str]) -> None:
        """The commands that exist: only they are given keys."""
        self._registered = tuple(names)
        self._refill()

    def set_storage(self, words: str) -> None:
        """What is kept on this computer and how it is protected."""
        self._storage = words
        self._refill()

    def set_about(self, words: str) -> None:
        """Version and licences."""
        self._about = words
        self._refill()

    def set_groups(self, groups: Sequence[tuple[str, Sequence[Command]]]) -> None:
        """Groups of things to do: a title, and its commands as buttons."""
        self._groups = tuple((title, tuple(commands)) for title, commands in groups)
        self._refill()

    def add_part(self, title: str, make: Callable[[], QWidget]) -> None:
        """A group with a widget of its own, made with the page."""
        self._parts.append((title, make))
        page = self._made
        if page is not None:
            page.add_part(title, make())

    def _refill(self) -> None:
        page = self._made
        if page is not None:
            self._fill(page)

    def load(self) -> None:
        """What is kept may have changed elsewhere: let it take effect, and show it on the page."""
        self._apply(LOOKS, option(self._read, LOOKS))
        self._apply(MOTION, option(self._read, MOTION))
        kept = self._read(KEYS, "")
        if kept != self.keys.dump() and (kept or self.keys.dump() != "{}"):
            self.keys.load(kept)
            self.keys_changed.emit()
        page = self._made
        if page is not None:
            page.load(self._read)

    def _apply(self, name: str, value: str) -> None:
        if name == LOOKS and self._theme.choice != value:
            self._theme.set_choice(choice_of(value))
        elif name == MOTION:
            self._theme.less_motion = less_motion_of(value)

    def _set(self, name: str, value: str) -> None:
        self._apply(name, value)
        self.changed.emit(name, value)
