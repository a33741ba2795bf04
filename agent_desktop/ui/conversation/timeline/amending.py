"""What can still become of a message at its network: the menu's part.

Promises only what the message's way can. Refuses to act: the view tells what was asked.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.timeline import AuthorKind, Delivery, Message, Wish, WishKind
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.timeline.item_view import ItemView
from agent_desktop.ui.conversation.timeline.reaction_looks import shown_sign
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.words import tr

_THERE = (Delivery.SENT, Delivery.DELIVERED, Delivery.READ)


def possible(item: ShownItem, ways: Sequence[ReplyWay]) -> tuple[bool, bool, tuple[str, ...]]:
    """Whether a message can be edited, whether deleted, and the signs by which one can react to it."""
    if not isinstance(item, Message) or not item.seq or item.deleted or _on_its_way(item.wish):
        return False, False, ()
    way = next((one for one in ways if one.route == item.route), None)
    if way is None:
        return False, False, ()
    ours = item.author.kind is AuthorKind.AGENT and item.delivery in _THERE
    edits = way.edits and ours and bool(item.text) and item.template is None
    return edits, way.deletes and ours, way.signs if item.incoming else ()


def _on_its_way(wish: Wish | None) -> bool:
    return wish is not None and not wish.problem


def fill_menu(made: QMenu, view: ItemView, item: ShownItem) -> None:
    """Add what can be done with a message that is at its network."""
    edits, deletes, signs = possible(item, view.scene.ways)
    if not isinstance(item, Message) or not (edits or deletes or signs):
        return

    def ask(kind: WishKind, text: str = "") -> None:
        view.amend_asked.emit(item, kind, text)

    made.addSeparator()
    if edits:
        made.addAction(tr("Edit message…"), partial(ask, WishKind.EDIT))
    if deletes:
        made.addAction(tr("Delete for everyone…"), partial(ask, WishKind.DELETE))
    if signs:
        mine = {one.sign for one in item.reactions if one.author.kind is AuthorKind.AGENT}
        below = menu(view.theme, tr("React"), made)
        for sign in signs:
            action = below.addAction(shown_sign(sign))
            action.setCheckable(True)
            action.setChecked(sign in mine)
            wished = "" if sign in mine else sign  # the same once more takes it back
            action.triggered.connect(partial(ask, WishKind.REACT, wished))
        made.addMenu(below).setText(tr("React"))
