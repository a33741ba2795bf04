"""Templates in the composer: the countdown above the text, and the sheet in which one is chosen and sent.

Promises that what is typed stays when a template is sent, and that one which was taken back is never sent beside what
comes of it. Refuses to post by itself: what it wants goes through `post`.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.api import DeskView, Thread
from agent_desktop.model.base import new_id
from agent_desktop.model.intents import DiscardUnsent, FetchTemplates, Intent, SendReply
from agent_desktop.model.templates import Filled
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.composer.strip import EyesStrip, WindowStrip
from agent_desktop.ui.conversation.composer.template_sheet import TemplateSheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Approving(QObject):
    """`changed` tells that the time for free text ended. `over` is the composer."""

    changed = Signal()

    def __init__(
        self, desk: DeskView, theme: Theme, over: QWidget, post: Callable[[Intent], None]
    ) -> None:
        super().__init__(over)
        self._desk, self._theme, self._over, self._post = desk, theme, over, post
        self._thread: Thread | None = None
        self._way: ReplyWay | None = None
        self._replaced: Message | None = None  # the unsent template that is being changed
        self.sheet: TemplateSheet | None = None
        self.strip = WindowStrip(theme, desk.now)
        self.eyes = EyesStrip(theme)
        self.strip.over.connect(self.changed)
        self.strip.asked.connect(self.open)

    def show_way(self, thread: Thread, way: ReplyWay | None) -> str:
        """The reply goes by this way, None while none goes; what is to be done where no free text may go by it."""
        if self._thread is None or thread.conversation.id != self._thread.conversation.id:
            self.close()
        self._thread, self._way = thread, way
        self.strip.show_way(way)
        self.eyes.show_way(way, thread.conversation.reply_ways)
        look = self.strip.look
        if look is None or not look.closed:
            return ""
        if look.templates:
            return tr("Choose a template to reply.")
        return tr("No reply can be written now.")

    @property
    def offered(self) -> bool:
        """Whether a template can be sent now."""
        return self._way is not None and self._way.templates and not self.strip.isHidden()

    def open(self) -> None:
        """Let the agent choose."""
        self._open(None)

    def edit(self, message: Message) -> bool:
        """Let the agent change an unsent template; False when none can be sent by the reply's way now."""
        self._open(message)
        return self._replaced is message

    def _open(self, replaced: Message | None) -> None:
        self._replaced = None
        if not self.offered or self._thread is None or self._way is None:
            return
        window = self._over.window()
        if self.sheet is None or self.sheet.parentWidget() is not window:
            self.sheet = TemplateSheet(self._theme, window)
            self.sheet.sent.connect(self._send)
        customer = self._thread.customer
        self._replaced = replaced
        filled = replaced.template if replaced is not None else None
        self.sheet.begin(customer.language if customer is not None else "", filled)
        self.sheet.open_on(self._over.parentWidget() or self._over)
        self._post(FetchTemplates(entry_point_id=self._way.route.entry_point_id))

    def close(self) -> None:
        """Nobody chooses any more."""
        if self.sheet is not None:
            self.sheet.close_sheet()

    def refresh(self) -> None:
        """What the desk knows of templates is different."""
        known, way = self._desk.approved, self._way
        if self.sheet is None or self.sheet.isHidden() or known is None or way is None:
            return
        if known.entry_point_id == way.route.entry_point_id:
            self.sheet.show_approved(known)

    def _send(self, filled: Filled, text: str) -> None:
        before, self._replaced = self._replaced, None
        if self._thread is None or self._way is None:
            return
        if before is not None and not self._waits(before):
            return  # it went out after all, and must not go twice
        self._post(
            SendReply(
                client_id=new_id(),
                conversation_id=self._thread.conversation.id,
                text=text,
                channel=self._way.channel,
                route=self._way.route,
                template=filled,
            )
        )
        if before is not None:
            self._post(DiscardUnsent(client_id=before.client_id))

    def _waits(self, template: Message) -> bool:
        """Whether it still stands unsent."""
        items = self._desk.items(template.conversation_id)
        return any(
            isinstance(one, Message)
            and one.client_id == template.client_id
            and one.delivery is Delivery.REFUSED
            for one in items
        )
