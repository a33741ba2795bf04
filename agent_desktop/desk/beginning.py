"""The beginning machine: conversations that the agent begins.

Promises that the wish goes through the outbox, so that it is not lost while the link is down. Refuses to guess what the
backend makes of it: the conversation is there when the backend tells of it.
"""

from agent_desktop.desk import outbox
from agent_desktop.desk.turn import Turn
from agent_desktop.model.beginning import Begin
from agent_desktop.model.changes import Notice, NoticeKind
from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Capability


def ask(turn: Turn, intent: Begin) -> None:
    """Let the backend open it."""
    if not turn.can(Capability.BEGIN):
        problem = Problem(
            code="unsupported",
            message="This backend cannot do that.",
            value=Capability.BEGIN.value,
        )
        turn.notices.append(Notice(kind=NoticeKind.REFUSED, problem=problem))
        return
    outbox.add(turn, turn.fresh_id(), intent.command.conversation_id, intent.command)
