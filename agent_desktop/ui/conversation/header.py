"""The head of the thread pane: what the conversation is about, when the next reply is due, the next step of the work.

Promises that the badge is never shortened: the place line gives way first, the title last. Refuses to post: it emits.
"""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.ui.conversation.header_words import (
    STEP_ICONS,
    HeaderLook,
    Step,
    step_words,
)
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.badges import BADGE_HEIGHT, Sla, sla_badge, sla_badge_width
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Header(QWidget):
    """Shows a `HeaderLook`."""

    stepped = Signal(object)
    """The Step that was chosen."""
    more_asked = Signal()

    def __init__(self, theme: Theme, step_keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._step_keys = step_keys
        self.step: Step | None = None
        self.title = Label(theme, role="title", elide=True)
        self.place = Label(theme, role="caption", color="text.secondary", elide=True, tnum=True)
        self.badge = ReplyBadge(theme)
        self.invite = IconButton(theme, "phone-outgoing", tr("Turn this chat into a call"))
        self.invite.hide()
        self.hand = IconButton(theme, "hand", tr("Raise a hand"))
        self.hand.setCheckable(True)
        self.hand.hide()
        self.transfer = IconButton(theme, "arrow-left-right", tr("Transfer this conversation"))
        self.transfer.hide()
        self.more = IconButton(theme, "ellipsis", tr("More"))
        self.more.clicked.connect(self.more_asked)
        self.button = Button(theme, "")
        self.button.clicked.connect(self._clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, 8, 0, 8)
        words.addWidget(self.title)
        words.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(*sides(20, 0, 12, 1))
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.badge)
        row.addWidget(self.invite)
        row.addWidget(self.transfer)
        row.addWidget(self.hand)
        row.addWidget(self.more)
        row.addWidget(self.button)
        self.title.setFixedHeight(20)
        self.place.setFixedHeight(18)
        self.setFixedHeight(theme.tokens.size.thread_header)
        theme.changed.connect(self.update)

    def show_look(self, look: HeaderLook) -> None:
        """Show another look."""
        self.title.setText(look.title)
        self.title.setToolTip(look.title.replace("&", "&amp;").replace("<", "&lt;"))
        self.place.setText(look.place)
        self.badge.show_words(look.badge, look.sla)
        self.step = look.step
        self.button.setVisible(look.step is not None)
        if look.step is not None:
            self.button.setText(step_words(look.step))
            self.button.set_icon_name(STEP_ICONS[look.step])
        self._show_keys()

    def set_step_keys(self, keys: str) -> None:
        """Other keys take the next step."""
        self._step_keys = keys
        self._show_keys()

    def _show_keys(self) -> None:
        if self.step is not None:
            keys = "" if self.step is Step.TAKE else self._step_keys
            self.button.setToolTip(f"{step_words(self.step)}  {keys}" if keys else "")

    def _clicked(self) -> None:
        if self.step is not None:
            self.stepped.emit(self.step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The surface and the line below."""
        p = paint.on(self)
        p.fillRect(self.rect(), self.theme.color("bg.surface"))
        paint.hairline(p, self.theme, 0, self.width(), self.height() - 1)
        p.end()


class ReplyBadge(QWidget):
    """When the next reply is due, or that it was given; takes no room without words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.words = ""
        self.sla = Sla.ON_TRACK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_words(self, words: str, sla: Sla) -> None:
        """Change words and state."""
        self.words, self.sla = words, sla
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The badge."""
        return QSize(round(sla_badge_width(self.theme, self.words) + 0.5), BADGE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        p = paint.on(self)
        area = QRectF(self.rect())
        sla_badge(p, self.theme, area.right(), area.center().y(), self.words, self.sla)
        p.end()
