"""Agents' desks: signing in, their socket, their history."""

from typing import TypeAlias

from agent_desktop.hub.protocol.shared import Goodbye, Ping, Request
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.commands import BackendCommand, Cursor
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import JournalEvent, PassingEvent, Snapshot
from agent_desktop.model.guidance import Readers
from agent_desktop.model.people import Agent, Alike, Customer, Fact, NoSurveys, Union
from agent_desktop.model.templates import Template
from agent_desktop.model.timeline import Conversation, TimelineItem

# --- signing in, HTTP


class SignIn(Request, frozen=True, tag="sign_in"):
    """Body of `POST /v1/sign-in`. `client` names the program, for the list of sessions."""

    email: str
    password: str
    client: str = ""


class TicketSignIn(Request, frozen=True, tag="ticket"):
    """Body of `POST /v1/sign-in/ticket`: the one-time secret that the hub's own starter handed over its stdin."""

    ticket: str
    client: str = ""


class SignedIn(Tagged, frozen=True, tag="signed_in"):
    """The answer to both. `scopes` are "agent", "supervisor", "admin"."""

    token: str
    expires_at: Millis
    agent: Agent
    scopes: tuple[str, ...]


# --- an agent's socket, desk to hub


class Hello(Request, frozen=True, tag="hello"):
    """First frame. `since` resumes the journal; without it the hub sends a snapshot."""

    protocol: int
    token: str
    since: Cursor | None = None
    client: str = ""


class Perform(Request, frozen=True, tag="perform"):
    """Do a command. `id` is the client's own; the same id and command again gives the same answer."""

    id: str
    command: BackendCommand


FromDesk: TypeAlias = Hello | Perform | Ping


# --- an agent's socket, hub to desk


class Welcome(Tagged, frozen=True, tag="welcome"):
    """The token and version are good; `scopes` are the token's, as in `SignedIn`.

    `resync` says why a wished replay was not possible; a snapshot follows then. `nodes`: as in `Pong`.
    """

    protocol: int
    hub: str
    agent: Agent
    epoch: str
    position: int
    at: Millis
    resync: str = ""
    scopes: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()


class SnapshotFrame(Tagged, frozen=True, tag="snapshot"):
    """All that is live for this agent, true at `position`."""

    position: int
    at: Millis
    snapshot: Snapshot


class Entry(Record, frozen=True):
    """One journal entry. `seq` rises strictly; a desk sees gaps where entries were not for it."""

    seq: int
    at: Millis
    event: JournalEvent


class Entries(Tagged, frozen=True, tag="entries"):
    """Journal entries in order. The desk is then current to `position`, which may lie beyond the last entry."""

    entries: tuple[Entry, ...]
    position: int
    at: Millis
    replay: bool = False


class Passing(Tagged, frozen=True, tag="passing"):
    """A thing that is only true now."""

    event: PassingEvent


class Answer(Tagged, frozen=True, tag="answer"):
    """The command with this id took effect. `item` is the message or note as the hub keeps it."""

    id: str
    item: TimelineItem | None = None


class Refusal(Tagged, frozen=True, tag="refusal"):
    """The command with this id (or, with an empty id, the last frame) was refused."""

    id: str
    problem: Problem


class Pong(Tagged, frozen=True, tag="pong"):
    """The answer to `Ping`. Also sent unasked with an empty id every `HEARTBEAT_MS`: current to `position` at `at`.

    The unasked one says where the hub's `nodes` answer desks (https://host:port) that live now: when this one goes
    away, the desk may resume at another. None where they have one address together, as behind a proxy.
    """

    id: str
    position: int
    at: Millis
    nodes: tuple[str, ...] = ()


ToDesk: TypeAlias = Welcome | SnapshotFrame | Entries | Passing | Answer | Refusal | Pong | Goodbye


# --- an agent's history, HTTP


class TimelinePage(Tagged, frozen=True, tag="timeline"):
    """`GET /v1/conversations/{id}/timeline?before=SEQ&limit=N`: items, oldest first."""

    conversation: Conversation
    customer: Customer
    items: tuple[TimelineItem, ...]
    complete: bool


class TemplateList(Tagged, frozen=True, tag="templates"):
    """`GET /v1/entry-points/{id}/templates`: those that may be sent by an entry point at any time."""

    templates: tuple[Template, ...]


class Announced(Tagged, frozen=True, tag="announced"):
    """`GET /v1/announcements`: those that one may withdraw, the oldest first."""

    announcements: tuple[Readers, ...]


class ConversationPage(Tagged, frozen=True, tag="conversations"):
    """`GET /v1/customers/{id}/conversations?limit=N`: newest first.

    Besides: who may be the same person, who was merged, what the customer told, and whether they want no surveys.
    """

    customer: Customer
    conversations: tuple[Conversation, ...]
    alike: tuple[Alike, ...] = ()
    unions: tuple[Union, ...] = ()
    facts: tuple[Fact, ...] = ()
    no_surveys: NoSurveys | None = None
