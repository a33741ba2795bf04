"""What every `Administration` keeps of teams."""

import pytest
from msgspec.structs import replace

from agent_desktop.model.administration import Topic
from agent_desktop.model.administration_teams import KeepTeam, RemoveTeam, Teams
from agent_desktop.model.ports import Administration
from agent_desktop.model.supervising import Team
from tests.contracts.administration.suite_calls import Enter, refusal
from tests.contracts.asynchronous import asynchronous

TEAM = Team(id="east", name="East", members=("owner",), leads=("owner",))


async def teams(port: Administration) -> tuple[Team, ...]:
    """What is kept."""
    kept = await port.read(Topic.TEAMS)
    assert isinstance(kept, Teams)
    return kept.teams


class TeamsContract:
    """Who leads whom."""

    @asynchronous
    async def test_a_team_is_made_changed_and_removed(self, enter: Enter) -> None:
        async with enter() as port:
            assert await teams(port) == ()
            await port.carry_out(KeepTeam(team=TEAM))
            assert await teams(port) == (TEAM,)
            renamed = replace(TEAM, name="The East", members=())
            order = KeepTeam(team=renamed, before=TEAM)
            await port.carry_out(order)
            assert await teams(port) == (renamed,)
            assert (await refusal(port.carry_out(order))).code == "conflict"
            await port.carry_out(RemoveTeam(team_id="east"))
            assert await teams(port) == ()
            gone = await refusal(port.carry_out(RemoveTeam(team_id="east")))
            assert (gone.code, gone.field) == ("refused", "team_id")

    @pytest.mark.parametrize(
        ("wish", "field"),
        [
            (replace(TEAM, name=""), "name"),
            (replace(TEAM, members=("nobody",)), "members"),
            (replace(TEAM, leads=("nobody",)), "leads"),
        ],
    )
    @asynchronous
    async def test_teams_without_sense_name_the_field(
        self, enter: Enter, wish: Team, field: str
    ) -> None:
        async with enter() as port:
            problem = await refusal(port.carry_out(KeepTeam(team=wish)))
            assert (problem.field, await teams(port)) == (field, ())
