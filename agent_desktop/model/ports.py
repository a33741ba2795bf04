"""Ports: openings in the wall. A command leaves through one, an event comes back."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from agent_desktop.model.administration import Found, Kept, Order, Topic
from agent_desktop.model.administration_audit import (
    AuditFormat,
    AuditJudged,
    AuditPage,
    AuditQuestion,
)
from agent_desktop.model.attachments import Attachment, LocalFile
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.behind import Behind, BehindQuestion
from agent_desktop.model.call_log import LoggedItem
from agent_desktop.model.commands import BackendCommand, Cursor, Draft, OutboxItem, Save
from agent_desktop.model.events import (
    BackendBatch,
    CommandDone,
    HistoryFetched,
    LinkChanged,
    PageFetched,
    SearchDone,
)
from agent_desktop.model.figure_questions import FigureNames, FigureQuestion
from agent_desktop.model.figures import Figures
from agent_desktop.model.guidance import Readers
from agent_desktop.model.manifest import Manifest
from agent_desktop.model.people import Agent, Customer
from agent_desktop.model.report_questions import Format, ReportQuestion
from agent_desktop.model.reports import FoundCustomer, Report, ReportInfo
from agent_desktop.model.sounds import Waveform
from agent_desktop.model.telephone import PhoneLine
from agent_desktop.model.templates import Template
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.why import Why
from agent_desktop.model.work import Interaction

Deliver: TypeAlias = Callable[[BackendBatch | LinkChanged], Awaitable[None]]
"""Hands news to the desk; returns when the desk has saved it, so a slow desk slows the reader, not the memory."""


class Administration(Protocol):
    """The team's settings, for an administrator. Both raise Offline (nothing was done), Unclear, NeedsSignIn."""

    async def read(self, topic: Topic, sought: str = "") -> Kept:
        """What is kept of `topic`, one of those in the manifest. Raises Unsupported for others.

        Of a topic that may be longer than one answer (`Topic.CONSENTS`) what holds each word of `sought`; of all others
        everything.
        """

    async def carry_out(self, order: Order) -> Found:
        """Do it, whole or not at all.

        Raises Refused with the record's field at fault in the problem, and Conflict when somebody else changed the
        thing since, or took its id.
        """

    async def find_acts(self, asked: AuditQuestion, before: int | None) -> AuditPage:
        """Entries of the audit trail before one of them (None: the newest), as far as this account may see them. Raises
        as `read`; Unsupported where `Topic.AUDIT` is not in the manifest."""

    async def judge_trail(self) -> AuditJudged:
        """Have the whole audit trail judged. Raises as `find_acts`, Refused for who may not."""

    async def save_trail(self, asked: AuditQuestion, made_as: AuditFormat, target: Path) -> None:
        """Write all entries that are found to `target`, whole or not at all; that is an act, too. Raises as
        `find_acts`, StoreFailed for the disk."""


class Reporting(Protocol):
    """The reports of a backend, as far as this account may see them, in a language that it speaks (else English). All
    raise Offline, Refused for what is asked wrongly or is somebody else's, NeedsSignIn."""

    async def listed(self, language: str) -> tuple[ReportInfo, ...]:
        """Every report that there is."""

    async def read(self, asked: ReportQuestion, language: str) -> Report:
        """The report."""

    async def customers(self, words: str) -> tuple[FoundCustomer, ...]:
        """Customers in whose record these words stand, whose journey this account may see."""

    async def save(
        self, asked: ReportQuestion, made_as: Format, language: str, target: Path
    ) -> None:
        """Write the report as a file to `target`, whole or not at all. Raises StoreFailed for the disk too."""


class Session(Protocol):
    """One signed-in link to a backend. It reconnects by itself, with backoff from 1 to 30 s and full jitter."""

    @property
    def manifest(self) -> Manifest:
        """What this backend can do, as it is for this account."""

    @property
    def agent(self) -> Agent:
        """Who is signed in."""

    @property
    def token(self) -> str:
        """The secret with which the next start may skip the password; empty where there is none."""

    @property
    def administration(self) -> Administration | None:
        """The team's settings; None where the manifest has no topics of them."""

    @property
    def reporting(self) -> Reporting | None:
        """The backend's reports; None where the manifest has no FIGURES."""

    async def run(self, since: Cursor | None, deliver: Deliver) -> None:
        """Follow the backend from `since` until cancelled or signed out, delivering every event in order.

        Never raises for a broken link: it delivers `LinkChanged` and tries again. Returns after it delivered
        SIGNED_OUT, when the token is no longer good.
        """

    def reconnect(self) -> None:
        """Try the link now instead of waiting for the backoff."""

    async def perform(self, command_id: str, command: BackendCommand) -> CommandDone:
        """Do `command`. The same id and command may be repeated and take effect once where the manifest says so.

        Raises Offline (nothing was sent), Unclear (sent, no answer), Refused, Conflict, NeedsSignIn, Unsupported.
        """

    async def page(self, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
        """Items of a conversation, oldest first, the newest `limit` of those before `before_seq`. Raises as above."""

    async def history(self, customer_id: str, limit: int) -> HistoryFetched:
        """A customer's conversations, newest first. Raises as above."""

    async def upload(self, file: LocalFile, told: Callable[[int], None]) -> Attachment:
        """Send a file; the same `file.id` again gives the same attachment, and goes on where it broke off if it can.

        `told` hears how many of its bytes are there. Raises as above.
        """

    async def download(self, attachment: Attachment, target: Path) -> None:
        """Write the attachment to `target`, whole or not at all. Raises as above, StoreFailed for the disk."""

    async def read(self, attachment: Attachment) -> bytes:
        """The attachment's bytes, in memory alone. Raises as above."""

    async def templates(self, entry_point_id: str) -> tuple[Template, ...]:
        """By which templates customers of an entry point may be written to at any time. Raises as above."""

    async def figures(self, asked: FigureQuestion) -> Figures:
        """The figures of some days, as far as this account may see them: for FIGURES. Raises Offline, Refused for what
        is asked wrongly or is somebody else's, NeedsSignIn, Unsupported."""

    async def figure_behind(self, asked: BehindQuestion, after: str) -> Behind:
        """A page of whom a figure counts, from `after` on (empty: the first). Raises as `figures`."""

    async def figure_names(self) -> FigureNames:
        """What this account may see figures of, by name. Raises as `figures`."""

    async def phone_line(self) -> PhoneLine | None:
        """The line over which the backend's calls reach this agent, with a fresh password; None where the backend
        carries no calls now, and where the manifest has no VOICE. Raises Offline, NeedsSignIn."""

    async def why(self, interaction_id: str) -> Why:
        """Why an interaction is where it is. Raises as above."""

    async def readers(self) -> tuple[Readers, ...]:
        """Who has read the announcements that this lead may withdraw. Raises as above."""

    async def sign_out(self) -> None:
        """Revoke the token where the backend can, then close."""

    async def close(self) -> None:
        """Release sockets; the token stays good."""


class Connector(Protocol):
    """The way to one kind of backend. Found by the entry-point group `agent_desktop.connectors`."""

    @property
    def manifest(self) -> Manifest:
        """What this connector offers before anyone has signed in."""

    async def sign_in(self, values: Mapping[str, str]) -> Session:
        """Sign in with the values of the manifest's fields, or with `address` and `token` of an earlier session.

        Raises NeedsSignIn (wrong secret), Offline, Refused (the value at fault is in the problem).
        """


class SoundReader(Protocol):
    """Looks at sound files: formats and codecs are no matter of the desk."""

    async def waveform(self, data: bytes) -> Waveform:
        """A sound file at a glance. Raises Unsupported, with words, for what is none that can be played."""


class PictureSource(Protocol):
    """Fetches the pictures that mails name by address."""

    async def picture(self, url: str) -> bytes:
        """The bytes behind an https address, bounded, without telling who asks; empty for what cannot be had."""


class Restored(Record, frozen=True):
    """What the desk reads at start: live work, the newest conversations, and everything that must not be lost."""

    cursor: Cursor | None = None
    conversations: tuple[Conversation, ...] = ()
    customers: tuple[Customer, ...] = ()
    interactions: tuple[Interaction, ...] = ()
    outbox: tuple[OutboxItem, ...] = ()
    drafts: tuple[Draft, ...] = ()
    settings: dict[str, str] = {}
    current_to: Millis | None = None
    logged: tuple[LoggedItem, ...] = ()


class Store(Protocol):
    """The desk's own database. All of it raises StoreFailed, with words, and never half-writes."""

    async def load(self) -> Restored:
        """Everything needed to paint the first list and to go on sending."""

    async def commit(self, saves: Sequence[Save]) -> None:
        """Do all of it in one transaction; outbox items and drafts are on the disk when this returns."""

    async def page(self, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
        """Cached items, oldest first: the newest `limit` of those before `before_seq`."""

    async def history(self, customer_id: str, limit: int) -> HistoryFetched:
        """A customer's cached conversations, newest first."""

    async def callers(self, digits: str, limit: int) -> tuple[Customer, ...]:
        """Cached customers in whose record these digits follow each other, whatever is written between them."""

    async def search(self, query: str, limit: int) -> SearchDone:
        """Full-text search, newest first; cancelling the call interrupts the query."""

    async def keep_sound(self, sound_id: str, data: bytes, until: Millis | None) -> None:
        """Keep a sound until that moment, None for ever; it is there whole, on the disk, when this returns."""

    async def sound(self, sound_id: str) -> bytes | None:
        """A kept sound; None when there is none."""

    async def forget_sounds(self, now: Millis) -> None:
        """Delete the sounds whose time is over. To be called once, before any is kept."""

    async def close(self) -> None:
        """Finish what was begun, then release the file."""
