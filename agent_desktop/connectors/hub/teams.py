"""Teams at a hub, as HTTP routes. Promises what `administration` promises."""

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from agent_desktop.connectors.hub.unchanged import unchanged
from agent_desktop.model.administration_teams import KeepTeam, RemoveTeam, Teams

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

TeamOrder = KeepTeam | RemoveTeam
_TEAMS = "/v1/admin/teams"


async def read_teams(door: "Door", token: str) -> Teams:
    """What is kept."""
    return await door.get(_TEAMS, Teams, token)


async def carry_out(door: "Door", token: str, order: TeamOrder) -> None:
    """Do it."""
    if isinstance(order, RemoveTeam):
        await door.do("DELETE", f"{_TEAMS}/{quote(order.team_id, safe='')}", token)
        return
    team, kept = order.team, await read_teams(door, token)
    unchanged(team.id, order.before, {one.id: one for one in kept.teams})
    body = {
        "type": "define_team",
        "name": team.name,
        "members": team.members,
        "leads": team.leads,
    }
    path = f"{_TEAMS}/{quote(team.id, safe='')}"
    await door.do("PUT", path, token, msgspec.json.encode(body))
