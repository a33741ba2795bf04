"""What the desk's machines hold in mind that is small: one record of values, copied for every turn.

Promises that every value is replaced and never changed in place, so a turn whose saving failed is dropped by
forgetting its copy. Refuses what grows with the number of conversations: that lives in `books`.
"""

from dataclasses import dataclass, field

from agent_desktop.desk.administration_state import Administration
from agent_desktop.desk.api import Approved
from agent_desktop.desk.board_state import Board
from agent_desktop.desk.calls_state import Telephony
from agent_desktop.desk.carried_state import Carried, Leaving
from agent_desktop.desk.figures_state import FiguresState
from agent_desktop.desk.guidance_state import Guidance
from agent_desktop.desk.listening_state import Listening
from agent_desktop.desk.reports_state import ReportsState
from agent_desktop.desk.shown_mail import FormattedMail, SeenPictures
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.commands import BackendCommand, Draft, OutboxItem
from agent_desktop.model.events import LinkChanged, LinkState, SearchDone
from agent_desktop.model.manifest import Manifest
from agent_desktop.model.people import Activity, Agent, Kin, Presence, PresenceState
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel, Disposition, Offer, Queue, SavedReply

NOBODY = Agent(id="", name="")
BARE = Manifest(name="", title="", subtitle="", channels=(), capabilities=frozenset())

DraftKey = tuple[str, bool]
"""A conversation, and whether it is the note."""


class Team(Record, frozen=True):
    """Who is signed in, on what kind of backend, and what the team has prepared. Kept for an offline start."""

    agent: Agent = NOBODY
    manifest: Manifest = BARE
    colleagues: tuple[Agent, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    saved_replies: tuple[SavedReply, ...] = ()
    capacity: dict[Channel, int] = {}
    payment_pages: tuple[str, ...] = ()


class Typing(Record, frozen=True):
    """Somebody types in a conversation, believed until `until`."""

    author_id: str
    name: str
    until: Millis


class Paging(Record, frozen=True):
    """How much of a loaded conversation is here.

    `loading` counts pages on their way; `cache_done` says that the store has no older items, `complete` that nobody
    has; `verified` that the backend confirmed the newest page since the last break in its journal.
    """

    loading: int = 0
    cache_done: bool = False
    complete: bool = False
    verified: bool = False


class Answering(Record, frozen=True):
    """An answer to an offer that is on its way."""

    offer: Offer
    accept: bool


@dataclass(slots=True)
class State:
    """The machines' values.

    `skew` is the backend's clock minus ours, from the last `skews`; `reads` are read marks not yet confirmed;
    `flying` are the outbox commands on their way, with their lanes. The last snapshot listed every open conversation of
    ours with a word later than `own_after`; None before a snapshot. `carried` are the backend's calls by interaction;
    `leaving` those of colleagues that we leave;
    `presences` those of colleagues, `other_queues` those that we do not serve, `starts` the
    entry points by which a conversation can be begun.
    """

    team: Team = field(default_factory=Team)
    attached: bool = False
    link: LinkChanged = field(default_factory=lambda: LinkChanged(state=LinkState.OFFLINE, since=0))
    current_to: Millis | None = None
    skew: Millis = 0
    skews: tuple[Millis, ...] = ()
    queues: dict[str, Queue] = field(default_factory=dict)
    presence: Presence = field(
        default_factory=lambda: Presence(agent_id="", state=PresenceState.OFFLINE, since=0)
    )
    activity: tuple[Activity, Millis] = (Activity.IDLE, 0)
    offers: dict[str, Offer] = field(default_factory=dict)
    lapsed: dict[tuple[str, int], str] = field(default_factory=dict)
    answering: dict[str, Answering] = field(default_factory=dict)
    asked: dict[str, BackendCommand] = field(default_factory=dict)
    typing: dict[str, Typing] = field(default_factory=dict)
    told_typing: dict[str, Millis] = field(default_factory=dict)
    reads: dict[str, int] = field(default_factory=dict)
    outbox: dict[str, OutboxItem] = field(default_factory=dict)
    flying: dict[str, str] = field(default_factory=dict)
    retry_at: dict[str, Millis] = field(default_factory=dict)
    looking: frozenset[str] = frozenset()
    drafts: dict[DraftKey, Draft] = field(default_factory=dict)
    unsaved: frozenset[DraftKey] = frozenset()
    settings: dict[str, str] = field(default_factory=dict)
    open_conversation: str | None = None
    paging: dict[str, Paging] = field(default_factory=dict)
    own_after: Millis | None = None
    past: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kin: dict[str, Kin] = field(default_factory=dict)
    query: str | None = None
    results: SearchDone | None = None
    phone: Telephony = field(default_factory=Telephony)
    carried: dict[str, Carried] = field(default_factory=dict)
    leaving: dict[str, Leaving] = field(default_factory=dict)
    presences: dict[str, Presence] = field(default_factory=dict)
    other_queues: tuple[Queue, ...] = ()
    starts: tuple[ReplyWay, ...] = ()
    listening: Listening = field(default_factory=Listening)
    uploads: dict[str, tuple[str, int]] = field(default_factory=dict)
    formatted: FormattedMail | None = None
    seen_pictures: SeenPictures = field(default_factory=SeenPictures)
    approved: Approved | None = None
    administration: Administration = field(default_factory=Administration)
    board: Board = field(default_factory=Board)
    figures: FiguresState = field(default_factory=FiguresState)
    reports: ReportsState = field(default_factory=ReportsState)
    guidance: Guidance = field(default_factory=Guidance)

    @property
    def live(self) -> bool:
        """True while the link is up and current."""
        return self.attached and self.link.state is LinkState.LIVE

    @property
    def open_offers(self) -> dict[str, Offer]:
        """The offers that can be answered: the phone's own, and the backend's, which may take them back unheard
        while there is no link."""
        offers = self.offers if self.live else {}
        own = self.phone.open_offers
        return {**offers, **own} if own else offers
