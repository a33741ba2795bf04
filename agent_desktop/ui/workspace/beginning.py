"""New messages in the window: from the pencil to the composer of the conversation that was begun.

Promises that the conversation opens as soon as the backend tells of it, and the caret stands in its composer. Refuses
to begin anything where the backend cannot.
"""

from collections.abc import Callable, Sequence

from agent_desktop.desk.api import DeskView
from agent_desktop.model.beginning import Begin, BeginConversation
from agent_desktop.model.changes import Change, TeamShown
from agent_desktop.ui.inbox.new_message import NewMessageSheet
from agent_desktop.ui.inbox.pane import InboxPane
from agent_desktop.ui.theme.theme import Theme


class Beginning:
    """For one desk; the way in is the pencil of `inbox`. `open_thread` shows a conversation and its composer."""

    def __init__(
        self, desk: DeskView, theme: Theme, inbox: InboxPane, open_thread: Callable[[str], object]
    ) -> None:
        self._desk, self._theme, self._inbox = desk, theme, inbox
        self._open_thread = open_thread
        self._awaited = ""
        self.sheet: NewMessageSheet | None = None
        self.end = desk.subscribe(self._listen)

    @property
    def possible(self) -> bool:
        """Whether there is an entry point to begin by."""
        return bool(self._desk.starts)

    def ask(self) -> None:
        """Ask to whom."""
        if not self.possible:
            return
        window = self._inbox.window()
        if self.sheet is None or self.sheet.parentWidget() is not window:
            self.sheet = NewMessageSheet(self._theme, window, self._desk.find_mail_people)
            self.sheet.asked.connect(self._begin)
        self.sheet.begin(self._desk.starts)
        self.sheet.open_on(self._inbox.parentWidget() or self._inbox)

    def _begin(self, command: BeginConversation) -> None:
        self._awaited = command.conversation_id
        self._desk.post(Begin(command=command))

    def _listen(self, changes: Sequence[Change]) -> None:
        if any(isinstance(one, TeamShown) for one in changes):
            self._inbox.begin.setVisible(self.possible)
        awaited = self._awaited
        if awaited and self._desk.thread(awaited) is not None:
            self._awaited = ""
            self._open_thread(awaited)
