"""Bringing a found place onto the screen.

Promises the line of the place, not only its item, which may be longer than the screen. Refuses to search.
"""

from agent_desktop.ui.conversation.timeline.folding import turn
from agent_desktop.ui.conversation.timeline.item_view import ItemView

_AROUND = 20
"""px above and below the line that should be seen with it."""


def reveal_found(view: ItemView) -> None:
    """Show the current place, and paint all of them."""
    view.viewport().update()
    here = view.finder.here
    row = view.stock.row_of(here[0]) if here else None
    if here is None or row is None:
        return
    laid = view.laid(row)
    if laid.look.mail is not None and laid.look.mail.shut:
        turn(view, here[0])
        laid = view.laid(row)
    if laid.block is None:
        view.reveal(row)
        return
    y, height = laid.block.top_of(here[1])
    top = round(laid.block_at.y() + y)
    view.reveal(row, top - _AROUND, top + round(height) + _AROUND)
