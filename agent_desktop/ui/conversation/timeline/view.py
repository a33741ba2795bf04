"""The timeline widget: shows the items of one conversation, scrolls, and tells what the agent did with them.

Promises that only what became different is painted, that nothing moves under the agent's eyes, and that `seen` names
only what stood on the screen of an active window. Refuses intents: its signals say what was asked, the pane posts.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from agent_desktop.model.timeline import Message, SystemLine, TimelineItem
from agent_desktop.ui.conversation.timeline import accessible
from agent_desktop.ui.conversation.timeline.finder import Finder
from agent_desktop.ui.conversation.timeline.heights import Heights
from agent_desktop.ui.conversation.timeline.laid import Laid, Layouter
from agent_desktop.ui.conversation.timeline.looks import (
    Act,
    Look,
    Scene,
    is_unsent,
    key_of,
    look_at,
    stale_words,
)
from agent_desktop.ui.conversation.timeline.margins import (
    head_height,
    newest_rect,
    paint_head,
    paint_newest,
    paint_nothing,
    paint_tail,
    tail_height,
)
from agent_desktop.ui.conversation.timeline.marking import marks_for
from agent_desktop.ui.conversation.timeline.painters import Brush, paint_row
from agent_desktop.ui.conversation.timeline.pointing import Pointing
from agent_desktop.ui.conversation.timeline.scroller import Scroller
from agent_desktop.ui.conversation.timeline.selection import Selection
from agent_desktop.ui.conversation.timeline.stock import Stock
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

KEPT = 400
"""Layouts kept beyond the visible ones."""

_STRAY = 4
"""px by which an exposed strip is widened: scrolling by copying left stray rows without."""

_NEAR_TOP = 900
"""px above the view below which older items are asked for."""


class Timeline(QAbstractScrollArea):
    """See the module. `show_items` and `set_scene` feed it; it holds no desk."""

    acted = Signal(object, str)
    """(Act, key): an action on an own unsent item."""
    link_clicked = Signal(str)
    save_asked = Signal(object)
    """An attachment."""
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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.stock = Stock()
        self.scene = Scene(me_id="", customer_name="", now=0)
        self.selection = Selection()
        self.finder = Finder()
        self.scroller = Scroller(lambda row: self.laid(row).height)
        self.typing = ""
        self.loading = False
        self.complete = True
        self.unseen = 0
        self.focused_key = ""
        self.ringed = False
        self._layouter = Layouter(theme)
        self._laid: OrderedDict[str, Laid] = OrderedDict()
        self._active = active or self.isActiveWindow
        self._seen = 0
        self._asked_older = False
        self._pointing = Pointing(self)
        self._seeing = QTimer(self)
        self._seeing.setSingleShot(True)
        self._seeing.timeout.connect(self._report_seen)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(_QuietBar(Qt.Orientation.Vertical))
        # Always there, so that nothing is laid out anew when the first message too many arrives.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Conversation"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._bar_moved)
        self.verticalScrollBar().sliderReleased.connect(self._sync_bar)
        accessible.install()
        theme.changed.connect(self.relay)

    # -- feeding ------------------------------------------------------------------

    def open(self, items: Sequence[TimelineItem], scene: Scene) -> None:
        """Show another conversation, at its end."""
        self.scene = scene
        self.stock.clear()
        self.stock.take(items)
        self._laid.clear()
        self.selection.clear()
        self.finder = Finder()
        self.focused_key = ""
        self.unseen = self._seen = 0
        self._asked_older = False
        self._margins()
        self.scroller.heights = Heights([_estimate(item) for item in self.stock.items])
        self.scroller.to_end()
        self._after(None)
        accessible.told_reset(self)

    def show_items(self, items: Sequence[TimelineItem]) -> None:
        """The items became different: splice them in, moving nothing that is being read."""
        before = self._snapshot()
        pins = self._pins()
        splice = self.stock.take(items)
        if splice.nothing:
            return
        fresh = self.stock.items[splice.start : splice.start + splice.inserted]
        for row in (*splice.changed, splice.start, splice.start + splice.inserted):
            # The row under a seam has another neighbour above now, which decides on its dividers.
            if row < len(self.stock):
                self._laid.pop(self.stock.key(row), None)
        own = any(is_unsent(item) for item in fresh)
        at_end = splice.start + splice.inserted == len(self.stock)
        if splice.start == 0 and splice.inserted:
            self._asked_older = False
        self.scroller.heights.splice(
            splice.start, splice.removed, [_estimate(item) for item in fresh]
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
        same = scene == replace(self.scene, now=scene.now)
        before = self._snapshot()
        if self.loading and not loading:
            self._asked_older = False
        self.scene = scene
        self.typing, self.loading, self.complete = typing, loading, complete
        if not same:
            self._laid.clear()
        old_margins = (self.scroller.head, self.scroller.tail)
        self._margins()
        self.scroller.arrange()
        if same and old_margins == (self.scroller.head, self.scroller.tail):
            self.viewport().update(self._tail_rect())
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
            laid = self._laid.get(self.stock.key(row))
            if laid is not None and laid.look.meta_act is Act.UNDO:
                before = self._snapshot()
                key = self.stock.key(row)
                del self._laid[key]
                self.scroller.arrange()
                self._after(before, {key})

    def relay(self) -> None:
        """Lay everything out anew: fonts, colours or names changed."""
        self._laid.clear()
        self._pointing.forget()
        self._margins()
        self.scroller.arrange()
        self._after(None)

    # -- reading ------------------------------------------------------------------

    def look(self, row: int) -> Look:
        """What a row says."""
        known = self._laid.get(self.stock.key(row))
        return known.look if known else look_at(self.stock.items, row, self.scene)

    def laid(self, row: int) -> Laid:
        """A row's layout, made when it is not kept."""
        key = self.stock.key(row)
        laid = self._laid.get(key)
        if laid is None:
            look = look_at(self.stock.items, row, self.scene)
            laid = self._laid[key] = self._layouter.lay(look, self.viewport().width())
            while len(self._laid) > KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(key)
        return laid

    def row_rect(self, row: int) -> QRect | None:
        """Where a row stands in the viewport, None when it is off the screen."""
        y = self.scroller.y_of(row)
        if y is None:
            return None
        return QRect(0, y, self.viewport().width(), self.scroller.heights[row])

    # -- scrolling ------------------------------------------------------------------

    def to_end(self) -> None:
        """Go to the newest item."""
        before = self._snapshot()
        self.scroller.to_end()
        self._after(before)

    def scroll_by(self, pixels: int) -> None:
        """Scroll by pixels, down when positive."""
        before = self._snapshot()
        self.scroller.move(pixels)
        self._after(before)

    def reveal(self, row: int, top: int = 0, bottom: int | None = None) -> None:
        """Bring a row, or a part of it, onto the screen."""
        before = self._snapshot()
        self.scroller.reveal(row, top, bottom)
        self._after(before)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Nothing: Qt would repaint everything; `_bar_moved` scrolls."""

    def _bar_moved(self, value: int) -> None:
        before = self._snapshot()
        change = value - self._last_value
        if abs(change) <= 2 * max(1, self.viewport().height()):
            self.scroller.move(change)
        else:
            self.scroller.jump(value)
        self._last_value = value
        self._after(before)

    _last_value = 0

    def _sync_bar(self) -> None:
        bar = self.verticalScrollBar()
        if bar.isSliderDown():
            return
        with QSignalBlocker(bar):
            maximum = self.scroller.maximum
            if bar.maximum() != maximum or bar.pageStep() != self.scroller.height:
                bar.setPageStep(max(1, self.scroller.height))
                bar.setRange(0, maximum)
            at_end = self.scroller.following
            bar.setValue(maximum if at_end else min(maximum, self.scroller.position))
        self._last_value = bar.value()
        bar.update()

    # -- showing what changed --------------------------------------------------------

    def _snapshot(self) -> dict[str, tuple[int, int]]:
        heights = self.scroller.heights
        return {self.stock.key(row): (y, heights[row]) for row, y in self.scroller.visible}

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

    def _tail_rect(self) -> QRect:
        return QRect(0, self.scroller.bottom, self.viewport().width(), self.scroller.tail)

    def _newest(self) -> QRectF | None:
        if self.scroller.following or not len(self.stock):
            return None
        return newest_rect(self.theme, self.viewport().size(), self.unseen)

    _overlay: QRect | None = None

    def _after(
        self,
        before: dict[str, tuple[int, int]] | None,
        changed: set[str] | frozenset[str] = frozenset(),
    ) -> None:
        """Paint what differs from `before` (None: everything), and tell who wants to know."""
        if self.scroller.following:
            self.unseen = 0
        self._paint_difference(before, changed)
        self._sync_bar()
        if not self.complete and not self.loading and not self._asked_older and len(self.stock):
            row, y = self.scroller.visible[0] if self.scroller.visible else (0, 0)
            if self.scroller.heights.top(row) - y < _NEAR_TOP:
                self._asked_older = True
                self.older_wanted.emit()
        self._seeing.start(0)

    def _paint_difference(
        self, before: dict[str, tuple[int, int]] | None, changed: set[str] | frozenset[str]
    ) -> None:
        view = self.viewport()
        old_overlay = self._overlay
        newest = self._newest()
        self._overlay = newest.toAlignedRect().adjusted(-2, -2, 2, 2) if newest else None
        after = self._snapshot()
        shifts = {
            y - before[key][0]
            for key, (y, height) in after.items()
            if before and key in before and key not in changed and height == before[key][1]
        }
        if not before or len(shifts) != 1:
            view.update()
            return
        (shift,) = shifts
        dirty = QRegion()
        whole = view.rect()
        if shift:
            if self.devicePixelRatioF() % 1:
                # Copying by a fraction of a device pixel would smear; painting is exact.
                view.update()
                return
            view.scroll(0, shift, whole)
            edge = abs(shift) + _STRAY
            top = whole.height() - edge if shift < 0 else 0
            dirty += QRect(0, top, whole.width(), edge)
            for rect in (old_overlay, self._overlay):
                if rect is not None:
                    dirty += rect
                    dirty += rect.translated(0, shift)
        elif old_overlay != self._overlay:
            for rect in (old_overlay, self._overlay):
                if rect is not None:
                    dirty += rect
        for key, (y, height) in after.items():
            known = before.get(key)
            if key in changed or known is None or known[1] != height:
                dirty += QRect(0, y, whole.width(), height)
        if shift or changed or len(before) != len(after):
            if self.scroller.bottom < whole.height():
                below = whole.height() - self.scroller.bottom
                dirty += QRect(0, self.scroller.bottom, whole.width(), below)
            if self.scroller.visible and self.scroller.visible[0][1] > 0:
                dirty += QRect(0, 0, whole.width(), self.scroller.visible[0][1])
        if not dirty.isEmpty():
            view.update(dirty)

    def update_rows(self, first: int, last: int) -> None:
        """Paint rows anew without moving anything."""
        for row, y in self.scroller.visible:
            if first <= row <= last:
                height = self.scroller.heights[row]
                self.viewport().update(QRect(0, y, self.viewport().width(), height))

    # -- seeing -------------------------------------------------------------------

    def _report_seen(self) -> None:
        if not (self.isVisible() and self._active()) or not self.scroller.visible:
            return
        newest = 0
        for row, y in self.scroller.visible:
            if y + self.scroller.heights[row] <= self.scroller.height + 4:
                newest = max(newest, self.stock.items[row].seq)
        if newest > self._seen:
            self._seen = newest
            self.seen.emit(newest)

    # -- finding ------------------------------------------------------------------

    def find_words(self, query: str) -> None:
        """Mark every place of `query` and go to the current one."""
        self.finder.look(query, self.stock.items)
        self.viewport().update()
        self._reveal_found()

    def find_step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place."""
        self.finder.step(by)
        self.viewport().update()
        self._reveal_found()

    def _reveal_found(self) -> None:
        here = self.finder.here
        row = self.stock.row_of(here[0]) if here else None
        if here is None or row is None:
            return
        laid = self.laid(row)
        if laid.block is None:
            self.reveal(row)
            return
        y, height = laid.block.top_of(here[1])
        top = round(laid.block_at.y() + y)
        self.reveal(row, top - 20, top + round(height) + 20)

    # -- events -------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that the region touches."""
        region = event.region()
        view = self.viewport()
        p = QPainter(view)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = self.theme.color("bg.surface")
        p.fillRect(event.rect(), back)
        width = view.width()
        bounds = self.selection.bounds(self.stock.row_of)
        brush = Brush(p, self.theme, width)
        hovered_key, hovered = self._pointing.hovered
        for row, y in self.scroller.visible:
            laid = self.laid(row)
            if not region.intersects(QRect(0, y, width, laid.height)):
                continue
            key = laid.look.key
            brush.marks = marks_for(self, row, laid, bounds)
            brush.hovered = hovered if key == hovered_key else None
            brush.focused = self.ringed and key == self.focused_key and self.hasFocus()
            p.translate(0, y)
            paint_row(brush, laid)
            p.translate(0, -y)
        top = self.scroller.visible[0][1] if self.scroller.visible else 0
        if top > 0 and not self.complete:
            paint_head(brush, top, self.loading)
        if region.intersects(self._tail_rect()):
            paint_tail(brush, self.scroller.bottom, self.stale_tail(), self.typing)
        if not len(self.stock):
            paint_nothing(brush, view.height(), self.loading or not self.complete)
        newest = self._newest()
        if newest is not None and region.intersects(newest.toAlignedRect()):
            paint_newest(brush, newest, self.unseen, self._pointing.over_newest)
        p.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the anchor; old heights serve as estimates until a row is seen."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._laid.clear()
        self._margins()
        self.scroller.arrange()
        self._after(None)

    def viewportSizeHint(self) -> QSize:
        """As large as the pane lets it be."""
        return QSize(720, 640)

    def showEvent(self, event: QShowEvent) -> None:
        """What becomes visible may have been seen."""
        super().showEvent(event)
        self._seeing.start(0)

    def changeEvent(self, event: QEvent) -> None:
        """An activated window means that somebody looks."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            self._seeing.start(0)

    def viewportEvent(self, event: QEvent) -> bool:
        """Leave pointing to `Pointing`; Qt sends events before the constructor is through."""
        if hasattr(self, "_pointing") and self._pointing.handle(event):
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave keys to `Pointing`."""
        if self._pointing.key(event):
            event.accept()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which item is chosen."""
        super().focusInEvent(event)
        self._pointing.focus_changed(event.reason() is Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The same."""
        super().focusOutEvent(event)
        self._pointing.focus_changed(event.reason() is Qt.FocusReason.MouseFocusReason)


class _QuietBar(QScrollBar):
    """A scroll bar that keeps its room and shows nothing while there is nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > 0:
            super().paintEvent(event)


def _estimate(item: TimelineItem) -> int:
    """A cheap guess at a row's height; only the thumb of the scroll bar depends on it."""
    if isinstance(item, SystemLine):
        return 28
    return 35 + 20 * (len(item.text) // 62)


__all__ = ["Act", "Timeline", "key_of"]
