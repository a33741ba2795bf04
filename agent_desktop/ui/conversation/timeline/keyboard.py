"""What the agent does in the timeline with keys: choose an item, select text over the seams, copy, open the menu.

Promises that everything that a mouse can do here, keys can do too. Refuses letters: they belong to the composer.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from agent_desktop.ui.conversation.timeline import accessible, choosing
from agent_desktop.ui.conversation.timeline.items_menu import open_menu
from agent_desktop.ui.conversation.timeline.sound_hands import Sounding
from agent_desktop.ui.kit.direction import from_start


class Keyboard:
    """The keys of one timeline."""

    def __init__(self, view: Sounding) -> None:
        self._view = view

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
            choosing.copy(view)
            return True
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
            return True
        if view.listening.key(event):
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
                    choosing.choose(view, view.stock.key(0))
            case Qt.Key.Key_End:
                view.to_end()
                self._focus_last()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Menu:
                open_menu(view, self._menu_point())
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
            return self._global(QPoint(60, 20))
        corner = view.laid(row).body.bottomLeft().toPoint()
        return self._global(QPoint(corner.x() + 8, y + corner.y()))

    def _global(self, at: QPoint) -> QPoint:
        port = self._view.viewport()
        return port.mapToGlobal(QPoint(round(from_start(at.x(), port.width())), at.y()))

    def _focus_visible(self) -> None:
        view = self._view
        if view.scroller.visible:
            choosing.choose(view, view.stock.key(view.scroller.visible[-1][0]))

    def _focus_last(self) -> None:
        view = self._view
        if len(view.stock):
            choosing.choose(view, view.stock.key(len(view.stock) - 1))

    def _step(self, by: int) -> None:
        view = self._view
        view.ringed = True
        row = view.stock.row_of(view.focused_key)
        if row is None:
            self._focus_visible()
            return
        target = min(max(row + by, 0), len(view.stock) - 1)
        choosing.choose(view, view.stock.key(target))
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
        choosing.choose(view, view.selection.caret[0])
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
