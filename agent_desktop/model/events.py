"""Events: the world told us. What a backend reports, what became of a command, what time it is."""

from enum import StrEnum
from typing import TypeAlias

from agent_desktop.model.alerts import Alert
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.backend_calls import (
    BackendCall,
    CallClosed,
    CallRefused,
    CallUpdated,
    PartyUnreached,
)
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.board import BoardChanged, BoardListed
from agent_desktop.model.commands import Cursor
from agent_desktop.model.consulting import Consult
from agent_desktop.model.errors import Problem
from agent_desktop.model.people import Agent, Alike, Customer, Fact, NoSurveys, Presence, Union
from agent_desktop.model.shifts import Shift, ShiftsPlanned
from agent_desktop.model.supervising import (
    Announcement,
    Hand,
    Hint,
    Reassigned,
    SupervisionEvent,
)
from agent_desktop.model.timeline import (
    Author,
    Conversation,
    Delivery,
    Message,
    Note,
    SystemLine,
    TimelineItem,
)
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import (
    Channel,
    Disposition,
    Interaction,
    Offer,
    OfferOutcome,
    Queue,
    SavedReply,
)

# --- from the backend


class CustomerChanged(Tagged, frozen=True):
    """A customer is new or has changed."""

    customer: Customer


class CustomersMerged(Tagged, frozen=True):
    """`merged_id` no longer exists; `kept` has everything."""

    kept: Customer
    merged_id: str


class CustomersParted(Tagged, frozen=True):
    """A merge was taken back: `parted` is a customer again, and has these conversations."""

    kept: Customer
    parted: Customer
    conversations: tuple[str, ...] = ()


class ConversationChanged(Tagged, frozen=True):
    """A conversation is new or has changed."""

    conversation: Conversation


class MessageReceived(Tagged, frozen=True):
    """The backend has a message: a customer's, a colleague's, or the echo of our own."""

    message: Message


class NoteAdded(Tagged, frozen=True):
    """The backend has a note, ours or a colleague's."""

    note: Note


class LineAdded(Tagged, frozen=True):
    """Something happened in a conversation."""

    line: SystemLine


class DeliveryAdvanced(Tagged, frozen=True):
    """Every outgoing message up to `up_to_seq` has reached at least this state."""

    conversation_id: str
    up_to_seq: int
    delivery: Delivery


class InteractionChanged(Tagged, frozen=True):
    """An interaction is new or has changed; also those that wait in our queues."""

    interaction: Interaction


class OfferMade(Tagged, frozen=True):
    """Routing proposes an interaction to us."""

    offer: Offer


class OfferEnded(Tagged, frozen=True):
    """An offer to us is over."""

    interaction_id: str
    epoch: int
    outcome: OfferOutcome


class PresenceChanged(Tagged, frozen=True):
    """An agent's presence changed, ours or a colleague's."""

    presence: Presence


class ColleagueChanged(Tagged, frozen=True):
    """An agent of the team is new, or has another name or extension; it may be ourselves."""

    agent: Agent


class QueueChanged(Tagged, frozen=True):
    """A queue's name or length changed."""

    queue: Queue


class TypingShown(Tagged, frozen=True):
    """Someone types now, or stopped. Passing: never stored, never replayed; expires after 6 s by itself."""

    conversation_id: str
    author: Author
    typing: bool


JournalEvent: TypeAlias = (
    CustomerChanged
    | CustomersMerged
    | CustomersParted
    | ConversationChanged
    | MessageReceived
    | NoteAdded
    | LineAdded
    | DeliveryAdvanced
    | InteractionChanged
    | OfferMade
    | OfferEnded
    | PresenceChanged
    | ColleagueChanged
    | QueueChanged
    | CallUpdated
    | CallClosed
    | SupervisionEvent
    | ShiftsPlanned
)
"""What the hub's journal holds and replays."""


OPEN_LISTED = 200
"""So many conversations that are open without an interaction a snapshot lists at most."""


class Snapshot(Tagged, frozen=True):
    """Everything that is live for this agent at one moment; replaces what the desk believed of live work.

    `conversations` are those of the agent's interactions, and the other ones that are open and the agent's own, the
    newest `OPEN_LISTED` of them by `last_at`: one that is not among them is not the agent's any more.
    `presences` are the colleagues', `other_queues` those that the agent does not serve, to send customers there.
    `capacity` is how many interactions of a channel the agent can hold at once, empty where the backend has no limits.
    `payment_pages` are windows for which recordings pause, besides those that the agent chose. By the entry points of
    `starts` a conversation can be begun; their routes have no address. `hints` are those about conversations in hand or
    followed; `hands` one's own, and those of the agents that one leads; `followed` the conversations that one follows;
    `alerts` those that are not over, of whom one leads. `skills` are those that anybody of the team has, to send
    customers to. `consults` are those for which one asked, is asked, or which one has joined.
    `shifts` are the own ones that are not over, of the next weeks.
    """

    agent: Agent
    presence: Presence
    conversations: tuple[Conversation, ...] = ()
    customers: tuple[Customer, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    offers: tuple[Offer, ...] = ()
    items: tuple[TimelineItem, ...] = ()
    queues: tuple[Queue, ...] = ()
    colleagues: tuple[Agent, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    saved_replies: tuple[SavedReply, ...] = ()
    capacity: dict[Channel, int] = {}
    calls: tuple[BackendCall, ...] = ()
    presences: tuple[Presence, ...] = ()
    other_queues: tuple[Queue, ...] = ()
    payment_pages: tuple[str, ...] = ()
    starts: tuple[ReplyWay, ...] = ()
    hints: tuple[Hint, ...] = ()
    hands: tuple[Hand, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    followed: tuple[str, ...] = ()
    alerts: tuple[Alert, ...] = ()
    skills: tuple[str, ...] = ()
    consults: tuple[Consult, ...] = ()
    shifts: tuple[Shift, ...] = ()


PassingEvent: TypeAlias = (
    TypingShown | CallRefused | PartyUnreached | Reassigned | BoardChanged | BoardListed
)
"""What is only true now: never stored, never replayed."""

BackendEvent: TypeAlias = JournalEvent | PassingEvent | Snapshot


class BackendBatch(Record, frozen=True):
    """Events in order, to be applied and saved together with the cursor that follows them.

    `at` is the backend's clock when the last of them was true; it becomes "current to".
    """

    events: tuple[BackendEvent, ...]
    at: Millis
    cursor: Cursor | None = None


# --- the link


class LinkState(StrEnum):
    """What the desk knows of its connection."""

    CONNECTING = "connecting"
    CATCHING_UP = "catching_up"
    LIVE = "live"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"


class LinkChanged(Record, frozen=True):
    """The connection changed, or a heartbeat came. None leaves `latency_ms` and `next_try_at` unknown."""

    state: LinkState
    since: Millis
    current_to: Millis | None = None
    next_try_at: Millis | None = None
    latency_ms: int | None = None
    problem: Problem | None = None


# --- what became of a command


class CommandDone(Record, frozen=True):
    """The backend did it. `item` is the message or note as the backend keeps it, where there is one."""

    command_id: str
    item: TimelineItem | None = None


class CommandFailed(Record, frozen=True):
    """The backend refused, could not be reached, or its answer was lost (`problem.code` tells which)."""

    command_id: str
    problem: Problem


class PageFetched(Record, frozen=True):
    """Older items of a conversation, from the store or the backend. `complete` when there are no older ones."""

    conversation_id: str
    items: tuple[TimelineItem, ...]
    complete: bool
    conversation: Conversation | None = None
    customer: Customer | None = None


class HistoryFetched(Record, frozen=True):
    """A customer's other conversations, newest first."""

    customer_id: str
    conversations: tuple[Conversation, ...]
    alike: tuple[Alike, ...] = ()
    unions: tuple[Union, ...] = ()
    facts: tuple[Fact, ...] = ()
    no_surveys: NoSurveys | None = None


class FileSaved(Record, frozen=True):
    """An attachment is on this computer at `path`."""

    attachment: Attachment
    path: str


class SearchHit(Record, frozen=True):
    """One found item. `marks` are (start, length) of the words found in `snippet`, in characters."""

    item_id: str
    conversation_id: str
    customer_name: str
    snippet: str
    sent_at: Millis
    marks: tuple[tuple[int, int], ...] = ()


class SearchDone(Record, frozen=True):
    """What a search in the cached history found, newest first."""

    query: str
    hits: tuple[SearchHit, ...]
    more: bool = False


class TimePassed(Record, frozen=True):
    """The clock: `now`. Comes about once a second while something waits for time."""

    now: Millis


Event: TypeAlias = (
    BackendBatch | LinkChanged | CommandDone | CommandFailed | FileSaved | SearchDone | TimePassed
)
