"""What the agent does in the timeline with the mouse: hover, click, select, ask for a menu.

Promises that a click acts where it was pressed and released, and nowhere else. Refuses to act on the world: it emits
the timeline's signals. `keyboard` does the same for keys.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from agent_desktop.ui.conversation.timeline import choosing
from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.acting import act_on
from agent_desktop.ui.conversation.timeline.hover import NOTHING, Place
from agent_desktop.ui.conversation.timeline.items_menu import open_menu, open_menu_at
from agent_desktop.ui.conversation.timeline.laid import Zone
from agent_desktop.ui.conversation.timeline.margins import newest_words
from agent_desktop.ui.conversation.timeline.reaction_laid import hint_at
from agent_desktop.ui.conversation.timeline.sound_hands import Sounding
from agent_desktop.ui.kit.direction import from_start

_DRAG_STEP = 24


class Pointing:
    """The mouse over one timeline."""

    def __init__(self, view: Sounding) -> None:
        self._view = view
        self._now = view.hover
        self._selecting = False
        self._last = QPoint()
        self._dragging = QTimer(view)
        self._dragging.setInterval(30)
        self._dragging.timeout.connect(self._drag_on)

    def handle(self, event: QEvent) -> bool:
        """A viewport event; True when it is done with."""
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._mouse(event)
        if kind is QEvent.Type.Leave:
            self._hover(QPoint(-1, -1))
        elif isinstance(event, QHelpEvent):
            self._tooltip(event)
            return True
        elif isinstance(event, QContextMenuEvent):
            self._menu(event)
            return True
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        at = self._from_start(event.position().toPoint())
        left = event.button() is Qt.MouseButton.LeftButton
        match event.type():
            case QEvent.Type.MouseMove:
                self._last = at
                if self._view.listening.drag(at):
                    return True
                if self._selecting:
                    self._drag_to(at)
                else:
                    self._hover(at)
            case QEvent.Type.MouseButtonPress if left:
                self._press(at, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            case QEvent.Type.MouseButtonDblClick if left:
                self._select_word(at)
            case QEvent.Type.MouseButtonRelease if left:
                self._release(at)
            case _:
                return False
        return True

    def _from_start(self, at: QPoint) -> QPoint:
        """A point of the viewport, counted from where lines begin, as everything here is."""
        return QPoint(round(from_start(at.x(), self._view.viewport().width())), at.y())

    def _on_newest(self, at: QPoint) -> bool:
        rect = self._view.newest()
        return rect is not None and rect.contains(QPointF(at))

    def _find(self, at: QPoint) -> Place:
        """The row under a point and what a click there does."""
        view = self._view
        row = view.scroller.row_at(at.y())
        if row is None:
            return NOTHING
        y = view.scroller.y_of(row)
        laid = view.laid(row)
        if y is None or not y <= at.y() < y + laid.height:
            return NOTHING
        return laid.look.key, laid.zone_at(at.x(), at.y() - y)

    def _hover(self, at: QPoint) -> None:
        view = self._view
        over = self._on_newest(at)
        key, zone = NOTHING if over else self._find(at)
        if zone is None:
            key = ""
        if over != self._now.newest:
            self._now.newest = over
            view.viewport().update()
        if (key, zone) != self._now.over:
            old = self._now.over[0]
            self._now.over = (key, zone)
            for one in {old, key} - {""}:
                row = view.stock.row_of(one)
                if row is not None:
                    view.update_rows(row, row)
        if over or zone is not None:
            view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif self._over_text(at):
            view.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        else:
            view.viewport().unsetCursor()

    def _over_text(self, at: QPoint) -> bool:
        view = self._view
        row = view.scroller.row_at(at.y())
        y = None if row is None else view.scroller.y_of(row)
        if row is None or y is None:
            return False
        body = view.laid(row).body.translated(0, y)
        return view.laid(row).block is not None and body.contains(QPointF(at))

    def _place(self, at: QPoint) -> tuple[str, int] | None:
        """The character nearest to a point."""
        view = self._view
        row = view.scroller.row_at(at.y())
        y = None if row is None else view.scroller.y_of(row)
        if row is None or y is None:
            return None
        laid = view.laid(row)
        if laid.block is None:
            return laid.look.key, 0
        x = at.x() - laid.block_at.x()
        return laid.look.key, laid.block.char_at(x, at.y() - y - laid.block_at.y())

    def _press(self, at: QPoint, extend: bool) -> None:
        view = self._view
        if self._on_newest(at):
            view.to_end()
            return
        self._now.pressed = self._find(at)
        if view.listening.press(*self._now.pressed, at):
            view.ringed = False
            choosing.choose(view, self._now.pressed[0])
            return
        if self._now.pressed[1] is not None:
            return
        place = self._place(at)
        if place is None:
            return
        if not extend or view.selection.anchor is None:
            view.selection.anchor = place
        view.selection.caret = place
        view.ringed = False
        choosing.choose(view, place[0])
        self._selecting = True
        view.viewport().update()

    def _release(self, at: QPoint) -> None:
        view = self._view
        self._dragging.stop()
        if view.listening.release():
            self._now.pressed = NOTHING
            return
        selecting, self._selecting = self._selecting, False
        key, zone = self._now.pressed
        self._now.pressed = NOTHING
        if zone is not None and self._find(at) == (key, zone):
            _perform(view, key, zone)
        elif selecting:
            choosing.offer_selection(view)
            view.viewport().update()

    def _drag_to(self, at: QPoint) -> None:
        view = self._view
        if 0 <= at.y() < view.viewport().height():
            self._dragging.stop()
        elif not self._dragging.isActive():
            self._dragging.start()
        place = self._place(QPoint(at.x(), min(max(at.y(), 0), view.viewport().height() - 1)))
        if place is not None and place != view.selection.caret:
            view.selection.caret = place
            view.viewport().update()

    def _drag_on(self) -> None:
        up = self._last.y() < 0
        self._view.scroll_by(-_DRAG_STEP if up else _DRAG_STEP)
        self._drag_to(self._last)

    def _select_word(self, at: QPoint) -> None:
        view = self._view
        place = self._place(at)
        row = None if place is None else view.stock.row_of(place[0])
        if place is None or row is None:
            return
        block = view.laid(row).block
        if block is not None:
            start, size = block.word_at(place[1])
            view.selection.anchor = (place[0], start)
            view.selection.caret = (place[0], start + size)
            choosing.offer_selection(view)
            view.viewport().update()

    def _tooltip(self, event: QHelpEvent) -> None:
        at = self._from_start(event.pos())
        words = newest_words(self._view.unseen) if self._on_newest(at) else ""
        key, zone = self._find(at)
        row = self._view.stock.row_of(key) if key else None
        if not words and row is not None:
            laid = self._view.laid(row)
            y = self._view.scroller.y_of(row) or 0
            words = hint_at(laid.signs, at.x(), at.y() - y)
            words = words or self._view.listening.hint(laid, at.x(), at.y() - y)
            if words:
                pass
            elif zone is not None:
                words = zone.hint
            elif laid.meta_rect.translated(0, y).contains(QPointF(at)):
                words = laid.look.hint
        # A tooltip would take markup for markup: what comes from others is quoted.
        QToolTip.showText(event.globalPos(), words.replace("&", "&amp;").replace("<", "&lt;"))

    def _menu(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            key, _ = self._find(self._from_start(event.pos()))
            if key:
                choosing.choose(self._view, key)
        open_menu(self._view, event.globalPos())


def _perform(view: Sounding, key: str, zone: Zone) -> None:
    """Tell what was asked of an item."""
    if zone.act is Act.LINK:
        view.link_clicked.emit(zone.url)
    elif zone.act is Act.PLAY and zone.attachment is not None:
        view.listening.toggle(zone.attachment)
    elif zone.act is Act.SPEED and zone.attachment is not None:
        view.listening.faster(zone.attachment)
    elif zone.act is Act.SAVE:
        view.save_asked.emit(zone.attachment)
    elif zone.act is Act.MORE:
        choosing.choose(view, key)
        open_menu_at(view, key)
    else:
        act_on(view, zone.act, key)
