"""Errands: what a turn sends through the ports, and every kind of item that a turn takes.

Promises that each errand is answered by exactly one item. Refuses to say how it is carried out: that is the runner's.
"""

from enum import StrEnum
from typing import Final, TypeAlias

from agent_desktop.desk.figure_errands import FigureErrand, FigureItem
from agent_desktop.desk.report_errands import ReportCame, ReportErrand
from agent_desktop.desk.trail_errands import TrailCame, TrailSend
from agent_desktop.model.administration import Found, Kept, Order, Topic
from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.base import Record
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.model.calls import PhoneCommand
from agent_desktop.model.commands import BackendCommand
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import Event, HistoryFetched, PageFetched
from agent_desktop.model.guidance import Readers
from agent_desktop.model.intents import Intent, SaveAttachment
from agent_desktop.model.manifest import Manifest
from agent_desktop.model.people import Agent, Customer
from agent_desktop.model.phone import PhoneEvent
from agent_desktop.model.sounds import PlaySound, Waveform
from agent_desktop.model.templates import Template
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.why import Why as Facts

# --- what leaves through the ports


class Perform(Record, frozen=True):
    """Do a command at the backend, after uploading `files`."""

    command_id: str
    command: BackendCommand
    files: tuple[LocalFile, ...] = ()


HALTED: Final = "halted"
"""The code of a command that was stopped before anybody was asked for it."""


class Halt(Record, frozen=True):
    """Stop the uploads of a command, which then fails as `HALTED`. What was asked for already goes on."""

    command_id: str


class Why(StrEnum):
    """What a page is for: to be shown, to settle an unclear reply, to show a reply that was sent."""

    SHOW = "show"
    LOOK = "look"
    CONFIRM = "confirm"


class FetchPage(Record, frozen=True):
    """Bring the newest `limit` items before `before`, from the store (`cached`) or the backend.

    `known` are the ids that the store has, where that matters.
    """

    conversation_id: str
    before: int | None
    limit: int
    cached: bool
    why: Why = Why.SHOW
    known: frozenset[str] = frozenset()


class FetchPast(Record, frozen=True):
    """Bring a customer's conversations, from the store or the backend."""

    customer_id: str
    limit: int
    cached: bool


class FindCaller(Record, frozen=True):
    """Find in the store whose number this is."""

    call_id: str
    number: str


class SearchCache(Record, frozen=True):
    """Search the store; an earlier search that still runs is cancelled."""

    query: str
    limit: int


class Download(Record, frozen=True):
    """Write an attachment to a file."""

    intent: SaveAttachment


class TryLink(Record, frozen=True):
    """Try the link now."""


class Telephone(Record, frozen=True):
    """Let the softphone do something."""

    command_id: str
    command: PhoneCommand


class ReadSound(Record, frozen=True):
    """Look at a sound, from the store or the backend."""

    attachment: Attachment


class GiveSound(Record, frozen=True):
    """Hand a sound to the softphone, whole, and let it play."""

    command_id: str
    attachment: Attachment
    play: PlaySound


class ReadFormatted(Record, frozen=True):
    """Bring the formatted text of a mail from the backend, in memory alone. `files` came with the mail."""

    attachment: Attachment
    files: tuple[Attachment, ...] = ()


class ReadPicture(Record, frozen=True):
    """Bring a picture that came with a mail from the backend, in memory alone."""

    mail_id: str
    source: str
    attachment: Attachment


class FetchPicture(Record, frozen=True):
    """Bring a picture of a mail from elsewhere."""

    mail_id: str
    url: str


class ReadTemplates(Record, frozen=True):
    """Bring the templates of an entry point from the backend."""

    entry_point_id: str


class TakeRecordings(Record, frozen=True):
    """Take over what the softphone recorded: each into the store, and told as `RecordingTaken`."""


class ForgetRecording(Record, frozen=True):
    """The softphone need not keep a recording any more."""

    recording_id: str


class ReadTopic(Record, frozen=True):
    """Bring what the backend keeps of a topic of the team's settings, as far as it holds these words."""

    topic: Topic
    words: str = ""


class CarryOut(Record, frozen=True):
    """Change something of the team's settings; what is kept then, of what holds these words, is told as `TopicRead`
    before the answer."""

    ask_id: str
    order: Order
    words: str = ""


class ReadWhy(Record, frozen=True):
    """Bring the facts why an interaction is where it is."""

    interaction_id: str


class ReadReaders(Record, frozen=True):
    """Bring who has read announcements."""


Send: TypeAlias = (
    Perform
    | Halt
    | FetchPage
    | FetchPast
    | FindCaller
    | SearchCache
    | Download
    | TryLink
    | Telephone
    | ReadSound
    | GiveSound
    | ReadFormatted
    | ReadPicture
    | FetchPicture
    | ReadTemplates
    | TakeRecordings
    | ForgetRecording
    | ReadTopic
    | CarryOut
    | FigureErrand
    | ReportErrand
    | TrailSend
    | ReadWhy
    | ReadReaders
)

# --- what comes back, and what only the desk tells itself


class PageArrived(Record, frozen=True):
    """The answer to a `FetchPage`; None where it failed."""

    asked: FetchPage
    page: PageFetched | None


class PastArrived(Record, frozen=True):
    """The answer to a `FetchPast`."""

    asked: FetchPast
    past: HistoryFetched | None


class CallerFound(Record, frozen=True):
    """The answer to a `FindCaller`: whose it is, None for nobody's or several's, with their conversations."""

    asked: FindCaller
    customer: Customer | None = None
    conversations: tuple[Conversation, ...] = ()


class DownloadFailed(Record, frozen=True):
    """An attachment could not be saved."""

    asked: Download
    problem: Problem


class SessionAttached(Record, frozen=True):
    """There is a session now."""

    agent: Agent
    manifest: Manifest


class SessionDetached(Record, frozen=True):
    """The session is gone."""


class PhoneAttached(Record, frozen=True):
    """There is a softphone now."""


class PhoneDetached(Record, frozen=True):
    """The softphone is gone."""


class PhoneDone(Record, frozen=True):
    """The softphone took a command; what follows from it comes as its news."""

    command_id: str


class PhoneFailed(Record, frozen=True):
    """The softphone did not take a command, or nobody knows."""

    command_id: str
    problem: Problem


class SoundRead(Record, frozen=True):
    """The answer to a `ReadSound`: how it looks, or why not."""

    attachment: Attachment
    waveform: Waveform | None = None
    problem: Problem | None = None


class UploadAdvanced(Record, frozen=True):
    """So many bytes of a file of this command are at the backend."""

    command_id: str
    file_id: str
    there: int


class FormattedRead(Record, frozen=True):
    """The answer to a `ReadFormatted`: the HTML, or why not."""

    attachment: Attachment
    files: tuple[Attachment, ...] = ()
    html: str | None = None
    problem: Problem | None = None


class PictureRead(Record, frozen=True):
    """The answer to a `ReadPicture` or `FetchPicture`; no bytes where there is no picture."""

    mail_id: str
    source: str
    data: bytes = b""


class TemplatesRead(Record, frozen=True):
    """The answer to a `ReadTemplates`: they, or why not."""

    entry_point_id: str
    templates: tuple[Template, ...] | None = None
    problem: Problem | None = None


class RecordingTaken(Record, frozen=True):
    """A recording of `size` bytes is in the store, under its own id."""

    recorded: RecordedCall
    size: int


class RecordingNotTaken(Record, frozen=True):
    """A recording could not be taken over; it stays with the softphone."""

    problem: Problem


class TopicRead(Record, frozen=True):
    """What the backend keeps of a topic, or why it did not tell. `words` were looked for."""

    topic: Topic
    kept: Kept | None = None
    problem: Problem | None = None
    words: str = ""


class OrderAnswered(Record, frozen=True):
    """The answer to a `CarryOut`: done, or why not; `found` is what came of it."""

    ask_id: str
    found: Found = ()
    problem: Problem | None = None


class WhyRead(Record, frozen=True):
    """The answer to a `ReadWhy`: the facts, or why not."""

    interaction_id: str
    why: Facts | None = None
    problem: Problem | None = None


class ReadersRead(Record, frozen=True):
    """The answer to a `ReadReaders`: they, or why not."""

    announced: tuple[Readers, ...] | None = None
    problem: Problem | None = None


class Flush(Record, frozen=True):
    """Save every draft now: the desk stops."""


Item: TypeAlias = (
    Event
    | Intent
    | PageArrived
    | PastArrived
    | CallerFound
    | DownloadFailed
    | SessionAttached
    | SessionDetached
    | PhoneEvent
    | PhoneAttached
    | PhoneDetached
    | PhoneDone
    | PhoneFailed
    | SoundRead
    | FormattedRead
    | UploadAdvanced
    | PictureRead
    | TemplatesRead
    | RecordingTaken
    | RecordingNotTaken
    | TopicRead
    | OrderAnswered
    | FigureItem
    | ReportCame
    | TrailCame
    | WhyRead
    | ReadersRead
    | Flush
)
