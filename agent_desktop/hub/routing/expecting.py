"""How long one that waits has still to wait, from its place and from what its lane has shown.

Promises the same guess for the same floor; who could take it is counted anew only where somebody came, went or
changed among them, since guesses are made far more often.

Refuses to guess for who does not stand in line, and while nobody could take it.
"""

from __future__ import annotations

from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Interaction, Line
from agent_desktop.hub.routing.people import AgentClass


def expected(floor: Floor, interaction: Interaction) -> int | None:
    """A guess of the wait still ahead, ms; None when it does not stand in line or nobody could take it now."""
    if interaction.state not in ("line", "held"):
        return None
    lane = interaction.lines[0].lane
    return lane.pace.ahead(
        lane.position(interaction), _places(interaction), _usual(floor, interaction)
    )


def learn(floor: Floor, interaction: Interaction) -> None:
    """An agent is done with it: how long one takes is a little better known."""
    lane = interaction.queue.lane(interaction.channel)
    lane.pace.finished(floor.now - interaction.assigned_at, _usual(floor, interaction))


def _usual(floor: Floor, interaction: Interaction) -> int:
    rules = floor.rules
    return rules.handle_ms.get(interaction.channel, rules.default_handle_ms)


def _places(interaction: Interaction) -> int:
    """How many of its kind those who could take it with empty hands could have at once."""
    lines = interaction.lines
    if len(lines) == 1:
        return lines[0].count_places()
    crowd = sum(
        [line.lane.crowd for line in lines]
    )  # each only grows: the same sum, the same crowds
    if interaction.counted_at != crowd:
        interaction.counted_at = crowd
        interaction.places = _together(lines)
    return interaction.places


def _together(lines: tuple[Line, ...]) -> int:
    """The places of several lines; an agent of more than one counts once."""
    channel = lines[0].lane.channel
    total, counted = 0, set[AgentClass]()
    for line in lines:
        twice = line.accepts.keys() & counted if counted else ()
        total += line.count_places() - sum([cls.places.get(channel, 0) for cls in twice])
        if line is not lines[-1]:
            counted.update(line.accepts)
    return total
