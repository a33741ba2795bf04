"""The hub's routing rules and calendars: read, drafted, tried, published.

Promises that a rule which somebody else changed meanwhile is not overwritten, be it in the same moment: the draft is
read, changed and sent as a whole with the mark of what was read, and read again where it is another by then. Refuses to
judge rules; the hub does, and says what is wrong with each.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import quote

import msgspec

from agent_desktop.connectors.hub.unchanged import same_order, unchanged
from agent_desktop.model.base import Record
from agent_desktop.model.calendars import Calendars, KeepCalendar, RemoveCalendar
from agent_desktop.model.errors import Conflict
from agent_desktop.model.rules import (
    DryRun,
    KeepRule,
    OrderRules,
    PublishRules,
    RemoveRule,
    RevertRules,
    RoutingRules,
    Rule,
    TryRules,
)

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

RoutingOrder: TypeAlias = (
    KeepRule
    | RemoveRule
    | OrderRules
    | PublishRules
    | RevertRules
    | TryRules
    | KeepCalendar
    | RemoveCalendar
)
_RULES: Final = "/v1/admin/rules"
_CALENDARS: Final = "/v1/admin/calendars"
TRIED_WITHIN_S: Final = 120.0
"""A busy day of a large house takes a while."""
READ_AGAIN: Final = 5
"""So often somebody else may be quicker; then it is said."""


async def read_rules(door: "Door", token: str) -> RoutingRules:
    """The draft, and the versions."""
    return await door.get(_RULES, RoutingRules, token)


async def read_calendars(door: "Door", token: str) -> Calendars:
    """Every calendar."""
    return await door.get(_CALENDARS, Calendars, token)


async def carry_out(door: "Door", token: str, order: RoutingOrder) -> DryRun | tuple[()]:
    """Do it. Raises DeskError."""
    match order:
        case KeepRule() | RemoveRule() | OrderRules():
            await _draft(door, token, order)
        case PublishRules(note=note, seen=seen):
            body: Mapping[str, object] = {"type": "publish_rules", "note": note, "seen": seen}
            await _do(door, token, "POST", f"{_RULES}/publish", body)
        case RevertRules(number=number):
            body = {"type": "revert_rules", "number": number}
            await _do(door, token, "POST", f"{_RULES}/revert", body)
        case TryRules(day=day):
            wish = msgspec.json.encode({"type": "try_rules", "day": day})
            return await door.ask("POST", f"{_RULES}/dry-run", DryRun, token, wish, TRIED_WITHIN_S)
        case KeepCalendar(calendar=calendar):
            known = {one.id: one for one in (await read_calendars(door, token)).calendars}
            unchanged(calendar.id, order.before, known)
            body = {"type": "define_calendar", **_fields(calendar, "id")}
            await _do(door, token, "PUT", _path(calendar.id), body)
        case RemoveCalendar(calendar_id=calendar_id):
            await door.do("DELETE", _path(calendar_id), token)
    return ()


def _changed(kept: Sequence[Rule], order: KeepRule | RemoveRule | OrderRules) -> Sequence[Rule]:
    """The rules of the draft after an order. Raises Conflict."""
    known = {one.id: one for one in kept}
    match order:
        case KeepRule(rule=rule):
            unchanged(rule.id, order.before, known)
            return tuple((known | {rule.id: rule}).values())
        case RemoveRule(rule_id=rule_id):
            if rule_id not in known:
                raise Conflict(
                    "Somebody else removed this meanwhile.", remedy="Nothing was changed."
                )
            return tuple(one for one in kept if one.id != rule_id)
        case OrderRules():
            same_order(order.before, tuple(known))
            return tuple(known[key] for key in order.rules)


async def _draft(door: "Door", token: str, order: KeepRule | RemoveRule | OrderRules) -> None:
    """The draft with what is ordered. Raises Conflict where that is about what somebody else changed."""
    for again in range(READ_AGAIN, 0, -1):
        kept = await read_rules(door, token)
        rules = _changed(kept.rules, order)
        body = {"type": "define_rules", "rules": rules, "seen": kept.mark}
        try:
            await _do(door, token, "PUT", f"{_RULES}/draft", body)
        except Conflict:
            if again == 1:
                raise
        else:
            return


def _fields(record: Record, *without: str) -> dict[str, object]:
    return {
        name: value for name, value in msgspec.structs.asdict(record).items() if name not in without
    }


def _path(key: str) -> str:
    return f"{_CALENDARS}/{quote(key, safe='')}"


async def _do(door: "Door", token: str, method: str, path: str, body: Mapping[str, object]) -> None:
    await door.do(method, path, token, msgspec.json.encode(body))
