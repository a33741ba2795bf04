"""Items: every kind of thing that a turn takes, one at a time.

Promises that each errand is answered by exactly one item. Refuses to say what follows from one: that is the turn's.
"""

from typing import TypeAlias

from agent_desktop.desk.errands import Download, FetchPage, FetchPast, FindCaller
from agent_desktop.desk.figure_errands import FigureItem
from agent_desktop.desk.report_errands import ReportCame
from agent_desktop.desk.trail_errands import TrailCame
from agent_desktop.model.administration import Found, Kept, Topic
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Record
from agent_desktop.model.call_log import RecordedCall
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import Event, HistoryFetched, PageFetched
from agent_desktop.model.guidance import Readers
from agent_desktop.model.intents import Intent
from agent_desktop.model.manifest import Manifest
from agent_desktop.model.people import Agent, Customer
from agent_desktop.model.phone import PhoneEvent
from agent_desktop.model.sounds import Waveform
from agent_desktop.model.templates import Template
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.why import Why as Facts


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
