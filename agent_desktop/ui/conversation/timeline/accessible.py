"""The timeline for screen readers: a list with one named child for each item.

Promises names, places and states. Refuses text interfaces: one made in Python crashes across the accessibility bus.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.timeline import Message
from agent_desktop.ui.conversation.timeline.sound_hands import Sounding
from agent_desktop.ui.conversation.timeline.upload_saying import upload_words
from agent_desktop.ui.kit.widgets.notices import announce

_state: dict[str, Any] = {}
"""The factory must stay alive as long as the program: Qt keeps only a pointer."""

_interfaces: dict[int, "TimelineInterface"] = {}


def install() -> None:
    """Teach Qt about timelines, once."""
    if "factory" not in _state:
        _state["factory"] = _make
        QAccessible.installFactory(_make)


def _make(key: str, obj: QObject) -> QAccessibleInterface | None:
    if not isinstance(obj, Sounding):
        return None
    made = TimelineInterface(obj)
    number = id(obj)
    _interfaces[number] = made
    obj.destroyed.connect(lambda: _interfaces.pop(number, None))
    return made


class TimelineInterface(QAccessibleWidget):
    """The list."""

    def __init__(self, view: Sounding) -> None:
        super().__init__(view, QAccessible.Role.List)
        self.view = view
        self.children: dict[str, ItemInterface] = {}

    def childCount(self) -> int:
        """One for each loaded item."""
        return len(self.view.stock)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The item at `index`, oldest first."""
        if not 0 <= index < len(self.view.stock):
            return None
        key = self.view.stock.key(index)
        made = self.children.get(key)
        if made is None:
            made = self.children[key] = ItemInterface(self, key)
        return made

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of an item."""
        if isinstance(child, ItemInterface):
            row = self.view.stock.row_of(child.key)
            return -1 if row is None else row
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The item at a point of the screen."""
        at = self.view.viewport().mapFromGlobal(QPoint(x, y))
        row = self.view.scroller.row_at(at.y())
        return None if row is None else self.child(row)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The chosen item."""
        row = self.view.stock.row_of(self.view.focused_key)
        return None if row is None else self.child(row)


class ItemInterface(QAccessibleInterface):
    """One message, note or line: its name says it all."""

    def __init__(self, of: TimelineInterface, key: str) -> None:
        super().__init__()
        self._of = of
        self.key = key

    def _row(self) -> int | None:
        return self._of.view.stock.row_of(self.key)

    def isValid(self) -> bool:
        """False once the item is gone."""
        return self._row() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """None: items are painted."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window of the timeline."""
        return self._of.view.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """The list."""
        return self._of

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None

    def childCount(self) -> int:
        """None."""
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """None."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """None."""
        return -1

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Focus, and whether it is on the screen."""
        state = QAccessible.State()
        state.focusable = True
        state.readOnly = True
        view = self._of.view
        if view.focused_key == self.key and view.hasFocus():
            state.focused = True
        row = self._row()
        if row is None or view.row_rect(row) is None:
            state.offscreen = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """The name; of a sound also how it stands, of files how far they are sent."""
        row = self._row()
        if row is None:
            return ""
        view = self._of.view
        if kind is QAccessible.Text.Name:
            return view.look(row).name
        if kind in (QAccessible.Text.Value, QAccessible.Text.Description):
            item = view.stock.items[row]
            files = item.files if isinstance(item, Message) else ()
            return upload_words(files, view.uploaded) or view.listening.said(view.look(row))
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Refused."""

    def rect(self) -> QRect:
        """The place on the screen; empty when it is not there."""
        row = self._row()
        rect = None if row is None else self._of.view.row_rect(row)
        if rect is None:
            return QRect()
        return QRect(self._of.view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def foregroundColor(self) -> QColor:
        """The colour of the text."""
        return self._of.view.theme.color("text.primary")

    def backgroundColor(self) -> QColor:
        """The colour of the surface."""
        return self._of.view.theme.color("bg.surface")


def told_reset(view: Sounding) -> None:
    """Tell screen readers that the children are others now."""
    made = _interfaces.get(id(view))
    if made is not None:
        made.children = {
            key: child for key, child in made.children.items() if view.stock.row_of(key) is not None
        }
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.ObjectReorder))


def told_focus(view: Sounding, row: int) -> None:
    """Let a screen reader say the chosen item."""
    if QAccessible.isActive():
        announce(view, view.look(row).name)


def announce_new(view: Sounding, items: Sequence[ShownItem]) -> None:
    """Let a screen reader say what a customer just wrote."""
    if not QAccessible.isActive() or not view.isVisible():
        return
    for item in items:
        if isinstance(item, Message) and item.incoming:
            row = view.stock.row_of(item.client_id or item.id)
            if row is not None:
                announce(view, view.look(row).name)
