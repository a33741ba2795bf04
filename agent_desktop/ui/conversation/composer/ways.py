"""By which way the reply goes: chosen in the upper line, kept with the draft, with an e-mail's lines where it is one.

Promises that the reply goes where the customer wrote last until the agent chooses otherwise or begins to write, and
again when that is sent; that a way that is gone gives way to the next likely one. Refuses to write drafts: it says
when to.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desktop.desk.api import DeskView, Thread
from agent_desktop.model.commands import Draft
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.mail_fields import MailFields
from agent_desktop.ui.conversation.composer.mailing import Mailing
from agent_desktop.ui.conversation.composer.menus import way_menu
from agent_desktop.ui.conversation.composer.rules import reply_ways, same_way
from agent_desktop.ui.conversation.composer.top import ComposerTop
from agent_desktop.ui.kit.direction import popup_under
from agent_desktop.ui.theme.theme import Theme


class Ways:
    """See the module. `chosen` is called when the agent took another way."""

    def __init__(
        self,
        desk: DeskView,
        theme: Theme,
        top: ComposerTop,
        mail: MailFields,
        mailing: Mailing,
        chosen: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._theme = theme
        self._top = top
        self._chosen = chosen
        self._thread: Thread | None = None
        self.mail = mail
        self.mailing = mailing
        self.current: ReplyWay | None = None
        self._taken = False  # the agent chose it, now or with a draft
        self._used = False  # what was written by it is sent: follow the customer again
        self._shown: tuple[str, Route] | None = (
            None  # whose lines stand there: typing goes on in them
        )

    @property
    def channel(self) -> Channel | None:
        """The reply's channel, None when there is none."""
        return None if self.current is None else self.current.channel

    def open(self, draft: Draft | None) -> None:
        """Another conversation: its draft's way, or none yet."""
        self.current, self._taken, self._used = None, False, False
        self.restore(draft)

    def restore(self, draft: Draft | None) -> None:
        """The way of a draft, as far as it had one, and what it has above its text. Without one the way stays."""
        self._shown = None
        self._used = draft is None
        self.mailing.restore(draft)
        if draft is not None and draft.channel is not None:
            self.current = ReplyWay(channel=draft.channel, route=draft.route)
            self._taken = True

    def refresh(self, thread: Thread, *, writing: bool) -> None:
        """The thread or the manifest changed; `writing`: something stands in the composer."""
        self._thread = thread
        ways = reply_ways(self._desk.manifest, thread.conversation)
        if self._used and self.current is not None and ways and _same(ways[0], self.current):
            self._taken = False  # the backend knows by which way both spoke last
        before = self.current if self._taken or writing else None
        route = Route() if before is None else before.route
        self.current = same_way(ways, None if before is None else before.channel, route)
        self._top.show_way(self.current, len(ways) > 1)
        here = (thread.conversation.id, self.current.route) if self.current is not None else None
        if here is not None and self.channel is Channel.EMAIL and here != self._shown:
            self._shown = here
            draft = self._desk.draft(thread.conversation.id, False)
            assert self.current is not None
            self.mailing.show_lines(thread, self.current, draft.mail if draft else None)

    def show_kind(self, note: bool) -> None:
        """Reply or note: an e-mail's lines belong to the reply."""
        shown = not note and self.channel is Channel.EMAIL
        self.mail.setVisible(shown)
        self.mailing.show(shown=shown)

    def ask(self, parent: QWidget) -> None:
        """Let the agent choose."""
        if self._thread is not None:
            ways = reply_ways(self._desk.manifest, self._thread.conversation)
            now = self._desk.now()
            made = way_menu(self._theme, parent, ways, self.current, self.choose, now)
            popup_under(made, self._top.pill, 0)

    def choose(self, way: ReplyWay) -> None:
        """Reply by another way."""
        if way != self.current and self._thread is not None:
            self.current, self._taken, self._used = way, True, False
            self.refresh(self._thread, writing=True)
            self._chosen()

    def fields(self) -> dict[str, Any]:
        """Of a `SendReply` or `WriteDraft`: channel, route and an e-mail's head."""
        way = self.current
        if way is None:
            return {}
        mail = self.mailing.fields() if way.channel is Channel.EMAIL else {"mail": None}
        return {"channel": way.channel, "route": way.route, **mail}

    def complaint(self) -> str:
        """Why a reply cannot be sent by this way; empty when it can."""
        return self.mail.complaint() if self.channel is Channel.EMAIL else ""


def _same(one: ReplyWay, other: ReplyWay) -> bool:
    return (one.channel, one.route) == (other.channel, other.route)
