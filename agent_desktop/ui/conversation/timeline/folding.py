"""Showing what a mail repeats of earlier ones, opening and shutting whole mails, and hiding it again.

Promises that the mail stays where it is, unless what was asked for would be off the screen. Refuses to lay out.
"""

from collections.abc import Sequence
from dataclasses import replace

from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.timeline import Message
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.timeline.item_view import ItemView
from agent_desktop.ui.conversation.timeline.look import Scene


def mails_from(items: Sequence[ShownItem], unread_from: int) -> int:
    """The sequence of the first mail that is open: the newest, and with it all from `unread_from` on, unless 0."""
    for item in reversed(items):
        if isinstance(item, Message) and item.channel is Channel.EMAIL and item.seq:
            return min(item.seq, unread_from) if unread_from else item.seq
    return 0


def fold(view: ItemView, key: str) -> None:
    """Show the quoted text of the mail `key`, or hide it when it is shown."""
    _change(view, key, replace(view.scene, unfolded=view.scene.unfolded ^ {key}))
    row = view.stock.row_of(key)
    if row is None:
        return
    laid = view.laid(row)
    if laid.block is not None and laid.look.quoted is not None:
        top, _ = laid.block.top_of(laid.look.quoted)
        view.reveal(row, round(laid.block_at.y() + top), laid.height)


def turn(view: ItemView, key: str) -> None:
    """Open the mail `key`, or shut it to one line."""
    _change(view, key, replace(view.scene, turned=view.scene.turned ^ {key}))
    row = view.stock.row_of(key)
    if row is not None:
        view.reveal(row, 0, view.laid(row).height)


def _change(view: ItemView, key: str, scene: Scene) -> None:
    """Show the item `key` in another scene, its top where it was."""
    row = view.stock.row_of(key)
    y = None if row is None else view.scroller.y_of(row)
    before = view.repainting.snapshot()
    view.scene = scene
    view.layouts.drop(key)
    view.hover.forget()
    view.selection.clear()
    view.scroller.following = False
    if row is not None and y is not None:
        view.scroller.pin(row, y + view.laid(row).height)
    view.after(before, {key})
