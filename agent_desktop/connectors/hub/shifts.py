"""Shifts at a hub, as HTTP routes. Promises what `administration` promises; leads use them too."""

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from agent_desktop.connectors.hub.unchanged import unchanged
from agent_desktop.model.shifts import (
    CopyShifts,
    ImportShifts,
    KeepShift,
    Planned,
    RemoveShift,
    Shift,
    ShiftOrder,
    Shifts,
)

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_SHIFTS: Final = "/v1/shifts"
_WITHIN_S: Final = 30.0
"""A file of thousands of shifts takes a while."""


async def read_shifts(door: "Door", token: str, words: str = "", days: int = 7) -> Shifts:
    """A week, as `model.shifts.sought` asks for it; without words this one."""
    first, _, team_id = words.partition(" ")
    asked = {"days": str(days), **({"from": first} if first else {})}
    if team_id:
        asked["team"] = team_id
    return await door.get(_SHIFTS, Shifts, token, **asked)


def _path(agent_id: str, shift_id: str) -> str:
    return f"/v1/agents/{quote(agent_id, safe='')}/shifts/{quote(shift_id, safe='')}"


def _wished(one: Shift) -> Shift:
    """A shift without what the hub alone tells."""
    return replace(one, starts_at=0, ends_at=0, paid_ms=0)


async def carry_out(door: "Door", token: str, order: ShiftOrder) -> Planned | tuple[()]:
    """Do it."""
    match order:
        case KeepShift(shift=shift, before=before):
            if before is not None:
                kept = await read_shifts(door, token, before.day, days=1)
                found = {one.id: _wished(one) for one in kept.shifts}
                unchanged(shift.id, _wished(before), found)
            body = {
                "type": "define_shift",
                "day": shift.day,
                "starts": shift.starts,
                "ends": shift.ends,
                "zone": shift.zone,
                "parts": shift.parts,
            }
            path = _path(shift.agent_id, shift.id)
            await door.do("PUT", path, token, msgspec.json.encode(body))
        case RemoveShift():
            await door.do("DELETE", _path(order.agent_id, order.shift_id), token)
        case CopyShifts():
            wish = {"type": "copy_shifts", "first": order.first, "to": order.to}
            wish["team"] = order.team_id
            path = f"{_SHIFTS}/copy"
            return await door.ask(
                "POST", path, Planned, token, msgspec.json.encode(wish), _WITHIN_S
            )
        case ImportShifts():
            sent = {"type": "import_shifts", "text": order.text}
            path = f"{_SHIFTS}/import"
            return await door.ask(
                "POST", path, Planned, token, msgspec.json.encode(sent), _WITHIN_S
            )
    return ()
