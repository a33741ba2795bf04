"""The chosen item and the selection: what mouse and keyboard share.

Promises one way to choose, copy, open a menu and act, whoever asks. Refuses events.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication

from agent_desktop.ui.conversation.timeline.act import Act
from agent_desktop.ui.conversation.timeline.copying import copied
from agent_desktop.ui.conversation.timeline.folding import fold, turn
from agent_desktop.ui.conversation.timeline.items_menu import item_menu
from agent_desktop.ui.conversation.timeline.laid import Zone
from agent_desktop.ui.kit.direction import placed

if TYPE_CHECKING:
    from agent_desktop.ui.conversation.timeline.view import Timeline


def choose(view: "Timeline", key: str) -> None:
    """Make an item the one that keys and the menu are about."""
    old, view.focused_key = view.focused_key, key
    for one in {old, key} - {""}:
        row = view.stock.row_of(one)
        if row is not None:
            view.update_rows(row, row)


def perform(view: "Timeline", key: str, zone: Zone) -> None:
    """Tell what was asked of an item."""
    if zone.act is Act.LINK:
        view.link_clicked.emit(zone.url)
    elif zone.act is Act.PLAY and zone.attachment is not None:
        view.listening.toggle(zone.attachment)
    elif zone.act is Act.SPEED and zone.attachment is not None:
        view.listening.faster(zone.attachment)
    elif zone.act is Act.SAVE:
        view.save_asked.emit(zone.attachment)
    else:
        act_on(view, zone.act, key)


def act_on(view: "Timeline", act: Act, key: str) -> None:
    """Do what concerns the view alone, and tell of the rest."""
    if act in (Act.UNFOLD, Act.FOLD):
        fold(view, key)
    elif act is Act.TURN:
        turn(view, key)
    elif act is Act.MORE:
        choose(view, key)
        open_menu_at(view, key)
    else:
        view.acted.emit(act, key)


def open_menu(view: "Timeline", at: QPoint) -> None:
    """Open the menu of the chosen item at a point of the screen."""
    row = view.stock.row_of(view.focused_key)
    if row is not None:
        item_menu(view, row).popup(at)


def open_menu_at(view: "Timeline", key: str) -> None:
    """Open the menu of an item below its button for more."""
    row = view.stock.row_of(key)
    y = None if row is None else view.scroller.y_of(row)
    if row is None or y is None:
        return
    zone = next((one for one in view.laid(row).zones if one.act is Act.MORE), None)
    if zone is not None:
        made = item_menu(view, row)
        port, place = view.viewport(), zone.rect.toAlignedRect().translated(0, y)
        left = place.right() - made.sizeHint().width()
        corner = placed(QRect(left, place.bottom(), made.sizeHint().width(), 1), port.width())
        made.popup(port.mapToGlobal(corner.topLeft()))


def selected(view: "Timeline") -> str:
    """The selected text."""
    bounds = view.selection.bounds(view.stock.row_of)
    return "" if bounds is None else copied(view.stock.items, bounds, view.scene)


def copy(view: "Timeline") -> None:
    """Copy the selection, or the whole of the chosen item when nothing is selected."""
    text = selected(view)
    row = view.stock.row_of(view.focused_key)
    if not text and row is not None:
        text = whole_text(view, row)
    if text:
        QGuiApplication.clipboard().setText(text)


def offer_selection(view: "Timeline") -> None:
    """Hand the selection to the window system where it has a second clipboard for it."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection() and not view.selection.empty:
        clipboard.setText(selected(view), clipboard.Mode.Selection)


def whole_text(view: "Timeline", row: int) -> str:
    """All that an item says, also what is too long to be shown."""
    item = view.stock.items[row]
    return getattr(item, "text", "") or view.look(row).text
