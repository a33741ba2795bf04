"""Which items somebody has really seen: they stood on the screen of an active window.

Promises each sequence at most once, after the event loop had time to paint. Refuses guesses about hidden windows.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from agent_desktop.ui.conversation.timeline.view import Timeline

_EDGE = 4
"""px that may be cut off at the bottom of an item that counts as seen."""


class Seeing(QObject):
    """Emits the timeline's `seen`."""

    def __init__(self, view: "Timeline", active: Callable[[], bool]) -> None:
        super().__init__(view)
        self._view = view
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
        view = self._view
        if not (view.isVisible() and self._active()):
            return
        edge = view.scroller.height + _EDGE
        newest = max(
            (
                view.stock.items[row].seq
                for row, y in view.scroller.visible
                if y + view.scroller.heights[row] <= edge
            ),
            default=0,
        )
        if newest > self._newest:
            self._newest = newest
            view.seen.emit(newest)
