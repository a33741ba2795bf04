"""Short words for tests of leads: scopes, teams, and what one agent's desk was told."""

from typing import TypeVar

from agent_desktop.hub.centre.teams import define_team
from agent_desktop.hub.storage import accounts, trail
from agent_desktop.hub.storage.trail import AuditEntry
from agent_desktop.model.supervising import Team
from tests.hub.centre.floor import Floor

E = TypeVar("E")


def scopes(floor: Floor, agent_id: str, *more: str) -> None:
    """Let an agent do more than answer customers."""
    with floor.centre.request() as book:
        assert accounts.set_access(book.storage, agent_id, ("agent", *more), disabled=False)


def team(floor: Floor, team_id: str, members: tuple[str, ...], leads: tuple[str, ...] = ()) -> None:
    """Make a team, or change it."""
    made = Team(id=team_id, name=team_id.title(), members=members, leads=leads)
    with floor.centre.request() as book:
        define_team(book, made)


def told(floor: Floor, agent_id: str, kind: type[E]) -> list[E]:
    """What the agent's desk heard of one kind since the test last looked."""
    news = floor.listen()
    mine = floor.centre.audiences(agent_id)
    return [one.event for one in news if one.audience in mine and isinstance(one.event, kind)]


def entries(floor: Floor) -> list[AuditEntry]:
    """The whole audit trail, which is not broken."""
    with floor.centre.request() as book:
        assert trail.checked(book.storage) is None
        return trail.page_after(book.storage, 0)


def acts(floor: Floor) -> list[tuple[str, str, str]]:
    """Who did what, concerning whom."""
    return [(one.who, one.act, one.whom) for one in entries(floor)]
