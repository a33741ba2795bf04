"""The timeline widget: shows the items of one conversation, scrolls, and tells what the agent did with them.

Promises that only what became different is painted, that nothing moves under the agent's eyes, and that `seen` names
only what stood on the screen of an active window. Refuses intents: its signals say what was asked, the pane posts.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from agent_desktop.desk.api import SoundLine
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.timeline import Message
from agent_desktop.ui.conversation.timeline import accessible
from agent_desktop.ui.conversation.timeline.canvas import paint_view
from agent_desktop.ui.conversation.timeline.damage import Snapshot
from agent_desktop.ui.conversation.timeline.estimates import estimated_height
from agent_desktop.ui.conversation.timeline.finder import Finder
from agent_desktop.ui.conversation.timeline.finding import reveal_found
from agent_desktop.ui.conversation.timeline.heights import Heights
from agent_desktop.ui.conversation.timeline.keyboard import Keyboard
from agent_desktop.ui.conversation.timeline.laid import Laid
from agent_desktop.ui.conversation.timeline.layouts import Layouts
from agent_desktop.ui.conversation.timeline.looks import (
    Act,
    Look,
    Scene,
    is_unsent,
    look_at,
    stale_words,
)
from agent_desktop.ui.conversation.timeline.margins import head_height, newest_rect, tail_height
from agent_desktop.ui.conversation.timeline.pointing import Pointing
from agent_desktop.ui.conversation.timeline.quietbar import QuietBar
from agent_desktop.ui.conversation.timeline.repainting import Repainting
from agent_desktop.ui.conversation.timeline.scroller import Scroller
from agent_desktop.ui.conversation.timeline.seeing import Seeing
from agent_desktop.ui.conversation.timeline.selection import Selection
from agent_desktop.ui.conversation.timeline.sound_hands import Listening
from agent_desktop.ui.conversation.timeline.stock import Stock
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_NEAR_TOP = 900
"""px above the view below which older items are asked for."""


class Timeline(QAbstractScrollArea):
    """See the module. `show_items` and `set_scene` feed it; it holds no desk."""

    acted = Signal(object, str)
    """(Act, key): an action on an own unsent item."""
    link_clicked = Signal(str)
    save_asked = Signal(object)
    """An attachment."""
    sound_seen = Signal(object)
    """An attachment that is a sound: its card came onto the screen."""
    play_asked = Signal(object, bool)
    """(attachment, True to play or False to stand still)"""
    seek_asked = Signal(object, int)
    """(attachment, ms from its beginning)"""
    speed_asked = Signal(float)
    older_wanted = Signal()
    seen = Signal(int)
    """The sequence of the newest item that was really on the screen."""
    left = Signal()
    """Escape, when nothing here wanted it."""
    typed = Signal(str)
    """A letter was typed here: it belongs to the composer."""

    def __init__(
        self,
        theme: Theme,
        *,
        active: Callable[[], bool] | None = None,
        sounds: Callable[[str], SoundLine] = lambda sound_id: SoundLine(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.stock = Stock()
        self.scene = Scene(me_id="", customer_name="", now=0)
        self.selection = Selection()
        self.finder = Finder()
        self.scroller = Scroller(lambda row: self.laid(row).height)
        self.typing, self.loading, self.complete = "", False, True
        self.unseen = 0
        self.focused_key, self.ringed = "", False
        self._repainting = Repainting(self)
        self._layouts = Layouts(theme)
        self._asked_older = False
        self.sounds = sounds
        self.listening = Listening(self)
        self.pointing = Pointing(self)
        self.keyboard = Keyboard(self)
        self._seeing = Seeing(self, active or self.isActiveWindow)
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
        accessible.install()
        theme.changed.connect(self.relay)

    # -- feeding ------------------------------------------------------------------

    def open(self, items: Sequence[ShownItem], scene: Scene) -> None:
        """Show another conversation, at its end."""
        self.scene = scene
        self.stock.clear()
        self.stock.take(items)
        self._layouts.clear()
        self.selection.clear()
        self.finder = Finder()
        self.focused_key = ""
        self.unseen = 0
        self._seeing.forget()
        self.listening.forget()
        self._asked_older = False
        self._margins()
        self.scroller.heights = Heights([estimated_height(item) for item in self.stock.items])
        self.scroller.to_end()
        self._after(None)
        accessible.told_reset(self)

    def show_items(self, items: Sequence[ShownItem]) -> None:
        """The items became different: splice them in, moving nothing that is being read."""
        before = self._repainting.snapshot()
        pins = self._pins()
        splice = self.stock.take(items)
        if splice.nothing:
            return
        fresh = self.stock.items[splice.start : splice.start + splice.inserted]
        for row in (*splice.changed, splice.start, splice.start + splice.inserted):
            # The row under a seam has another neighbour above now, which decides on its dividers.
            if row < len(self.stock):
                self._layouts.drop(self.stock.key(row))
        own = any(is_unsent(item) for item in fresh)
        at_end = splice.start + splice.inserted == len(self.stock)
        if splice.start == 0 and splice.inserted:
            self._asked_older = False
        self.scroller.heights.splice(
            splice.start, splice.removed, [estimated_height(item) for item in fresh]
        )
        if self.scroller.following or (own and at_end):
            self.scroller.to_end()
        else:
            self._repin(pins)
            if self.scroller.visible and splice.start > self.scroller.visible[-1][0]:
                self.unseen += sum(isinstance(one, Message) and one.incoming for one in fresh)
        if self.finder.query:
            self.finder.look(self.finder.query, self.stock.items)
        self._after(before, {self.stock.key(row) for row in splice.changed})
        if splice.inserted or splice.removed:
            accessible.told_reset(self)
        if at_end and not splice.removed and len(fresh) <= 3:
            accessible.announce_new(self, fresh)

    def set_scene(
        self,
        scene: Scene,
        *,
        typing: str = "",
        loading: bool = False,
        complete: bool = True,
    ) -> None:
        """Set what the looks depend on, who types now, and whether older items exist or are on their way."""
        scene = replace(scene, unfolded=self.scene.unfolded)
        same = scene == replace(self.scene, now=scene.now)
        before = self._repainting.snapshot()
        if self.loading and not loading:
            self._asked_older = False
        self.scene = scene
        self.typing, self.loading, self.complete = typing, loading, complete
        if not same:
            self._layouts.clear()
        old_margins = (self.scroller.head, self.scroller.tail)
        self._margins()
        self.scroller.arrange()
        if same and old_margins == (self.scroller.head, self.scroller.tail):
            self.viewport().update(self.tail_rect())
            self._after(before)
            if not len(self.stock):
                self.viewport().update()
        else:
            self._after(None)

    def tick(self, now: int) -> None:
        """The clock: count down what can be taken back, and turn the day's names at midnight."""
        old, self.scene = self.scene, replace(self.scene, now=now)
        if local(old.now, old.zone).date() != local(now, old.zone).date():
            self.relay()
            return
        for row, _ in self.scroller.visible:
            laid = self._layouts.peek(self.stock.key(row))
            if laid is not None and (laid.look.live or laid.look.meta_act is Act.UNDO):
                before = self._repainting.snapshot()
                key = self.stock.key(row)
                self._layouts.drop(key)
                self.scroller.arrange()
                self._after(before, {key})

    def relay(self) -> None:
        """Lay everything out anew: fonts, colours or names changed."""
        self._layouts.clear()
        self.pointing.forget()
        self._margins()
        self.scroller.arrange()
        self._after(None)

    def fold(self, key: str) -> None:
        """Show or hide what a mail quotes; the top of the mail stays where it is."""
        row = self.stock.row_of(key)
        y = None if row is None else self.scroller.y_of(row)
        before = self._repainting.snapshot()
        self.scene = replace(self.scene, unfolded=self.scene.unfolded ^ {key})
        self._layouts.drop(key)
        self.pointing.forget()
        self.selection.clear()
        self.scroller.following = False
        if row is not None and y is not None:
            self.scroller.pin(row, y + self.laid(row).height)
        self._after(before, {key})

    # -- reading ------------------------------------------------------------------

    def look(self, row: int) -> Look:
        """What a row says."""
        known = self._layouts.peek(self.stock.key(row))
        return known.look if known else look_at(self.stock.items, row, self.scene)

    def laid(self, row: int) -> Laid:
        """A row's layout, made when it is not kept."""
        return self._layouts.get(
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

    # -- scrolling ------------------------------------------------------------------

    def to_end(self) -> None:
        """Go to the newest item."""
        before = self._repainting.snapshot()
        self.scroller.to_end()
        self._after(before)

    def scroll_by(self, pixels: int) -> None:
        """Scroll by pixels, down when positive."""
        before = self._repainting.snapshot()
        self.scroller.move(pixels)
        self._after(before)

    def reveal(self, row: int, top: int = 0, bottom: int | None = None) -> None:
        """Bring a row, or a part of it, onto the screen."""
        before = self._repainting.snapshot()
        self.scroller.reveal(row, top, bottom)
        self._after(before)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Nothing: Qt would repaint everything; `_bar_moved` scrolls."""

    def _bar_moved(self, value: int) -> None:
        before = self._repainting.snapshot()
        change = self._bar.moved_to(value)
        if abs(change) <= 2 * self.scroller.height:
            self.scroller.move(change)
        else:
            self.scroller.jump(value)
        self._after(before)

    # -- showing what changed --------------------------------------------------------

    def _pins(self) -> list[tuple[str, int]]:
        heights = self.scroller.heights
        return [(self.stock.key(row), y + heights[row]) for row, y in self.scroller.visible]

    def _repin(self, pins: Sequence[tuple[str, int]]) -> None:
        for key, bottom in pins:
            row = self.stock.row_of(key)
            if row is not None:
                self.scroller.pin(row, bottom)
                return
        self.scroller.arrange()

    def _margins(self) -> None:
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
        """Where the way back to the newest item stands, counted from where lines begin; None at the end."""
        if self.scroller.following or not len(self.stock):
            return None
        return newest_rect(self.theme, self.viewport().size(), self.unseen)

    def _after(self, before: Snapshot | None, changed: Collection[str] = ()) -> None:
        """Paint what differs from `before` (None: everything), and tell who wants to know."""
        if self.scroller.following:
            self.unseen = 0
        self._repainting.paint_difference(before, changed)
        self._bar.follow(self.scroller)
        if not self.complete and not self.loading and not self._asked_older and len(self.stock):
            row, y = self.scroller.visible[0] if self.scroller.visible else (0, 0)
            if self.scroller.heights.top(row) - y < _NEAR_TOP:
                self._asked_older = True
                self.older_wanted.emit()
        self._seeing.look()
        self.listening.look()

    def sound_changed(self, sound_id: str) -> None:
        """A sound stands differently: paint its card anew."""
        self.listening.changed(sound_id)

    def update_rows(self, first: int, last: int) -> None:
        """Paint rows anew without moving anything."""
        for row, y in self.scroller.visible:
            if first <= row <= last:
                height = self.scroller.heights[row]
                self.viewport().update(QRect(0, y, self.viewport().width(), height))

    # -- finding ------------------------------------------------------------------

    def find_words(self, query: str) -> None:
        """Mark every place of `query` and go to the current one."""
        self.finder.look(query, self.stock.items)
        reveal_found(self)

    def find_step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place."""
        self.finder.step(by)
        reveal_found(self)

    # -- events -------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that the region touches."""
        paint_view(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the anchor; old heights serve as estimates until a row is seen."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._layouts.clear()
        self._margins()
        self.scroller.arrange()
        self._after(None)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave pointing to `Pointing`; Qt sends events before the constructor is through."""
        done = hasattr(self, "pointing") and self.pointing.handle(event)
        return done or super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to `Keyboard`."""
        if self.keyboard.key(event):
            event.accept()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which item is chosen."""
        super().focusInEvent(event)
        self.keyboard.focus_changed(event.reason() is Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The same."""
        super().focusOutEvent(event)
        self.keyboard.focus_changed(event.reason() is Qt.FocusReason.MouseFocusReason)
