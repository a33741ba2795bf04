"""What a hub asks of customers and does for leads: surveys, alerts, wallboards, reports by e-mail, shifts, a module
each."""

from typing import TYPE_CHECKING

from agent_desktop.connectors.hub import alerts, house_figures, reports, shifts, surveys, wallboards
from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_figures import HouseFigures, KeepHouseFigures
from agent_desktop.model.alerts import AlertRules, KeepAlertRule, RemoveAlertRule
from agent_desktop.model.report_schedules import (
    KeepReportSchedule,
    PauseReportSchedule,
    RemoveReportSchedule,
    ReportSchedules,
    ScheduleOrder,
    SendReportSchedule,
)
from agent_desktop.model.shifts import Planned, ShiftOrder, Shifts
from agent_desktop.model.surveys import KeepSurvey, RemoveSurvey, Surveys
from agent_desktop.model.wallboards import KeepWallboard, RemoveWallboard, Wallboards

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

AskingOrder = (
    KeepSurvey
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
    | ShiftOrder
)


async def read(
    door: "Door", token: str, topic: Topic, sought: str = ""
) -> Surveys | AlertRules | HouseFigures | Wallboards | ReportSchedules | Shifts:
    """What is kept of any of them."""
    if topic is Topic.SHIFTS:
        return await shifts.read_shifts(door, token, sought)
    if topic is Topic.REPORTS:
        return await reports.read_schedules(door, token)
    if topic is Topic.WALLBOARDS:
        return await wallboards.read_wallboards(door, token)
    if topic is Topic.FIGURES:
        return await house_figures.read(door, token)
    if topic is Topic.ALERTS:
        return await alerts.read_alerts(door, token)
    return await surveys.read_surveys(door, token)


async def carry_out(door: "Door", token: str, order: AskingOrder) -> Planned | tuple[()]:
    """Do it."""
    if isinstance(order, KeepAlertRule | RemoveAlertRule):
        await alerts.carry_out(door, token, order)
    elif isinstance(order, KeepWallboard | RemoveWallboard):
        await wallboards.carry_out(door, token, order)
    elif isinstance(order, KeepHouseFigures):
        await house_figures.keep(door, token, order)
    elif isinstance(order, ShiftOrder):
        return await shifts.carry_out(door, token, order)
    elif isinstance(order, ScheduleOrder):
        await reports.carry_out(door, token, order)
    else:
        await surveys.carry_out(door, token, order)
    return ()
