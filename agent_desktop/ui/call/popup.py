"""A small card that hangs under a button of the strip: keypad, number, note.

Promises that Escape or a press elsewhere closes it and that the caret returns to where it was. Refuses to be a dialog:
nothing behind it stops, and nothing is dimmed.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.theme.theme import Theme

_EDGE = 14


class Popup(QWidget):
    """A card of `width` px inside `host`. Subclasses fill `column`. What stands in `above` stays free."""

    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget, name: str, width: int) -> None:
        super().__init__(host)
        self.theme = theme
        self._host = host
        self._anchor: QWidget | None = None
        self._before: QWidget | None = None
        self.above: QWidget | None = None
        self.setAccessibleName(name)
        self.setFixedWidth(width + 2 * paint.SHADOW)
        self.column = QVBoxLayout(self)
        around = paint.SHADOW + _EDGE
        self.column.setContentsMargins(around, around, around, around)
        self.column.setSpacing(10)
        self.hide()

    def first(self) -> QWidget:
        """What gets the caret."""
        return self

    def open_under(self, anchor: QWidget) -> None:
        """Open under a button; where that is hidden, at the top of the window."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._anchor = anchor
        self.place()
        self.show()
        self.raise_()
        self.first().setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def place(self) -> None:
        """Under the anchor, inside the window."""
        self.adjustSize()
        host = self._host.rect()
        x, y = host.width() - self.width() - 24, 60
        anchor = self._anchor
        if anchor is not None and anchor.isVisible():
            at = anchor.mapTo(self._host, QPoint(0, anchor.height()))
            under = placed(QRect(at, anchor.size()), host.width())
            x, y = under.x() - paint.SHADOW, under.y() + 6 - paint.SHADOW
        above = self.above
        if above is not None and above.isVisible():
            y = max(y, above.mapTo(self._host, QPoint(0, above.height())).y() + 2 - paint.SHADOW)
        x = max(0, min(x, host.width() - self.width()))
        y = max(0, min(y, host.height() - self.height()))
        self.move(placed(QRect(QPoint(x, y), self.size()), host.width()).topLeft())

    def close_popup(self) -> None:
        """Close, and give the caret back."""
        if self.isHidden():
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        inside = self.isAncestorOf(QApplication.focusWidget() or self._host)
        self.hide()
        before, self._before = self._before, None
        if inside and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press elsewhere closes; its own button opens it again by itself."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            ours = watched is self or self.isAncestorOf(watched)
            if not ours and watched is not self._anchor and watched.window() is self.window():
                self.close_popup()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_popup()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        p = paint.on(self)
        edge = paint.SHADOW
        paint.popup(p, self.theme, QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))
        p.end()
