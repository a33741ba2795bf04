"""Changes: the screen is stale here. They say where, never what: the window reads the desk again."""

from enum import StrEnum
from typing import TypeAlias

from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem


class Section(StrEnum):
    """The parts of the work list, in this order."""

    OFFERED = "offered"
    ACTIVE = "active"
    WAITING = "waiting"
    OPEN = "open"


class RowInserted(Record, frozen=True):
    """A row now stands at `at`."""

    section: Section
    at: int


class RowRemoved(Record, frozen=True):
    """The row that stood at `at` is gone."""

    section: Section
    at: int


class RowMoved(Record, frozen=True):
    """The row at `origin` now stands at `target`, counted after it was taken out; it may look different."""

    section: Section
    origin: int
    target: int


class RowChanged(Record, frozen=True):
    """The row at `at` looks different."""

    section: Section
    at: int


RowEdit: TypeAlias = RowInserted | RowRemoved | RowMoved | RowChanged


class InboxChanged(Record, frozen=True):
    """The work list changed; apply the edits in order, or read everything anew when `reset`."""

    edits: tuple[RowEdit, ...] = ()
    reset: bool = False


class ThreadChanged(Record, frozen=True):
    """A conversation's timeline changed: items put before, items put after, items that look different.

    `reset` says: read it anew. `about` says that the head (conversation, customer, interaction, typing) changed.
    """

    conversation_id: str
    prepended: int = 0
    appended: int = 0
    updated: tuple[str, ...] = ()
    reset: bool = False
    about: bool = False


class ConversationShown(Record, frozen=True):
    """Another conversation is open now (or none)."""

    conversation_id: str | None


class OffersChanged(Record, frozen=True):
    """The offers to this agent changed."""


class PresenceShown(Record, frozen=True):
    """The own presence changed."""


class TeamShown(Record, frozen=True):
    """What colleagues do, how many wait in a queue, or the team's payment pages, changed."""


class LinkShown(Record, frozen=True):
    """The state of the link, or the moment up to which we are current, changed."""


class OutboxChanged(Record, frozen=True):
    """The number of waiting or parked replies changed."""


class CustomerShown(Record, frozen=True):
    """A customer, or the list of their conversations, changed."""

    customer_id: str


class DraftReplaced(Record, frozen=True):
    """The desk (not the composer) changed a draft: put it into the composer. `saved` only: show when it was saved.

    `note` says which: the draft of the note, or else of the reply.
    """

    conversation_id: str
    note: bool = False
    saved: bool = False


class SearchShown(Record, frozen=True):
    """Search results are there."""


class SettingShown(Record, frozen=True):
    """A setting changed."""

    name: str


class CallsChanged(Record, frozen=True):
    """A live call, the softphone's state, or the call history changed."""


class LevelsShown(Record, frozen=True):
    """How loud microphone and speaker are, or how a call sounds, changed."""


class SoundShown(Record, frozen=True):
    """A sound looks different: its waveform came, it plays, it moved, it cannot be heard."""

    sound_id: str


class PictureShown(Record, frozen=True):
    """A picture that was asked for came, or cannot be had."""

    attachment_id: str


class UploadsShown(Record, frozen=True):
    """A file that is being sent is farther than before."""


class FormattedShown(Record, frozen=True):
    """The formatted mail that was asked for is another one, came, or cannot be had."""


class TemplatesShown(Record, frozen=True):
    """The templates that were asked for came, or cannot be had."""


class AdministrationShown(Record, frozen=True):
    """What is known of the team's settings, or how an order about them stands, changed."""


class BoardShown(Record, frozen=True):
    """These queues and agents of the live board are new, different or gone; `about`: what stands around them is."""

    queues: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    about: bool = False


class FiguresShown(Record, frozen=True):
    """The figures that were asked for are others, or how they stand is."""


class ReportsShown(Record, frozen=True):
    """The report that was asked for is another, or how it stands is."""


class GuidanceShown(Record, frozen=True):
    """An act of leading was answered; hints, announcements, or what was asked about them, changed."""


class NoticeKind(StrEnum):
    """What a passing notice is about; the screen finds the words."""

    OFFER_MISSED = "offer_missed"
    OFFER_TAKEN = "offer_taken"
    OFFER_RESCINDED = "offer_rescinded"
    """The customer left before the offer was answered."""
    OFFER_BACK = "offer_back"
    """The backend took an offer back, and the customer is somebody else's or waits on."""
    ASSIGNED = "assigned"
    COMPLETED = "completed"
    HANDED_BACK = "handed_back"
    FILE_SAVED = "file_saved"
    FILE_NOT_SAVED = "file_not_saved"
    """What was being written to a file broke off; nothing of it is there."""
    FILE_STOPPED = "file_stopped"
    """The same, because the agent wished it so."""
    REFUSED = "refused"
    HANDS_FULL = "hands_full"
    """The interaction that `problem.value` names does not fit, and may be taken all the same when asked again."""
    TAKEN_UP = "taken_up"
    """Work that had given way to something live goes on."""
    STORE_FAULT = "store_fault"
    CALL_MISSED = "call_missed"
    CALL_ENDED = "call_ended"
    """`problem.code` is the `EndCode`."""
    TRANSFERRED = "transferred"
    TRANSFER_FAILED = "transfer_failed"
    CALL_REFUSED = "call_refused"
    """`problem.field` is what was `Asked`, its code why it was not done, `detail` whom or where it was about."""
    NOT_REACHED = "not_reached"
    """The call of an accepted offer did not come: the customer waits again."""
    NOT_RECORDED = "not_recorded"
    """The backend's recording failed; nothing more of the call is kept."""
    STILL_RECORDING = "still_recording"
    """The recording of a call could not be paused."""
    RECORDING_FAILED = "recording_failed"
    """A call is not recorded any more, or its recording could not be kept."""
    PHONE_PROBLEM = "phone_problem"
    TAKEN_OVER = "taken_over"
    """A lead, `detail`, has the work now; as in the next ones, `reason` is what they said."""
    SENT_ELSEWHERE = "sent_elsewhere"
    PRESENCE_SET = "presence_set"
    PRESENCE_NEXT = "presence_next"
    """A lead chose the presence that follows once the hands are empty."""
    HAND_SEEN = "hand_seen"
    HINT = "hint"
    MOVED = "moved"
    """Of what was reassigned so many moved, and so many stayed: `counts`."""
    ALERT = "alert"
    """A lead should look at something: the board's alert `alert_id`."""
    CONSULT_JOINED = "consult_joined"
    """Whom we asked about our work, `detail`, has joined."""
    CONSULT_ENDED = "consult_ended"
    """It is over, or `detail` does not come; `reason` is the `ConsultEnd`."""
    HELP_ENDED = "help_ended"
    """The same of a consult for which `detail` had asked us."""


class Notice(Record, frozen=True):
    """Tell the agent once, in passing. `detail` is a name or path for the sentence, `reason` what somebody said."""

    kind: NoticeKind
    detail: str = ""
    conversation_id: str = ""
    problem: Problem | None = None
    reason: str = ""
    counts: tuple[int, int] = (0, 0)
    alert_id: str = ""


Change: TypeAlias = (
    InboxChanged
    | ThreadChanged
    | ConversationShown
    | OffersChanged
    | PresenceShown
    | TeamShown
    | LinkShown
    | OutboxChanged
    | CustomerShown
    | DraftReplaced
    | SearchShown
    | SettingShown
    | CallsChanged
    | LevelsShown
    | SoundShown
    | FormattedShown
    | PictureShown
    | UploadsShown
    | TemplatesShown
    | AdministrationShown
    | BoardShown
    | FiguresShown
    | ReportsShown
    | GuidanceShown
    | Notice
)
