"""Rows whose value is several small things, one a line: each can be added and taken away.

Promises that a line takes itself away without closures that would outlive it, and that the line in which something is
wrong gets the caret. Refuses to know what a line says.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.settings.rows import NoValue, Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

WIDE = 480
_MINUTE, _SECOND = 60_000, 1_000


def minutes_of(text: str) -> int:
    """The milliseconds of minutes that somebody typed, such as 5 or 0:30. Raises NoValue."""
    whole, colon, seconds = text.strip().partition(":")
    parts = (whole, seconds) if colon else (whole, "0")
    if not all(one.isascii() and one.isdecimal() for one in parts) or int(parts[1]) >= 60:
        raise NoValue(tr("“{text}” is no time. Write minutes like 5, or 0:30.", text=text[:40]))
    return int(parts[0]) * _MINUTE + int(parts[1]) * _SECOND


def minutes_words(span: int) -> str:
    """Milliseconds as minutes, with seconds where there are any."""
    minutes, rest = divmod(round(span / _SECOND), 60)
    return f"{minutes}:{rest:02}" if rest else str(minutes)


class Line(QWidget):
    """One line: its controls are in `row`, and what needs more room `below`. `gone` carries the line that shall go;
    `away` names the button that says so."""

    gone = Signal(object)
    touched = Signal()

    def __init__(self, theme: Theme, away: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.below = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.row)
        column.addLayout(self.below)
        words = away or tr("Take this line away")
        self.remove = IconButton(theme, "x", words, side=28, icon_size=14)
        self.remove.clicked.connect(self._go)

    def closed(self) -> None:
        """All controls are there: the button that takes it away comes last."""
        self.row.addWidget(self.remove)

    def first(self) -> QWidget:
        """What gets the caret."""
        raise NotImplementedError

    def value(self) -> object:
        """What the line says, None for nothing. Raises NoValue."""
        raise NotImplementedError

    def wrong(self) -> QWidget:
        """What gets the caret where the line says nothing that can be used."""
        return self.first()

    def _go(self) -> None:
        self.gone.emit(self)

    def touch(self, *_: object) -> None:
        """Something was typed or chosen."""
        self.touched.emit()


class LineRow(Row):
    """Several lines; the value is a tuple of what they say, unless a row makes something else of it."""

    widest = WIDE
    """px; a line has more than one control."""

    def __init__(self, theme: Theme, name: str, label: str, about: str, add: str) -> None:
        super().__init__(theme, name, label, about)
        self.lines: list[Line] = []
        self._wrong: Line | None = None
        self.add = Button(theme, add, icon="plus", size="sm")
        self.add.clicked.connect(self._add)
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, RING_ROOM)
        self._list.setSpacing(6)
        self.acts = QHBoxLayout()
        self.acts.setSpacing(8)
        self.acts.addWidget(self.add)
        self.acts.addStretch(1)
        self._list.addLayout(self.acts)
        self.seat(holder)
        holder.setMaximumWidth(self.widest)

    def made(self, value: object | None) -> Line:
        """A line that says `value`; a fresh one for None."""
        raise NotImplementedError

    def control(self) -> QWidget:
        """The line that is wrong, else the first one, or the button."""
        if self._wrong is not None:
            return self._wrong.wrong()
        return self.lines[0].first() if self.lines else self.add

    def set_problem(self, words: str) -> None:
        """See `Row`: at the line that is wrong."""
        for one in self.lines:
            for field in one.findChildren(TextField):
                field.set_invalid(False)
        super().set_problem(words)

    def said(self) -> Iterator[Any]:
        """What the lines say, one by one; the one that was told last is wrong until the next is asked for. Raises
        NoValue."""
        for one in self.lines:
            self._wrong = one
            if (said := one.value()) is not None:
                yield said
        self._wrong = None

    def value(self) -> object:
        """See `Row`."""
        return tuple(self.said())

    def show_value(self, value: object) -> None:
        """Show these in place of all that stands here."""
        assert isinstance(value, Sequence)
        try:
            if tuple(value) == tuple(self.said()) and len(value) == len(self.lines):
                return
        except NoValue:
            pass
        for one in tuple(self.lines):
            self._drop(one)
        for part in value:
            self._put(part)

    def _put(self, value: object | None) -> Line:
        made = self.made(value)
        made.touched.connect(self._touched)
        made.gone.connect(self._take_away)
        self.lines.append(made)
        self._list.insertWidget(self._list.count() - 1, made)
        QWidget.setTabOrder(made.remove, self.add)
        return made

    def _add(self) -> None:
        self._put(None).first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, one: Line) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop(one)
        self._touched()

    def _drop(self, one: Line) -> None:
        self.lines.remove(one)
        self._wrong = None
        one.hide()
        one.deleteLater()


class KeyedRow(LineRow):
    """Lines that each say a key and what belongs to it; the value is a dictionary, and a key stands there once."""

    def key_words(self, key: str) -> str:
        """How a key is called."""
        return key

    def value(self) -> dict[str, Any]:
        """What belongs to each key. Raises NoValue for a key that is there twice."""
        found: dict[str, Any] = {}
        for key, value in self.said():
            if key in found:
                raise NoValue(tr("“{name}” is there twice.", name=self.key_words(key)))
            found[key] = value
        return found

    def show_value(self, value: object) -> None:
        """Show a dictionary."""
        assert isinstance(value, dict)
        super().show_value(tuple(value.items()))
