"""The left pane: title, presence, the work list, and the way into search.

Promises one sentence where the list is empty, saying why. Refuses menus of its own: it asks the shell for them.
"""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.changes import InboxChanged
from agent_desktop.model.events import LinkState
from agent_desktop.model.intents import AcceptOffer, OpenConversation, TakeWaiting
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import PresenceState
from agent_desktop.ui.inbox.view import InboxView
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.badges import keycap, keycap_width
from agent_desktop.ui.kit.format import timer
from agent_desktop.ui.kit.marks import PRESENCE_TONES
from agent_desktop.ui.kit.widgets.buttons import IconButton, PaintedButton, PillButton
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class InboxPane(QWidget):
    """The pane. `presence_asked` and `search_asked` want the shell's presence menu and palette.

    With `demo`, an empty list offers the page where one can play the customer (`demo_asked`).
    """

    presence_asked = Signal()
    search_asked = Signal()
    demo_asked = Signal()
    begin_asked = Signal()
    """The agent wants to write to somebody first."""

    def __init__(
        self,
        desk: DeskView,
        theme: Theme,
        *,
        search_keys: str,
        demo: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("inboxPane")
        self._desk = desk
        self._theme = theme
        self.view = InboxView(desk, theme)
        self.view.chosen.connect(self._open)
        self.view.offer_chosen.connect(self._accept)
        self.view.waiting_chosen.connect(self._take)
        self.presence_button = PillButton(theme, "")
        self.presence_button.clicked.connect(self.presence_asked)
        self.begin = IconButton(theme, "pencil", tr("New message"), side=28)
        self.begin.clicked.connect(self.begin_asked)
        self._demo = demo
        self._empty = EmptyState(theme, "")
        self._empty.acted.connect(self.demo_asked)
        self._search = _SearchButton(theme, search_keys)
        self._search.clicked.connect(self.search_asked)
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._each_second)
        self._tick.start()
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(Label(self._theme, tr("Inbox"), "title"))
        head.addStretch(1)
        head.addWidget(self.presence_button)
        head.addWidget(self.begin)
        holder = QWidget()
        holder.setFixedHeight(self._theme.tokens.size.thread_header)
        holder.setLayout(head)
        self._pages = QStackedLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(holder)
        whole.addLayout(self._pages, 1)
        whole.addWidget(self._search)
        # Only now: a stack without a parent would show its first page as a window of its own.
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty)

    def set_search_keys(self, keys: str) -> None:
        """Other keys open the palette; empty when none do."""
        self._search.set_keys(keys)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("bg.window"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line under the head, which goes on under the thread's."""
        super().paintEvent(event)
        p = paint.on(self)
        head = self._theme.tokens.size.thread_header
        paint.hairline(p, self._theme, 0, self.width(), head - 1)
        p.end()

    def apply(self, change: InboxChanged) -> None:
        """Follow the desk's work list; `refresh`, once for all changes of a frame, does the rest."""
        self.view.apply(change)

    def refresh(self) -> None:
        """Presence, link or rows changed."""
        down = self._desk.link.state in (LinkState.OFFLINE, LinkState.SIGNED_OUT)
        state = PresenceState.OFFLINE if down else self._desk.presence.state
        ready = state is PresenceState.READY
        queues = len(self._desk.queues)
        words = tr("On queue · {n}", n=queues) if ready else tr("Off queue")
        self.presence_button.set_content(words, PRESENCE_TONES[state])
        self.presence_button.setVisible(self._desk.manifest.can(Capability.PRESENCE))
        self.begin.setVisible(bool(self._desk.starts))
        self._pages.setCurrentIndex(0 if self.view.rows.rowCount() else 1)
        self._each_second()
        self.view.refresh()

    def _each_second(self) -> None:
        if self._pages.currentIndex() == 1:
            self._empty.set_words(self._why_empty(), tr("Open the demo page") if self._demo else "")

    def _why_empty(self) -> str:
        if self._desk.link.state is not LinkState.LIVE:
            return tr("Nothing cached yet. Work arrives as soon as the link is back.")
        if not self._desk.manifest.can(Capability.PRESENCE):
            return tr("Nothing here. Conversations appear when customers write.")
        presence = self._desk.presence
        time = timer(self._desk.now() - presence.since)
        if presence.state is PresenceState.READY:
            return tr("Nothing waiting. You have been Ready for {time}.", time=time)
        return tr("Nothing here. You are not offered work until you are Ready.")

    def _open(self, conversation_id: str) -> None:
        self._desk.post(OpenConversation(conversation_id=conversation_id))

    def _accept(self, interaction_id: str) -> None:
        self._desk.post(AcceptOffer(interaction_id=interaction_id))

    def _take(self, interaction_id: str) -> None:
        if self._desk.manifest.can(Capability.PULL):
            self._desk.post(TakeWaiting(interaction_id=interaction_id))


class _SearchButton(PaintedButton):
    """The foot of the list: looks like a quiet field, and opens the palette."""

    def __init__(self, theme: Theme, keys: str) -> None:
        super().__init__(theme)
        self._keys = keys
        self.setAccessibleName(tr("Search or run a command"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(40)

    def set_keys(self, keys: str) -> None:
        """Show other keys."""
        self._keys = keys
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hairline, the magnifier, the words and the keys."""
        p = paint.on(self)
        theme, middle = self.theme, self.height() / 2
        if self.hovered:
            paint.fill(p, QRectF(self.rect()), theme.color("bg.hover"))
        paint.hairline(p, theme, 0, self.width(), 0)
        paint.icon(p, theme, "search", QPointF(16, middle - 7), 14, "text.secondary")
        right = self.width() - 16
        keys = keycap_width(theme, self._keys) if self._keys else 0
        if self._keys:
            keycap(p, theme, right - keys, middle, self._keys)
        area = QRectF(38, 0, right - keys - 46, self.height())
        paint.text(p, theme, area, self.accessibleName(), "body", "text.secondary")
        p.end()
