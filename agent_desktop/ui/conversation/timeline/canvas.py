"""Painting the visible part of a timeline.

Promises that rows outside of the region cost nothing. Refuses to scroll or lay out anything but what is visible.
"""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from agent_desktop.ui.conversation.timeline.brush import Brush
from agent_desktop.ui.conversation.timeline.margins import (
    paint_head,
    paint_newest,
    paint_nothing,
    paint_tail,
)
from agent_desktop.ui.conversation.timeline.marking import marks_for
from agent_desktop.ui.conversation.timeline.painters import paint_row
from agent_desktop.ui.conversation.timeline.sound_hands import Sounding
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import mirrored, placed


def paint_view(view: Sounding, event: QPaintEvent) -> None:
    """Paint what the event's region touches."""
    region = event.region()
    port = view.viewport()
    p = QPainter(port)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.fillRect(event.rect(), view.theme.color("bg.surface"))
    width = port.width()
    if mirrored():
        paint.turn(p, QRectF(port.rect()))
    bounds = view.selection.bounds(view.stock.row_of)
    brush = Brush(
        *(p, view.theme, width),
        sounds=view.sounds,
        scrubbed=view.listening.scrubbed,
        pictures=view.pictures,
        uploaded=view.uploaded,
    )
    hovered_key, hovered = view.hover.over
    for row, y in view.scroller.visible:
        laid = view.laid(row)
        if not region.intersects(QRect(0, y, width, laid.height)):
            continue
        key = laid.look.key
        brush.marks = marks_for(view, row, laid, bounds)
        brush.hovered = hovered if key == hovered_key else None
        brush.focused = view.ringed and key == view.focused_key and view.hasFocus()
        p.translate(0, y)
        paint_row(brush, laid)
        p.translate(0, -y)
    top = view.scroller.visible[0][1] if view.scroller.visible else 0
    if top > 0 and not view.complete:
        paint_head(brush, top, view.loading)
    if region.intersects(view.tail_rect()):
        paint_tail(brush, view.scroller.bottom, view.stale_tail(), view.typing)
    if not len(view.stock):
        paint_nothing(brush, port.height(), view.loading or not view.complete)
    newest = view.newest()
    if newest is not None and region.intersects(placed(newest.toAlignedRect(), width)):
        paint_newest(brush, newest, view.unseen, view.hover.newest)
    p.end()
