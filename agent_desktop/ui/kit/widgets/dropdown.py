"""A button that shows which of several things is chosen, and opens the list of them.

Promises that a choice is told once and only when the agent changed it, that it is as high as a text field beside it,
and that words too long for the button are whole in its tooltip. Refuses to open an empty list.
"""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.theme.theme import Theme

_PAD = 10
_TEXT = 13
"""px before the words, as in a text field."""
_CHEVRON = 14
_WIDEST = 220
"""px to which a compact one grows with its words, where there is room for it."""


class DropDown(PaintedButton):
    """Emits `chosen` with the key of another choice. `name` is what is chosen here, for a screen reader. In bars it is
    `compact`, as text fields are there."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        width: int = 260,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        control = theme.tokens.size.control
        self._high = control.md if compact else control.lg
        self._name = name
        self._wide = width
        self._grows = compact
        self._options: tuple[tuple[str, str], ...] = ()
        self.current = ""
        self.list: QMenu | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(width)
        self.clicked.connect(self.open)
        self._say()

    def show_options(self, options: Sequence[tuple[str, str]], current: str) -> None:
        """Offer these, each a key and its words, with the one in use."""
        fresh = tuple(options)
        if (fresh, current) != (self._options, self.current):
            self._options, self.current = fresh, current
            self._say()

    def choose(self, key: str) -> None:
        """Have this one in use, where it is one of those offered; nobody is told."""
        if key in dict(self._options):
            self.show_options(self._options, key)

    @property
    def choices(self) -> int:
        """How many things can be chosen."""
        return len(self._options)

    def _say(self) -> None:
        words = dict(self._options).get(self.current, "")
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)
        if self._grows:
            self.setMaximumWidth(self.sizeHint().width())
            self.updateGeometry()
        self.update()

    def open(self) -> None:
        """Show the list under the button."""
        if not self._options:
            return
        made = self.list = menu(self.theme, self._name, self)
        made.aboutToHide.connect(made.deleteLater)
        for key, words in self._options:
            action = made.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(key == self.current)
            action.setData(key)
            if key == self.current:
                made.setActiveAction(action)
        made.triggered.connect(lambda action: self._choose(str(action.data())))
        made.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _choose(self, key: str) -> None:
        if key != self.current:
            self.current = key
            self._say()
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, as in every list of this kind."""
        if event.key() == Qt.Key.Key_Down:
            self.open()
        else:
            super().keyPressEvent(event)

    @property
    def readable(self) -> int:
        """px in which its words are whole, unless they are very long."""
        whole = ceil(self.theme.width(self.text(), "body")) + _TEXT + _PAD + _CHEVRON + 7
        return min(whole, _WIDEST)

    def sizeHint(self) -> QSize:
        """As wide as it may be: a list of them stands in one column. In bars it may grow with its words."""
        if not self._grows:
            return QSize(self._wide, self._high)
        return QSize(max(self._wide, self.readable), self._high)

    def minimumSizeHint(self) -> QSize:
        """Words give way."""
        return QSize(120, self._high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and chevron."""
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        radius = theme.tokens.radius.md
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        back = "bg.pressed" if self.hovered or self.isDown() else "bg.raised"
        if self.isEnabled():
            paint.fill(p, inner, theme.color(back), radius)
        paint.outline(
            p, rect, theme.color("border.strong" if self.isEnabled() else "border.subtle"), radius
        )
        color = "text.primary" if self.isEnabled() else "text.disabled"
        area = rect.adjusted(_TEXT, 0, -_PAD - _CHEVRON - 6, 0)
        paint.text(p, theme, area, self.text(), "body", color)
        at = QPointF(rect.right() - _PAD - _CHEVRON, rect.center().y() - _CHEVRON / 2)
        paint.icon(p, theme, "chevron-down", at, _CHEVRON, color)
        p.end()
