"""A card over the panes with the rest dimmed: the ground of the palette and of the key sheet.

Promises that Escape or a click beside it closes it and that the caret returns to where it was; that one over a pane
follows that pane, and goes when the pane is hidden. Refuses to cover the rail, the call strip or the status bar.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.theme.theme import Theme


class Sheet(QWidget):
    """The dimmed ground with a card of `width` px. Subclasses fill `card_layout` and say how high the card is."""

    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget, name: str, width: int) -> None:
        super().__init__(host)
        self.theme = theme
        self._width = width
        self._before: QWidget | None = None
        self._surround = QRect()
        self._host = host
        self._pane: QWidget | None = None
        self.card = QWidget(self)
        self.card.setAccessibleName(name)
        self.setAccessibleName(name)
        self.card_layout = QVBoxLayout(self.card)
        self.card_layout.setContentsMargins(1, 1, 1, 1)
        self.card_layout.setSpacing(0)
        self.hide()

    def card_height(self) -> int:
        """The height of the card in px, before it is cut to the room there is."""
        return self.card.sizeHint().height()

    def first(self) -> QWidget:
        """What gets the caret."""
        return self.card

    def open_over(self, area: QRect, card_area: QRect) -> None:
        """Dim `area` and show the card over the middle of `card_area`, both in the host."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.set_areas(area, card_area)
        self.show()
        self.raise_()
        self.first().setFocus(Qt.FocusReason.PopupFocusReason)

    def open_on(self, pane: QWidget) -> None:
        """Dim a pane of the host's, show the card over its middle, and follow it as long as this is open."""
        self._let_go()
        self._pane = pane
        for one in self._carriers(pane):
            one.installEventFilter(self)
        area = self._place_of(pane)
        self.open_over(area, area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pane has another place or size, or is not shown any more."""
        if self._pane is not None and not self.isHidden():
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
                area = self._place_of(self._pane)
                self.set_areas(area, area)
            elif event.type() is QEvent.Type.Hide and not self._pane.isVisible():
                self.close_sheet()
        return False

    def _carriers(self, pane: QWidget) -> list[QWidget]:
        """The pane, and what it stands in below the host: each of them may move it."""
        found = []
        one: QWidget | None = pane
        while one is not None and one is not self._host:
            found.append(one)
            one = one.parentWidget()
        return found

    def _place_of(self, pane: QWidget) -> QRect:
        return QRect(pane.mapTo(self._host, QPoint(0, 0)), pane.size())

    def _let_go(self) -> None:
        pane, self._pane = self._pane, None
        for one in self._carriers(pane) if pane is not None else ():
            one.removeEventFilter(self)

    def set_areas(self, area: QRect, card_area: QRect) -> None:
        """Follow the window."""
        self.setGeometry(area)
        self._surround = card_area.translated(-area.topLeft())
        self.place_card()

    def place_card(self) -> None:
        """Put the card over the panes, a little below their top, not higher than there is room."""
        top = min(64, self.height() // 10)
        width = min(self._width, self.width() - 48)
        center = self._surround.center().x()
        left = max(24, min(center - width // 2, self.width() - width - 24))
        height = min(self.card_height(), self.height() - top - 24)
        self.card.setGeometry(left, top, width, height)
        self.update()

    def close_sheet(self) -> None:
        """Close, and give the caret back."""
        if self.isHidden():
            return
        self.hide()
        self._let_go()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card in its place."""
        super().resizeEvent(event)
        self.place_card()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim, then paint the card with its shadow."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.scrim"))
        paint.popup(p, self.theme, QRectF(placed(self.card.geometry(), self.width())))
        p.end()
