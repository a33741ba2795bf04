"""Teams: rows to records and back. Each function works in the open transaction of the storage that it is given."""

from sqlalchemy import delete, select

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import team_people, teams
from agent_desktop.model.supervising import Team


def keep_team(storage: Storage, team: Team) -> None:
    """Insert or replace a team with its people."""
    storage.put(teams, (team.id,), tuple, (team.id, team.name))
    storage.execute(delete(team_people).where(team_people.c.team_id == team.id))
    for leads, people in ((False, team.members), (True, team.leads)):
        for agent_id in dict.fromkeys(people):
            storage.insert(team_people, (team.id, agent_id, leads))


def forget_team(storage: Storage, team_id: str) -> None:
    """Remove a team; its people stay."""
    storage.execute(delete(team_people).where(team_people.c.team_id == team_id))
    storage.execute(delete(teams).where(teams.c.id == team_id))


def kept_teams(storage: Storage) -> list[Team]:
    """Every team, by name."""
    people: dict[tuple[str, bool], list[str]] = {}
    order = (team_people.c.team_id, team_people.c.agent_id)
    for row in storage.rows(select(team_people).order_by(*order)):
        people.setdefault((row.team_id, bool(row.leads)), []).append(row.agent_id)
    return [
        Team(
            id=row.id,
            name=row.name,
            members=tuple(people.get((row.id, False), ())),
            leads=tuple(people.get((row.id, True), ())),
        )
        for row in storage.rows(select(teams).order_by(teams.c.name, teams.c.id))
    ]
