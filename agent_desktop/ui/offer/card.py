"""One offer as a card: who, why, how long, accept or decline.

Promises not to take the focus, whatever happens. Refuses to decide: both buttons are intents.
"""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.model.work import Offer
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.marks import CHANNEL_ICONS, channel_color, ring_tone
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.labels import IconMark, Label, Ring
from agent_desktop.ui.offer.words import offer_words, ringing_words
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_NARROWEST = 264
_EDGE = 16
_BETWEEN = 8


class OfferCard(QWidget):
    """The card of one offer. `accepted` and `declined` carry the interaction."""

    accepted = Signal(str)
    declined = Signal(str)
    resized = Signal()
    """The agent made the card smaller or larger."""

    def __init__(
        self,
        theme: Theme,
        offer: Offer,
        *,
        accept_keys: str,
        decline_keys: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("offerCard")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.theme = theme
        self.offer = offer
        self._ring = Ring(theme, 52)
        self._kind = Label(theme, "", "caption", "text.secondary", elide=True)
        self._name = Label(theme, "", "title", elide=True)
        self._about = Label(theme, "", "caption", "text.secondary", elide=True, tnum=True)
        self._facts = _Facts(theme)
        self._ringing = Label(theme, "", "caption", wrap=True, tnum=True)
        self._ringing.hide()
        self._fold = IconButton(theme, "chevron-up", tr("Make smaller"))
        self._fold.clicked.connect(self._toggle)
        self.accept_button = Button(
            theme,
            tr("Accept"),
            "accept",
            icon=CHANNEL_ICONS[offer.channel],
            size="lg",
        )
        self.decline_button = Button(theme, tr("Decline"), size="lg")
        self.accept_button.clicked.connect(lambda: self.accepted.emit(offer.interaction_id))
        self.decline_button.clicked.connect(lambda: self.declined.emit(offer.interaction_id))
        for button in (self.accept_button, self.decline_button, self._fold):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for button in (self.accept_button, self.decline_button):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._foot = Label(
            theme,
            tr("Keep typing: this never takes focus. If missed, it returns to the queue.")
            if offer.queue_name
            else tr("Keep typing: this never takes focus. If missed, you find it under Calls."),
            "micro",
            "text.secondary",
            wrap=True,
        )
        self._keys = (accept_keys, decline_keys)
        self._lay_out()
        self.fit(theme.tokens.size.offer_card.width)

    def _lay_out(self) -> None:
        channel = self.offer.channel
        glyph = IconMark(self.theme, CHANNEL_ICONS[channel], channel_color(channel), size=14)
        kind = QHBoxLayout()
        kind.setSpacing(6)
        kind.addWidget(glyph)
        kind.addWidget(self._kind, 1)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(kind)
        words.addWidget(self._name)
        words.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        actions = QHBoxLayout()
        actions.setSpacing(_BETWEEN)
        actions.addWidget(self.accept_button, 1)
        actions.addWidget(self.decline_button, 1)
        whole = QVBoxLayout(self)
        edge = paint.SHADOW
        whole.setContentsMargins(edge + _EDGE, edge + 14, edge + _EDGE, edge + 12)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self._facts)
        whole.addWidget(self._ringing)
        whole.addLayout(actions)
        whole.addWidget(self._foot)

    def set_keys(self, accept: str, decline: str) -> None:
        """Other keys answer this offer."""
        self._keys = (accept, decline)
        self._show_keys()

    def fit(self, room: int) -> None:
        """Be as wide as the design says, or narrower where there is only `room` px."""
        width = max(_NARROWEST, min(self.theme.tokens.size.offer_card.width, room))
        self.setFixedWidth(width + 2 * paint.SHADOW)
        self._show_keys()
        self.adjustSize()

    def _show_keys(self) -> None:
        """The keys inside the buttons, or in their tooltips where there is no room beside the words."""
        buttons = (self.accept_button, self.decline_button)
        for button, keys in zip(buttons, self._keys, strict=True):
            button.set_hint(keys)
        wanted = sum(button.sizeHint().width() for button in buttons) + _BETWEEN
        inside = wanted <= self.maximumWidth() - 2 * (paint.SHADOW + _EDGE)
        for button, keys in zip(buttons, self._keys, strict=True):
            button.set_hint(keys if inside else "")
            button.setToolTip("" if inside else keys)

    def tick(self, now: Millis, answers_at: Millis | None = None, ringer: str = "") -> None:
        """Show the time left, and how a call is answered: by itself, or where it rings. Once a second."""
        total = max(1, self.offer.expires_at - self.offer.offered_at)
        left = max(0, self.offer.expires_at - now)
        tone = ring_tone(left / 1000, total / 1000)
        self._ring.set_left(left / total, str(-(-left // 1000)), f"presenceDot.{tone}")
        words = offer_words(self.offer, now)
        self._kind.setText(words.kind)
        self._name.setText(words.name)
        self._about.setText(words.about)
        self._facts.show_facts(words.facts)
        ringing = ringing_words(self.offer, now, answers_at, ringer)
        self._ringing.setText(ringing)
        if self._ringing.isHidden() is bool(ringing):
            self._ringing.setVisible(bool(ringing))
            self.adjustSize()
            self.resized.emit()
        self.setAccessibleName(", ".join(one for one in (words.spoken, ringing) if one))

    def fold(self, folded: bool) -> None:
        """Show only the head and the buttons, or everything."""
        self._facts.setVisible(not folded and self._facts.has_facts)
        self._foot.setVisible(not folded)
        self._fold.set_icon_name("chevron-down" if folded else "chevron-up")
        self._fold.set_name(tr("Show more") if folded else tr("Make smaller"))
        self.adjustSize()

    @property
    def folded(self) -> bool:
        """True when only the head is shown."""
        return self._foot.isHidden()

    def _toggle(self) -> None:
        self.fold(not self.folded)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card as a popup, so that it stands out from the thread."""
        p = paint.on(self)
        edge = paint.SHADOW
        paint.popup(p, self.theme, QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))
        p.end()


class _Facts(QWidget):
    """Label and value pairs on a sunken plate."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.hide()

    @property
    def has_facts(self) -> bool:
        """True when there is something to show."""
        return bool(self._shown)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Replace the pairs when they changed."""
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for line, (label, value) in enumerate(facts):
            self._grid.addWidget(Label(self.theme, label, "caption", "text.secondary"), line, 0)
            self._grid.addWidget(Label(self.theme, value, "caption", elide=True), line, 1)
        self.setVisible(bool(facts))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        rect, radius = QRectF(self.rect()), self.theme.tokens.radius.md
        paint.fill(p, rect, self.theme.color("bg.sunken"), radius)
        p.end()
