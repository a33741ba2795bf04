"""A card that can be chosen, with its radio mark.

Promises that the whole card answers a click and that the mark is a real radio button for keys and screen readers.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.focus import RingedFocus
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme

_MARK = 18


class RadioMark(RingedFocus, QRadioButton):
    """The round mark of a card."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.theme = theme
        self.ring_radius = _MARK / 2
        self.setAccessibleName(name)
        self.setFixedSize(_MARK, _MARK)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """The mark alone."""
        return QSize(_MARK, _MARK)

    def hitButton(self, pos: object) -> bool:
        """All of it."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """A disc with a hole, or a circle."""
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        if self.isChecked():
            paint.fill(p, rect, theme.color("accent.fill"), _MARK / 2)
            dot = QRectF(0, 0, 8, 8)
            dot.moveCenter(rect.center())
            paint.fill(p, dot, theme.color("text.onAccent"), 4)
        else:
            paint.outline(p, rect, theme.color("border.control"), _MARK / 2)
        p.end()


class Card(QWidget):
    """A bordered surface with an icon, a title and the radio mark; `body` takes the rest."""

    def __init__(self, theme: Theme, title: str, icon: str) -> None:
        super().__init__()
        self.theme = theme
        self._icon = icon
        self.mark = RadioMark(theme, title)
        self.mark.toggled.connect(self.update)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 24, 22, 20)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(*sides(34, 0, 0, 0))
        head.addWidget(Label(theme, title, "title"), 1)
        head.addWidget(self.mark)
        column.addLayout(head)
        column.addSpacing(12)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        column.addLayout(self.body, 1)

    @property
    def chosen(self) -> bool:
        """True while this card is the choice."""
        return self.mark.isChecked()

    def choose(self) -> None:
        """Make it the choice."""
        self.mark.setChecked(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere chooses the card."""
        if self.mark.isEnabled():
            self.choose()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint surface, border and icon."""
        p = paint.on(self)
        rect, theme = QRectF(self.rect()), self.theme
        radius = theme.tokens.radius.lg + 2
        paint.fill(p, rect.adjusted(1, 1, -1, -1), theme.color("bg.surface"), radius)
        if self.chosen:
            paint.outline(p, rect, theme.color("focus.ring"), radius, 2)
        else:
            paint.outline(p, rect, theme.color("border.strong"), radius)
        color = "accent.text" if self.chosen else "text.secondary"
        at = QPointF(22, self.mark.geometry().center().y() - 10)
        paint.icon(p, theme, self._icon, at, 22, color)
        p.end()
