"""Commands: do this outside. One union for the backend, one for the desk's own store."""

from typing import Final, TypeAlias

from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.backend_calls import CallOrder
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.beginning import BeginConversation
from agent_desktop.model.board import WatchBoard
from agent_desktop.model.call_log import LoggedItem
from agent_desktop.model.errors import Problem
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.people import Address, Customer, PresenceState
from agent_desktop.model.rearranging import (
    MergeConversations,
    SplitConversation,
    TakeMoveBack,
)
from agent_desktop.model.supervising import Supervision
from agent_desktop.model.templates import Filled
from agent_desktop.model.timeline import Conversation, Delivery, TimelineItem, WishKind
from agent_desktop.model.unions import AskAgain, PartCustomers, RejectFact, TellApart
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel, Interaction

# --- to the backend


class SendMessage(Tagged, frozen=True):
    """Send a message to the customer. `client_id` makes it idempotent; attachments are uploaded before.

    `route` says by which entry point and to which address; empty: the way by which the customer came. `mail` has the
    subject, the copies and the formatting of an e-mail, `answers` the id of the message that is replied to. With
    `template` it is one that the network approved, and `text` is what comes of it.
    """

    client_id: str
    conversation_id: str
    channel: Channel
    text: str
    attachments: tuple[Attachment, ...] = ()
    route: Route = Route()
    mail: MailHead | None = None
    answers: str = ""
    template: Filled | None = None


class AmendMessage(Tagged, frozen=True):
    """Let a message that is at its network say something else, take it back, or react to it; fields as in `Wish`."""

    conversation_id: str
    message_id: str
    kind: WishKind
    text: str = ""


class AddNote(Tagged, frozen=True):
    """Write a note that only the team sees."""

    client_id: str
    conversation_id: str
    text: str


class AnswerOffer(Tagged, frozen=True):
    """Accept or decline the offer with this epoch."""

    interaction_id: str
    epoch: int
    accept: bool
    reason: str = ""


BEYOND: Final = "beyond"
"""The field of a refusal to who may take more than fits, when they ask for it."""


class PullInteraction(Tagged, frozen=True):
    """Take a waiting interaction by hand, within capacity. Of a call, the agent's telephone answers what carries
    `token`, a fresh secret; without one it rings. Beyond capacity it is refused, in the field `BEYOND` where the agent
    may take it all the same (`TakeOver`)."""

    interaction_id: str
    token: str = ""


class ChoosePresence(Tagged, frozen=True):
    """Change the agent's own presence, now or (`when_free`) once the current work is finished."""

    state: PresenceState
    reason: str = ""
    when_free: bool = False


class EndInteraction(Tagged, frozen=True):
    """End the interaction; wrap-up begins."""

    interaction_id: str


class ExtendWrapUp(Tagged, frozen=True):
    """Ask for more time in wrap-up."""

    interaction_id: str
    by_ms: Millis = 60_000


class CompleteWrapUp(Tagged, frozen=True):
    """Finish wrap-up with a disposition; frees the capacity."""

    interaction_id: str
    disposition: str
    summary: str = ""


class MarkRead(Tagged, frozen=True):
    """The agent has read up to `seq`."""

    conversation_id: str
    seq: int


class ShowTyping(Tagged, frozen=True):
    """Tell the customer that the agent types (or stopped), by the way of the reply where its network tells."""

    conversation_id: str
    typing: bool
    route: Route = Route()


class EditCustomer(Tagged, frozen=True):
    """Change what is known of a customer; None leaves a field as it is. `addresses` replaces all of them."""

    customer_id: str
    name: str | None = None
    organisation: str | None = None
    vip: bool | None = None
    language: str | None = None
    addresses: tuple[Address, ...] | None = None


class MergeCustomers(Tagged, frozen=True):
    """Two records are one person: keep `kept_id`, move everything of `merged_id` to it."""

    kept_id: str
    merged_id: str


BackendCommand: TypeAlias = (
    SendMessage
    | AmendMessage
    | AddNote
    | AnswerOffer
    | PullInteraction
    | ChoosePresence
    | EndInteraction
    | ExtendWrapUp
    | CompleteWrapUp
    | MarkRead
    | ShowTyping
    | EditCustomer
    | MergeCustomers
    | BeginConversation
    | PartCustomers
    | TellApart
    | RejectFact
    | AskAgain
    | SplitConversation
    | MergeConversations
    | TakeMoveBack
    | CallOrder
    | Supervision
    | WatchBoard
)

LastingCommand: TypeAlias = (
    SendMessage
    | AmendMessage
    | AddNote
    | EndInteraction
    | CompleteWrapUp
    | EditCustomer
    | BeginConversation
    | SplitConversation
    | MergeConversations
    | TakeMoveBack
)
"""Commands that must never be lost: they go through the outbox."""

# --- to the desk's own store


class Cursor(Record, frozen=True):
    """How far this desk has followed a backend's journal. The backend alone knows whether `epoch` reaches to `seq`."""

    epoch: str
    seq: int


class OutboxItem(Record, frozen=True):
    """A command that waits for the backend, in order within its `lane` (the conversation).

    `delivery` is UNDO until `not_before`, then QUEUED, SENDING, and REFUSED or UNCLEAR when it needs the agent.
    """

    client_id: str
    lane: str
    command: LastingCommand
    queued_at: Millis
    position: int
    not_before: Millis = 0
    files: tuple[LocalFile, ...] = ()
    delivery: Delivery = Delivery.QUEUED
    attempts: int = 0
    problem: Problem | None = None


class Draft(Record, frozen=True):
    """What the agent has typed and not sent, per conversation and kind."""

    conversation_id: str
    note: bool
    text: str
    saved_at: Millis
    files: tuple[LocalFile, ...] = ()
    channel: Channel | None = None
    route: Route = Route()
    mail: MailHead | None = None
    answers: str = ""


class SaveCursor(Tagged, frozen=True):
    """Remember how far the journal was followed; None forgets it. `at` is the moment to which the desk is current."""

    cursor: Cursor | None
    at: Millis | None = None


class SaveCustomer(Tagged, frozen=True):
    """Insert or replace a customer."""

    customer: Customer


class ForgetCustomer(Tagged, frozen=True):
    """A merged customer: its conversations now belong to `kept_id`."""

    customer_id: str
    kept_id: str


class SaveConversation(Tagged, frozen=True):
    """Insert or replace a conversation."""

    conversation: Conversation


class SaveInteraction(Tagged, frozen=True):
    """Insert or replace an interaction."""

    interaction: Interaction


class SaveItem(Tagged, frozen=True):
    """Insert or replace a timeline item that the backend has (`seq` > 0), and index its text."""

    item: TimelineItem


class SaveOutbox(Tagged, frozen=True):
    """Insert or replace an outbox item, on the disk before this returns."""

    item: OutboxItem


class ForgetOutbox(Tagged, frozen=True):
    """The backend has it, or the agent discarded it."""

    client_id: str


class SaveDraft(Tagged, frozen=True):
    """Keep a draft; an empty one (no text, no files) is removed."""

    draft: Draft


class SaveSetting(Tagged, frozen=True):
    """Keep a setting as text."""

    name: str
    value: str


class SaveLogged(Tagged, frozen=True):
    """Insert or replace what the desk itself wrote into a timeline."""

    item: LoggedItem


Save: TypeAlias = (
    SaveCursor
    | SaveCustomer
    | ForgetCustomer
    | SaveConversation
    | SaveInteraction
    | SaveItem
    | SaveOutbox
    | ForgetOutbox
    | SaveDraft
    | SaveSetting
    | SaveLogged
)
