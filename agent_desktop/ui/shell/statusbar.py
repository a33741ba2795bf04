"""The status bar: how true the screen is. Link, backend, outbox and telephone, each with an icon and words.

Promises that "current to" is a time of the backend's clock, and that staleness changes icon, colour and word.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.desk.api import OutboxSummary, PhoneStatus
from agent_desktop.model.events import LinkChanged, LinkState
from agent_desktop.ui.call.pieces import Levels
from agent_desktop.ui.call.words import why_not_words
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr


class StatusItem(PaintedButton):
    """An icon and words. Only items that do something can be reached by Tab."""

    def __init__(self, theme: Theme, icon: str, *, acts: bool) -> None:
        super().__init__(theme)
        self.ring_radius = theme.tokens.radius.sm
        self._icon = icon
        self._color = "text.secondary"
        self._acts = acts
        if not acts:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()  # without words there is nothing to show

    def show_words(self, words: str, icon: str, color: str = "text.secondary") -> None:
        """Change words, icon and colour."""
        if (words, icon, color) == (self.text(), self._icon, self._color):
            return
        self.setText(words)
        self.setAccessibleName(words)
        self._icon, self._color = icon, color
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and words."""
        words = self.theme.width(self.text(), "micro", True)
        return QSize(round(6 + 13 + 4 + words + 6), self.theme.tokens.size.status_bar)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and words."""
        p = paint.on(self)
        theme = self.theme
        if self._acts and self.hovered:
            paint.fill(p, QRectF(self.rect()).adjusted(0, 2, 0, -2), theme.color("bg.hover"), 4)
        at = QPointF(6, self.height() / 2 - 6.5)
        paint.icon(p, theme, self._icon, at, 13, self._color)
        words = "text.secondary" if self._color == "status.successText" else self._color
        area = QRectF(23, 0, self.width() - 23, self.height())
        paint.text(p, theme, area, self.text(), "micro", words, tnum=True, elide=False)
        p.end()


def link_words(link: LinkChanged) -> tuple[str, str, str]:
    """Words, icon and colour for the link."""
    current = time_of_day(link.current_to, seconds=True) if link.current_to else ""
    match link.state:
        case LinkState.LIVE:
            words = tr("Current to {time}", time=current) if current else tr("Connected")
            return words, "circle-check", "status.successText"
        case LinkState.CATCHING_UP:
            words = (
                tr("Catching up · current to {time}", time=current)
                if current
                else tr("Catching up…")
            )
            return words, "refresh-cw", "status.warnText"
        case LinkState.CONNECTING:
            words = (
                tr("Connecting · history current to {time}", time=current)
                if current
                else tr("Connecting…")
            )
            return words, "refresh-cw", "status.warnText"
        case LinkState.SIGNED_OUT:
            return tr("Signed out"), "lock", "status.dangerText"
        case LinkState.OFFLINE:
            words = (
                tr("Offline · history current to {time}", time=current)
                if current
                else tr("Offline")
            )
            return words, "wifi-off", "status.warnText"


def backend_words(backend: str, link: LinkChanged) -> str:
    """The backend's name with what is known of the way to it."""
    if link.state in (LinkState.OFFLINE, LinkState.SIGNED_OUT):
        return tr("{backend} unreachable", backend=backend) if backend else ""
    if backend and link.latency_ms is not None and link.state is LinkState.LIVE:
        return tr("{backend} · {n} ms", backend=backend, n=link.latency_ms)
    return backend


def outbox_words(outbox: OutboxSummary) -> tuple[str, str]:
    """Words and colour for the outbox."""
    if outbox.needs_you:
        needs = plural(outbox.needs_you, "{n} needs you", "{n} need you")
        if not outbox.waiting:
            return needs, "status.dangerText"
        waiting = plural(outbox.waiting, "{n} waiting", "{n} waiting")
        return f"{waiting}, {needs}", "status.dangerText"
    if outbox.waiting:
        return plural(outbox.waiting, "{n} waiting", "{n} waiting"), "text.secondary"
    return tr("Outbox empty"), "text.secondary"


class StatusBar(QWidget):
    """The line at the foot of the window."""

    outbox_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setAccessibleName(tr("Status bar"))
        self.setFixedHeight(theme.tokens.size.status_bar)
        self.link = StatusItem(theme, "wifi-off", acts=False)
        self.backend = StatusItem(theme, "server", acts=False)
        self.outbox = StatusItem(theme, "send", acts=True)
        self.outbox.clicked.connect(self.outbox_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(4)
        self.hand = StatusItem(theme, "hand", acts=True)
        self.shift = StatusItem(theme, "calendar-clock", acts=True)
        for item in (self.link, self.backend, self.outbox, self.hand, self.shift):
            row.addWidget(item)
        row.addStretch(1)
        self.headset = StatusItem(theme, "headset", acts=False)
        self.ringer = StatusItem(theme, "volume-2", acts=False)
        self.microphone = Levels(theme, "presenceDot.ready", bars=5, high=9)
        self.microphone.hide()
        for piece in (self.headset, self.ringer, self.microphone):
            row.addWidget(piece)

    def set_phone(self, phone: PhoneStatus | None) -> None:
        """Show what calls are heard on, or why none can come; nothing without a telephone."""
        words, ringer, color = "", "", "text.secondary"
        if phone is not None and phone.why_not is not None:
            words, color = why_not_words(phone.why_not), "status.warnText"
        elif phone is not None:
            words = single_line(phone.in_use.speaker or phone.in_use.microphone, 40)
            name = single_line(phone.in_use.ringer, 40)
            ringer = tr("Rings on: {name}", name=name) if name else ""
        self.headset.show_words(words, "headset", color)
        self.ringer.show_words(ringer, "volume-2")
        self.microphone.setVisible(phone is not None and phone.why_not is None)

    def set_microphone(self, level: float) -> None:
        """The newest loudness of the microphone, from 0 to 1."""
        self.microphone.add(level)

    def set_link(self, link: LinkChanged, backend: str) -> None:
        """Show the link and the backend."""
        self.link.show_words(*link_words(link))
        self.backend.show_words(backend_words(backend, link), "server")

    def set_outbox(self, outbox: OutboxSummary) -> None:
        """Show what waits to be sent."""
        words, color = outbox_words(outbox)
        self.outbox.show_words(words, "send", color)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.rail"))
        p.fillRect(QRectF(0, 0, self.width(), 1), self.theme.color("border.subtle"))
        p.end()
