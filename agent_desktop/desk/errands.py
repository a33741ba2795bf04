"""Errands: what a turn sends through the ports.

Promises that each errand is answered by exactly one item. Refuses to say how it is carried out: that is the runner's.
"""

from enum import StrEnum
from typing import Final, TypeAlias

from agent_desktop.desk.figure_errands import FigureErrand
from agent_desktop.desk.report_errands import ReportErrand
from agent_desktop.desk.trail_errands import TrailSend
from agent_desktop.model.administration import Order, Topic
from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.base import Record
from agent_desktop.model.calls import PhoneCommand
from agent_desktop.model.commands import BackendCommand
from agent_desktop.model.intents import SaveAttachment
from agent_desktop.model.sounds import PlaySound


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
