"""What floats over the thread at its top end: offers first, passing notices under them.

Promises never to take focus nor to catch a click beside its cards. Refuses to cover a sheet that is open.
"""

from collections.abc import Callable

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import placed
from agent_desktop.ui.kit.widgets.floating import Floating
from agent_desktop.ui.kit.widgets.notices import Toast

_TOP = 12
_END = 16
_GAP = 4


class Overlays:
    """Places widgets inside `host` over a rectangle that the shell keeps up to date.

    `raise_sheets` is called whenever something was raised.
    """

    def __init__(self, host: QWidget, raise_sheets: Callable[[], None]) -> None:
        self._host = host
        self._raise_sheets = raise_sheets
        self._area = QRect()
        self._offers: Floating | None = None
        self._toasts: list[Toast] = []
        self._margin = 0

    def set_offers(self, offers: Floating, shadow: int = paint.SHADOW) -> None:
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
        area = placed(self._area, self._host.width())
        top = area.top() + _TOP
        if self._offers is not None:
            self._put(self._offers, area, top, self._margin)
            if not self._offers.isHidden():
                top += self._offers.height() - 2 * self._margin + 8
            self._offers.raise_()
        for toast in self._toasts:
            self._put(toast, area, top, paint.SHADOW)
            top += toast.height() - 2 * paint.SHADOW + _GAP + 4
        self._raise_sheets()

    def _put(self, widget: Floating, area: QRect, top: int, shadow: int) -> None:
        """At the end of the area; where it is too narrow, over what comes after it, never over the work list."""
        widget.fit(area.width() - 2 * _END)
        width = widget.width() - 2 * shadow
        x = max(area.right() + 1 - _END - width, area.left() + _END) - shadow
        place = QRect(x, top - shadow, widget.width(), widget.height())
        widget.move(placed(place, self._host.width()).topLeft())
