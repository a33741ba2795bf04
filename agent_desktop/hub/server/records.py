"""The records of sessions, passwords, health and administration: HTTP only, strict where the hub receives them.

Promises bounds on every number and text that an administrator may set. The desk's own traffic is in `hub/protocol`.
"""

from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta

from agent_desktop.hub.protocol import Request
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.errors import Problem
from agent_desktop.model.signatures import MAX_SIGNATURE
from agent_desktop.model.work import Blending, Channel, Disposition, SavedReply

Identifier: TypeAlias = Annotated[str, Meta(pattern="^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
SHORTCUT: Final = r"^[^\s/:]{1,64}$"
"""One word in any letters, which ends where the composer takes it to end."""
Shortcut: TypeAlias = Annotated[str, Meta(pattern=SHORTCUT)]
Label: TypeAlias = Annotated[str, Meta(min_length=1, max_length=120)]
Words: TypeAlias = Annotated[str, Meta(max_length=120)]
Points: TypeAlias = Annotated[int, Meta(ge=-1_000, le=1_000)]
Duration: TypeAlias = Annotated[int, Meta(ge=0, le=86_400_000)]
Level: TypeAlias = Annotated[int, Meta(ge=1, le=10)]
Skills: TypeAlias = Annotated[dict[Words, Level], Meta(max_length=100)]
Scope: TypeAlias = Literal["agent", "supervisor", "admin"]


class Health(Tagged, frozen=True, tag="health"):
    """The hub answers and its database does. `version` is the program's.

    `clock_ahead_ms`: how far the clock of the node that leads runs before the database server's, which counts; below
    zero it runs behind. Of a hub that has a computer of its own it is 0. `trouble`: why nothing is saved just now.
    """

    version: str
    protocol: int
    clock_ahead_ms: int = 0
    trouble: Problem | None = None


class SessionInfo(Record, frozen=True):
    """One sign-in. `current` is the one that asks."""

    id: str
    client: str
    created_at: Millis
    seen_at: Millis
    expires_at: Millis
    current: bool = False


class Sessions(Tagged, frozen=True, tag="sessions"):
    """The good sessions of one account, newest first."""

    sessions: tuple[SessionInfo, ...]


class ChangePassword(Request, frozen=True, tag="change_password"):
    """Change the own password; ends the other sessions. `current` is empty where none was ever set."""

    current: str
    new: str


# --- administration


class Dispositions(Tagged, frozen=True, tag="dispositions"):
    """Every outcome code, in its order."""

    dispositions: tuple[Disposition, ...]


class SavedReplies(Tagged, frozen=True, tag="saved_replies"):
    """Every prepared text, in its order."""

    saved_replies: tuple[SavedReply, ...]


class SetPassword(Request, frozen=True, tag="set_password"):
    """Give an agent a password; ends their sessions."""

    password: str


class DefineAgent(Request, frozen=True, tag="define_agent"):
    """Make an agent or change one. `disabled` ends their sessions and keeps them out.

    `capacity` is how many at once, by channel; `units` what all of it together may cost (`DefineCosts`). `blending`
    says what comes beside a call: nothing, and a call only to hands without chats (`exclusive`), nothing, though calls
    come beside chats (`calls`), or whatever fits (`full`). Who `may_exceed` takes customers by hand beyond all that.
    A `password` is set with the rest or not at all, and ends their sessions; null leaves the old one. Colleagues call
    under the `extension`, of which each is one agent's; null leaves it, and a new agent gets one that is free.
    """

    name: Label
    email: Annotated[str, Meta(max_length=254)] = ""
    scopes: tuple[Scope, ...] = ("agent",)
    queues: Annotated[tuple[Identifier, ...], Meta(max_length=200)] = ()
    capacity: dict[Channel, Annotated[int, Meta(ge=0, le=50)]] = {}
    units: Annotated[int, Meta(ge=1, le=10_000)] = 200
    blending: Blending = Blending.EXCLUSIVE
    may_exceed: bool = False
    skills: Skills = {}
    disabled: bool = False
    password: str | None = None
    extension: Annotated[str, Meta(pattern="^[0-9]{1,8}$")] | None = None


class AgentAccount(Record, frozen=True):
    """An agent as an administrator sees them. `has_password` is false where only a ticket can sign in."""

    id: str
    name: str
    email: str
    scopes: tuple[str, ...]
    queues: tuple[str, ...]
    capacity: dict[Channel, int]
    units: int
    blending: Blending
    may_exceed: bool
    skills: dict[str, int]
    disabled: bool
    has_password: bool
    extension: str


class AgentAccounts(Tagged, frozen=True, tag="agents"):
    """Every agent, by name."""

    agents: tuple[AgentAccount, ...]


class DefineCosts(Request, frozen=True, tag="define_costs"):
    """What one interaction of a channel takes of an agent's units. A channel that is not named costs the usual:
    voice and video 100, chat 33, email, sms and social 10.
    """

    units: dict[Channel, Annotated[int, Meta(ge=0, le=1_000)]] = {}


class Costs(Tagged, frozen=True, tag="costs"):
    """What one interaction of each channel takes of an agent's units."""

    units: dict[Channel, int]


class DefineJoining(Request, frozen=True, tag="define_joining"):
    """Which conversation a message joins, as far as the house says it: how long a closed one goes on, in ms.

    `reopen_ms`: when its customer writes again by the same entry point, by channel (missing: a day). `answer_ms`: when
    a message answers one of it. `subject_ms`: when nothing but its subject tells. `orders` are the shapes of order
    numbers, where # is any digit and ? any letter.
    """

    reopen_ms: dict[Channel, Millis] = {}
    answer_ms: Millis = 30 * 86_400_000
    subject_ms: Millis = 14 * 86_400_000
    orders: Annotated[tuple[Words, ...], Meta(max_length=50)] = ()


class JoiningInfo(Tagged, frozen=True, tag="joining"):
    """What the house says, as `DefineJoining` takes it."""

    reopen_ms: dict[Channel, Millis]
    answer_ms: Millis
    subject_ms: Millis
    orders: tuple[str, ...]


class DefineQueue(Request, frozen=True, tag="define_queue"):
    """Make a queue or change its rules.

    `wrap_up_ms`: 0 none, null until completed, else the time box. `offer_ms` overrides the usual times by channel.
    `max_waiting` null: no bound. `away_ms`: so long may an agent's desk be away before the agent's work goes back to
    the queue; null: for ever. `signature`: formatted text as HTML, below each mail of the queue, with `{agent}`,
    `{queue}` and `{team}` for their names.
    """

    name: Label
    weight: Points = 0
    priority: Points = 0
    skills: Skills = {}
    offer_ms: dict[Channel, Annotated[int, Meta(ge=1_000, le=3_600_000)]] = {}
    wrap_up_ms: Duration | None = 120_000
    wrap_up_required: bool = True
    max_waiting: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None
    sticky_ms: Duration = 15_000
    pick: Literal["idle", "best"] = "idle"
    away_ms: Duration | None = 600_000
    signature: Annotated[str, Meta(max_length=MAX_SIGNATURE)] = ""


class QueueInfo(Record, frozen=True):
    """A queue with its rules, as `DefineQueue` takes them."""

    id: str
    name: str
    weight: int
    priority: int
    skills: dict[str, int]
    offer_ms: dict[Channel, Millis]
    wrap_up_ms: Millis | None
    wrap_up_required: bool
    max_waiting: int | None
    sticky_ms: Millis
    pick: str
    away_ms: Millis | None
    signature: str


class Queues(Tagged, frozen=True, tag="queues"):
    """Every queue, in order of definition."""

    queues: tuple[QueueInfo, ...]


class DefineEntryPoint(Request, frozen=True, tag="define_entry_point"):
    """Make an entry point or change it.

    `origins` are the web origins that may embed the chat, beside the hub's own pages; with `require_identity` nobody
    chats without a signed identity. `calls` is the telephones' entry point to which visitors may call from the page.
    """

    channel: Channel
    name: Label
    queue_id: Identifier
    title: Words = ""
    origins: Annotated[tuple[Annotated[str, Meta(max_length=300)], ...], Meta(max_length=50)] = ()
    require_identity: bool = False
    calls: Annotated[str, Meta(max_length=64)] = ""


class PauseEntryPoint(Request, frozen=True, tag="pause_entry_point"):
    """Let nobody new chat by an entry point, or do it again. Chats that are open go on."""

    paused: bool


class EntryPointInfo(Record, frozen=True):
    """An entry point. `signed` says that visitors' identities are checked with a secret, which is never shown here.
    A retired one is there for the name that past work and figures have of it.
    """

    id: str
    channel: Channel
    name: str
    queue_id: str
    title: str
    origins: tuple[str, ...]
    require_identity: bool
    signed: bool
    calls: str
    paused: bool = False
    retired: bool = False


class EntryPoints(Tagged, frozen=True, tag="entry_points"):
    """Every entry point, in order of definition."""

    entry_points: tuple[EntryPointInfo, ...]


class NewSecret(Tagged, frozen=True, tag="secret"):
    """A fresh signing secret, shown this once. The one before is no longer good."""

    entry_point_id: str
    secret: str


class DefineDisposition(Request, frozen=True, tag="define_disposition"):
    """Make an outcome code or change its words. Without a `position` it keeps its own; what is new stands last."""

    label: Label
    group: Words = ""
    queue_id: Words = ""
    position: Annotated[int, Meta(ge=0, le=10_000)] | None = None


class OrderDispositions(Request, frozen=True, tag="order_dispositions"):
    """Agents see the outcome codes in this order; each of them is named once."""

    codes: Annotated[tuple[Identifier, ...], Meta(max_length=1_000)]


class DefineSavedReply(Request, frozen=True, tag="define_saved_reply"):
    """Make a prepared text or change it. Without a `position` it keeps its own; what is new stands last."""

    title: Label
    text: Annotated[str, Meta(min_length=1, max_length=10_000)]
    position: Annotated[int, Meta(ge=0, le=10_000)] | None = None


class OrderSavedReplies(Request, frozen=True, tag="order_saved_replies"):
    """Agents see the prepared texts in this order; each of them is named once."""

    shortcuts: Annotated[tuple[Shortcut, ...], Meta(max_length=10_000)]
