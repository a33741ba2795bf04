"""What an administrator sets up of who leads whom.

Promises that a team keeps nobody's work: who leaves it, or is in none, serves their queues as before.
"""

from agent_desktop.model.base import Record
from agent_desktop.model.supervising import Team


class Teams(Record, frozen=True):
    """Every team, by name. Without any, every supervisor leads everybody."""

    teams: tuple[Team, ...]


class KeepTeam(Record, frozen=True):
    """Make a team or change it. `before` is None for a new one."""

    team: Team
    before: Team | None = None


class RemoveTeam(Record, frozen=True):
    """Remove a team; its people stay."""

    team_id: str
