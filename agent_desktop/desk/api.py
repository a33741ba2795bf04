"""What the window may read of the desk, and the one way to ask it for something.

Promises that everything here is in memory and answers at once; that reading never changes anything; that changes are
published after the store has what must be kept. The window reads on the thread that runs the desk.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol

from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.desk.team_view import TeamView
from agent_desktop.model.backend_calls import BackendCall, Listening, Party
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.call_log import CallRecord, ShownItem, record_id
from agent_desktop.model.calls import Call, CallQuality, CallState, EndCode
from agent_desktop.model.changes import Change, Section
from agent_desktop.model.commands import Draft
from agent_desktop.model.devices import AudioDevice, DevicesInUse, EchoPhase
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkChanged, SearchDone
from agent_desktop.model.intents import Intent
from agent_desktop.model.manifest import Manifest
from agent_desktop.model.people import Activity, Agent, Customer, Kin, Presence
from agent_desktop.model.registrations import LampState, Registration
from agent_desktop.model.sounds import PlayState, Waveform
from agent_desktop.model.templates import Template
from agent_desktop.model.timeline import AuthorKind, Conversation
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel, Disposition, Interaction, Offer, Queue, SavedReply


class RowState(StrEnum):
    """What a row of the work list is doing."""

    OFFERED = "offered"
    ACTIVE = "active"
    WRAP_UP = "wrap_up"
    WAITING = "waiting"
    OPEN = "open"


class InboxRow(Record, frozen=True):
    """One row of the work list.

    `conversation_id` is the row's identity. `since` starts the row's timer: arrival while waiting, the customer's last
    word while active, the end while in wrap-up. `due_at` feeds the badge; `replied` shows the check instead.
    `unsent` counts replies that wait, `needs_you` those that were refused. `until` ends an offer or a wrap-up. `call`
    is the live call of the row, whose answer starts the timer; `also` the channel on which the agent works for the same
    customer meanwhile. What is `aside` gave way to something live, and comes back after it.
    """

    conversation_id: str
    customer_id: str
    customer_name: str
    channel: Channel
    state: RowState
    since: Millis
    interaction_id: str = ""
    vip: bool = False
    subject: str = ""
    preview: str = ""
    preview_from: AuthorKind = AuthorKind.CUSTOMER
    queue_name: str = ""
    unread: int = 0
    due_at: Millis | None = None
    replied: bool = False
    until: Millis | None = None
    typing: bool = False
    unsent: int = 0
    needs_you: int = 0
    call: Call | None = None
    also: Channel | None = None
    aside: bool = False

    @property
    def alone(self) -> bool:
        """True for a call that belongs to no conversation: there is nothing to open but the call."""
        return self.call is not None and self.conversation_id == record_id(self.call.id)


class Thread(Record, frozen=True):
    """The head of the open conversation. `typing_name` is who types now, or empty. `complete` says that no older items
    exist; `loading` that some are on their way; `stale_since` that newer ones may be missing since then (no link).
    `cannot_reply` is empty when the composer may send, else a code: "closed", "not_yours", "unsupported".
    """

    conversation: Conversation
    customer: Customer | None
    interaction: Interaction | None
    typing_name: str = ""
    complete: bool = False
    loading: bool = False
    stale_since: Millis | None = None
    cannot_reply: str = ""


class OutboxSummary(Record, frozen=True):
    """How many replies wait for the link, how many need the agent, and a conversation to look at: of the first that
    needs the agent, else of the first that waits."""

    waiting: int = 0
    needs_you: int = 0
    first_conversation: str = ""


class Load(Record, frozen=True):
    """How much of a channel's capacity is in use."""

    channel: Channel
    used: int
    limit: int


class NotCallable(StrEnum):
    """Why no calls can come or go, the first that applies."""

    STARTING = "starting"
    NO_MICROPHONE = "no_microphone"
    NO_SPEAKER = "no_speaker"
    NOT_REGISTERED = "not_registered"


class CallAccount(Record, frozen=True):
    """An account that one can call from; its name is as the agent wrote it, or as the account says."""

    id: str
    name: str


class ColleagueLamp(Record, frozen=True):
    """A colleague's telephone that an account of the agent's own watches, and what it does."""

    account_id: str
    number: str
    state: LampState
    name: str = ""


class PhoneStatus(Record, frozen=True):
    """The softphone at a glance. `why_not` is None while calls can come and go; loudness from 0 to 1.

    `watched` says that the microphone is measured without a call, `heard` how loud the last echo test was. `accounts`
    are those that are registered, the one that is called from by itself first; `lamps` what all of them watch.
    """

    running: bool
    why_not: NotCallable | None
    registrations: tuple[Registration, ...] = ()
    accounts: tuple[CallAccount, ...] = ()
    in_use: DevicesInUse = DevicesInUse()
    devices: tuple[AudioDevice, ...] = ()
    echo: EchoPhase = EchoPhase.OFF
    heard: float = 0.0
    watched: bool = False
    ringing: bool = False
    microphone: float = 0.0
    speaker: float = 0.0
    lamps: tuple[ColleagueLamp, ...] = ()


class CallLine(Record, frozen=True):
    """A live call as the strip shows it. Its times are of the clock of `DeskView.now`.

    `name` is the customer's, else what the far party calls itself, else empty. `consult_of` is the call for whose sake
    this one was made; `lost` says that the softphone is starting again and that nobody knows how the call is.
    `pausing` says that its recording is being asked to pause, `still_recording` that it was asked and goes on.
    Of a call that the backend carries there is more: who else is in it, whom we consult, whether we are `aside` with
    somebody now, how we supervise it (`name` is the colleague's then), whom a supervisor listens to and
    whispers to (`supervised`). `connecting` ones are on their way to our
    telephone; we are `leaving` it, and nobody has said yet that we are out; `unreached` says why whoever was called is
    not there. `may_record`: a recording can be begun by hand, as
    far as the account's settings or the backend's rules allow.
    """

    call: Call
    record: CallRecord
    name: str = ""
    vip: bool = False
    queue_name: str = ""
    quality: CallQuality | None = None
    consult_of: str = ""
    lost: bool = False
    pausing: bool = False
    still_recording: bool = False
    carried: BackendCall | None = None
    others: tuple[Party, ...] = ()
    listening: Listening | None = None
    supervised: Party | None = None
    consulted: Party | None = None
    aside: bool = False
    connecting: bool = False
    unreached: EndCode | None = None
    may_record: bool = True
    leaving: bool = False

    @property
    def talking(self) -> bool:
        """True while agent and far party can hear each other, as far as we do not hold."""
        return self.call.state is CallState.ACTIVE and not self.call.hold.local


class Colleague(Record, frozen=True):
    """Another agent of the team; the presence is None where nobody told it."""

    agent: Agent
    presence: Presence | None = None


class ColleagueCall(Record, frozen=True):
    """A colleague's call that a supervisor may listen to, and how this one does; `leaving`: and wants to do no more."""

    interaction_id: str
    agent: Agent
    customer_name: str
    queue_name: str
    since: Millis
    listening: Listening | None = None
    leaving: bool = False


class SoundLine(Record, frozen=True):
    """A sound as its card shows it. `state` is None while the telephone has another sound, or none.

    `busy` says that it is on its way to be seen or heard; `problem` why it cannot be.
    """

    waveform: Waveform | None = None
    state: PlayState | None = None
    at_ms: int = 0
    speed: float = 1.0
    busy: bool = False
    problem: Problem | None = None


class Approved(Record, frozen=True):
    """The templates of an entry point: they, why they cannot be had, or neither yet."""

    entry_point_id: str
    templates: tuple[Template, ...] | None = None
    problem: Problem | None = None


class DeskView(TeamView, Protocol):
    """The reading side of the desk, and its one opening for intents."""

    def post(self, intent: Intent) -> None:
        """Ask for something. Returns at once; what comes of it is published as changes."""

    def subscribe(self, listener: Callable[[Sequence[Change]], None]) -> Callable[[], None]:
        """Call `listener` with every turn's changes; the returned function ends it."""

    def now(self) -> Millis:
        """The backend's clock as well as the desk knows it."""

    @property
    def manifest(self) -> Manifest:
        """What the backend can do."""

    @property
    def me(self) -> Agent:
        """Who is signed in."""

    @property
    def presence(self) -> Presence:
        """The own presence."""

    @property
    def activity(self) -> tuple[Activity, Millis]:
        """What the agent is doing, and since when."""

    @property
    def link(self) -> LinkChanged:
        """The state of the link."""

    @property
    def outbox(self) -> OutboxSummary:
        """What waits to be sent."""

    @property
    def queues(self) -> Sequence[Queue]:
        """The queues that this agent serves."""

    @property
    def loads(self) -> Sequence[Load]:
        """The agent's capacity, channel by channel."""

    def row_count(self, section: Section) -> int:
        """How many rows a section of the work list has."""

    def row(self, section: Section, at: int) -> InboxRow:
        """The row at `at`. Raises IndexError."""

    def find_row(self, conversation_id: str) -> tuple[Section, int] | None:
        """Where a conversation stands in the work list."""

    def offers(self) -> Sequence[Offer]:
        """Open offers, the most urgent first: calls, then the oldest."""

    def answers_at(self, offer_id: str) -> Millis | None:
        """When the call of an offer (by its interaction's id) answers itself; None when the agent must accept it."""

    @property
    def open_conversation(self) -> str | None:
        """The conversation in the thread pane."""

    def thread(self, conversation_id: str) -> Thread | None:
        """The head of a conversation, None when the desk does not know it."""

    def items(self, conversation_id: str) -> Sequence[ShownItem]:
        """The loaded items, oldest first; this desk's unsent messages stand last."""

    def draft(self, conversation_id: str, note: bool) -> Draft | None:
        """The kept draft."""

    def customer(self, customer_id: str) -> Customer | None:
        """What is known of a customer."""

    def previous(self, customer_id: str) -> Sequence[Conversation]:
        """The customer's conversations, newest first, as far as they were fetched."""

    def kin(self, customer_id: str) -> Kin:
        """Who may be the same person as a customer, and who became a part of them."""

    def dispositions(self, queue_id: str) -> Sequence[Disposition]:
        """The outcome codes of a queue."""

    def saved_replies(self) -> Sequence[SavedReply]:
        """The team's prepared texts."""

    @property
    def payment_pages(self) -> Sequence[str]:
        """The team's payment pages, besides the agent's own."""

    @property
    def results(self) -> SearchDone | None:
        """The newest search results."""

    def setting(self, name: str, default: str) -> str:
        """A kept setting, or `default`."""

    @property
    def phone(self) -> PhoneStatus | None:
        """The softphone; None where there is none, and then nothing about calls is shown."""

    def calls(self) -> Sequence[CallLine]:
        """Live calls but those that are only offered: who is talked to first, then the oldest."""

    @property
    def colleagues(self) -> Sequence[Colleague]:
        """The other agents of the team, by name."""

    @property
    def other_queues(self) -> Sequence[Queue]:
        """The queues that this agent does not serve, to which customers can be sent."""

    def colleague_calls(self) -> Sequence[ColleagueCall]:
        """The calls of colleagues that the backend tells of, the oldest first."""

    def call_history(self) -> Sequence[CallRecord]:
        """The calls of this desk that are over, the newest first."""

    def missed_calls(self) -> int:
        """How many missed calls the agent has not seen."""

    def sound(self, sound_id: str) -> SoundLine:
        """How a sound stands, by its attachment's id."""

    @property
    def approved(self) -> Approved | None:
        """The templates that were asked for last."""

    def uploaded(self, file_id: str) -> int | None:
        """How many bytes of a file that is being sent are at the backend; None while that is not known."""

    def picture(self, attachment_id: str) -> bytes | None:
        """The bytes of a picture that came lately; empty when it cannot be had, None when it is not here."""

    @property
    def formatted(self) -> FormattedMail | None:
        """The formatted mail that was asked for last."""

    @property
    def starts(self) -> Sequence[ReplyWay]:
        """The entry points by which the agent can begin a conversation; the routes have no address."""

    def find_mail_people(self, words: str, limit: int) -> Sequence[str]:
        """Colleagues and cached customers, as mail writes people, whose name or mail address begins so."""

    def find_people(self, words: str, limit: int) -> Sequence[Customer]:
        """Cached customers with a telephone whose name, organisation or number fits, the best known first."""
