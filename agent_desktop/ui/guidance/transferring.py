"""Written work that goes on to others: the button of the open conversation, and the sheet that asks to whom.

Promises to offer only who is there, and queues and skills that the team has. Refuses calls: their strip has a button of
its own.
"""

from agent_desktop.desk.api import DeskView
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Presence, PresenceState
from agent_desktop.model.work import Channel, Interaction, InteractionState
from agent_desktop.ui.conversation.pane import ConversationPane
from agent_desktop.ui.guidance.asking import Asking
from agent_desktop.ui.guidance.forms import transfer_form
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr


class Transferring:
    """For the conversation that is open in one window."""

    def __init__(
        self, desk: DeskView, shell: ShellWindow, pane: ConversationPane, asking: Asking
    ) -> None:
        self._desk, self._shell, self._pane, self._asking = desk, shell, pane, asking
        self._button = pane.header.transfer
        self._button.clicked.connect(self.ask)

    def refresh(self) -> None:
        """Another conversation, other work, or another right."""
        self._button.setVisible(self._work() is not None)

    def _work(self) -> Interaction | None:
        """Our written work in the open conversation, if it can be sent on."""
        desk, opened = self._desk, self._desk.open_conversation
        thread = desk.thread(opened) if opened else None
        one = thread.interaction if thread is not None else None
        if one is None or not desk.manifest.can(Capability.TRANSFER):
            return None
        mine = one.agent_id == desk.me.id and one.state is InteractionState.ACTIVE
        return one if mine and one.channel is not Channel.VOICE else None

    def ask(self) -> None:
        """Ask to whom it goes."""
        one, desk = self._work(), self._desk
        if one is None:
            return
        there = [each.agent for each in desk.colleagues if _is_ready(each.presence)]
        form = transfer_form(
            one.id,
            one.customer_name,
            (*desk.queues, *desk.other_queues),
            there,
            desk.guidance.skills,
        )
        self._asking.ask(form, self._pane)

    def commands(self) -> list[Command]:
        """For the palette."""
        return [
            Command(
                "work.transfer",
                tr("Transfer this conversation"),
                tr("Work"),
                "arrow-left-right",
                self.ask,
                available=lambda: self._shell.workspace == "inbox" and self._work() is not None,
            )
        ]


def _is_ready(presence: Presence | None) -> bool:
    return presence is not None and presence.state is PresenceState.READY
