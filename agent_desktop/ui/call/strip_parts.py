"""What stands on the call strip beside its buttons: whom the call is with, and whether it is recorded.

Promises names in one safe line, shortened before anything else is. Refuses clicks but one: back to the conversation.
"""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from agent_desktop.desk.api import CallLine
from agent_desktop.model.backend_calls import PartyKind
from agent_desktop.model.calls import Recording
from agent_desktop.ui.call.party_words import party_name
from agent_desktop.ui.call.pieces import StripButton
from agent_desktop.ui.call.words import number_shown, who
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.avatars import avatar
from agent_desktop.ui.kit.badges import vip_badge, vip_badge_width
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_CALLER = 250
_CALLER_MIN = 96
_HIGH = 40


class Divider(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setFixedSize(1, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("border.callStrip"))
        p.end()


class Caller(StripButton):
    """Avatar, name, queue and number; a click goes back to the conversation of the call."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "phone", "")
        self._name = self._about = self._key = ""
        self._vip = False
        self._wide = _CALLER
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_CALLER_MIN)

    def sizeHint(self) -> QSize:
        """As wide as the words, within bounds; it gives way first."""
        return QSize(self._wide, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """The avatar and the beginning of the name."""
        return QSize(_CALLER_MIN, _HIGH)

    def show_line(self, line: CallLine) -> None:
        """With whom, over which queue, from which number."""
        name, number = who(line.record, line.name), number_shown(line.record.number)
        queue = single_line(line.queue_name, 40)
        beside = "" if line.listening is not None or number == name else number
        about = " · ".join(part for part in (_with(line), queue, beside) if part)
        self._name, self._about, self._vip = name, about, line.vip
        self._key = line.record.customer_id or name
        wanted = self.theme.width(name, "bodyStrong") + (vip_badge_width(self.theme) + 8) * line.vip
        wide = max(wanted, self.theme.width(about, "caption", True)) + 46
        self._wide = max(_CALLER_MIN, min(round(wide + 0.5), _CALLER))
        self.setMaximumWidth(self._wide)
        self.updateGeometry()
        self.setAccessibleName(tr("Back to the call with {name}", name=name))
        self.setToolTip(f"{name}\n{about}" if about else name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        theme = self.theme
        side = theme.tokens.size.avatar.md
        top = (self.height() - side) / 2
        avatar(p, theme, QRectF(0, top, side, side), self._name, self._key)
        room = self.width() - side - 10
        badge = vip_badge_width(theme) + 6 if self._vip else 0
        middle = self.height() / 2
        first = QRectF(side + 10, middle - 17, max(20, room - badge), 18)
        if not self._about:
            first.moveTop(middle - 9)
        used = paint.text(p, theme, first, self._name, "bodyStrong", "text.onCallStrip")
        if self._vip and room > badge + 40:
            vip_badge(p, theme, first.left() + used + 6, first.center().y())
        second = QRectF(side + 10, middle, room, 17)
        paint.text(p, theme, second, self._about, "caption", "text.onCallStripMuted", tnum=True)
        if self._ringed:
            rect = QRectF(self.rect())
            paint.focus_ring(p, theme, rect, theme.tokens.radius.md, inset=True, on_strip=True)
        p.end()


def _with(line: CallLine) -> str:
    """With whom the colleague talks whose call it is; empty for a call of our own."""
    found = (one for one in line.others if one.kind is PartyKind.CUSTOMER)
    customer = next(found, None) if line.listening is not None else None
    return tr("with {customer}", customer=party_name(customer)) if customer is not None else ""


class RecordingSign(QWidget):
    """A dot and a word: whether this call is recorded."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._state = Recording.OFF
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: Recording) -> None:
        """Change the word."""
        self._state = state
        words = {
            Recording.OFF: "",
            Recording.ON: tr("Recording"),
            Recording.PAUSED: tr("Paused"),
        }[state]
        self.setVisible(bool(words))
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.setFixedSize(round(16 + self.theme.width(words, "body") + 2), 24)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        theme = self.theme
        paused = self._state is Recording.PAUSED
        if paused:
            for x in (1, 5):
                bar = QRectF(x, 8, 2.5, 8)
                paint.fill(p, bar, theme.color("text.onCallStripHold"), 1)
        else:
            paint.fill(p, QRectF(0, 8, 8, 8), theme.color("bg.callStripRecord"), 4)
        area = QRectF(14, 0, self.width() - 14, self.height())
        color = "text.onCallStripHold" if paused else "text.onCallStrip"
        paint.text(p, theme, area, self._words, "body", color, elide=False)
        p.end()
