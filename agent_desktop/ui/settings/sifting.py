"""The line above a long list of a page: what is typed there leaves only what holds it.

Promises that every typed word has to be somewhere in a row, in any order and in whatever case. Refuses to hide that
something is hidden: a list that becomes empty says so.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.ui.kit.widgets.fields import SearchField
from agent_desktop.ui.settings.listing import Entry
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

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
    def nothing(self) -> str:
        """What an empty list says while something is looked for."""
        words = self.field.text().strip()
        return tr("Nothing here holds “{words}”.", words=words[:40]) if words else ""

    def sifted(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those that hold what is typed."""
        words = self.field.text().casefold().split()
        return [one for one in entries if all(word in _text(one) for word in words)]


def _text(entry: Entry) -> str:
    """All that is read in a row; numbers are found with and without their blanks."""
    text = " ".join((entry.title, entry.detail, entry.state)).casefold()
    return f"{text} {text.replace(' ', '')}"
