"""Records for the desk's tests, each with a default for everything that a test does not speak of."""

from typing import Any

from agent_desktop.model.commands import Cursor
from agent_desktop.model.events import BackendBatch, BackendEvent, LinkChanged, LinkState, Snapshot
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.people import Agent, Customer, Presence, PresenceState
from agent_desktop.model.timeline import Author, AuthorKind, Conversation, Message
from agent_desktop.model.work import Channel, Interaction, InteractionState, Offer, Queue

NOW = 1_700_000_000_000
ME = Agent(id="me", name="Ada")
CUSTOMER = Author(kind=AuthorKind.CUSTOMER, id="c1", name="Sam")
MYSELF = Author(kind=AuthorKind.AGENT, id="me", name="Ada")


def manifest(*missing: Capability, channels: tuple[Channel, ...] = (Channel.CHAT,)) -> Manifest:
    """A backend that can do everything but `missing`."""
    return Manifest(
        name="fake",
        title="Fake",
        subtitle="",
        channels=channels,
        capabilities=frozenset(Capability) - frozenset(missing),
    )


def customer(customer_id: str = "c1", **about: Any) -> Customer:
    return Customer(**{"id": customer_id, "name": "Sam", **about})


def conversation(conversation_id: str = "v1", **about: Any) -> Conversation:
    return Conversation(
        **{
            "id": conversation_id,
            "customer_id": "c1",
            "number": 1,
            "channel": Channel.CHAT,
            "opened_at": NOW,
            "agent_id": "me",
            **about,
        }
    )


def interaction(interaction_id: str = "i1", **about: Any) -> Interaction:
    return Interaction(
        **{
            "id": interaction_id,
            "conversation_id": "v1",
            "customer_id": "c1",
            "channel": Channel.CHAT,
            "queue_id": "q1",
            "state": InteractionState.ACTIVE,
            "arrived_at": NOW,
            "agent_id": "me",
            "customer_name": "Sam",
            **about,
        }
    )


def waiting(interaction_id: str, conversation_id: str, **about: Any) -> Interaction:
    """An interaction that waits in our queue."""
    return interaction(
        interaction_id,
        **{
            "conversation_id": conversation_id,
            "state": InteractionState.QUEUED,
            "agent_id": None,
            **about,
        },
    )


def offer(interaction_id: str = "i1", **about: Any) -> Offer:
    return Offer(
        **{
            "interaction_id": interaction_id,
            "epoch": 1,
            "offered_at": NOW,
            "expires_at": NOW + 30_000,
            "conversation_id": "v1",
            "customer_id": "c1",
            "customer_name": "Sam",
            "channel": Channel.CHAT,
            "queue_name": "Support",
            "arrived_at": NOW - 1_000,
            **about,
        }
    )


def message(seq: int, text: str = "hello", **about: Any) -> Message:
    """A customer's message, id `m<seq>`."""
    return Message(
        **{
            "id": f"m{seq}",
            "conversation_id": "v1",
            "channel": Channel.CHAT,
            "author": CUSTOMER,
            "text": text,
            "sent_at": NOW + seq,
            "seq": seq,
            **about,
        }
    )


def own(seq: int, client_id: str = "", text: str = "reply", **about: Any) -> Message:
    """A message of ours as the backend keeps it."""
    return message(seq, text, author=MYSELF, client_id=client_id, **about)


def batch(*events: BackendEvent, at: int = NOW, seq: int | None = None) -> BackendBatch:
    cursor = Cursor(epoch="e", seq=seq) if seq is not None else None
    return BackendBatch(events=events, at=at, cursor=cursor)


def live(since: int = NOW) -> LinkChanged:
    return LinkChanged(state=LinkState.LIVE, since=since)


def offline(since: int = NOW) -> LinkChanged:
    return LinkChanged(state=LinkState.OFFLINE, since=since)


def presence(state: PresenceState = PresenceState.READY) -> Presence:
    return Presence(agent_id="me", state=state, since=NOW)


def snapshot(**about: Any) -> Snapshot:
    return Snapshot(
        **{
            "agent": ME,
            "presence": presence(),
            "queues": (Queue(id="q1", name="Support"),),
            **about,
        }
    )
