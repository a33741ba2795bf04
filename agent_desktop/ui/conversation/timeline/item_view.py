"""The timeline as an item view: items laid out one below the other, as far as they are on the screen.

Promises that only what became different is painted, and that nothing moves under the agent's eyes. Refuses hands and
intents: what the agent does comes in through mouse and keyboard of the view, and leaves as signals.
"""

from collections.abc import Callable, Collection

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from agent_desktop.model.attachments import Attachment
from agent_desktop.ui.conversation.timeline.damage import Snapshot
from agent_desktop.ui.conversation.timeline.finder import Finder
from agent_desktop.ui.conversation.timeline.hover import Hover
from agent_desktop.ui.conversation.timeline.laid import Laid
from agent_desktop.ui.conversation.timeline.layouts import Layouts
from agent_desktop.ui.conversation.timeline.look import Look, Scene, is_unsent
from agent_desktop.ui.conversation.timeline.looks import look_at, stale_words
from agent_desktop.ui.conversation.timeline.margins import head_height, newest_rect, tail_height
from agent_desktop.ui.conversation.timeline.quietbar import QuietBar
from agent_desktop.ui.conversation.timeline.repainting import Repainting
from agent_desktop.ui.conversation.timeline.scroller import Scroller
from agent_desktop.ui.conversation.timeline.seeing import Seeing
from agent_desktop.ui.conversation.timeline.selection import Selection
from agent_desktop.ui.conversation.timeline.stock import Stock
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

OwnEntry = Callable[[int], tuple[str, Callable[[], None]] | None]
"""What an item's menu says besides, and does: the conversation's part, of which the view knows nothing."""
_NEAR_TOP = 900
"""px above the view below which older items are asked for."""


class ItemView(QAbstractScrollArea):
    """What is shown, and how it lies on the screen; `view.py` gives it items and hands."""

    acted = Signal(object, str)
    """(Act, key): an action on an own unsent item."""
    link_clicked = Signal(str)
    save_asked = Signal(object)
    """An attachment, or several."""
    amend_asked = Signal(object, object, str)
    """(message, WishKind, text): what shall become of a message that is at its network."""
    older_wanted = Signal()
    seen = Signal(int)
    """The sequence of the newest item that was really on the screen."""
    left = Signal()
    """Escape, when nothing here wanted it."""
    typed = Signal(str)
    """A letter was typed here: it belongs to the composer."""

    def __init__(
        self, theme: Theme, active: Callable[[], bool] | None, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.stock = Stock()
        self.own_entry: OwnEntry = lambda row: None
        self.scene = Scene(me_id="", customer_name="", now=0)
        self.selection = Selection()
        self.finder = Finder()
        self.scroller = Scroller(lambda row: self.laid(row).height)
        self.hover = Hover()
        self.typing, self.loading, self.complete = "", False, True
        self.unseen = 0
        self.focused_key, self.ringed = "", False
        self.repainting = Repainting(self, self.stock, self.scroller, self.newest)
        self.layouts = Layouts(theme)
        self.asked_older = False
        self.pictures: Callable[[Attachment], QImage | None] = lambda attachment: None
        self.uploaded: Callable[[str], int | None] = lambda file_id: None
        looked_at = active or self.isActiveWindow
        self.seeing = Seeing(self, self.stock, self.scroller, looked_at, self.seen.emit)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QuietBar(Qt.Orientation.Vertical)
        self.setVerticalScrollBar(self._bar)
        # Always there, so that nothing is laid out anew when the first message too many arrives.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Conversation"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self._bar.setSingleStep(40)
        self._bar.valueChanged.connect(self._bar_moved)
        self._bar.sliderReleased.connect(lambda: self._bar.follow(self.scroller))
        theme.changed.connect(self.relay)

    # -- reading -----------------------------------------------------------------------

    def look(self, row: int) -> Look:
        """What a row says."""
        known = self.layouts.peek(self.stock.key(row))
        return known.look if known else look_at(self.stock.items, row, self.scene)

    def laid(self, row: int) -> Laid:
        """A row's layout, made when it is not kept."""
        return self.layouts.get(
            self.stock.key(row),
            lambda: look_at(self.stock.items, row, self.scene),
            self.viewport().width(),
        )

    def row_rect(self, row: int) -> QRect | None:
        """Where a row stands in the viewport, None when it is off the screen."""
        y = self.scroller.y_of(row)
        if y is None:
            return None
        return QRect(0, y, self.viewport().width(), self.scroller.heights[row])

    # -- scrolling ---------------------------------------------------------------------

    def to_end(self) -> None:
        """Go to the newest item."""
        before = self.repainting.snapshot()
        self.scroller.to_end()
        self.after(before)

    def scroll_by(self, pixels: int) -> None:
        """Scroll by pixels, down when positive."""
        before = self.repainting.snapshot()
        self.scroller.move(pixels)
        self.after(before)

    def reveal(self, row: int, top: int = 0, bottom: int | None = None) -> None:
        """Bring a row, or a part of it, onto the screen."""
        before = self.repainting.snapshot()
        self.scroller.reveal(row, top, bottom)
        self.after(before)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Nothing: Qt would repaint everything; `_bar_moved` scrolls."""

    def _bar_moved(self, value: int) -> None:
        before = self.repainting.snapshot()
        change = self._bar.moved_to(value)
        if abs(change) <= 2 * self.scroller.height:
            self.scroller.move(change)
        else:
            self.scroller.jump(value)
        self.after(before)

    # -- showing what changed ----------------------------------------------------------

    def relay(self) -> None:
        """Lay everything out anew: fonts, colours or names changed."""
        self.layouts.clear()
        self.hover.forget()
        self.margins()
        self.scroller.arrange()
        self.after(None)

    def margins(self) -> None:
        """Room above the first and below the last row, and the height of the view."""
        self.scroller.head = head_height(self.complete)
        self.scroller.tail = tail_height(bool(self.stale_tail()), bool(self.typing))
        self.scroller.height = max(1, self.viewport().height())

    def stale_tail(self) -> str:
        """The divider after everything, when no unsent item carries it."""
        since = self.scene.stale_since
        items = self.stock.items
        if since is None or (items and is_unsent(items[-1])):
            return ""
        return stale_words(since, self.scene.zone)

    def tail_rect(self) -> QRect:
        """What lies below the last row."""
        return QRect(0, self.scroller.bottom, self.viewport().width(), self.scroller.tail)

    def newest(self) -> QRectF | None:
        """Where the way back to the newest item stands, counted from where lines begin; None with the end in sight."""
        if self.scroller.following or self._end_in_sight():
            return None
        return newest_rect(self.theme, self.viewport().size(), self.unseen)

    def _end_in_sight(self) -> bool:
        """True when nothing but the margin below the last row may be cut off."""
        visible, last = self.scroller.visible, len(self.stock) - 1
        return not visible or (
            visible[-1][0] == last and self.scroller.bottom <= self.scroller.height
        )

    def after(self, before: Snapshot | None, changed: Collection[str] = ()) -> None:
        """Paint what differs from `before` (None: everything), and tell who wants to know."""
        if self.scroller.following:
            self.unseen = 0
        self.repainting.paint_difference(before, changed)
        self._bar.follow(self.scroller)
        if not self.complete and not self.loading and not self.asked_older and len(self.stock):
            row, y = self.scroller.visible[0] if self.scroller.visible else (0, 0)
            if self.scroller.heights.top(row) - y < _NEAR_TOP:
                self.asked_older = True
                self.older_wanted.emit()
        self.seeing.look()

    def update_rows(self, first: int, last: int) -> None:
        """Paint rows anew without moving anything."""
        for row, y in self.scroller.visible:
            if first <= row <= last:
                height = self.scroller.heights[row]
                self.viewport().update(QRect(0, y, self.viewport().width(), height))
