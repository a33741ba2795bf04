"""Sample records for tests of the window; any field can be overridden.

Promises one customer `u1` with one chat `c1`. Refuses chance and clocks.
"""

from typing import Any

from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    Conversation,
    Message,
)
from agent_desktop.model.work import (
    Channel,
    Interaction,
    InteractionState,
)
from tests.ui.fake_view import ME, NOON


def sample_customer(customer_id: str = "u1", name: str = "Layla Haddad", **fields: Any) -> Customer:
    """A customer; override any field."""
    return Customer(
        id=customer_id, name=name, **{"organisation": "Maison Noor", "vip": True, **fields}
    )


def sample_conversation(conversation_id: str = "c1", **fields: Any) -> Conversation:
    """An open chat of `u1`; override any field."""
    given: dict[str, Any] = {
        "customer_id": "u1",
        "number": 1107,
        "channel": Channel.CHAT,
        "opened_at": NOON - 32 * 60_000,
        "subject": "Damaged Lumen floor lamp",
        "last_at": NOON,
    }
    return Conversation(id=conversation_id, **{**given, **fields})


def sample_interaction(conversation_id: str = "c1", **fields: Any) -> Interaction:
    """An active chat interaction of `u1`; override any field."""
    given: dict[str, Any] = {
        "id": f"i-{conversation_id}",
        "customer_id": "u1",
        "channel": Channel.CHAT,
        "queue_id": "q1",
        "state": InteractionState.ACTIVE,
        "arrived_at": NOON - 32 * 60_000,
        "agent_id": ME.id,
    }
    return Interaction(conversation_id=conversation_id, **{**given, **fields})


def sample_message(text: str, *, seq: int = 1, mine: bool = False, **fields: Any) -> Message:
    """A message in `c1`, from the customer or (`mine`) from the agent; its id is `m<seq>`."""
    author = (
        Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.name)
        if mine
        else Author(kind=AuthorKind.CUSTOMER, id="u1", name="Layla Haddad")
    )
    given: dict[str, Any] = {
        "id": f"m{seq}",
        "conversation_id": "c1",
        "channel": Channel.CHAT,
        "author": author,
        "sent_at": NOON - 600_000 + seq * 1_000,
        "seq": seq,
    }
    return Message(text=text, **{**given, **fields})
