"""The timeline's scroll bar.

Promises to keep its room, so that nothing is laid out anew when the first message too many arrives. Refuses to show a
handle that cannot be moved.
"""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QScrollBar

from agent_desktop.ui.conversation.timeline.scroller import Scroller


class QuietBar(QScrollBar):
    """A scroll bar that keeps its room and shows nothing while there is nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the handle, if it can be moved."""
        if self.maximum() > 0:
            super().paintEvent(event)

    _last = 0

    def moved_to(self, value: int) -> int:
        """The agent moved the bar: by how many px since it was last known."""
        change, self._last = value - self._last, value
        return change

    def follow(self, scroller: Scroller) -> None:
        """Show where the view is, unless the agent holds the handle."""
        if self.isSliderDown():
            return
        with QSignalBlocker(self):
            maximum = scroller.maximum
            if self.maximum() != maximum or self.pageStep() != scroller.height:
                self.setPageStep(max(1, scroller.height))
                self.setRange(0, maximum)
            self.setValue(maximum if scroller.following else min(maximum, scroller.position))
        self._last = self.value()
        self.update()
