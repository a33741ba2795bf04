"""Opening a conversation that somebody came upon in figures or in the audit trail.

Promises that who supervises reads along, and is written down; who only administers opens it.
"""

from agent_desktop.desk.api import DeskView
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.model.intents import OpenConversation
from agent_desktop.model.manifest import Capability
from agent_desktop.ui.shell.window import ShellWindow


def read_along(desk: DeskView, shell: ShellWindow, conversation_id: str) -> None:
    """Show the conversation in the inbox."""
    if desk.manifest.can(Capability.SUPERVISOR):
        desk.post(ReadAlong(conversation_id=conversation_id))
    else:
        desk.post(OpenConversation(conversation_id=conversation_id))
    shell.show_workspace("inbox")
