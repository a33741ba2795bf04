"""The focus ring around a widget, outside of its own rectangle.

Promises a ring whenever focus came from the keyboard or from the program, and none after a click. Refuses the mouse:
the ring lets every event through and is invisible to screen readers, which announce the focused widget itself.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme

# The mixin is no widget by itself: Qt allows one of its classes among the bases.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


RING_ROOM = 4
"""Margins that hold the ring of a widget at the edge of its parent, which would cut it off."""


class FocusRing(QWidget):
    """A ring that follows one widget as its sibling, so that scrolling and clipping come by themselves."""

    def __init__(self, theme: Theme, around: "RingedFocus", radius: float) -> None:
        super().__init__(around.parentWidget())
        self._theme = theme
        self._around = around
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stroke = theme.tokens.stroke
        self._grow = stroke.focus_ring + stroke.focus_offset
        around.installEventFilter(self)
        self._place()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the widget."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        p = paint.on(self)
        g = self._grow
        inner = QRectF(self.rect()).adjusted(g, g, -g, -g)
        paint.focus_ring(p, self._theme, inner, self._radius)
        p.end()

    def _place(self) -> None:
        g = self._grow
        inner = self._around.ringed().translated(self._around.pos())
        self.setGeometry(inner.adjusted(-g, -g, g, g))
        self.raise_()


class RingedFocus(_Widget):
    """Mixed into a widget before its Qt class, this gives it its ring. `ring_radius` fits the widget's corners."""

    theme: Theme
    ring_radius: float = 6
    _ring: FocusRing | None = None

    def ringed(self) -> QRect:
        """What the ring goes around, in the widget's own px: all of it, unless it is wider than it looks."""
        return self.rect()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, except after a click."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason or self.parentWidget() is None:
            return
        self._drop_ring()
        self._ring = FocusRing(self.theme, self, self.ring_radius)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        super().focusOutEvent(event)
        self._drop_ring()

    def _drop_ring(self) -> None:
        ring, self._ring = self._ring, None
        if ring is not None:
            ring.hide()
            ring.deleteLater()
