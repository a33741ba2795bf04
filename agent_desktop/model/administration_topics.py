"""Which topic of the team's settings an order changes."""

from typing import Final

from agent_desktop.model.administration import (
    KeepMember,
    KeepQueue,
    Order,
    RemoveQueue,
    Topic,
)
from agent_desktop.model.administration_calls import (
    KeepCallMenu,
    KeepCallNumber,
    KeepHouseCalls,
    KeepQueueCalls,
    RemoveCallMenu,
    RemoveCallNumber,
)
from agent_desktop.model.administration_consents import (
    RecordConsent,
)
from agent_desktop.model.administration_figures import KeepHouseFigures
from agent_desktop.model.administration_files import (
    DeleteFile,
    KeepScanner,
    ReleaseFile,
    TryScanner,
)
from agent_desktop.model.administration_networks import (
    AwaitConsent,
    BeginConsent,
    EndConsent,
    KeepNetworkEntry,
    PauseNetworkEntry,
    RemoveNetworkEntry,
    TryNetworkEntry,
)
from agent_desktop.model.administration_prompts import (
    KeepPrompt,
    RemovePrompt,
)
from agent_desktop.model.administration_teams import (
    KeepTeam,
    RemoveTeam,
)
from agent_desktop.model.administration_voice import (
    KeepSoundHelper,
    KeepTrunk,
    OrderTrunks,
    PauseTrunk,
    RemoveSoundHelper,
    RemoveTrunk,
    TryTrunk,
)
from agent_desktop.model.administration_words import (
    KeepOutcome,
    KeepReply,
    KeepWebsite,
    OrderOutcomes,
    OrderReplies,
    PauseWebsite,
    RemoveOutcome,
    RemoveReply,
    RemoveWebsite,
)
from agent_desktop.model.alerts import (
    KeepAlertRule,
    RemoveAlertRule,
)
from agent_desktop.model.calendars import (
    KeepCalendar,
    RemoveCalendar,
)
from agent_desktop.model.joining import (
    KeepJoining,
)
from agent_desktop.model.report_schedules import (
    KeepReportSchedule,
    PauseReportSchedule,
    RemoveReportSchedule,
    SendReportSchedule,
)
from agent_desktop.model.rules import (
    KeepRule,
    OrderRules,
    PublishRules,
    RemoveRule,
    RevertRules,
    TryRules,
)
from agent_desktop.model.shifts import (
    CopyShifts,
    ImportShifts,
    KeepShift,
    RemoveShift,
)
from agent_desktop.model.surveys import (
    KeepSurvey,
    RemoveSurvey,
)
from agent_desktop.model.wallboards import (
    KeepWallboard,
    RemoveWallboard,
)

_TOPICS: Final[dict[type[Order], Topic]] = {
    KeepMember: Topic.PEOPLE,
    KeepTeam: Topic.TEAMS,
    RemoveTeam: Topic.TEAMS,
    **dict.fromkeys((KeepShift, RemoveShift, CopyShifts, ImportShifts), Topic.SHIFTS),
    KeepQueue: Topic.QUEUES,
    RemoveQueue: Topic.QUEUES,
    KeepRule: Topic.ROUTING,
    RemoveRule: Topic.ROUTING,
    OrderRules: Topic.ROUTING,
    PublishRules: Topic.VERSIONS,
    RevertRules: Topic.VERSIONS,
    TryRules: Topic.VERSIONS,
    KeepCalendar: Topic.CALENDARS,
    RemoveCalendar: Topic.CALENDARS,
    KeepOutcome: Topic.OUTCOMES,
    RemoveOutcome: Topic.OUTCOMES,
    OrderOutcomes: Topic.OUTCOMES,
    KeepReply: Topic.REPLIES,
    RemoveReply: Topic.REPLIES,
    OrderReplies: Topic.REPLIES,
    KeepWebsite: Topic.WEBSITES,
    PauseWebsite: Topic.WEBSITES,
    RemoveWebsite: Topic.WEBSITES,
    KeepNetworkEntry: Topic.NETWORKS,
    TryNetworkEntry: Topic.NETWORKS,
    KeepJoining: Topic.JOINING,
    KeepSurvey: Topic.SURVEYS,
    RemoveSurvey: Topic.SURVEYS,
    KeepHouseFigures: Topic.FIGURES,
    KeepAlertRule: Topic.ALERTS,
    RemoveAlertRule: Topic.ALERTS,
    KeepWallboard: Topic.WALLBOARDS,
    RemoveWallboard: Topic.WALLBOARDS,
    KeepReportSchedule: Topic.REPORTS,
    PauseReportSchedule: Topic.REPORTS,
    RemoveReportSchedule: Topic.REPORTS,
    SendReportSchedule: Topic.REPORTS,
    PauseNetworkEntry: Topic.NETWORKS,
    RemoveNetworkEntry: Topic.NETWORKS,
    BeginConsent: Topic.NETWORKS,
    AwaitConsent: Topic.NETWORKS,
    EndConsent: Topic.NETWORKS,
    KeepTrunk: Topic.TRUNKS,
    TryTrunk: Topic.TRUNKS,
    PauseTrunk: Topic.TRUNKS,
    RemoveTrunk: Topic.TRUNKS,
    KeepCallNumber: Topic.NUMBERS,
    RemoveCallNumber: Topic.NUMBERS,
    KeepCallMenu: Topic.MENUS,
    RemoveCallMenu: Topic.MENUS,
    KeepQueueCalls: Topic.WAITING,
    KeepSoundHelper: Topic.FIREWALLS,
    RemoveSoundHelper: Topic.FIREWALLS,
    KeepPrompt: Topic.PROMPTS,
    RemovePrompt: Topic.PROMPTS,
    KeepHouseCalls: Topic.HOUSE,
    OrderTrunks: Topic.TRUNKS,
    KeepScanner: Topic.SCANNER,
    TryScanner: Topic.SCANNER,
    ReleaseFile: Topic.QUARANTINE,
    DeleteFile: Topic.QUARANTINE,
    RecordConsent: Topic.CONSENTS,
}


def topic_of(order: Order) -> Topic:
    """The topic that an order changes."""
    return _TOPICS[type(order)]
