"""The hub's protocol: every record that crosses a socket, for agents' desks and for visitors' widgets.

Promises that each frame is one JSON object with a `type`, that the version is checked before anything else, and that
events are the model's own. Refuses to be lenient inbound: unknown fields, unknown types and other versions are
answered with a `Problem` that names the value. docs/hub-protocol.md is generated from this file.

Agents' desks: `POST /v1/sign-in` (or `/v1/sign-in/ticket`) gives a token; then the WebSocket `/v1/live`, first frame
`Hello`. History, search and files travel over HTTP with the token in the `Authorization` header.
Visitors: `POST /chat/v1/sessions` gives a visitor token; then the WebSocket `/chat/v1/live`, first frame
`VisitorHello`.
"""

from typing import TypeAlias

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.commands import BackendCommand, Cursor
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import JournalEvent, Snapshot, TypingShown
from agent_desktop.model.people import Agent, Customer
from agent_desktop.model.timeline import Attachment, Author, Conversation, Delivery, TimelineItem

PROTOCOL_VERSION = 1
MAX_FRAME_BYTES = 256 * 1024
MAX_TEXT = 10_000
MAX_ATTACHMENTS = 10
HEARTBEAT_MS = 5_000


class Request(Tagged, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frame or body that the hub receives: strict, so that a misspelt field is refused and not ignored."""


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


class Ping(Request, frozen=True, tag="ping"):
    """Answered by `Pong` with the same `id`; measures latency."""

    id: str


FromDesk: TypeAlias = Hello | Perform | Ping


# --- an agent's socket, hub to desk


class Welcome(Tagged, frozen=True, tag="welcome"):
    """The token and version are good; `scopes` are the token's, as in `SignedIn`.

    `resync` says why a wished replay was not possible; a snapshot follows then.
    """

    protocol: int
    hub: str
    agent: Agent
    epoch: str
    position: int
    at: Millis
    resync: str = ""
    scopes: tuple[str, ...] = ()


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

    event: TypingShown


class Answer(Tagged, frozen=True, tag="answer"):
    """The command with this id took effect. `item` is the message or note as the hub keeps it."""

    id: str
    item: TimelineItem | None = None


class Refusal(Tagged, frozen=True, tag="refusal"):
    """The command with this id (or, with an empty id, the last frame) was refused."""

    id: str
    problem: Problem


class Pong(Tagged, frozen=True, tag="pong"):
    """The answer to `Ping`. Also sent unasked with an empty id every `HEARTBEAT_MS`: current to `position` at `at`."""

    id: str
    position: int
    at: Millis


class Goodbye(Tagged, frozen=True, tag="goodbye"):
    """The hub closes this socket: token revoked, reader too slow, hub stopping."""

    problem: Problem


ToDesk: TypeAlias = Welcome | SnapshotFrame | Entries | Passing | Answer | Refusal | Pong | Goodbye


# --- an agent's history, HTTP


class TimelinePage(Tagged, frozen=True, tag="timeline"):
    """`GET /v1/conversations/{id}/timeline?before=SEQ&limit=N`: items, oldest first."""

    conversation: Conversation
    customer: Customer
    items: tuple[TimelineItem, ...]
    complete: bool


class ConversationPage(Tagged, frozen=True, tag="conversations"):
    """`GET /v1/customers/{id}/conversations?limit=N`: newest first."""

    customer: Customer
    conversations: tuple[Conversation, ...]


class Uploaded(Tagged, frozen=True, tag="uploaded"):
    """Answer of `PUT /v1/attachments/{id}` and `PUT /chat/v1/attachments/{id}`, body = the bytes."""

    attachment: Attachment


class ProblemBody(Tagged, frozen=True, tag="problem"):
    """The body of every HTTP answer from 400 on."""

    problem: Problem


# --- a visitor's widget


class Identity(Record, frozen=True, forbid_unknown_fields=True):
    """Who the embedding site says the visitor is.

    `signature` is hex HMAC-SHA256 of `id` with the entry point's secret.
    """

    id: str
    signature: str
    name: str = ""
    email: str = ""


class StartChat(Request, frozen=True, tag="start_chat"):
    """Body of `POST /chat/v1/sessions`. `token` continues an earlier session of the same browser."""

    entry_point: str
    token: str = ""
    identity: Identity | None = None
    language: str = ""
    page: str = ""


class ChatStarted(Tagged, frozen=True, tag="chat_started"):
    """The answer. `known` says that the visitor's name is known, so that no pre-chat form is needed."""

    token: str
    entry_point: str
    title: str
    known: bool
    conversation_id: str | None = None
    max_attachment_bytes: int = 0


class ChatPlace(Record, frozen=True, forbid_unknown_fields=True):
    """Where a tab stands: in this conversation, `item_id` at `seq` its newest item. It wants those after `after`."""

    conversation_id: str
    seq: int
    item_id: str
    after: int


class VisitorHello(Request, frozen=True, tag="hello"):
    """First frame of a visitor's socket. `since` is where this tab stands; without it the chat comes whole."""

    protocol: int
    token: str
    since: ChatPlace | None = None


class Introduce(Request, frozen=True, tag="introduce"):
    """The pre-chat form. Opens the conversation with the question as its first message."""

    client_id: str
    name: str
    email: str = ""
    question: str = ""


class Say(Request, frozen=True, tag="say"):
    """The visitor writes. Idempotent by `client_id`; attachments were uploaded before."""

    client_id: str
    text: str
    attachments: tuple[str, ...] = ()


class VisitorTyping(Request, frozen=True, tag="typing"):
    """The visitor types, or stopped."""

    typing: bool


class Seen(Request, frozen=True, tag="seen"):
    """This tab has received items up to `delivered` and shown items up to `read`."""

    delivered: int
    read: int


class Rate(Request, frozen=True, tag="rate"):
    """The visitor's rating on close, 1 to 5."""

    score: int
    comment: str = ""


class Leave(Request, frozen=True, tag="leave"):
    """The visitor ends the chat."""


FromVisitor: TypeAlias = VisitorHello | Introduce | Say | VisitorTyping | Seen | Rate | Leave | Ping


class ChatItem(Record, frozen=True):
    """A message, or a line in the visitor's words (`line`: "joined", "ended", "waiting"), as visitors may see it.

    `mine` is true for what the visitor wrote. `delivery` tells how far a visitor's own message got.
    """

    seq: int
    at: Millis
    id: str
    client_id: str = ""
    mine: bool = False
    name: str = ""
    text: str = ""
    line: str = ""
    attachments: tuple[Attachment, ...] = ()
    delivery: Delivery = Delivery.SENT


class ChatState(Record, frozen=True):
    """Where the chat stands: `phase` is "new", "waiting", "with_agent", "ended"; `position` counts from 1."""

    phase: str
    agent: Author | None = None
    position: int | None = None
    rated: bool = False
    agent_read: int = 0


class ChatWelcome(Tagged, frozen=True, tag="welcome"):
    """The socket is good; `items` are all after sequence `after`, oldest first, and replace what the tab has there.

    `after` is 0 when the tab stands in another conversation. `behind` says that the hub lost the item that the hello
    named: an older copy of its data was put back, and the tab sends again what is missing of the visitor's words.
    """

    protocol: int
    state: ChatState
    items: tuple[ChatItem, ...]
    at: Millis
    conversation_id: str | None = None
    after: int = 0
    behind: bool = False


class ChatItems(Tagged, frozen=True, tag="items"):
    """New or changed items; the same `seq` replaces."""

    items: tuple[ChatItem, ...]


class ChatStateChanged(Tagged, frozen=True, tag="state"):
    """Agent joined, place in the queue moved, chat ended, agent has read further."""

    state: ChatState
    conversation_id: str | None = None


class AgentTyping(Tagged, frozen=True, tag="typing"):
    """The agent types, or stopped; expires after 6 s by itself."""

    name: str
    typing: bool


class SayAccepted(Tagged, frozen=True, tag="accepted"):
    """The hub has it: the answer to `Introduce`, `Say`, `Rate` and `Leave` (with an empty client id)."""

    client_id: str
    item: ChatItem | None = None


class SayRefused(Tagged, frozen=True, tag="refused"):
    """Refused, with the reason; an empty `client_id` means the last frame."""

    client_id: str
    problem: Problem


class ChatPong(Tagged, frozen=True, tag="pong"):
    """The answer to a visitor's `Ping`, and the heartbeat."""

    id: str
    at: Millis


ToVisitor: TypeAlias = (
    ChatWelcome
    | ChatItems
    | ChatStateChanged
    | AgentTyping
    | SayAccepted
    | SayRefused
    | ChatPong
    | Goodbye
)
