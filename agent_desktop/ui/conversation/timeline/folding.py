"""Showing what a mail repeats of earlier ones, and hiding it again.

Promises that the mail stays where it is, unless what was asked for would be off the screen. Refuses to lay out.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_desktop.ui.conversation.timeline.view import Timeline


def fold(view: "Timeline", key: str) -> None:
    """Show the quoted text of the mail `key`, or hide it when it is shown."""
    view.fold(key)
    row = view.stock.row_of(key)
    if row is None:
        return
    laid = view.laid(row)
    if laid.block is not None and laid.look.quoted is not None:
        top, _ = laid.block.top_of(laid.look.quoted)
        view.reveal(row, round(laid.block_at.y() + top), laid.height)
