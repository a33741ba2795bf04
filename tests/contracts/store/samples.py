"""Records for the tests of stores: short to write, complete enough to be kept."""

from typing import Any

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.call_log import CallRecord
from agent_desktop.model.calls import Direction
from agent_desktop.model.commands import (
    AddNote,
    OutboxItem,
    SaveConversation,
    SaveCustomer,
    SaveInteraction,
    SaveItem,
    SaveOutbox,
    SendMessage,
)
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    Conversation,
    Delivery,
    LineKind,
    Message,
    Note,
    SystemLine,
)
from agent_desktop.model.work import Channel, Interaction, InteractionState

NOON = 1_790_000_000_000


def message(
    seq: int,
    text: str = "",
    *,
    conversation_id: str = "c1",
    id: str = "",
    client_id: str = "",
    channel: Channel = Channel.CHAT,
    at: int | None = None,
    delivery: Delivery = Delivery.SENT,
    attachments: tuple[Attachment, ...] = (),
) -> SaveItem:
    """A message; by default the `seq`-th second after noon."""
    return SaveItem(
        item=Message(
            id=id or f"{conversation_id}-{seq}",
            conversation_id=conversation_id,
            channel=channel,
            author=Author(kind=AuthorKind.CUSTOMER, id="k1", name="Ada"),
            text=text,
            sent_at=NOON + seq * 1000 if at is None else at,
            seq=seq,
            client_id=client_id,
            delivery=delivery,
            attachments=attachments,
        )
    )


def note(seq: int, text: str, *, conversation_id: str = "c1") -> SaveItem:
    """A note of the team."""
    return SaveItem(
        item=Note(
            id=f"{conversation_id}-note-{seq}",
            conversation_id=conversation_id,
            author=Author(kind=AuthorKind.AGENT, id="a1", name="Lin"),
            text=text,
            sent_at=NOON + seq * 1000,
            seq=seq,
        )
    )


def line(seq: int, *, conversation_id: str = "c1", detail: str = "") -> SaveItem:
    """A system line."""
    return SaveItem(
        item=SystemLine(
            id=f"{conversation_id}-line-{seq}",
            conversation_id=conversation_id,
            kind=LineKind.QUEUED,
            sent_at=NOON + seq * 1000,
            author=Author(kind=AuthorKind.SYSTEM),
            detail=detail,
            seq=seq,
        )
    )


def customer(id: str = "k1", name: str = "Ada Byron") -> SaveCustomer:
    """A customer."""
    return SaveCustomer(customer=Customer(id=id, name=name))


def conversation(
    id: str = "c1", customer_id: str = "k1", *, last_at: int = NOON, subject: str = ""
) -> SaveConversation:
    """A conversation."""
    return SaveConversation(
        conversation=Conversation(
            id=id,
            customer_id=customer_id,
            number=1,
            channel=Channel.CHAT,
            opened_at=NOON,
            last_at=last_at,
            subject=subject,
        )
    )


def interaction(
    id: str = "i1",
    conversation_id: str = "c1",
    customer_id: str = "k1",
    state: InteractionState = InteractionState.ACTIVE,
) -> SaveInteraction:
    """An interaction."""
    return SaveInteraction(
        interaction=Interaction(
            id=id,
            conversation_id=conversation_id,
            customer_id=customer_id,
            channel=Channel.CHAT,
            queue_id="q1",
            state=state,
            arrived_at=NOON,
        )
    )


def reply(client_id: str, position: int, *, lane: str = "c1", text: str = "Hello") -> SaveOutbox:
    """A message that waits to be sent."""
    command = SendMessage(
        client_id=client_id, conversation_id=lane, channel=Channel.CHAT, text=text
    )
    return SaveOutbox(
        item=OutboxItem(
            client_id=client_id, lane=lane, command=command, queued_at=NOON, position=position
        )
    )


def unsent_note(client_id: str, position: int, *, lane: str = "c1") -> SaveOutbox:
    """A note that waits to be kept by the backend."""
    command = AddNote(client_id=client_id, conversation_id=lane, text="Called back")
    return SaveOutbox(
        item=OutboxItem(
            client_id=client_id, lane=lane, command=command, queued_at=NOON, position=position
        )
    )


def call(record_id: str = "~1", sent_at: int = NOON, **about: Any) -> CallRecord:
    """What the desk keeps of a call with c1's customer."""
    given: dict[str, Any] = {
        "direction": Direction.INCOMING,
        "number": "+33612489017",
        "conversation_id": "c1",
    }
    return CallRecord(id=record_id, call_id=record_id[1:], sent_at=sent_at, **{**given, **about})
