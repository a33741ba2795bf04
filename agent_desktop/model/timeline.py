"""What a conversation consists of: messages, notes and system lines, in one order."""

from enum import StrEnum
from typing import TypeAlias

from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.gaps import Gap
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.templates import Filled
from agent_desktop.model.ways import ReplyWay, Route
from agent_desktop.model.work import Channel


class AuthorKind(StrEnum):
    """Who wrote something."""

    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"
    SYSTEM = "system"


class Author(Record, frozen=True):
    """The writer of a message or note, with the name to show."""

    kind: AuthorKind
    id: str = ""
    name: str = ""


class Delivery(StrEnum):
    """The way of an outgoing message, in this order; REFUSED and UNCLEAR leave it and ask for the agent."""

    UNDO = "undo"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    REFUSED = "refused"
    UNCLEAR = "unclear"


class Reaction(Record, frozen=True):
    """What somebody made of a message with one sign."""

    author: Author
    sign: str


class WishKind(StrEnum):
    """What can become of a message that is at its network."""

    EDIT = "edit"
    DELETE = "delete"
    REACT = "react"


class Wish(Record, frozen=True):
    """What an agent wishes to become of a message, until its network has done it.

    `text` are the new words, or the sign of a reaction (empty takes it back). `problem` says in words why the network
    did not do it; empty while it is on its way.
    """

    kind: WishKind
    author: Author
    text: str = ""
    problem: str = ""


class Message(Tagged, frozen=True, tag="message"):
    """What the customer sees.

    `seq` orders the items of a conversation, strictly rising; it is 0 until the backend has the message. `client_id`
    is chosen by the sender and makes sending idempotent. `files` exist only on this desk's own unsent messages;
    `problem` says in words why one was refused, by the backend or by the network.

    `answers` is the id of the message that it replies to; `template` is what it was made of, where it is one. `reach`:
    so many saw or shared it, where the network tells. A message whose writer took it back is `deleted` and keeps its
    text for the team. `revision` rises with every change of what is told of it: of two reports the higher is the newer.
    One with `moved_to` stands in that conversation now and is not shown here; there its first id is the `origin`.
    """

    id: str
    conversation_id: str
    channel: Channel
    author: Author
    text: str
    sent_at: Millis
    seq: int = 0
    client_id: str = ""
    interaction_id: str = ""
    attachments: tuple[Attachment, ...] = ()
    files: tuple[LocalFile, ...] = ()
    delivery: Delivery = Delivery.SENT
    problem: str = ""
    route: Route = Route()
    mail: MailHead | None = None
    answers: str = ""
    template: Filled | None = None
    reach: int = 0
    edited_at: Millis | None = None
    deleted: bool = False
    reactions: tuple[Reaction, ...] = ()
    wish: Wish | None = None
    gaps: tuple[Gap, ...] = ()
    revision: int = 0
    moved_to: str = ""
    origin: str = ""

    @property
    def incoming(self) -> bool:
        """True for what the customer wrote."""
        return self.author.kind is AuthorKind.CUSTOMER

    @property
    def public(self) -> bool:
        """True for what everybody can read."""
        return self.route.public


class Note(Tagged, frozen=True, tag="note"):
    """What only the team sees. Fields as in `Message`."""

    id: str
    conversation_id: str
    author: Author
    text: str
    sent_at: Millis
    seq: int = 0
    client_id: str = ""
    delivery: Delivery = Delivery.SENT
    problem: str = ""
    revision: int = 0
    moved_to: str = ""
    origin: str = ""


class LineKind(StrEnum):
    """What a system line tells. The screen finds the words; `SystemLine.detail` holds the value for them."""

    STARTED = "started"
    """`detail` may be why nothing older goes on, a `WhyHere`."""
    QUEUED = "queued"
    """`detail` is the queue's name."""
    ASSIGNED = "assigned"
    """The author is the agent who has it now; `detail` is a `WhyYou`, or empty."""
    HANDED_BACK = "handed_back"
    """It waits in its queue again. The author is the agent who had it; `detail` is a `WhyBack`."""
    OVERFLOWED = "overflowed"
    """Nobody could take it in time: its queue was full, or a rule of the house closed it."""
    CALLBACK_OFFERED = "callback_offered"
    CUSTOMER_LEFT = "customer_left"
    CUSTOMER_RETURNED = "customer_returned"
    WRAP_UP_STARTED = "wrap_up_started"
    COMPLETED = "completed"
    """`detail` is the disposition's label, `NO_DISPOSITION` where none was chosen, empty without wrap-up."""
    ABANDONED = "abandoned"
    TRANSFERRED = "transferred"
    """`detail` is the name of the queue or agent."""
    RATED = "rated"
    """`detail` is the number of stars, 1 to 5."""
    SURVEYED = "surveyed"
    """The customer answered a survey; `detail` is what `model.surveys` makes of it."""
    SURVEY_REFUSED = "survey_refused"
    """The customer was asked, and does not want to be asked again."""
    SURVEYS_AGAIN = "surveys_again"
    """They may be asked again, says the author for them."""
    JOINED = "joined"
    """A message came by another way, or to a closed conversation; `detail` is why it stands here, a `WhyHere`."""
    OPTED_OUT = "opted_out"
    """The customer wants no more messages by this channel; `detail` is what they wrote ("STOP")."""
    OPTED_IN = "opted_in"
    SPLIT_OFF = "split_off"
    """What followed was another matter, says the author; `detail` is the number of the conversation where it is."""
    SPLIT_FROM = "split_from"
    """What follows came from the conversation with the number in `detail`."""
    MERGED_INTO = "merged_into"
    """All of it is in the conversation with the number in `detail`."""
    MERGED_FROM = "merged_from"
    """What follows came from the conversation with the number in `detail`."""
    MOVED_BACK = "moved_back"
    """The last split or merge with the conversation of the number in `detail` was taken back."""
    MERGED = "merged"
    """`detail` is the name of the record that was joined to this one."""
    PARTED = "parted"
    """That was taken back; `detail` is the name of the other record."""
    RECORDING_PAUSED = "recording_paused"
    """The author stopped the recording of a call; `detail` is why ("card"). A desk writes it of its own recordings."""
    RECORDING_RESUMED = "recording_resumed"
    """The recording goes on."""
    RECORDED = "recorded"
    """A call's recording can be heard: the line's attachment. The author is the agent who spoke, or the system."""
    RECORDING_STARTED = "recording_started"
    RECORDING_FAILED = "recording_failed"
    CALL_INVITED = "call_invited"
    """The author, an agent, asked the visitor of a page to talk there."""
    CALL_DECLINED = "call_declined"
    CALL_PLACED = "call_placed"
    """The author, an agent, calls the number in `detail`."""
    CALL_ANSWERED = "call_answered"
    """The author, an agent, and the customer hear each other."""
    CALL_ENDED = "call_ended"
    """`detail` is the direction and how long they spoke, in ms: "in 184000", "out 2000". The author spoke last."""
    QUEUE_FULL = "queue_full"
    """Nobody more could wait; the customer was told so."""
    CALLBACK_ASKED = "callback_asked"
    """The customer keeps the place and is called back at the number in `detail`."""
    CALLBACK_UNANSWERED = "callback_unanswered"
    """The author called back, and will be followed by another attempt."""
    NOT_REACHED = "not_reached"
    """The author called, and nobody answered."""
    PHONE_UNREACHABLE = "phone_unreachable"
    """The author's telephone did not answer; the customer waits in the old place."""
    CALL_DROPPED = "call_dropped"
    """The author's line was lost; the customer waits again."""
    LINE_LOST = "line_lost"
    """The hub's telephones failed."""
    CONSULTED = "consulted"
    """The author asks `detail` aside: in a call the customer waits meanwhile, in writing they never know."""
    CONFERENCE = "conference"
    """The author, `detail` and the customer speak together."""
    PARTY_JOINED = "party_joined"
    PARTY_LEFT = "party_left"
    TRANSFER_FAILED = "transfer_failed"
    """Nobody answered there; the customer waits again."""
    MESSAGE_LOST = "message_lost"
    """The customer left a message that could not be kept."""
    EMERGENCY_CALLED = "emergency_called"
    """`detail` is the emergency number."""


class SystemLine(Tagged, frozen=True, tag="line"):
    """A thing that happened in a conversation, in one line. `author` is who caused it; RECORDED alone has a file."""

    id: str
    conversation_id: str
    kind: LineKind
    sent_at: Millis
    author: Author
    channel: Channel | None = None
    detail: str = ""
    seq: int = 0
    attachments: tuple[Attachment, ...] = ()


TimelineItem: TypeAlias = Message | Note | SystemLine


class Conversation(Record, frozen=True):
    """A customer's continuing thread, across channels.

    `last_seq` is the sequence of its newest item; `read_seq` how far the agent has read; `unread` counts customer
    messages after that. `reply_due_at` is when the next reply is due, None when nobody waits. `number` is the short
    number that people quote. `joined_into` is the conversation into which it was merged, empty for none. `reply_ways`
    are those by which the backend carries a reply here, the likeliest first.
    """

    id: str
    customer_id: str
    number: int
    channel: Channel
    opened_at: Millis
    subject: str = ""
    entry_point_id: str = ""
    open: bool = True
    last_seq: int = 0
    read_seq: int = 0
    unread: int = 0
    last_at: Millis = 0
    preview: str = ""
    preview_from: AuthorKind = AuthorKind.CUSTOMER
    reply_due_at: Millis | None = None
    replied_at: Millis | None = None
    customer_online: bool = False
    agent_id: str | None = None
    joined_into: str = ""
    reply_ways: tuple[ReplyWay, ...] = ()
