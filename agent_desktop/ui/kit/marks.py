"""Marks that say a state by shape and colour: presence, channel, countdown.

Promises that two states never differ by colour alone. Refuses words: whoever draws a mark writes its word.
"""

from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit import paint
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, tr

Tone: TypeAlias = Literal["ready", "idle", "notReady", "offline"]

CHANNEL_ICONS: dict[Channel, str] = {
    Channel.VOICE: "phone",
    Channel.CHAT: "message-circle",
    Channel.EMAIL: "mail",
    Channel.SMS: "message-square-text",
    Channel.SOCIAL: "at-sign",
    Channel.VIDEO: "video",
}
_CHANNEL_WORDS = {
    Channel.VOICE: later("call"),
    Channel.CHAT: later("chat"),
    Channel.EMAIL: later("e-mail"),
    Channel.SMS: later("SMS"),
    Channel.SOCIAL: later("social message"),
    Channel.VIDEO: later("video call"),
}
_CHANNEL_COLORS: dict[Channel, str] = {Channel.VIDEO: "channel.voice"}

PRESENCE_TONES: dict[PresenceState, Tone] = {
    PresenceState.READY: "ready",
    PresenceState.BUSY: "notReady",
    PresenceState.BREAK: "notReady",
    PresenceState.MEAL: "notReady",
    PresenceState.MEETING: "notReady",
    PresenceState.TRAINING: "notReady",
    PresenceState.NOT_RESPONDING: "notReady",
    PresenceState.OFFLINE: "offline",
}

URGENT_SECONDS = 5


def channel_color(channel: Channel) -> str:
    """The colour path of a channel."""
    return _CHANNEL_COLORS.get(channel, f"channel.{channel.value}")


def channel_glyph(
    p: QPainter,
    theme: Theme,
    at: QPointF,
    channel: Channel,
    size: float = 16,
    color: str | QColor | None = None,
) -> None:
    """The icon of a channel, in its colour, or in `color` when the row is stale."""
    paint.icon(p, theme, CHANNEL_ICONS[channel], at, size, color or channel_color(channel))


def channel_word(channel: Channel) -> str:
    """The channel's name within a sentence."""
    return tr(_CHANNEL_WORDS[channel])


def presence_mark(p: QPainter, theme: Theme, rect: QRectF, tone: Tone) -> None:
    """A disc (ready), half a disc (idle), a disc with a bar (not ready) or a ring (offline), inside a square."""
    color = theme.color(f"presenceDot.{tone}")
    side = rect.width()
    if tone in ("ready", "notReady"):
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(color)
        p.drawEllipse(rect)
        if tone == "notReady":
            bar = QRectF(0, 0, side * 0.6, max(1.6, side * 0.2))
            bar.moveCenter(rect.center())
            paint.fill(p, bar, theme.color("text.onAccent"), bar.height() / 2)
        return
    pen = side * (0.15 if tone == "idle" else 0.2)
    inner = rect.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
    p.setPen(QPen(color, pen))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(inner)
    if tone == "idle":
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(color)
        p.drawPie(inner, 90 * 16, -180 * 16)


def ring_tone(seconds_left: float, seconds_total: float) -> Tone:
    """Green, amber in the last third, red in the last five seconds (at most half of a short time)."""
    if seconds_left <= min(URGENT_SECONDS, seconds_total / 2) - 1:
        return "notReady"
    if seconds_left <= max(seconds_total / 3, URGENT_SECONDS):
        return "idle"
    return "ready"


def countdown_ring(
    p: QPainter,
    theme: Theme,
    rect: QRectF,
    fraction: float,
    label: str = "",
    color: str = "presenceDot.ready",
    width: float = 4,
) -> None:
    """A ring of which `fraction` (0 to 1) is left, clockwise from the top, with `label` in the middle."""
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(theme.color("border.subtle"), width))
    p.drawEllipse(inner)
    left = min(1.0, max(0.0, fraction))
    if left > 0:
        p.setPen(QPen(theme.color(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawArc(inner, 90 * 16, round(-360 * 16 * left))
    if label:
        role = "title" if rect.width() >= 40 else "captionStrong"
        paint.text(p, theme, rect, label, role, align=paint.CENTER, tnum=True, elide=False)
