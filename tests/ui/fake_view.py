"""The reading side of the desk in memory: plain data behind the properties of `DeskView`.

Promises to answer from what was put in. Refuses to change anything.
"""

from collections.abc import Sequence

from agent_desktop.desk import mail_people
from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import (
    Approved,
    CallLine,
    Colleague,
    ColleagueCall,
    InboxRow,
    Load,
    OutboxSummary,
    PhoneStatus,
    SoundLine,
    Thread,
)
from agent_desktop.desk.board_state import Board
from agent_desktop.desk.figures_state import FiguresState
from agent_desktop.desk.guidance_state import Guidance
from agent_desktop.desk.reports_state import ReportsState
from agent_desktop.desk.shown_mail import FormattedMail
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import CallRecord, ShownItem
from agent_desktop.model.changes import (
    Section,
)
from agent_desktop.model.commands import Draft
from agent_desktop.model.events import LinkChanged, LinkState, SearchDone
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.people import Activity, Agent, Customer, Kin, Presence, PresenceState
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import (
    Channel,
    Disposition,
    Offer,
    Queue,
    SavedReply,
)

NOON: Millis = 1_795_348_931_000
"""Sunday 22 November 2026, 12:02:11 UTC: the `now` of a fresh fake."""

ME = Agent(id="a1", name="Inês Duarte", email="ines@haldenhome.example")

EVERYTHING = Manifest(
    name="fake",
    title="Hub on this computer",
    subtitle="For tests",
    channels=(Channel.CHAT, Channel.EMAIL, Channel.SMS, Channel.SOCIAL),
    capabilities=frozenset(Capability),
)


class FakeView:
    """Attributes named `now_ms`, `rows`, … are plain data for tests to set."""

    def __init__(self, manifest: Manifest) -> None:
        self.now_ms: Millis = NOON
        self.manifest: Manifest = manifest
        self.me: Agent = ME
        self.presence: Presence = Presence(
            agent_id=ME.id, state=PresenceState.READY, since=NOON - 60_000
        )
        self.activity: tuple[Activity, Millis] = (Activity.IDLE, NOON - 60_000)
        self.link: LinkChanged = LinkChanged(
            state=LinkState.LIVE, since=NOON - 600_000, current_to=NOON, latency_ms=12
        )
        self.outbox: OutboxSummary = OutboxSummary()
        self.board: Board = Board()
        self.figures: FiguresState = FiguresState()
        self.reports: ReportsState = ReportsState()
        self.guidance: Guidance = Guidance()
        self.queues: Sequence[Queue] = (Queue(id="q1", name="Returns", waiting=3),)
        self.loads: Sequence[Load] = (Load(channel=Channel.CHAT, used=1, limit=4),)
        self.results: SearchDone | None = None
        self.rows: dict[Section, list[InboxRow]] = {section: [] for section in Section}
        self.offer_list: list[Offer] = []
        self.threads: dict[str, Thread] = {}
        self.lines: dict[str, list[ShownItem]] = {}
        self.phone: PhoneStatus | None = None
        self.call_lines: list[CallLine] = []
        self.colleagues: Sequence[Colleague] = ()
        self.answering_at: dict[str, Millis] = {}
        self.other_queues: Sequence[Queue] = ()
        self.starts: Sequence[ReplyWay] = ()
        self.payment_pages: Sequence[str] = ()
        self.calls_of_colleagues: list[ColleagueCall] = []
        self.call_records: list[CallRecord] = []
        self.sounds: dict[str, SoundLine] = {}
        self.pictures: dict[str, bytes] = {}
        self.uploads: dict[str, int] = {}
        self.formatted: FormattedMail | None = None
        self.approved: Approved | None = None
        self.drafts: dict[tuple[str, bool], Draft] = {}
        self.customers: dict[str, Customer] = {}
        self.history: dict[str, list[Conversation]] = {}
        self.kin_of: dict[str, Kin] = {}
        self.disposition_list: list[Disposition] = []
        self.reply_list: list[SavedReply] = []
        self.settings: dict[str, str] = {}
        self.administration = Administration()
        self.open_id: str | None = None

    def now(self) -> Millis:
        """As in `DeskView`."""
        return self.now_ms

    def row_count(self, section: Section) -> int:
        """As in `DeskView`."""
        return len(self.rows[section])

    def row(self, section: Section, at: int) -> InboxRow:
        """As in `DeskView`."""
        if at < 0:
            raise IndexError(at)
        return self.rows[section][at]

    def find_row(self, conversation_id: str) -> tuple[Section, int] | None:
        """As in `DeskView`."""
        for section, rows in self.rows.items():
            for at, row in enumerate(rows):
                if row.conversation_id == conversation_id:
                    return section, at
        return None

    def offers(self) -> Sequence[Offer]:
        """As in `DeskView`."""
        return self.offer_list

    @property
    def open_conversation(self) -> str | None:
        """As in `DeskView`."""
        return self.open_id

    def thread(self, conversation_id: str) -> Thread | None:
        """As in `DeskView`."""
        return self.threads.get(conversation_id)

    def items(self, conversation_id: str) -> Sequence[ShownItem]:
        """As in `DeskView`."""
        return self.lines.get(conversation_id, [])

    def draft(self, conversation_id: str, note: bool) -> Draft | None:
        """As in `DeskView`."""
        return self.drafts.get((conversation_id, note))

    def customer(self, customer_id: str) -> Customer | None:
        """As in `DeskView`."""
        return self.customers.get(customer_id)

    def kin(self, customer_id: str) -> Kin:
        return self.kin_of.get(customer_id, Kin())

    def previous(self, customer_id: str) -> Sequence[Conversation]:
        """As in `DeskView`."""
        return self.history.get(customer_id, [])

    def dispositions(self, queue_id: str) -> Sequence[Disposition]:
        """As in `DeskView`."""
        return [code for code in self.disposition_list if code.queue_id in ("", queue_id)]

    def saved_replies(self) -> Sequence[SavedReply]:
        """As in `DeskView`."""
        return self.reply_list

    def setting(self, name: str, default: str) -> str:
        """As in `DeskView`."""
        return self.settings.get(name, default)

    def answers_at(self, offer_id: str) -> Millis | None:
        """As in `DeskView`."""
        return self.answering_at.get(offer_id)

    def colleague_calls(self) -> Sequence[ColleagueCall]:
        """As in `DeskView`."""
        return self.calls_of_colleagues

    def calls(self) -> Sequence[CallLine]:
        """As in `DeskView`."""
        return self.call_lines

    def call_history(self) -> Sequence[CallRecord]:
        """As in `DeskView`."""
        return self.call_records

    def missed_calls(self) -> int:
        """As in `DeskView`."""
        return sum(not one.seen for one in self.call_records)

    def uploaded(self, file_id: str) -> int | None:
        return self.uploads.get(file_id)

    def picture(self, attachment_id: str) -> bytes | None:
        return self.pictures.get(attachment_id)

    def sound(self, sound_id: str) -> SoundLine:
        return self.sounds.get(sound_id, SoundLine())

    def find_mail_people(self, words: str, limit: int) -> Sequence[str]:
        """As in `DeskView`."""
        agents = [one.agent for one in self.colleagues]
        return mail_people.found(agents, self.customers.values(), words, limit)

    def find_customers(self, words: str, limit: int) -> Sequence[Customer]:
        """As in `DeskView`."""
        found = [one for one in self.customers.values() if words.casefold() in one.name.casefold()]
        return found[:limit] if words else []

    def find_people(self, words: str, limit: int) -> Sequence[Customer]:
        """As in `DeskView`, by name."""
        wanted = words.strip().casefold()
        people = [
            one for one in self.customers.values() if wanted and wanted in one.name.casefold()
        ]
        return people[:limit]
