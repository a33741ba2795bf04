"""Interruptible work gives way to what is live, and is taken up again.

Promises: what is set aside stays with its agent and is never lost; it gives its units back while
something live holds them, and gets them again before anything new that would give way is offered.
A pending offer of such work is taken back instead, to its exact place.

Refuses: setting aside what is live, and wrap-up.
"""

from __future__ import annotations

from agent_desktop.hub.routing.decisions import WorkSetAside, WorkTakenUp
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.people import Agent
from agent_desktop.hub.routing.taking_back import take_back


def give_way(floor: Floor, agent: Agent) -> None:
    """Make room in the agent's hands: offers go back first, then work is set aside, the newest
    first. The agent must be out of the pools.
    """
    for interaction_id in reversed(list(agent.offers)):
        if not agent.must_yield():
            return
        interaction = floor.interactions[interaction_id]
        if interaction.channel in floor.rules.interruptible:
            take_back(floor, interaction, "rescinded", "interrupted", exclude=False)
    for interaction_id in reversed(list(agent.active)):
        if not agent.must_yield():
            return
        interaction = floor.interactions[interaction_id]
        if interaction.channel in floor.rules.interruptible and not interaction.aside:
            agent.put_aside(interaction.channel, floor.rules)
            interaction.aside = True
            floor.out.append(WorkSetAside(interaction.id, agent.id))


def take_up(floor: Floor, agent: Agent) -> bool:
    """Take up what was set aside, as far as there is room, the oldest first. Whether anything was."""
    if agent.exclusive and not agent.profile.blending.others_while_exclusive:
        return False
    taken = False
    for interaction_id in agent.active:
        interaction = floor.interactions[interaction_id]
        if not interaction.aside:
            continue
        cost = floor.rules.units.get(interaction.channel, floor.rules.default_units)
        if agent.used + cost > agent.profile.units:
            break
        resume(floor, interaction, agent)
        floor.out.append(WorkTakenUp(interaction.id, agent.id))
        taken = True
    return taken


def resume(floor: Floor, interaction: Interaction, agent: Agent) -> None:
    """It holds its capacity again, whether it fits or not."""
    agent.take_up(interaction.channel, floor.rules)
    interaction.aside = False
