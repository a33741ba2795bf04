"""What is taken back and cannot stand in the composer: words for other people than those there, and templates.

Promises that what was written for one reader never gets below the head of a mail to another one, in either direction.
Refuses to judge words: it looks at who would read them, and by which way.
"""

from collections.abc import Mapping
from typing import Final

from agent_desktop.desk.drafts import holds
from agent_desktop.desk.state import DraftKey
from agent_desktop.model.commands import Draft, OutboxItem, SendMessage
from agent_desktop.model.errors import Problem
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.timeline import Delivery

_HELD: Final = "taken_back"


def from_draft(drafts: Mapping[DraftKey, Draft], row: OutboxItem) -> Problem | None:
    """Why a reply that is taken back has to stay where it is; None when it may join what is being typed."""
    reply = row.command
    if not isinstance(reply, SendMessage):
        return None
    if reply.template is not None:
        return Problem(
            code=_HELD,
            message="This template was taken back.",
            remedy="Edit it, send it again or discard it.",
        )
    typed = drafts.get((reply.conversation_id, False))
    if typed is None or not holds(typed) or typed.channel is None or _same_readers(typed, reply):
        return None
    return Problem(
        code=_HELD,
        message="This was taken back, and what you are writing now is for others.",
        remedy="Send or clear that first, then edit this.",
    )


def held(row: OutboxItem) -> bool:
    """Whether the agent took it back and it waits here: what comes after it may go."""
    parked = row.delivery is Delivery.REFUSED
    return parked and row.problem is not None and row.problem.code == _HELD


def _same_readers(typed: Draft, reply: SendMessage) -> bool:
    by = (typed.channel, typed.route) == (reply.channel, reply.route)
    return by and _readers(typed.mail) == _readers(reply.mail)


def _readers(head: MailHead | None) -> tuple[str, frozenset[str]]:
    """What a mail passes on, if anything, and everybody who was written into its lines."""
    if head is None:
        return "", frozenset()
    return head.forwards, frozenset((*head.to, *head.cc, *head.bcc))
