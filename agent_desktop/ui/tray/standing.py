"""What the tray's icon says: the most pressing of what the agent is in, as a picture, a tone and words.

Promises that two states differ by shape as well as by colour. Refuses names of customers: a tray can be seen by whoever
stands behind the agent.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from agent_desktop.desk.api import DeskView
from agent_desktop.model.calls import CallState
from agent_desktop.model.events import LinkState
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import PRESENCE_TONES, Tone, presence_mark
from agent_desktop.ui.shell.presence import presence_word
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_SIZES = (16, 22, 24, 32, 48, 64)


@dataclass(frozen=True)
class Standing:
    """The icon's glyph, its mark, and the words of its tooltip."""

    glyph: str
    tone: Tone
    words: str


def standing_of(desk: DeskView) -> Standing:
    """A call that rings, then one that is on, then the link, then the presence."""
    if any(one.channel is Channel.VOICE for one in desk.offers()):
        return Standing("phone-incoming", "ready", tr("A call rings"))
    lines = desk.calls()
    if lines:
        if lines[0].call.state is not CallState.ACTIVE:
            return Standing("phone", "ready", tr("Calling…"))
        if lines[0].call.hold.local:
            return Standing("phone", "idle", tr("In a call, on hold"))
        if lines[0].call.muted:
            return Standing("mic-off", "idle", tr("In a call, muted"))
        return Standing("phone", "ready", tr("In a call"))
    if desk.link.state in (LinkState.OFFLINE, LinkState.SIGNED_OUT):
        return Standing("headset", "offline", tr("Not connected"))
    state = desk.presence.state
    if state is PresenceState.READY:
        return Standing("headset", "ready", tr("On queue"))
    return Standing("headset", PRESENCE_TONES[state], presence_word(state))


def standing_icon(theme: Theme, standing: Standing) -> QIcon:
    """The icon in every size that trays ask for: a plate that is seen on light and dark panels."""
    icon = QIcon()
    for side in _SIZES:
        icon.addPixmap(_painted(theme, standing, side))
    return icon


def _painted(theme: Theme, standing: Standing, side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    p = QPainter(pixmap)
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint.fill(p, QRectF(0, 0, side, side), theme.color("accent.fill"), side / 5)
    glyph = round(side * 0.62)
    paint.icon(p, theme, standing.glyph, QPointF(side * 0.1, side * 0.08), glyph, "text.onAccent")
    spot = side * 0.5
    room = QRectF(side - spot, side - spot, spot, spot)
    paint.fill(p, room, theme.color("bg.raised"), spot / 2)
    edge = spot * 0.14
    presence_mark(p, theme, room.adjusted(edge, edge, -edge, -edge), standing.tone)
    p.end()
    return pixmap
