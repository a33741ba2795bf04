"""Teams as administrators define them. Live at once: who hears others from now on is told to start from a snapshot."""

from collections.abc import Callable

from agent_desktop.hub.centre import announcing, following
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.definitions import check_id, check_name, hear_anew
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.centre.views import audiences
from agent_desktop.hub.storage import people, teams
from agent_desktop.model.errors import Refused
from agent_desktop.model.supervising import Team

MAX_TEAMS = 500


def define_team(book: Book, team: Team) -> None:
    """Make a team or change it. Raises Refused."""
    check_id(team.id)
    check_name(team.name)
    for field, found in (("members", team.members), ("leads", team.leads)):
        for agent_id in found:
            if agent_id not in book.live.agents:
                raise unknown(field, agent_id)
    if team.id not in book.live.teams and len(book.live.teams) >= MAX_TEAMS:
        raise Refused(
            f"There are at most {MAX_TEAMS} teams.", remedy="Remove one first.", field="id"
        )

    def change() -> None:
        teams.keep_team(book.storage, team)
        book.live.teams[team.id] = team

    _rearranged(book, change, team.leads)


def remove_team(book: Book, team_id: str) -> None:
    """There is no such team any more; its people stay, its announcements end with it. Raises Refused."""
    if team_id not in book.live.teams:
        raise unknown("team_id", team_id)

    def change() -> None:
        teams.forget_team(book.storage, team_id)
        del book.live.teams[team_id]
        announcing.forget_team(book, team_id)

    _rearranged(book, change, book.live.teams[team_id].leads)


def _rearranged(book: Book, change: Callable[[], None], leads: tuple[str, ...]) -> None:
    """Change the teams, and let everybody whose sight changed begin anew: also `leads`, who hear of others now."""
    everybody = tuple(book.live.agents.values())
    before = [audiences(book, one) for one in everybody]
    change()
    now = [audiences(book, one) for one in everybody]
    moved = [
        one
        for one, old, new in zip(everybody, before, now, strict=True)
        if old != new or one.profile.id in leads
    ]
    following.end_beyond_reach(book)
    hear_anew(book, moved)
    for agent in moved:
        people.keep_agent(book.storage, agent.profile, agent.heard_from, book.now)
