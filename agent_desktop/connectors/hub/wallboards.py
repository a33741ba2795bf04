"""A hub's wallboards, as HTTP routes. Promises what `administration` promises; leads use them too."""

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from agent_desktop.connectors.hub.unchanged import unchanged
from agent_desktop.model.wallboards import KeepWallboard, RemoveWallboard, Wallboard, Wallboards

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_WALLBOARDS: Final = "/v1/wallboards"


async def read_wallboards(door: "Door", token: str) -> Wallboards:
    """What one may see, and what one may choose."""
    found = await door.get(_WALLBOARDS, Wallboards, token)
    return replace(found, hub=door.address.base)


def _wished(one: Wallboard) -> Wallboard:
    """A wallboard without what the hub alone tells."""
    return Wallboard(id=one.id, name=one.name, teams=one.teams, queues=one.queues)


async def carry_out(door: "Door", token: str, order: KeepWallboard | RemoveWallboard) -> None:
    """Do it."""
    if isinstance(order, RemoveWallboard):
        await door.do("DELETE", f"{_WALLBOARDS}/{quote(order.wallboard_id, safe='')}", token)
        return
    one, kept = order.wallboard, await read_wallboards(door, token)
    before = None if order.before is None else _wished(order.before)
    unchanged(one.id, before, {each.id: _wished(each) for each in kept.wallboards})
    body = {
        "type": "define_wallboard",
        "name": one.name,
        "teams": one.teams,
        "queues": one.queues,
        "secret": order.secret,
    }
    path = f"{_WALLBOARDS}/{quote(one.id, safe='')}"
    await door.do("PUT", path, token, msgspec.json.encode(body))
