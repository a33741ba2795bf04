"""What travels between a network's session and the hub: what came in, what goes out, and what became of it.

Promises frozen records without secrets. An *entry point* is the mailbox, number or account; `remote_id` is the
network's own name of a message (a Message-ID, an SMSC's id, an event id), unique within its entry point.
"""

from typing import TypeAlias

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.gaps import Gap
from agent_desktop.model.mail_heads import MailHead
from agent_desktop.model.people import Address
from agent_desktop.model.templates import Filled
from agent_desktop.model.timeline import Delivery, WishKind


class Arrived(Record, frozen=True):
    """A customer wrote.

    `address` is whose (any spelling), `name` what the network calls the person. `answers` are remote ids that the
    message answers, the nearest first; `thread` is the network's own thread (a room, a chat), empty where it has none;
    `token` a conversation's token that came back (plus-address). `attachments` are ids of files that were kept for the
    entry point before; `mail.html` and `mail.original` likewise, by id. `sent_at` is the network's time.

    `gaps` are what it holds and cannot be shown. `public`: everybody can read it. `reach`: how many saw or shared it,
    where the network tells. `revealed` is what the customer told of themselves ("name", "phone", "language", "order"),
    by what the network knows.
    """

    remote_id: str
    address: Address
    text: str
    sent_at: Millis
    name: str = ""
    subject: str = ""
    attachments: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    thread: str = ""
    token: str = ""
    mail: MailHead | None = None
    public: bool = False
    reach: int = 0
    gaps: tuple[Gap, ...] = ()
    revealed: dict[str, str] = {}


class Edited(Record, frozen=True):
    """The writer changed a message."""

    remote_id: str
    text: str
    at: Millis


class TakenBack(Record, frozen=True):
    """The writer took a message back."""

    remote_id: str
    at: Millis


class Reacted(Record, frozen=True):
    """Somebody made something of a message; `sign` empty takes an earlier reaction back."""

    remote_id: str
    address: Address
    sign: str
    at: Millis


class Spread(Record, frozen=True):
    """So many saw or shared a public message by now (`Arrived.reach` grew)."""

    remote_id: str
    reach: int


class Receipt(Record, frozen=True):
    """What the network says of a message that we sent: DELIVERED, READ, or REFUSED with the reason in words.

    `report` is how it said so, byte by byte, where that is a mail: kept for the entry point before.
    """

    remote_id: str
    delivery: Delivery
    at: Millis
    problem: str = ""
    report: Attachment | None = None


class Consent(Record, frozen=True):
    """A customer said by that address that no more (`given` false) or again may be sent: STOP and START of SMS."""

    remote_id: str
    address: Address
    given: bool
    words: str
    at: Millis


class Proved(Record, frozen=True):
    """The network has a letter of ours, by these names: it told so by the letter's own id, whatever became of the
    answer to the letter itself.

    `part` is the number of the message where a letter may be several (`parts.numbered`); None: it has all of it.
    """

    letter_id: str
    remote_ids: tuple[str, ...]
    delivery: Delivery = Delivery.SENT
    part: int | None = None


News: TypeAlias = Arrived | Edited | TakenBack | Reacted | Spread | Receipt | Consent | Proved


class Letter(Record, frozen=True):
    """One message of an agent that an entry point is to carry.

    `id` is the message's, and stable: it makes Message-IDs and client references, by which a network can tell a second
    attempt from the first. `to` is the customer's address in its one spelling; `thread` and `answers` (remote ids, the
    nearest first) say where it belongs; `heard_at` is when the customer last wrote by this way. `token` names the
    conversation (for plus-addresses). `attempt` counts from 1. `mail` carries subject, cc, bcc and formatting of an
    e-mail, `signature` is what stands below it, as HTML. An `automatic` one no person of ours wrote. With `template`
    the letter is that template, and `text` is what comes of it.
    `page` is all of it as HTML where the hub itself made it, and never what somebody wrote.
    With `wish` it is no message but what shall become of the one that the network calls `remote_ids` (its text first):
    `text` are the new words, or the sign of a reaction, empty to take it back.
    """

    id: str
    entry_point_id: str
    conversation_id: str
    to: str
    text: str
    written_at: Millis
    author: str = ""
    attachments: tuple[Attachment, ...] = ()
    thread: str = ""
    answers: tuple[str, ...] = ()
    heard_at: Millis | None = None
    token: str = ""
    mail: MailHead | None = None
    signature: str = ""
    public: bool = False
    automatic: bool = False
    page: str = ""
    attempt: int = 1
    template: Filled | None = None
    wish: WishKind | None = None
    remote_ids: tuple[str, ...] = ()


class AgentTypes(Record, frozen=True):
    """An agent types a reply by an entry point, or stopped; `to` and `thread` as in `Letter`."""

    entry_point_id: str
    to: str
    thread: str
    typing: bool


class Sent(Tagged, frozen=True, tag="sent"):
    """The network has it. `remote_ids` are its names there (a long SMS has several), by which receipts come.

    `thread` is where it was put, when the network opened a thread for it.
    """

    remote_ids: tuple[str, ...]
    delivery: Delivery = Delivery.SENT
    thread: str = ""


class Rejected(Tagged, frozen=True, tag="rejected"):
    """The network said no for good: `problem` says why, `remedy` what to do, both in words for an agent."""

    problem: str
    remedy: str = ""


class NotNow(Tagged, frozen=True, tag="not_now"):
    """It was certainly not sent. The courier tries again, after `wait_ms` where the network said so."""

    problem: str
    wait_ms: Millis | None = None


class Unclear(Tagged, frozen=True, tag="unclear"):
    """It may have been sent: the link broke before the answer."""

    problem: str


Outcome: TypeAlias = Sent | Rejected | NotNow | Unclear


class Standing(Record, frozen=True):
    """How an entry point is, since when. `code`: "connecting", "live", "waiting" (tried again by itself at `next_at`),
    "refused" (wants an administrator), "paused". `words` say what happened, `remedy` what to do; neither holds secrets
    or customers' data.
    """

    code: str
    since: Millis
    words: str = ""
    remedy: str = ""
    next_at: Millis | None = None


class Step(Record, frozen=True):
    """One step of a connection's test. `result`: "good", "failed", or "skipped" after a failed one."""

    step: str
    result: str
    words: str
    remedy: str = ""
