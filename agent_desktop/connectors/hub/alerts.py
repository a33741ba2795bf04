"""A hub's rules of alerts, as HTTP routes. Promises what `administration` promises; leads use them too."""

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from agent_desktop.connectors.hub.unchanged import unchanged
from agent_desktop.model.alerts import AlertRule, AlertRules, KeepAlertRule, RemoveAlertRule

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_ALERTS = "/v1/alerts"
_TOLD = ("id", "has_hook_secret", "told")


async def read_alerts(door: "Door", token: str) -> AlertRules:
    """What one may change, how telling stands, and what one may choose."""
    return await door.get(_ALERTS, AlertRules, token)


def _wished(rule: AlertRule) -> AlertRule:
    """A rule without what the hub alone changes."""
    return replace(rule, has_hook_secret=False, told=())


async def carry_out(door: "Door", token: str, order: KeepAlertRule | RemoveAlertRule) -> None:
    """Do it."""
    if isinstance(order, RemoveAlertRule):
        await door.do("DELETE", f"{_ALERTS}/{quote(order.rule_id, safe='')}", token)
        return
    rule, kept = order.rule, await read_alerts(door, token)
    before = None if order.before is None else _wished(order.before)
    unchanged(rule.id, before, {one.id: _wished(one) for one in kept.rules})
    fields = {k: v for k, v in msgspec.structs.asdict(rule).items() if k not in _TOLD}
    body = {"type": "define_alert", **fields, "secret": order.secret}
    path = f"{_ALERTS}/{quote(rule.id, safe='')}"
    await door.do("PUT", path, token, msgspec.json.encode(body))
