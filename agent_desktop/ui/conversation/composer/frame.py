"""The composer's frame: amber for notes, a ring while typing.

Promises that reply and note differ by surface, not only by a word. Refuses anything else.
"""

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme


def paint_frame(widget: QWidget, theme: Theme, note: bool, focused: bool) -> None:
    """Paint the whole of `widget`."""
    p = paint.on(widget)
    rect = QRectF(widget.rect())
    radius = theme.tokens.radius.lg
    back = "bg.note" if note else "bg.surface"
    paint.fill(p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color(back), radius)
    if focused:
        paint.outline(p, rect, theme.color("focus.ring"), radius, 2)
    else:
        border = "border.note" if note else "border.control"
        paint.outline(p, rect, theme.color(border), radius)
    p.end()
