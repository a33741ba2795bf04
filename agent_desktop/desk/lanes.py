"""The lanes of the outbox, read: what stands in which order, what waits, how it looks, what a restart makes of it.

Promises values made of values. Refuses to change anything: the outbox machine does.
"""

from msgspec.structs import replace

from agent_desktop.model.commands import AddNote, OutboxItem, SendMessage
from agent_desktop.model.errors import Problem
from agent_desktop.model.timeline import Author, Delivery, Message, Note

PARKED = (Delivery.REFUSED, Delivery.UNCLEAR)
"""Replies that wait for the agent's word, or are looked for."""


def lane_of(rows: dict[str, OutboxItem], lane: str) -> list[OutboxItem]:
    """A lane's items in order."""
    return sorted((one for one in rows.values() if one.lane == lane), key=lambda one: one.position)


def is_reply(item: OutboxItem) -> bool:
    """True for what has a bubble on the screen."""
    return isinstance(item.command, SendMessage | AddNote)


def tally(rows: dict[str, OutboxItem], lane: str) -> tuple[int, int]:
    """How many replies of a lane wait, and how many need the agent."""
    waiting = needs_you = 0
    for one in rows.values():
        if one.lane == lane and is_reply(one) and one.delivery is not Delivery.SENT:
            if one.delivery in PARKED:
                needs_you += 1
            else:
                waiting += 1
    return waiting, needs_you


def bubble(item: OutboxItem, author: Author) -> Message | Note | None:
    """An unsent reply as the timeline shows it; its id is its client id. None for other commands."""
    problem = item.problem.words() if item.problem is not None and item.delivery in PARKED else ""
    command = item.command
    if isinstance(command, SendMessage):
        return Message(
            id=item.client_id,
            conversation_id=command.conversation_id,
            channel=command.channel,
            author=author,
            text=command.text,
            sent_at=item.queued_at,
            client_id=item.client_id,
            attachments=command.attachments,
            files=item.files,
            delivery=item.delivery,
            problem=problem,
            route=command.route,
            mail=command.mail,
            answers=command.answers,
            template=command.template,
        )
    if isinstance(command, AddNote):
        return Note(
            id=item.client_id,
            conversation_id=command.conversation_id,
            author=author,
            text=command.text,
            sent_at=item.queued_at,
            client_id=item.client_id,
            delivery=item.delivery,
            problem=problem,
        )
    return None


def restored(rows: tuple[OutboxItem, ...], *, idempotent: bool) -> dict[str, OutboxItem]:
    """The outbox after a restart: what was being sent has an unclear outcome."""
    lost = Problem(code="unclear", message="The program stopped while this was being sent.")
    found = {}
    for row in rows:
        if row.delivery is Delivery.SENDING:
            repeatable = idempotent or not is_reply(row)
            delivery = Delivery.QUEUED if repeatable else Delivery.UNCLEAR
            row = replace(row, delivery=delivery, problem=lost)
        found[row.client_id] = row
    return found
