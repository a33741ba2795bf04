"""The page of teams."""

from msgspec.structs import replace

from agent_desktop.model.administration import Scope, Topic
from agent_desktop.model.administration_teams import KeepTeam, RemoveTeam
from agent_desktop.model.supervising import Team
from agent_desktop.ui.settings.tables import SomeRow
from tests.ui.settings.conftest import Office


def test_a_team_is_made_of_those_who_are_there(office: Office) -> None:
    owner = office.team.members["owner"]
    office.team.members["ann"] = replace(owner, id="ann", name="Ann", scopes=(Scope.AGENT,))
    office.team.members["gone"] = replace(owner, id="gone", name="Gone", disabled=True)
    page = office.open(Topic.TEAMS)
    page.begin_new()
    office.work()
    leads, members = page.form.rows["leads"], page.form.rows["members"]
    assert isinstance(leads, SomeRow)
    assert isinstance(members, SomeRow)
    assert set(leads.boxes) == {"owner"}
    assert set(members.boxes) == {"owner", "ann"}
    office.type(page, "name", "East")
    leads.boxes["owner"].click()
    members.boxes["ann"].click()
    page.form.submit()
    office.work()
    (made,) = office.asked(KeepTeam)
    assert made.before is None
    assert (made.team.name, made.team.leads, made.team.members) == ("East", ("owner",), ("ann",))
    (entry,) = page.rows.entries
    assert entry.detail == "Olga · 1 member"


def test_a_team_without_a_lead_says_so_and_can_go(office: Office) -> None:
    office.team.teams["west"] = Team(id="west", name="West")
    page = office.open(Topic.TEAMS)
    (entry,) = page.rows.entries
    assert entry.state == "No lead"
    page.open("west")
    page.form.bar.remove.click()
    page.form.bar.sure.click()
    office.work()
    assert office.asked(RemoveTeam) == [RemoveTeam(team_id="west")]
    assert not page.rows.entries
