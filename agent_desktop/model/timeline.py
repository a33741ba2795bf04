"""What a conversation consists of: messages, notes and system lines, in one order."""

from enum import StrEnum
from typing import TypeAlias

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.work import Channel


class AudioKind(StrEnum):
    """How a sound came to be."""

    SOUND = "sound"
    """A file that somebody sent."""
    VOICEMAIL = "voicemail"
    """A caller left it as a message."""
    RECORDING = "recording"
    """A call, recorded with both sides."""


class AudioPause(Record, frozen=True):
    """A stretch of a recording in which nothing was recorded, in ms from the file's beginning.

    Both are equal where the pause left nothing in the file. `reason` is a code ("card"), `by` the name of who paused.
    """

    from_ms: int
    to_ms: int
    reason: str = ""
    by: str = ""


class AudioFacts(Record, frozen=True):
    """What the backend knows of a sound without decoding it. `stereo`: the agent is left, the customer right."""

    length_ms: Millis
    kind: AudioKind = AudioKind.SOUND
    stereo: bool = False
    pauses: tuple[AudioPause, ...] = ()


class Attachment(Record, frozen=True):
    """A file that travels with a message. `size` is in bytes; `media_type` is sniffed by the hub, never believed.

    With `audio` it is a sound whose length and pauses the backend knows: a voicemail is a `Message` of the customer on
    the voice channel with one such attachment (and no text, or what it says); the recording of a call is a
    `SystemLine` of the kind RECORDED with one. Any other sound shows its length once it was fetched.
    """

    id: str
    name: str
    media_type: str
    size: int
    audio: AudioFacts | None = None


class LocalFile(Record, frozen=True):
    """A file that the agent attached and that has not been uploaded yet. `path` is on this computer."""

    id: str
    path: str
    name: str
    size: int


class Route(Record, frozen=True):
    """Between which of our entry points and which address of the customer a message travels.

    `network` tells apart what one channel may be: "matrix", "telegram"; empty where the channel says it all. All empty:
    the way by which the customer came.
    """

    entry_point_id: str = ""
    network: str = ""
    address: str = ""


class ReplyWay(Record, frozen=True):
    """One way by which the customer can be answered in a conversation.

    `name` is the entry point's, as the team calls it. After `until` (None: for ever) the network takes no free text.
    `public`: everybody can read it.
    """

    channel: Channel
    route: Route = Route()
    name: str = ""
    until: Millis | None = None
    public: bool = False


class Automatic(StrEnum):
    """What a machine wrote, and therefore no machine may answer."""

    NO = ""
    REPLY = "reply"
    """An answer by itself: "out of office"."""
    BOUNCE = "bounce"
    """Mail that came back, or a report of its delivery."""
    LIST = "list"
    """A newsletter or a mailing list."""


class MailHead(Record, frozen=True):
    """What an e-mail has beside its text. People are written as mail writes them: "Layla Haddad <layla@example.org>".

    `html` is the whole mail as it looks, cleaned of everything that could run or load; `original` the mail as it came,
    byte by byte. `quoted` is what the writer repeated of earlier mails, which is not in the message's text. `remote`:
    pictures from elsewhere were left out. An agent's own mail may carry its formatting in `rich`, as HTML.
    """

    sender: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    subject: str = ""
    html: Attachment | None = None
    original: Attachment | None = None
    quoted: str = ""
    rich: str = ""
    remote: bool = False
    automatic: Automatic = Automatic.NO


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


_ORDER = {state: rank for rank, state in enumerate(Delivery)}


def further(one: Delivery, other: Delivery) -> Delivery:
    """The later of two states on the way UNDO to READ, so that late or doubled receipts never turn time back.

    REFUSED and UNCLEAR are answers about one attempt: anything from SENT on overrules them.
    """
    sent = _ORDER[Delivery.SENT]
    for state in (one, other):
        if state in (Delivery.REFUSED, Delivery.UNCLEAR):
            rest = other if state is one else one
            return rest if sent <= _ORDER[rest] <= _ORDER[Delivery.READ] else state
    return one if _ORDER[one] >= _ORDER[other] else other


class Reaction(Record, frozen=True):
    """What somebody made of a message with one sign."""

    author: Author
    sign: str


class Message(Tagged, frozen=True, tag="message"):
    """What the customer sees.

    `seq` orders the items of a conversation, strictly rising; it is 0 until the backend has the message. `client_id`
    is chosen by the sender and makes sending idempotent. `files` exist only on this desk's own unsent messages;
    `problem` says in words why one was refused, by the backend or by the network.

    `answers` is the id of the message that it replies to. `public`: everybody can read it. A message whose writer took
    it back is `deleted` and keeps its text for the team. `revision` rises with every change of what is told of it: of
    two reports the higher is the newer.
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
    public: bool = False
    edited_at: Millis | None = None
    deleted: bool = False
    reactions: tuple[Reaction, ...] = ()
    revision: int = 0

    @property
    def incoming(self) -> bool:
        """True for what the customer wrote."""
        return self.author.kind is AuthorKind.CUSTOMER


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


class LineKind(StrEnum):
    """What a system line tells. The screen finds the words; `SystemLine.detail` holds the value for them."""

    STARTED = "started"
    QUEUED = "queued"
    """`detail` is the queue's name."""
    ASSIGNED = "assigned"
    """The author is the agent who has it now; `detail` is a `WhyYou`, or empty."""
    HANDED_BACK = "handed_back"
    """It waits in its queue again. The author is the agent who had it; `detail` is a `WhyBack`."""
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
    MERGED = "merged"
    """`detail` is the name of the record that was joined to this one."""
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
    """The visitor would rather write."""
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
    """The author speaks with `detail` while the customer waits."""
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


class WhyBack(StrEnum):
    """Why an agent's work went back to its queue."""

    AWAY = "away"
    DISABLED = "disabled"


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
    number that people quote. `reply_ways` are those by which the backend carries a reply here, the likeliest first.
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
    reply_ways: tuple[ReplyWay, ...] = ()
