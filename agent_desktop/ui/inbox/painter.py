"""Painting of the work list: work rows and queue rows.

Promises that a row which looks the same is painted once and copied afterwards. Refuses to elide clocks and badges:
the second line gives way first, the name last.
"""

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from agent_desktop.desk.api import RowState
from agent_desktop.ui.inbox.look import RowLook
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.badges import (
    count_badge,
    count_badge_width,
    sla_badge,
    sla_badge_width,
    vip_badge,
    vip_badge_width,
)
from agent_desktop.ui.kit.marks import channel_glyph
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_KEPT = 150
_GROUND = "bg.window"
_INSET = 6
_EDGE = 16
_TEXT = 59
_GAP = 8

_TALL = (RowState.OFFERED, RowState.ACTIVE, RowState.WRAP_UP)


def is_tall(state: RowState) -> bool:
    """True for the two-line rows of the agent's own work."""
    return state in _TALL


class RowPainter:
    """Paints rows for one view, keeping the newest painted ones as pixmaps."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept: OrderedDict[tuple[object, ...], tuple[RowLook, QPixmap]] = OrderedDict()

    def forget(self) -> None:
        """Drop every kept pixmap; the looks changed."""
        self._kept.clear()

    def row(
        self,
        p: QPainter,
        rect: QRectF,
        look: RowLook,
        *,
        selected: bool,
        hover: bool,
        focus: bool,
    ) -> None:
        """Paint one row into `rect`."""
        dpr = p.device().devicePixelRatioF()
        # A look is told by its identity, which is kept with it: comparing all its words costs more than copying.
        key = (id(look), selected, hover, focus, rect.width(), rect.height(), dpr)
        kept = self._kept.get(key)
        if kept is None:
            size = QSize(round(rect.width() * dpr), round(rect.height() * dpr))
            pixmap = QPixmap(size)
            pixmap.setDevicePixelRatio(dpr)
            pixmap.fill(self._theme.color(_GROUND))  # opaque: copied, not blended
            inner = QPainter(pixmap)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            whole = QRectF(0, 0, rect.width(), rect.height())
            with paint.from_start(inner, whole):
                self._paint(inner, whole, look, selected, hover, focus)
            inner.end()
            self._kept[key] = look, pixmap
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
            pixmap = kept[1]
        p.drawPixmap(rect.topLeft(), pixmap)

    def _paint(
        self,
        p: QPainter,
        rect: QRectF,
        look: RowLook,
        selected: bool,
        hover: bool,
        focus: bool,
    ) -> None:
        theme = self._theme
        plate = rect.adjusted(_INSET, 0, -_INSET, 0)
        back = self._back(look, selected, hover)
        if back:
            paint.fill(p, plate, theme.color(back), theme.tokens.radius.md)
        if is_tall(look.state):
            self._tall(p, rect, look)
        else:
            self._short(p, rect, look)
        if focus:
            paint.focus_ring(p, theme, plate, theme.tokens.radius.md, inset=True)

    @staticmethod
    def _back(look: RowLook, selected: bool, hover: bool) -> str:
        if look.state is RowState.OFFERED:
            return "status.dangerBg" if look.urgent else "status.successBg"
        if selected:
            return "bg.selected"
        return "bg.hover" if hover else ""

    def _tall(self, p: QPainter, rect: QRectF, look: RowLook) -> None:
        theme = self._theme
        side = theme.tokens.size.avatar.md
        face = QRectF(_EDGE, rect.center().y() - side / 2, side, side)
        avatar(p, theme, face, look.name, look.key, channel=look.channel)
        first, second = rect.center().y() - 9, rect.center().y() + 9
        right = rect.right() - _EDGE

        clock_width = theme.width(look.clock, "body", True) if look.clock else 0.0
        clock_color = "presence.ready" if look.clock_live else "text.secondary"
        if look.urgent:
            clock_color = "status.dangerText"
        clock = QRectF(right - clock_width, first - 9, clock_width, 18)
        paint.text(
            p,
            theme,
            clock,
            look.clock,
            "bodyStrong" if look.clock_live else "body",
            clock_color,
            align=paint.RIGHT,
            tnum=True,
            elide=False,
        )

        room = clock.left() - _GAP - _TEXT
        badges = vip_badge_width(theme) + 6 if look.vip else 0.0
        badges += count_badge_width(theme, look.unread) + 6 if look.unread else 0.0
        name = QRectF(_TEXT, first - 9, max(0.0, room - badges), 18)
        used = paint.text(p, theme, name, look.name, "bodyStrong")
        x = _TEXT + used + 6
        if look.vip:
            x += vip_badge(p, theme, x, first) + 6
        if look.unread:
            count_badge(p, theme, x, first, look.unread)

        end = right
        if look.badge:
            end -= sla_badge(p, theme, right, second, look.badge, look.sla) + _GAP
        elif look.state is RowState.OFFERED:
            words = tr("Accept or decline")
            width = theme.width(words, "micro")
            area = QRectF(right - width, second - 8, width, 16)
            paint.text(p, theme, area, words, "micro", "text.secondary", elide=False)
            end -= width + _GAP
        line = QRectF(_TEXT, second - 8, end - _TEXT, 16)
        strong = look.unread > 0 or look.state is RowState.OFFERED
        color = "text.primary" if strong else "text.secondary"
        paint.text(p, theme, line, look.second, "caption", color)

    def _short(self, p: QPainter, rect: QRectF, look: RowLook) -> None:
        theme = self._theme
        middle = rect.center().y()
        faded = "text.tertiary" if look.stale else None
        channel_glyph(p, theme, QPointF(_EDGE + 8, middle - 8), look.channel, 16, faded)
        right = rect.right() - _EDGE
        clock_width = theme.width(look.clock, "caption", True)
        clock = QRectF(right - clock_width, middle - 8, clock_width, 16)
        paint.text(
            p,
            theme,
            clock,
            look.clock,
            "caption",
            "text.secondary",
            align=paint.RIGHT,
            tnum=True,
            elide=False,
        )
        end = clock.left() - _GAP
        if look.badge and not look.stale:
            end -= sla_badge_width(theme, look.badge)
            sla_badge(p, theme, clock.left() - _GAP, middle, look.badge, look.sla)
            end -= 6
        name_room = max(0.0, end - _TEXT)
        name = QRectF(_TEXT, middle - 9, name_room, 18)
        color = "text.secondary" if look.stale else "text.primary"
        used = paint.text(p, theme, name, look.name, "bodyStrong", color)
        x = _TEXT + used + 6
        if look.vip and x + vip_badge_width(theme) < end:
            x += vip_badge(p, theme, x, middle) + 6
        if end - x > 24:
            rest = QRectF(x, middle - 8, end - x, 16)
            paint.text(p, theme, rest, look.second, "caption", "text.secondary")
