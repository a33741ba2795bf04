"""What leads from a panel of whom a figure counts: its questions to the desk, and a conversation of it to the inbox.

Promises that who supervises reads along, and is written down; who only administers opens it.
"""

from agent_desktop.desk.api import DeskView
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.looking import LookBehind, LookFurtherBehind
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.figures.behind_panel import BehindPanel
from agent_desktop.ui.shell.window import ShellWindow


def attach(panel: BehindPanel, desk: DeskView, shell: ShellWindow) -> None:
    """Let a panel ask the desk, and open what is chosen in it."""

    def read(conversation_id: str) -> None:
        if desk.manifest.can(Capability.SUPERVISOR):
            desk.post(ReadAlong(conversation_id=conversation_id))
        else:
            desk.post(OpenConversation(conversation_id=conversation_id))
        shell.show_workspace("inbox")

    panel.asked.connect(lambda question: desk.post(LookBehind(question=question)))
    panel.further.connect(lambda: desk.post(LookFurtherBehind()))
    panel.opened.connect(read)
