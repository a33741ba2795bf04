"""What the agent does in the timeline with mouse and keyboard: hover, click, select, move, copy.

Promises that everything a mouse can do here, keys can do too: arrows choose an item, Enter and the menu key open its
menu, Shift with arrows selects text. Refuses to act on the world: it emits the timeline's signals.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip

from agent_desktop.ui.conversation.timeline.copying import copied
from agent_desktop.ui.conversation.timeline.items_menu import item_menu
from agent_desktop.ui.conversation.timeline.laid import Zone
from agent_desktop.ui.conversation.timeline.looks import Act
from agent_desktop.ui.conversation.timeline.margins import newest_words

if TYPE_CHECKING:
    from agent_desktop.ui.conversation.timeline.view import Timeline

_DRAG_STEP = 24
_NOTHING: tuple[str, Zone | None] = ("", None)


class Pointing:
    """The input of one timeline."""

    def __init__(self, view: "Timeline") -> None:
        self._view = view
        self.hovered: tuple[str, Zone | None] = _NOTHING
        self.over_newest = False
        self._pressed: tuple[str, Zone | None] = _NOTHING
        self._selecting = False
        self._last = QPoint()
        self._dragging = QTimer(view)
        self._dragging.setInterval(30)
        self._dragging.timeout.connect(self._drag_on)

    def forget(self) -> None:
        """Layouts are gone: so are their zones."""
        self.hovered = self._pressed = _NOTHING
        self.over_newest = False

    # -- mouse ----------------------------------------------------------------------

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
        at = event.position().toPoint()
        left = event.button() is Qt.MouseButton.LeftButton
        match event.type():
            case QEvent.Type.MouseMove:
                self._last = at
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

    def _on_newest(self, at: QPoint) -> bool:
        rect = self._view._newest()
        return rect is not None and rect.contains(QPointF(at))

    def _find(self, at: QPoint) -> tuple[str, Zone | None]:
        """The row under a point and what a click there does."""
        view = self._view
        row = view.scroller.row_at(at.y())
        if row is None:
            return _NOTHING
        y = view.scroller.y_of(row)
        laid = view.laid(row)
        if y is None or not y <= at.y() < y + laid.height:
            return _NOTHING
        return laid.look.key, laid.zone_at(at.x(), at.y() - y)

    def _hover(self, at: QPoint) -> None:
        view = self._view
        over = self._on_newest(at)
        key, zone = _NOTHING if over else self._find(at)
        if zone is None:
            key = ""
        if over != self.over_newest:
            self.over_newest = over
            view.viewport().update()
        if (key, zone) != self.hovered:
            old = self.hovered[0]
            self.hovered = (key, zone)
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
        self._pressed = self._find(at)
        if self._pressed[1] is not None:
            return
        place = self._place(at)
        if place is None:
            return
        if not extend or view.selection.anchor is None:
            view.selection.anchor = place
        view.selection.caret = place
        view.ringed = False
        self._focus(place[0])
        self._selecting = True
        view.viewport().update()

    def _release(self, at: QPoint) -> None:
        view = self._view
        self._dragging.stop()
        selecting, self._selecting = self._selecting, False
        key, zone = self._pressed
        self._pressed = _NOTHING
        if zone is not None and self._find(at) == (key, zone):
            self.do(key, zone)
        elif selecting:
            self._keep_selection()
            view.viewport().update()

    def do(self, key: str, zone: Zone) -> None:
        """Tell what was asked."""
        view = self._view
        if zone.act is Act.LINK:
            view.link_clicked.emit(zone.url)
        elif zone.act is Act.SAVE:
            view.save_asked.emit(zone.attachment)
        else:
            view.acted.emit(zone.act, key)

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
            self._keep_selection()
            view.viewport().update()

    def _keep_selection(self) -> None:
        """Offer the selection where the window system has a second clipboard."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and not self._view.selection.empty:
            clipboard.setText(self.selected(), clipboard.Mode.Selection)

    def _tooltip(self, event: QHelpEvent) -> None:
        at = event.pos()
        words = newest_words(self._view.unseen) if self._on_newest(at) else ""
        key, zone = self._find(at)
        row = self._view.stock.row_of(key) if key else None
        if not words and row is not None:
            laid = self._view.laid(row)
            y = self._view.scroller.y_of(row) or 0
            if zone is not None:
                words = zone.hint
            elif laid.meta_rect.translated(0, y).contains(QPointF(at)):
                words = laid.look.hint
        # A tooltip would take markup for markup: what comes from others is quoted.
        QToolTip.showText(event.globalPos(), words.replace("&", "&amp;").replace("<", "&lt;"))

    def _menu(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            key, _ = self._find(event.pos())
            if key:
                self._focus(key)
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint) -> None:
        """The menu of the chosen item."""
        row = self._view.stock.row_of(self._view.focused_key)
        if row is not None:
            item_menu(self._view, row, self).popup(at)

    # -- keyboard ---------------------------------------------------------------------

    def focus_changed(self, by_mouse: bool) -> None:
        """Focus came or went; a ring shows only who came by keyboard."""
        self._view.ringed = not by_mouse
        if self._view.hasFocus() and not self._view.focused_key:
            self._focus_visible()
        self._view.viewport().update()

    def key(self, event: QKeyEvent) -> bool:
        """A key; True when it is done with."""
        view = self._view
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return True
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
            return True
        page = max(40, view.viewport().height() - 60)
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down as key if not control:
                step = 1 if key == Qt.Key.Key_Down else -1
                if shift:
                    self._extend_row(step)
                else:
                    self._step(step)
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key if shift:
                self._extend(forward=key == Qt.Key.Key_Right, word=control)
            case Qt.Key.Key_PageUp:
                view.scroll_by(-page)
            case Qt.Key.Key_PageDown:
                view.scroll_by(page)
            case Qt.Key.Key_Home:
                if len(view.stock):
                    view.reveal(0)
                    self._focus(view.stock.key(0))
            case Qt.Key.Key_End:
                view.to_end()
                self._focus_last()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Menu:
                self.open_menu(self._menu_point())
            case Qt.Key.Key_Escape:
                if view.selection.empty:
                    view.left.emit()
                view.selection.clear()
                view.viewport().update()
            case _:
                return self._letter(event)
        return True

    def _letter(self, event: QKeyEvent) -> bool:
        """Letters typed over the timeline are meant for the composer."""
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        graph = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        text = event.text()
        if not text or not text.isprintable() or text == "?":
            return False
        if event.modifiers() & commands and not graph:
            return False
        self._view.typed.emit(text)
        return True

    def _menu_point(self) -> QPoint:
        view = self._view
        row = view.stock.row_of(view.focused_key)
        y = None if row is None else view.scroller.y_of(row)
        if row is None or y is None:
            return view.viewport().mapToGlobal(QPoint(60, 20))
        corner = view.laid(row).body.bottomLeft().toPoint()
        return view.viewport().mapToGlobal(QPoint(corner.x() + 8, y + corner.y()))

    def _focus(self, key: str) -> None:
        view = self._view
        old, view.focused_key = view.focused_key, key
        for one in {old, key} - {""}:
            row = view.stock.row_of(one)
            if row is not None:
                view.update_rows(row, row)

    def _focus_visible(self) -> None:
        view = self._view
        if view.scroller.visible:
            self._focus(view.stock.key(view.scroller.visible[-1][0]))

    def _focus_last(self) -> None:
        if len(self._view.stock):
            self._focus(self._view.stock.key(len(self._view.stock) - 1))

    def _step(self, by: int) -> None:
        from agent_desktop.ui.conversation.timeline import accessible

        view = self._view
        view.ringed = True
        row = view.stock.row_of(view.focused_key)
        if row is None:
            self._focus_visible()
            return
        target = min(max(row + by, 0), len(view.stock) - 1)
        self._focus(view.stock.key(target))
        view.reveal(target)
        accessible.told_focus(view, target)

    def _caret(self) -> tuple[str, int] | None:
        view = self._view
        if (
            view.selection.caret is not None
            and view.stock.row_of(view.selection.caret[0]) is not None
        ):
            return view.selection.caret
        if view.focused_key:
            return view.focused_key, 0
        return None

    def _extend(self, *, forward: bool, word: bool) -> None:
        """Move the selection's caret by a character or word, over the seams between items."""
        view = self._view
        caret = self._caret()
        row = None if caret is None else view.stock.row_of(caret[0])
        if caret is None or row is None:
            return
        if view.selection.anchor is None:
            view.selection.anchor = caret
        block = view.laid(row).block
        char = None if block is None else block.step(caret[1], forward, word)
        if char is not None:
            view.selection.caret = (caret[0], char)
        else:
            target = row + (1 if forward else -1)
            if 0 <= target < len(view.stock):
                size = 0 if forward else len(view.look(target).text)
                view.selection.caret = (view.stock.key(target), size)
                row = target
        view.reveal(row)
        view.viewport().update()

    def _extend_row(self, by: int) -> None:
        """Take the rest of an item, then whole ones, into the selection."""
        view = self._view
        caret = self._caret()
        row = None if caret is None else view.stock.row_of(caret[0])
        if caret is None or row is None:
            return
        if view.selection.anchor is None:
            view.selection.anchor = caret
        size = len(view.look(row).text)
        edge = size if by > 0 else 0
        if caret[1] != edge:
            view.selection.caret = (caret[0], edge)
        else:
            row = min(max(row + by, 0), len(view.stock) - 1)
            whole = len(view.look(row).text)
            view.selection.caret = (view.stock.key(row), whole if by > 0 else 0)
        self._focus(view.selection.caret[0])
        view.reveal(row)
        view.viewport().update()

    def select_all(self) -> None:
        """Select everything that is loaded."""
        view = self._view
        if len(view.stock):
            last = len(view.stock) - 1
            view.selection.anchor = (view.stock.key(0), 0)
            view.selection.caret = (view.stock.key(last), len(view.look(last).text))
            view.viewport().update()

    def selected(self) -> str:
        """The selected text."""
        view = self._view
        bounds = view.selection.bounds(view.stock.row_of)
        return "" if bounds is None else copied(view.stock.items, bounds, view.scene)

    def copy(self) -> None:
        """Copy the selection, or the chosen item when nothing is selected."""
        view = self._view
        text = self.selected()
        row = view.stock.row_of(view.focused_key)
        if not text and row is not None:
            text = whole_text(view, row)
        if text:
            QGuiApplication.clipboard().setText(text)


def whole_text(view: "Timeline", row: int) -> str:
    """All that an item says, also what is too long to be shown."""
    item = view.stock.items[row]
    return getattr(item, "text", "") or view.look(row).text
