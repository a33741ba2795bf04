"""The chosen item and the selection: what mouse and keyboard share.

Promises one way to choose, copy, open a menu and act, whoever asks. Refuses events.
"""

from PySide6.QtGui import QGuiApplication

from agent_desktop.ui.conversation.timeline.copying import copied
from agent_desktop.ui.conversation.timeline.item_view import ItemView


def choose(view: ItemView, key: str) -> None:
    """Make an item the one that keys and the menu are about."""
    old, view.focused_key = view.focused_key, key
    for one in {old, key} - {""}:
        row = view.stock.row_of(one)
        if row is not None:
            view.update_rows(row, row)


def selected(view: ItemView) -> str:
    """The selected text."""
    bounds = view.selection.bounds(view.stock.row_of)
    return "" if bounds is None else copied(view.stock.items, bounds, view.scene)


def copy(view: ItemView) -> None:
    """Copy the selection, or the whole of the chosen item when nothing is selected."""
    text = selected(view)
    row = view.stock.row_of(view.focused_key)
    if not text and row is not None:
        text = whole_text(view, row)
    if text:
        QGuiApplication.clipboard().setText(text)


def copy_all(view: ItemView) -> None:
    """Copy everything that is loaded."""
    items = view.stock.items
    if items:
        last = len(items) - 1
        bounds = ((0, 0), (last, len(view.look(last).text)))
        QGuiApplication.clipboard().setText(copied(items, bounds, view.scene))


def offer_selection(view: ItemView) -> None:
    """Hand the selection to the window system where it has a second clipboard for it."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection() and not view.selection.empty:
        clipboard.setText(selected(view), clipboard.Mode.Selection)


def whole_text(view: ItemView, row: int) -> str:
    """All that an item says, also what is too long to be shown."""
    item = view.stock.items[row]
    return getattr(item, "text", "") or view.look(row).text
