"""Leading and being led in the window: what stands in the conversation, the own hand, and the sheets of both.

Promises that each part is brought up to date when the desk says that it changed. Refuses to decide: it puts parts
together.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from agent_desktop.desk.api import DeskView
from agent_desktop.desk.guidance_state import WhyState
from agent_desktop.model.changes import (
    BoardShown,
    Change,
    ConversationShown,
    GuidanceShown,
    LinkShown,
    ThreadChanged,
)
from agent_desktop.model.guidance import AskWhy
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.guidance.announcing import Announcing
from agent_desktop.ui.guidance.asking import Asking
from agent_desktop.ui.guidance.consulting import Consulting
from agent_desktop.ui.guidance.forms import beyond_form
from agent_desktop.ui.guidance.hand import OwnHand
from agent_desktop.ui.guidance.in_conversation import InConversation
from agent_desktop.ui.guidance.own_shifts import OwnShifts
from agent_desktop.ui.guidance.transferring import Transferring
from agent_desktop.ui.guidance.why_sheet import WhySheet
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr


class Guiding(QObject):
    """Follows one desk until `leave`."""

    def __init__(self, desk: DeskView, shell: ShellWindow, pane: ConversationPane) -> None:
        super().__init__(shell)
        self._desk, self._shell, self._pane = desk, shell, pane
        self.asking = Asking(desk, shell)
        self.plates = InConversation(desk, pane, self.asking)
        self.hand = OwnHand(desk, shell, pane, self.asking)
        self.transferring = Transferring(desk, shell, pane, self.asking)
        self.announcing = Announcing(desk, shell, self.asking)
        self.shifts = OwnShifts(desk, shell)
        self.consulting = Consulting(desk, shell, pane, self.asking)
        self.why: WhySheet | None = None
        pane.why_asked.connect(self._why_of_thread)
        commands = (
            *self.transferring.commands(),
            *self.hand.commands(),
            *self.consulting.commands(),
            *self.announcing.commands(),
            *self.shifts.commands(),
            self._why_command(),
        )
        shell.add_commands(commands)
        self._end = desk.subscribe(self._listen)
        self.refresh()

    def leave(self) -> None:
        """Follow the desk no longer."""
        self._end()
        self.asking.stop()

    def _listen(self, changes: Sequence[Change]) -> None:
        about = (BoardShown, ConversationShown, GuidanceShown, LinkShown)
        opened = self._desk.open_conversation
        if any(isinstance(one, ConversationShown) for one in changes):
            self.consulting.opened()
        for one in changes:
            head = isinstance(one, ThreadChanged) and one.about and one.conversation_id == opened
            if head or isinstance(one, about):
                self.refresh()
                return

    def refresh(self) -> None:
        """Bring everything up to date."""
        self.plates.refresh()
        self.hand.refresh()
        self.transferring.refresh()
        self.announcing.refresh()
        self.consulting.refresh()
        self.shifts.refresh()
        state = self._desk.guidance.why
        if self.why is not None and state is not None and not self.why.isHidden():
            self.why.show_state(state, self._desk.now())

    # -- beyond the own capacity

    def ask_beyond(self, interaction_id: str, customer: str) -> None:
        """It did not fit: ask whether the agent takes it all the same."""
        self.asking.ask(beyond_form(interaction_id, customer), self._shell)

    # -- why here, why now

    def ask_why(self, interaction_id: str) -> None:
        """Show why an interaction is where it is."""
        self._desk.post(AskWhy(interaction_id=interaction_id))
        if self.why is None:
            self.why = WhySheet(self._shell.theme, self._shell)
        state = self._desk.guidance.why
        if state is None or state.interaction_id != interaction_id:
            state = WhyState(interaction_id=interaction_id)
        self.why.show_state(state, self._desk.now())
        area = self._shell.sheets.area
        self.why.open_over(area, area)

    def _interaction(self) -> str:
        opened = self._desk.open_conversation
        thread = self._desk.thread(opened) if opened else None
        work = thread.interaction if thread is not None else None
        return work.id if work is not None else ""

    def _why_of_thread(self) -> None:
        if key := self._interaction():
            self.ask_why(key)

    def _why_command(self) -> Command:
        return Command(
            "conversation.why",
            tr("Why here, why now"),
            tr("Work"),
            "info",
            self._why_of_thread,
            available=lambda: self._shell.workspace == "inbox" and bool(self._interaction()),
        )
