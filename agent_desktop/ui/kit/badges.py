"""Badges and chips: small painted facts beside a name.

Promises that each painter has a `…_width` beside it, so that rows can lay out before they paint. Refuses to elide: a
badge that does not fit is left out by the row, never shortened.
"""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

BADGE_HEIGHT = 18
VIP_HEIGHT = 16
CHIP_HEIGHT = 22


class Sla(StrEnum):
    """How an interaction stands against its target."""

    ON_TRACK = "onTrack"
    AT_RISK = "atRisk"
    BREACHED = "breached"
    MET = "met"
    PAUSED = "paused"


SLA_ICONS: dict[Sla, str] = {
    Sla.ON_TRACK: "clock",
    Sla.AT_RISK: "clock",
    Sla.BREACHED: "triangle-alert",
    Sla.MET: "check",
    Sla.PAUSED: "pause",
}


def sla_badge_width(theme: Theme, words: str) -> float:
    """The width of the badge for `words`."""
    return 5 + 12 + 3 + theme.width(words, "micro", True, 600) + 7


def sla_badge(
    p: QPainter, theme: Theme, right: float, middle: float, words: str, sla: Sla
) -> float:
    """A pill with an icon and `words`, its right edge at `right`, centred on `middle`. Returns its width."""
    width = sla_badge_width(theme, words)
    rect = QRectF(right - width, middle - BADGE_HEIGHT / 2, width, BADGE_HEIGHT)
    color = f"sla.{sla.value}"
    paint.fill(p, rect, theme.color(f"{color}Bg"), BADGE_HEIGHT / 2)
    paint.icon(p, theme, SLA_ICONS[sla], QPointF(rect.left() + 5, rect.top() + 3), 12, color)
    area = rect.adjusted(20, 0, 0, 0)
    paint.text(p, theme, area, words, "micro", color, tnum=True, weight=600, elide=False)
    return width


def count_badge_width(theme: Theme, count: int) -> float:
    """The width of the badge for `count`."""
    return max(BADGE_HEIGHT, theme.width(_count(count), "micro", True, 600) + 8)


def count_badge(
    p: QPainter,
    theme: Theme,
    left: float,
    middle: float,
    count: int,
    color: str = "accent.fill",
    height: float = BADGE_HEIGHT,
) -> float:
    """A filled disc (a pill from 10 on) with a number, centred on `middle`. Returns its width."""
    width = max(height, theme.width(_count(count), "micro", True, 600) + 8)
    rect = QRectF(left, middle - height / 2, width, height)
    paint.fill(p, rect, theme.color(color), height / 2)
    paint.text(
        p,
        theme,
        rect,
        _count(count),
        "micro",
        "text.onAccent",
        align=paint.CENTER,
        tnum=True,
        weight=600,
        elide=False,
    )
    return width


def _count(count: int) -> str:
    return str(count) if count < 100 else "99+"


def vip_badge_width(theme: Theme) -> float:
    """The width of the VIP badge."""
    return 4 + 11 + 2 + theme.width(tr("VIP"), "micro", False, 600) + 5


def vip_badge(p: QPainter, theme: Theme, left: float, middle: float) -> float:
    """A star and the word VIP, centred on `middle`. Returns its width."""
    width = vip_badge_width(theme)
    rect = QRectF(left, middle - VIP_HEIGHT / 2, width, VIP_HEIGHT)
    paint.fill(p, rect, theme.color("status.vipBg"), theme.tokens.radius.sm)
    at = QPointF(rect.left() + 4, rect.top() + 2.5)
    paint.icon(p, theme, "star", at, 11, "status.vipText")
    area = rect.adjusted(17, 0, 0, 0)
    paint.text(p, theme, area, tr("VIP"), "micro", "status.vipText", weight=600, elide=False)
    return width


def chip_width(theme: Theme, words: str, icon: str = "") -> float:
    """The width of a chip for `words`."""
    return 8 + (14 + 5 if icon else 0) + theme.width(words, "caption", True, 500) + 8


def chip(
    p: QPainter,
    theme: Theme,
    left: float,
    middle: float,
    words: str,
    icon: str = "",
    *,
    back: str = "bg.sunken",
    border: str = "border.subtle",
    color: str = "text.secondary",
    max_width: float = 10_000,
) -> float:
    """A bordered label with an optional icon, centred on `middle`. Returns its width, at most `max_width`."""
    width = min(chip_width(theme, words, icon), max_width)
    rect = QRectF(left, middle - CHIP_HEIGHT / 2, width, CHIP_HEIGHT)
    radius = theme.tokens.radius.sm
    paint.fill(p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color(back), radius)
    paint.outline(p, rect, theme.color(border), radius)
    indent = 8.0
    if icon:
        paint.icon(p, theme, icon, QPointF(rect.left() + 8, middle - 7), 14, color)
        indent += 14 + 5
    area = rect.adjusted(indent, 0, -7, 0)
    paint.text(p, theme, area, words, "caption", color, tnum=True, weight=500)
    return width


def keycaps(p: QPainter, theme: Theme, right: float, middle: float, caps: Sequence[str]) -> float:
    """The keys of a shortcut, their last edge at `right`, centred on `middle`. Returns their width.

    They stand in the order in which they are pressed, from left to right in every language.
    """
    if not caps:
        return 0.0
    gap = 4
    width = sum(keycap_width(theme, cap) for cap in caps) + gap * (len(caps) - 1)
    x = right - width
    other = paint.upright(p, QRectF(x, middle, width, 0))
    for cap in caps:
        x += keycap(p, theme, x, middle, cap) + gap
    if other:
        p.restore()
    return width


def keycap_width(theme: Theme, key: str) -> float:
    """The width of one key of a shortcut."""
    return max(18.0, theme.width(key, "micro") + 11)


def keycap(p: QPainter, theme: Theme, left: float, middle: float, key: str) -> float:
    """One key of a shortcut, as on a keyboard, centred on `middle`. Returns its width."""
    width = keycap_width(theme, key)
    rect = QRectF(left, middle - 8, width, 16)
    radius = theme.tokens.radius.sm
    paint.fill(p, rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.color("bg.surface"), radius)
    paint.outline(p, rect, theme.color("border.strong"), radius)
    paint.text(p, theme, rect, key, "micro", align=paint.CENTER, elide=False)
    return width
