"""The list of templates: which fit what was typed, and how they stand there.

Promises that the customer's language comes first. Refuses to hold the caret: the search line hands its arrows over.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from agent_desktop.model.templates import Template
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

ROWS: Final = 5
_ROW: Final = 44


def matching(
    templates: Iterable[Template], query: str, language: str, first: str = ""
) -> list[Template]:
    """Those in `language` (empty: in any) with `query` in name or text; those in the language `first` before others."""
    words = query.casefold().split()

    def fits(one: Template) -> bool:
        text = f"{one.name} {one.head} {one.text} {one.foot}".casefold()
        return language in ("", one.language) and all(word in text for word in words)

    def rank(one: Template) -> tuple[bool, str, str]:
        theirs = bool(first) and main_language(one.language) == main_language(first)
        return not theirs, one.name.casefold(), one.language

    return sorted(filter(fits, templates), key=rank)


def main_language(code: str) -> str:
    """`de` of `de_AT` or `de-AT`."""
    return code.replace("_", "-").partition("-")[0].lower()


class TemplateRows(QWidget):
    """`moved` tells that another one is current, `chosen` that a row was double-clicked."""

    moved = Signal()
    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._templates: list[Template] = []
        self._at = self._top = 0
        self._empty = ""
        self.setAccessibleName(tr("Templates"))

    def offer(self, templates: Sequence[Template], empty: str) -> None:
        """Show these, or say why there are none. The current one stays where it still is among them."""
        before = self.current
        self._templates, self._empty = list(templates), empty
        self._at = self._templates.index(before) if before in self._templates else 0
        self._top = min(self._top, max(0, len(self._templates) - ROWS))
        self._keep_in_sight()
        self.setFixedHeight(_ROW * min(ROWS, max(1, len(templates))))
        self.update()
        if self.current != before:
            self.moved.emit()

    @property
    def current(self) -> Template | None:
        """The one that would be sent."""
        return self._templates[self._at] if self._templates else None

    def take(self, template: Template) -> None:
        """Make this one current, where it is among them."""
        if template in self._templates:
            self._choose(self._templates.index(template))

    def go(self, by: int) -> None:
        """Up or down, without an end."""
        if self._templates:
            self._choose((self._at + by) % len(self._templates))

    def _choose(self, at: int) -> None:
        self._at = at
        self._keep_in_sight()
        self.update()
        one = self._templates[at]
        announce(self, f"{one.name}, {one.language}")
        self.moved.emit()

    def _keep_in_sight(self) -> None:
        self._top = min(max(self._top, self._at - ROWS + 1), self._at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by rows."""
        by = -1 if event.angleDelta().y() > 0 else 1
        self._top = max(0, min(self._top + by, len(self._templates) - ROWS))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click makes a row the current one."""
        row = self._top + int(event.position().y() // _ROW)
        if row < len(self._templates):
            self._choose(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click wants it."""
        if self._templates:
            self.chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, or why there are none."""
        p, theme = paint.on(self), self._theme
        if not self._templates:
            area = QRectF(self.rect()).adjusted(10, 0, -10, 0)
            paint.text(p, theme, area, self._empty, "body", "text.secondary")
        for number, one in enumerate(self._templates[self._top : self._top + ROWS]):
            row = QRectF(0, number * _ROW, self.width(), _ROW)
            if self._top + number == self._at:
                paint.fill(p, row, theme.color("bg.selected"), theme.tokens.radius.sm)
            inner = row.adjusted(10, 4, -10, -4)
            top = QRectF(inner.left(), inner.top(), inner.width(), 18)
            used = paint.text(
                p, theme, top, one.language, "caption", "text.secondary", align=paint.RIGHT
            )
            name = paint.single_line(one.name, 120)
            paint.text(p, theme, top.adjusted(0, 0, -used - 10, 0), name, "body", weight=500)
            below = QRectF(inner.left(), inner.top() + 18, inner.width(), 17)
            words = paint.single_line(one.text)
            paint.text(p, theme, below, words, "caption", "text.secondary")
        p.end()
