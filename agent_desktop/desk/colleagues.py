"""The machine of the team: who our colleagues are, and under which extension each is called.

Promises that what the backend tells of one holds from that moment on, of ourselves too. Refuses to guess: whose
extension nobody told has none.
"""

from msgspec.structs import replace

from agent_desktop.desk.turn import Turn
from agent_desktop.model.people import Agent


def changed(turn: Turn, agent: Agent) -> None:
    """Somebody of the team is new, or has another name or extension."""
    team = turn.state.team
    if agent.id == turn.me:
        turn.state.team = replace(team, agent=agent)
        return
    known = [one.id for one in team.colleagues]
    if agent.id in known:
        fresh = tuple(agent if one.id == agent.id else one for one in team.colleagues)
    else:
        fresh = (*team.colleagues, agent)
    turn.state.team = replace(team, colleagues=fresh)


def colleague_with(turn: Turn, number: str) -> Agent | None:
    """The colleague whose extension this is at the backend."""
    bare = number.strip()
    team = turn.state.team.colleagues if bare else ()
    return next((one for one in team if one.extension == bare), None)
