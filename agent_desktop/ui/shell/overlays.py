"""What floats over the thread at its top right: offers first, passing notices under them.

Promises never to take focus nor to catch a click beside its cards. Refuses to cover a sheet that is open.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.notices import Toast

_TOP = 12
_RIGHT = 16
_GAP = 4


class Overlays:
    """Places widgets inside `host` over a rectangle that the shell keeps up to date.

    `raise_sheets` is called whenever something was raised.
    """

    def __init__(self, host: QWidget, raise_sheets: Callable[[], None]) -> None:
        self._host = host
        self._raise_sheets = raise_sheets
        self._area = QRect()
        self._offers: QWidget | None = None
        self._toasts: list[Toast] = []
        self._margin = 0

    def set_offers(self, offers: QWidget, shadow: int = paint.SHADOW) -> None:
        """The widget with all offers; `shadow` is the room around its cards that does not count for alignment."""
        self._offers = offers
        self._margin = shadow
        offers.setParent(self._host)
        self.place()

    def set_area(self, area: QRect) -> None:
        """The thread's rectangle in the host."""
        self._area = area
        self.place()

    def show_toast(self, toast: Toast) -> None:
        """Show a notice on top of the earlier ones."""
        toast.setParent(self._host)
        self._toasts.insert(0, toast)
        toast.closed.connect(lambda: self._gone(toast))
        self.place()
        toast.appear()
        if self._offers is not None:
            self._offers.raise_()
        self._raise_sheets()

    def _gone(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
        # The toast still has its size in this moment.
        QTimer.singleShot(0, self._host, self.place)

    def place(self) -> None:
        """Put everything where it belongs."""
        if self._area.isNull():
            return
        right = self._area.right() + 1 - _RIGHT
        top = self._area.top() + _TOP
        if self._offers is not None:
            self._offers.adjustSize()
            m = self._margin
            self._offers.move(right + m - self._offers.width(), top - m)
            if not self._offers.isHidden():
                top += self._offers.height() - 2 * m + 8
            self._offers.raise_()
        for toast in self._toasts:
            toast.adjustSize()
            s = paint.SHADOW
            toast.move(QPoint(right + s - toast.width(), top - s))
            top += toast.height() - 2 * s + _GAP + 4
        self._raise_sheets()
