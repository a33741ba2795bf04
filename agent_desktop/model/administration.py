"""What an administrator of the team sets up at the desk: people and queues, and the orders that change them.

Promises records whose fields are named as a backend names the field at fault, so that a refusal finds its place in a
form; and that a secret goes one way: no record that comes from a backend has one. Refuses halves: an order carries the
whole thing as it shall be, and what the administrator had before their eyes when they changed it.
"""

from enum import StrEnum
from typing import Literal, TypeAlias

from msgspec import field

from agent_desktop.model.administration_calls import (
    CallRules,
    KeepCallMenu,
    KeepCallNumber,
    KeepHouseCalls,
    KeepQueueCalls,
    RemoveCallMenu,
    RemoveCallNumber,
)
from agent_desktop.model.administration_consents import Consents, RecordConsent
from agent_desktop.model.administration_figures import HouseFigures, KeepHouseFigures
from agent_desktop.model.administration_files import (
    DeleteFile,
    KeepScanner,
    Quarantine,
    ReleaseFile,
    TryScanner,
    VirusScanner,
)
from agent_desktop.model.administration_networks import (
    AwaitConsent,
    BeginConsent,
    ConsentAsked,
    EndConsent,
    KeepNetworkEntry,
    Networks,
    PauseNetworkEntry,
    RemoveNetworkEntry,
    TryNetworkEntry,
)
from agent_desktop.model.administration_prompts import KeepPrompt, Prompts, RemovePrompt
from agent_desktop.model.administration_teams import KeepTeam, RemoveTeam, Teams
from agent_desktop.model.administration_voice import (
    KeepSoundHelper,
    KeepTrunk,
    OrderTrunks,
    PauseTrunk,
    RemoveSoundHelper,
    RemoveTrunk,
    SoundHelpers,
    TrialStep,
    Trunks,
    TryTrunk,
)
from agent_desktop.model.administration_words import (
    KeepOutcome,
    KeepReply,
    KeepWebsite,
    OrderOutcomes,
    OrderReplies,
    Outcomes,
    PauseWebsite,
    RemoveOutcome,
    RemoveReply,
    RemoveWebsite,
    Replies,
    Websites,
)
from agent_desktop.model.alerts import AlertRules, KeepAlertRule, RemoveAlertRule
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.calendars import Calendars, KeepCalendar, RemoveCalendar
from agent_desktop.model.joining import Joining, KeepJoining
from agent_desktop.model.report_schedules import (
    KeepReportSchedule,
    PauseReportSchedule,
    RemoveReportSchedule,
    ReportSchedules,
    SendReportSchedule,
)
from agent_desktop.model.rules import (
    DryRun,
    KeepRule,
    OrderRules,
    PublishRules,
    RemoveRule,
    RevertRules,
    RoutingRules,
    TryRules,
)
from agent_desktop.model.shifts import Planned, ShiftOrder, Shifts
from agent_desktop.model.surveys import KeepSurvey, RemoveSurvey, Surveys
from agent_desktop.model.wallboards import KeepWallboard, RemoveWallboard, Wallboards
from agent_desktop.model.work import Blending, Channel


class Topic(StrEnum):
    """One thing that an administrator may look after; a connector's manifest lists those of its backend."""

    PEOPLE = "people"
    TEAMS = "teams"
    SHIFTS = "shifts"
    QUEUES = "queues"
    ALERTS = "alerts"
    FIGURES = "figures"
    WALLBOARDS = "wallboards"
    REPORTS = "reports"
    ROUTING = "routing"
    VERSIONS = "versions"
    CALENDARS = "calendars"
    OUTCOMES = "outcomes"
    REPLIES = "replies"
    WEBSITES = "websites"
    NETWORKS = "networks"
    JOINING = "joining"
    SURVEYS = "surveys"
    CONSENTS = "consents"
    HOUSE = "house"
    TRUNKS = "trunks"
    NUMBERS = "numbers"
    MENUS = "menus"
    WAITING = "waiting"
    PROMPTS = "prompts"
    FIREWALLS = "firewalls"
    SCANNER = "scanner"
    QUARANTINE = "quarantine"
    AUDIT = "audit"


# --- people


class Scope(StrEnum):
    """What an account may do: work, see and help the work of others, set up the team."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


CAPACITY: dict[Channel, int] = {
    Channel.VOICE: 1,
    Channel.CHAT: 4,
    Channel.EMAIL: 2,
    Channel.SMS: 4,
    Channel.SOCIAL: 4,
}
"""How much a new agent holds at once."""


class Member(Record, frozen=True):
    """A person of the team and their account.

    `skills` have levels from 1 to 10. `capacity` is how many interactions at once, by channel; `units` what all of
    them together may cost, `blending` what comes beside a call. Who `may_exceed` takes customers by hand beyond all
    that, when asked again; the audit trail says so. Colleagues call under the `extension`; empty: the backend gives
    one. `disabled` keeps somebody out, and their work goes back to its queues. Without `has_password` nobody signs in
    as this person from another computer.
    """

    id: str
    name: str = ""
    email: str = ""
    scopes: tuple[str, ...] = (Scope.AGENT.value,)
    queues: tuple[str, ...] = ()
    skills: dict[str, int] = {}
    capacity: dict[Channel, int] = field(default_factory=CAPACITY.copy)
    units: int = 200
    blending: Blending = Blending.EXCLUSIVE
    may_exceed: bool = False
    extension: str = ""
    disabled: bool = False
    has_password: bool = False


class People(Record, frozen=True):
    """Everybody of the team, by name."""

    members: tuple[Member, ...]


class KeepMember(Record, frozen=True):
    """Make a member or change one. `before` is None for a new one; a `password` of None leaves the old one."""

    member: Member
    before: Member | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return f"KeepMember({self.member.id!r})"


# --- queues


class QueueRules(Record, frozen=True):
    """A queue and its rules.

    `wrap_up_ms`: 0 none, None until completed, else the time box. `sticky_ms` is how long a customer waits for the
    agent of last time. `weight` and `priority` are points, each worth a minute of waiting. `offer_ms` overrides the
    usual times of an offer. `max_waiting` None: no bound. `away_ms` is how long work stays with an agent whose desk is
    away (None: for ever). `pick` says who is asked first: who was idle longest, or who has the best skills. `signature`
    is formatted text as HTML, which stands below the queue's mails (`model.signatures`).
    """

    id: str
    name: str = ""
    weight: int = 0
    priority: int = 0
    skills: dict[str, int] = {}
    offer_ms: dict[Channel, Millis] = {}
    wrap_up_ms: Millis | None = 120_000
    wrap_up_required: bool = True
    max_waiting: int | None = None
    sticky_ms: Millis = 15_000
    pick: Literal["idle", "best"] = "idle"
    away_ms: Millis | None = 600_000
    signature: str = ""


class Queues(Record, frozen=True):
    """Every queue of the team."""

    queues: tuple[QueueRules, ...]


class KeepQueue(Record, frozen=True):
    """Make a queue or change its rules. `before` is None for a new one."""

    queue: QueueRules
    before: QueueRules | None = None


class RemoveQueue(Record, frozen=True):
    """Retire a queue. Refused while anything is in it or leads to it."""

    queue_id: str


Kept: TypeAlias = (
    People
    | Teams
    | Shifts
    | Queues
    | RoutingRules
    | Calendars
    | Joining
    | Surveys
    | AlertRules
    | HouseFigures
    | Wallboards
    | ReportSchedules
    | Outcomes
    | Replies
    | Websites
    | Networks
    | Trunks
    | CallRules
    | SoundHelpers
    | Prompts
    | VirusScanner
    | Quarantine
    | Consents
)
"""What a backend keeps of a topic."""

Order: TypeAlias = (
    KeepMember
    | KeepTeam
    | RemoveTeam
    | ShiftOrder
    | KeepQueue
    | RemoveQueue
    | KeepRule
    | RemoveRule
    | OrderRules
    | PublishRules
    | RevertRules
    | TryRules
    | KeepCalendar
    | RemoveCalendar
    | KeepOutcome
    | RemoveOutcome
    | OrderOutcomes
    | KeepReply
    | RemoveReply
    | OrderReplies
    | KeepWebsite
    | PauseWebsite
    | RemoveWebsite
    | KeepNetworkEntry
    | TryNetworkEntry
    | KeepJoining
    | KeepSurvey
    | RemoveSurvey
    | KeepAlertRule
    | RemoveAlertRule
    | KeepHouseFigures
    | KeepWallboard
    | RemoveWallboard
    | KeepReportSchedule
    | PauseReportSchedule
    | RemoveReportSchedule
    | SendReportSchedule
    | PauseNetworkEntry
    | RemoveNetworkEntry
    | BeginConsent
    | AwaitConsent
    | EndConsent
    | KeepTrunk
    | TryTrunk
    | PauseTrunk
    | RemoveTrunk
    | KeepCallNumber
    | RemoveCallNumber
    | KeepCallMenu
    | RemoveCallMenu
    | KeepQueueCalls
    | KeepSoundHelper
    | RemoveSoundHelper
    | KeepPrompt
    | RemovePrompt
    | KeepHouseCalls
    | OrderTrunks
    | KeepScanner
    | TryScanner
    | ReleaseFile
    | DeleteFile
    | RecordConsent
)
"""What an administrator may ask for."""

Found: TypeAlias = tuple[TrialStep, ...] | ConsentAsked | DryRun | Planned
"""What comes of an order: of a test each step, of a consent what to open, of tried rules what they would have done; of
shifts that were copied or imported how many; of all others nothing."""
