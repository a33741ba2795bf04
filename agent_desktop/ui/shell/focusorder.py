"""F6: going from pane to pane, and Escape: back to the composer.

Promises to return to the widget that had the caret in a pane, and to skip panes that are hidden or have nothing to
focus.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusOrder:
    """The panes in order. A pane inside another one (the composer in the thread) counts as its own."""

    def __init__(self) -> None:
        self.stops: list[QWidget] = []
        self.composer: QWidget | None = None
        self._last: dict[QWidget, QWidget] = {}

    def current(self) -> QWidget | None:
        """The innermost pane that has the caret."""
        focused = QApplication.focusWidget()
        holding = [
            stop
            for stop in self.stops
            if focused is not None and (stop is focused or stop.isAncestorOf(focused))
        ]
        return min(holding, key=_depth, default=None) if holding else None

    def move(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) pane. False when there is none to go to."""
        here = self.current()
        focused = QApplication.focusWidget()
        if here is not None and focused is not None:
            self._last[here] = focused
        start = self.stops.index(here) if here is not None else (-1 if step > 0 else 0)
        for distance in range(1, len(self.stops) + 1):
            stop = self.stops[(start + step * distance) % len(self.stops)]
            target = self._target(stop)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def to_composer(self) -> bool:
        """Put the caret into the composer. False when it cannot take it."""
        return self.move_to(self.composer)

    def move_to(self, pane: QWidget | None) -> bool:
        """Put the caret into a pane. False when it cannot take it."""
        target = self._target(pane) if pane is not None else None
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _target(self, stop: QWidget) -> QWidget | None:
        inner = [other for other in self.stops if other is not stop and stop.isAncestorOf(other)]

        def usable(widget: QWidget) -> bool:
            return (
                widget.isVisible()
                and widget.isEnabled()
                and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
                and not any(part is widget or part.isAncestorOf(widget) for part in inner)
            )

        last = self._last.get(stop)
        if last is not None and isValid(last) and stop.isAncestorOf(last) and usable(last):
            return last
        proxy = stop.focusProxy()
        for candidate in (proxy, stop, *stop.findChildren(QWidget)):
            if candidate is not None and usable(candidate):
                return candidate
        return None


def _depth(widget: QWidget) -> int:
    """Smaller is deeper inside."""
    depth, parent = 0, widget.parentWidget()
    while parent is not None:
        depth, parent = depth - 1, parent.parentWidget()
    return depth
