"""Teams over HTTP: administrators make them, leads see who has read their announcements."""

from typing import Annotated

from msgspec import Meta

from agent_desktop.hub.protocol import Announced, Request
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.hub.server.records import Identifier, Label
from agent_desktop.model.base import Tagged
from agent_desktop.model.guidance import Readers
from agent_desktop.model.supervising import Team

_TEAM = "/v1/admin/teams/{id}"
LEADS = ("supervisor", "admin")
"""Who leads, or looks after who does; how far each reaches is said by `centre.reach`."""


class DefineTeam(Request, frozen=True, tag="define_team"):
    """Make a team or change it. `members` are led by `leads`, who act only with the scope `supervisor`.

    The first team ends that every supervisor leads everybody.
    """

    name: Label
    members: Annotated[tuple[Identifier, ...], Meta(max_length=5_000)] = ()
    leads: Annotated[tuple[Identifier, ...], Meta(max_length=100)] = ()


class Teams(Tagged, frozen=True, tag="teams"):
    """Every team, by name."""

    teams: tuple[Team, ...]


async def list_teams(call: Call[None]) -> Teams:
    """Every team."""
    return Teams(teams=await call.house.ask(lambda centre: centre.teams()))


async def define_team(call: Call[DefineTeam]) -> None:
    """Make a team or change it; desks whose sight changes begin anew."""
    wish = call.body
    team = Team(id=call.chosen_id(), name=wish.name, members=wish.members, leads=wish.leads)
    await call.house.ask(lambda centre: centre.define_team(team))


async def remove_team(call: Call[None]) -> None:
    """Remove a team; its people stay."""
    await call.house.ask(lambda centre: centre.remove_team(call.path("id")))


async def list_announced(call: Call[None]) -> Announced:
    """One's own announcements and those of one's teams, with who has read them."""
    found = await call.house.ask(lambda centre: centre.announced(call.token.subject))
    return Announced(
        announcements=tuple(Readers(announcement=one, seen_by=seen) for one, seen in found)
    )


OPERATIONS = (
    Operation(
        *("GET", "/v1/admin/teams", "List the teams", list_teams),
        scopes=ADMIN,
        answers=Teams,
    ),
    Operation(
        *("PUT", _TEAM, "Make or change a team", define_team),
        scopes=ADMIN,
        body=DefineTeam,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("DELETE", _TEAM, "Remove a team", remove_team),
        scopes=ADMIN,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("GET", "/v1/announcements", "List announcements and who has read them", list_announced),
        scopes=LEADS,
        answers=Announced,
    ),
)
