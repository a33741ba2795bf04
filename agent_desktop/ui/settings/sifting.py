"""The line above a long list of a page: what is typed there leaves only what holds it.

Promises that every typed word has to be somewhere in a row, in any order and in whatever case; that the backend looks
too, where it keeps more than it told. Refuses to hide that something is hidden: a list that becomes empty says so.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.desk.administration_state import TopicState
from agent_desktop.desk.api import DeskView
from agent_desktop.model.intents import LookInto
from agent_desktop.ui.kit.widgets.fields import SearchField
from agent_desktop.ui.settings.book import Book
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

SEEK_MS = 250
"""The backend looks for what is typed when that pauses for so long."""
_WIDE = 360


class Sieve(QWidget):
    """See the module. `typed` tells that something else is looked for; `left` that Escape or Down leads to the list."""

    typed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        self.field = SearchField(theme, hint)
        self.field.setMaximumWidth(_WIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addStretch(1)
        self.field.textChanged.connect(self.typed)
        self.field.left.connect(self.left)
        self.field.moved.connect(self.left)
        if not hint:
            self.hide()

    @property
    def words(self) -> str:
        """What is typed."""
        return self.field.text().strip()

    @property
    def nothing(self) -> str:
        """What an empty list says while something is looked for."""
        words = self.words
        return tr("Nothing here holds “{words}”.", words=words[:40]) if words else ""

    def sifted(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those that hold what is typed."""
        words = self.field.text().casefold().split()
        return [one for one in entries if all(word in _text(one) for word in words)]


class Seeking:
    """Asks the backend for what is typed, where it keeps more than it told."""

    def __init__(self, desk: DeskView, book: Book[Any], sieve: Sieve) -> None:
        self._desk = desk
        self._book = book
        self._sieve = sieve
        self._pause = QTimer(sieve)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEEK_MS)
        self._pause.timeout.connect(self._typed)
        sieve.typed.connect(self._pause.start)

    @property
    def _state(self) -> TopicState:
        return self._desk.administration.topic(self._book.topic)

    @property
    def _sought(self) -> str:
        state = self._state
        if part := self._book.sought():
            return part
        more = state.kept is not None and not self._book.whole(state.kept)
        return self._sieve.words if more or state.words else ""

    def look(self) -> None:
        """Bring what is kept now."""
        self._desk.post(LookInto(topic=self._book.topic, words=self._sought))

    def _typed(self) -> None:
        state = self._state
        if self._sought != (state.wanted if state.reading else state.words):
            self.look()

    def sifted(self, entries: Sequence[Entry]) -> list[Entry]:
        """The rows that hold what is typed: those that the backend found, and until then those that are here."""
        found = self._state.words == self._sieve.words
        return list(entries) if found else self._sieve.sifted(entries)


def _text(entry: Entry) -> str:
    """All that is read in a row; numbers are found with and without their blanks."""
    text = " ".join((entry.title, entry.detail, entry.state)).casefold()
    return f"{text} {text.replace(' ', '')}"
