"""Which items somebody has really seen: they stood on the screen of an active window.

Promises each sequence at most once, after the event loop had time to paint. Refuses guesses about hidden windows.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.conversation.timeline.scroller import Scroller
from agent_desktop.ui.conversation.timeline.stock import Stock

_EDGE = 4
"""px that may be cut off at the bottom of an item that counts as seen."""


class Seeing(QObject):
    """Of one view. `tell` gets the sequence of the newest item that was seen; `active` says whether somebody looks."""

    def __init__(
        self,
        view: QWidget,
        stock: Stock,
        scroller: Scroller,
        active: Callable[[], bool],
        tell: Callable[[int], None],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._stock = stock
        self._scroller = scroller
        self._tell = tell
        self._active = active
        self._newest = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._report)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A shown timeline and an activated window mean that somebody looks."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.ActivationChange):
            self.look()
        return False

    def look(self) -> None:
        """Something on the screen may have changed."""
        self._timer.start(0)

    def forget(self) -> None:
        """Another conversation."""
        self._newest = 0

    def _report(self) -> None:
        scroller = self._scroller
        if not (self._view.isVisible() and self._active()):
            return
        edge = scroller.height + _EDGE
        newest = max(
            (
                self._stock.items[row].seq
                for row, y in scroller.visible
                if y + scroller.heights[row] <= edge
            ),
            default=0,
        )
        if newest > self._newest:
            self._newest = newest
            self._tell(newest)
