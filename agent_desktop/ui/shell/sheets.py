"""The sheets of the window, made when they are first opened.

Promises that opening one closes the others, and that the window starts without any: the first paint does not wait
for what nobody sees yet.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from agent_desktop.ui.shell.checksheet import CheckSheet
    from agent_desktop.ui.shell.keysheet import KeySheet
    from agent_desktop.ui.shell.lettersheet import LetterSheet
    from agent_desktop.ui.shell.palette import Palette, Source
    from agent_desktop.ui.shell.sheet import Sheet


class Sheets:
    """Palette, key sheet, checks and formatted mails over `host`."""

    def __init__(self, theme: Theme, host: QWidget, caps: Callable[[str], tuple[str, ...]]) -> None:
        self._theme, self._host, self._caps = theme, host, caps
        self._commands: list[Command] = []
        self._sources: list[Source] = []
        self._area = QRect()

    @cached_property
    def palette(self) -> "Palette":
        """The command palette."""
        from agent_desktop.ui.shell.palette import Palette

        made = Palette(self._theme, self._host, self._caps)
        made.set_commands(self._commands)
        for source in self._sources:
            made.add_source(source)
        return made

    @cached_property
    def keys(self) -> "KeySheet":
        """The key sheet."""
        from agent_desktop.ui.shell.keysheet import KeySheet

        return KeySheet(self._theme, self._host)

    @cached_property
    def checks(self) -> "CheckSheet":
        """What a check of the connection found."""
        from agent_desktop.ui.shell.checksheet import CheckSheet

        return CheckSheet(self._theme, self._host)

    @cached_property
    def letter(self) -> "LetterSheet":
        """A formatted mail."""
        from agent_desktop.ui.shell.lettersheet import LetterSheet

        return LetterSheet(self._theme, self._host)

    @property
    def palette_open(self) -> bool:
        """True while the palette is on screen."""
        return "palette" in self.__dict__ and not self.palette.isHidden()

    @property
    def _open(self) -> "list[Sheet]":
        made = (self.__dict__.get(name) for name in ("palette", "keys", "checks", "letter"))
        return [one for one in made if one is not None and not one.isHidden()]

    @property
    def area(self) -> QRect:
        """Where the window placed sheets last."""
        return self._area

    def set_commands(self, commands: Iterable[Command]) -> None:
        """Everything that the palette can find."""
        self._commands = list(commands)
        if "palette" in self.__dict__:
            self.palette.set_commands(self._commands)

    def add_source(self, source: "Source") -> None:
        """Let the palette also ask `source`."""
        self._sources.append(source)
        if "palette" in self.__dict__:
            self.palette.add_source(source)

    def open_palette(self, words: str, area: QRect, card_area: QRect) -> None:
        """Open the palette over `area`, its card over `card_area`."""
        self.close()
        self.palette.begin(words)
        self.palette.open_over(area, card_area)

    def open_keys(
        self, sections: Sequence[tuple[str, Sequence[tuple[str, Sequence[str]]]]], area: QRect
    ) -> None:
        """Open the key sheet with sections of (title, key caps)."""
        self.close()
        self.keys.fill(sections)
        self.keys.open_over(area, area)

    def open_checks(self, area: QRect) -> "CheckSheet":
        """Open the sheet of checks, and return it."""
        self.close()
        self.checks.open_over(area, area)
        return self.checks

    def open_letter(self) -> "LetterSheet":
        """Open the sheet of formatted mails where the window placed sheets last, and return it."""
        self.close()
        self.letter.open_over(self._area, self._area)
        return self.letter

    def close(self) -> None:
        """Close what is open."""
        for one in self._open:
            one.close_sheet()

    def raise_open(self) -> None:
        """Put what is open above everything else in the window."""
        for one in self._open:
            one.raise_()

    def place(self, area: QRect, card_area: QRect) -> None:
        """Follow the window."""
        self._area = area
        for one in self._open:
            one.set_areas(area, card_area if one is self.__dict__.get("palette") else area)
