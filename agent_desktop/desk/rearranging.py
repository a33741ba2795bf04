"""The rearranging machine: conversations that the agent splits and merges, and takes back.

Promises that a wish is never lost: it goes through the outbox, behind what was written before in the same conversation;
that the backend alone decides what moves; that what was typed in a conversation which is no longer one is kept.
"""

from agent_desktop.desk import drafts, outbox
from agent_desktop.desk.turn import Turn
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Capability
from agent_desktop.model.rearranging import MergeConversations, Rearrange
from agent_desktop.model.timeline import Conversation


def ask(turn: Turn, intent: Rearrange) -> None:
    """Let the backend do it, once what was written before is there."""
    command = intent.command
    if not turn.can(Capability.REARRANGE):
        problem = Problem(
            code="unsupported",
            message="This backend cannot do that.",
            value=Capability.REARRANGE.value,
        )
        turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=problem))
        return
    waiting = (row.command for row in turn.state.outbox.values())
    if command not in waiting:
        lane = (
            command.merged_id
            if isinstance(command, MergeConversations)
            else command.conversation_id
        )
        outbox.add(turn, turn.fresh_id(), lane, command)


def joined(turn: Turn, conversation: Conversation) -> None:
    """A conversation was merged into another one: whoever looks at it, or types in it, goes on there."""
    into = conversation.joined_into
    drafts.move(turn, conversation.id, into)
    if turn.state.open_conversation == conversation.id:
        turn.state.open_conversation = into
