"""What a hub asks of customers and watches for leads: surveys, alerts, wallboards, each in a module of its own."""

from typing import TYPE_CHECKING

from agent_desktop.connectors.hub import alerts, surveys, wallboards
from agent_desktop.model.administration import Topic
from agent_desktop.model.alerts import AlertRules, KeepAlertRule, RemoveAlertRule
from agent_desktop.model.surveys import KeepSurvey, RemoveSurvey, Surveys
from agent_desktop.model.wallboards import KeepWallboard, RemoveWallboard, Wallboards

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

AskingOrder = (
    KeepSurvey | RemoveSurvey | KeepAlertRule | RemoveAlertRule | KeepWallboard | RemoveWallboard
)


async def read(door: "Door", token: str, topic: Topic) -> Surveys | AlertRules | Wallboards:
    """What is kept of any of them."""
    if topic is Topic.WALLBOARDS:
        return await wallboards.read_wallboards(door, token)
    if topic is Topic.ALERTS:
        return await alerts.read_alerts(door, token)
    return await surveys.read_surveys(door, token)


async def carry_out(door: "Door", token: str, order: AskingOrder) -> tuple[()]:
    """Do it."""
    if isinstance(order, KeepAlertRule | RemoveAlertRule):
        await alerts.carry_out(door, token, order)
    elif isinstance(order, KeepWallboard | RemoveWallboard):
        await wallboards.carry_out(door, token, order)
    else:
        await surveys.carry_out(door, token, order)
    return ()
