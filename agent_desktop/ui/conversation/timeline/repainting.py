"""Painting only what became different on the screen of a timeline, by copying what merely moved.

Promises that what is shown afterwards is what painting everything would show. Refuses to lay out or to scroll.
"""

from collections.abc import Callable, Collection

from PySide6.QtCore import QRect, QRectF
from PySide6.QtWidgets import QAbstractScrollArea

from agent_desktop.ui.conversation.timeline.damage import Screen, Snapshot, compare
from agent_desktop.ui.conversation.timeline.scroller import Scroller
from agent_desktop.ui.conversation.timeline.stock import Stock
from agent_desktop.ui.kit.direction import placed


class Repainting:
    """The screen of one timeline, as it was painted last."""

    def __init__(
        self,
        view: QAbstractScrollArea,
        stock: Stock,
        scroller: Scroller,
        newest: Callable[[], QRectF | None],
    ) -> None:
        self._view = view
        self._stock = stock
        self._scroller = scroller
        self._newest = newest
        self._overlay: QRect | None = None

    def snapshot(self) -> Snapshot:
        """The rows on the screen now, to be compared with later."""
        heights = self._scroller.heights
        return {self._stock.key(row): (y, heights[row]) for row, y in self._scroller.visible}

    def paint_difference(self, before: Snapshot | None, changed: Collection[str]) -> None:
        """Paint what differs from `before` (None: everything), and the rows with the keys `changed`."""
        view, scroller = self._view, self._scroller
        port = view.viewport()
        old_overlay, self._overlay = self._overlay, self._covered()
        difference = None
        if before:
            difference = compare(
                Screen(before, old_overlay),
                Screen(self.snapshot(), self._overlay),
                changed,
                port.rect(),
                (scroller.visible[0][1] if scroller.visible else 0, scroller.bottom),
            )
        # Copying by a fraction of a device pixel would smear; painting is exact.
        if difference is None or (difference.shift and view.devicePixelRatioF() % 1):
            port.update()
            return
        if difference.shift:
            port.scroll(0, difference.shift, port.rect())
        if not difference.dirty.isEmpty():
            port.update(difference.dirty)

    def _covered(self) -> QRect | None:
        """What the way back to the newest item covers, with its smooth edges."""
        newest = self._newest()
        if newest is None:
            return None
        covered = newest.toAlignedRect().adjusted(-2, -2, 2, 2)
        return placed(covered, self._view.viewport().width())
