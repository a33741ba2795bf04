"""A line in which one of many things is found by typing, with the list of those that fit below it.

Promises that letters are found wherever they stand in a thing's words, that a click and Down open the whole list, and
that what is shown and not offered stays chosen. Refuses to judge: text that names no single thing has no key.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QCompleter

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.theme.theme import Theme

_CHEVRON = 14
_SEEN = 9
_EDGE = 10
_NO_NAMES: Mapping[str, str] = {}


class FindField(TextField):
    """Emits `changed` when the agent typed or chose. An option is a key and its words."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, hint: str = "", *, compact: bool = False) -> None:
        super().__init__(theme, name, hint=hint, compact=compact)
        self._options: tuple[tuple[str, str], ...] = ()
        self._more: Mapping[str, str] = _NO_NAMES
        self._shown = ("", "")
        self._showing = False
        self._model = QStringListModel(self)
        self.list = QCompleter(self._model, self)
        self.list.setFilterMode(Qt.MatchFlag.MatchContains)
        self.list.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list.setMaxVisibleItems(_SEEN)
        popup = self.list.popup()
        assert popup is not None
        popup.setObjectName("found")
        popup.setAccessibleName(name)
        popup.setFont(theme.font("body"))
        self.setCompleter(self.list)
        self.setTextMargins(*sides(0, 0, _CHEVRON + 8, 0))
        # the list writes what is marked in it into the line, and no signal says that it was the agent
        self.textChanged.connect(self._written)

    def set_options(
        self, options: Sequence[tuple[str, str]], more: Mapping[str, str] = _NO_NAMES
    ) -> None:
        """Offer these. `more` are keys by further names, in small letters, that are understood and not listed."""
        self._options, self._more = tuple(options), more
        self._model.setStringList([words for _, words in options])

    def show_key(self, key: str) -> None:
        """Show a thing by its words; a key that is not offered stands for itself."""
        words = dict(self._options).get(key, key)
        self._shown = (key, words)
        self._showing = True
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)
        self._showing = False

    @property
    def key(self) -> str | None:
        """The key of what stands here, None where that is no single thing."""
        text = self.text().strip()
        if text == self._shown[1]:
            return self._shown[0]
        small = text.casefold()
        fits = []
        for key, words in self._options:
            if small in (key.casefold(), words.casefold()):
                return key
            if small in words.casefold():
                fits.append(key)
        found = self._more.get(small)
        if found is None and small and len(fits) == 1:
            found = fits[0]
        return found

    def open(self) -> None:
        """Show the whole list, with what is chosen marked."""
        self.selectAll()
        self.list.setCompletionPrefix("")
        self.list.complete()

    def _written(self) -> None:
        if not self._showing:
            self.changed.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the list, unless it marked a part of the words."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.hasSelectedText():
            self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, as in every list of this kind."""
        if event.key() == Qt.Key.Key_Down:
            self.open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the chevron."""
        super().paintEvent(event)
        p = paint.on(self)
        color = "text.secondary" if self.isEnabled() else "text.disabled"
        at = QPointF(self.width() - _EDGE - _CHEVRON, (self.height() - _CHEVRON) / 2)
        paint.icon(p, self.theme, "chevron-down", at, _CHEVRON, color)
        p.end()
