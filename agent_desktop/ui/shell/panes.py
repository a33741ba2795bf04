"""The three panes: list, thread, sidebar, with the widths of the grid.

Promises that widths which the agent chose are kept for each kind of window width, that the thread never gets narrower
than it can be read, and that below 1152 px the sidebar lies over the thread instead of squeezing it.
"""

from enum import StrEnum

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPoint,
    QPropertyAnimation,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import mirrored, placed, sides
from agent_desktop.ui.theme.theme import Theme

MEDIUM = 1360
NARROW = 1152
_TIER_WIDTHS = {"medium": (288, 288), "narrow": (280, 320)}


class Tier(StrEnum):
    """The kind of window width."""

    WIDE = "wide"
    MEDIUM = "medium"
    NARROW = "narrow"


def tier_of(window_width: int) -> Tier:
    """The kind of a window width in px."""
    if window_width < NARROW:
        return Tier.NARROW
    return Tier.MEDIUM if window_width < MEDIUM else Tier.WIDE


class _Drawer(QWidget):
    """What holds the sidebar while it lies over the thread."""

    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(*sides(1, 0, 0, 0))
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.window"))
        p.fillRect(QRectF(0, 0, 1, self.height()), self.theme.color("border.strong"))
        p.end()


class Panes(QWidget):
    """Holds the panes. `arranged` is emitted whenever the thread's place or the kind of width changed."""

    arranged = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.tier = Tier.WIDE
        self.list_pane: QWidget | None = None
        self.thread_pane: QWidget | None = None
        self.sidebar_pane: QWidget | None = None
        self._sidebar_wanted = True
        size = theme.tokens.size
        defaults = {Tier.WIDE.value: (size.work_list.default, size.sidebar.default)}
        self._widths: dict[str, tuple[int, int]] = defaults | _TIER_WIDTHS
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.splitterMoved.connect(self._moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._splitter)
        self._drawer = _Drawer(theme, self)
        self._drawer.left.connect(self.hide_drawer)

    def set_panes(self, list_pane: QWidget, thread: QWidget, sidebar: QWidget) -> None:
        """Put the panes in. Earlier ones are taken out and left to their owner."""
        for old in (self.list_pane, self.thread_pane, self.sidebar_pane):
            if old is not None:
                old.setParent(None)
        size = self.theme.tokens.size
        self.list_pane, self.thread_pane, self.sidebar_pane = list_pane, thread, sidebar
        list_pane.setMinimumWidth(size.work_list.min)
        list_pane.setMaximumWidth(size.work_list.max)
        thread.setMinimumWidth(size.thread_min)
        sidebar.setMinimumWidth(size.sidebar.min)
        sidebar.setMaximumWidth(size.sidebar.max)
        self._splitter.addWidget(list_pane)
        self._splitter.addWidget(thread)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        thread.installEventFilter(self)
        self._arrange()

    # -- widths -----------------------------------------------------------------

    def widths(self) -> dict[str, list[int]]:
        """The chosen widths of list and sidebar by kind of window width, to be kept."""
        return {tier: list(pair) for tier, pair in self._widths.items()}

    def restore(self, kept: object) -> None:
        """Take what `widths` gave; anything else in it is ignored."""
        if not isinstance(kept, dict):
            return
        for tier in Tier:
            pair = kept.get(tier.value)
            if (
                isinstance(pair, list | tuple)
                and len(pair) == 2
                and all(type(n) is int for n in pair)
            ):
                self._widths[tier.value] = self._clamped(pair[0], pair[1])
        self._arrange()

    def _clamped(self, list_width: int, sidebar_width: int) -> tuple[int, int]:
        size = self.theme.tokens.size
        return (
            min(max(list_width, size.work_list.min), size.work_list.max),
            min(max(sidebar_width, size.sidebar.min), size.sidebar.max),
        )

    def _moved(self) -> None:
        sizes = self._splitter.sizes()
        before = self._widths[self.tier.value]
        sidebar = sizes[2] if len(sizes) > 2 else before[1]
        self._widths[self.tier.value] = self._clamped(sizes[0], sidebar)

    # -- arranging ----------------------------------------------------------------

    def set_window_width(self, width: int) -> None:
        """Follow the width of the window, in px."""
        tier = tier_of(width)
        if tier is not self.tier:
            self.tier = tier
            self._arrange()

    @property
    def sidebar_shown(self) -> bool:
        """True while the sidebar can be seen."""
        if self.tier is Tier.NARROW:
            return not self._drawer.isHidden()
        return self._sidebar_wanted

    def thread_seen(self) -> QRect:
        """The part of the thread that no sidebar lies over, in the coordinates of the panes; empty without a thread."""
        if self.thread_pane is None:
            return QRect()
        seen = QRect(self.thread_pane.mapTo(self, QPoint(0, 0)), self.thread_pane.size())
        if not self._drawer.isHidden():
            seen = placed(seen, self.width())
            seen.setRight(self.width() - self._drawer.width() - 1)
            seen = placed(seen, self.width())
        return seen

    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar: beside the thread, or over it in a narrow window."""
        if self.sidebar_pane is None:
            return
        if self.tier is Tier.NARROW:
            if self._drawer.isHidden():
                self._show_drawer()
            else:
                self.hide_drawer()
        else:
            self._sidebar_wanted = not self._sidebar_wanted
            self.sidebar_pane.setVisible(self._sidebar_wanted)
        self.arranged.emit()

    def show_sidebar(self) -> None:
        """Let the sidebar be seen. The caret stays where it is."""
        if not self.sidebar_shown:
            self.toggle_sidebar()

    def hide_drawer(self) -> None:
        """Put the overlaid sidebar away, and the caret back to the thread if it was inside."""
        inside = self._drawer.isAncestorOf(self.focusWidget() or self)
        self._drawer.hide()
        if inside and self.thread_pane is not None:
            self.thread_pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arranged.emit()

    def _show_drawer(self) -> None:
        self._place_drawer()
        self._drawer.show()
        self._drawer.raise_()
        duration = self.theme.duration("base")
        if duration:
            end = self._drawer.pos()
            slide = QPropertyAnimation(self._drawer, b"pos", self._drawer)
            slide.setDuration(duration)
            slide.setEasingCurve(QEasingCurve.Type.OutCubic)
            slide.setStartValue(end + QPoint(-24 if mirrored() else 24, 0))
            slide.setEndValue(end)
            slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _place_drawer(self) -> None:
        width = self._widths[Tier.NARROW.value][1] + 1
        drawer = QRect(self.width() - width, 0, width, self.height())
        self._drawer.setGeometry(placed(drawer, self.width()))

    def _arrange(self) -> None:
        if self.sidebar_pane is None:
            return
        list_width, sidebar_width = self._widths[self.tier.value]
        drawer = self._drawer.layout()
        if self.tier is Tier.NARROW:
            if drawer is not None and self.sidebar_pane.parentWidget() is not self._drawer:
                self._drawer.hide()
                drawer.addWidget(self.sidebar_pane)
            self.sidebar_pane.show()
            self._splitter.setSizes([list_width, max(1, self.width() - list_width)])
        else:
            if self.sidebar_pane.parentWidget() is not self._splitter:
                self._drawer.hide()
                self._splitter.addWidget(self.sidebar_pane)
                self._splitter.setStretchFactor(2, 0)
            self.sidebar_pane.setVisible(self._sidebar_wanted)
            thread = max(1, self.width() - list_width - sidebar_width - 2)
            self._splitter.setSizes([list_width, thread, sidebar_width])
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the widths of list and sidebar; the thread takes the rest."""
        super().resizeEvent(event)
        self._arrange()
        self._place_drawer()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The thread moved or changed its size: overlays follow it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.arranged.emit()
        return False
