"""Work of one conversation in one agent's hands: a customer who is chatting with an agent calls, or is called to do so.

Promises: what is exclusive comes beside other work where the agent has active work of its conversation, so that the
customer keeps their agent; the unit budget and the limit of each channel still count.

Refuses: letting anything new come beside it, which stays the agent's `Blending`.
"""

from __future__ import annotations

from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.people import Agent


def joins(floor: Floor, agent: Agent, interaction: Interaction) -> bool:
    """Whether the agent has other active work of its conversation."""
    if not interaction.conversation:
        return False
    others = (floor.interactions[one] for one in agent.active if one != interaction.id)
    return any(one.conversation == interaction.conversation for one in others)


def comes_beside(floor: Floor, agent: Agent, interaction: Interaction) -> bool:
    """Whether it is exclusive, and fits beside what the agent has only because it joins that."""
    exclusive = interaction.channel in floor.rules.exclusive
    return exclusive and joins(floor, agent, interaction) and has_room(floor, agent, interaction)


def has_room(floor: Floor, agent: Agent, interaction: Interaction) -> bool:
    """Whether the agent's capacity has room for it, routable or not."""
    joined = joins(floor, agent, interaction)
    return agent.has_room(interaction.channel, floor.rules, joins=joined)


def is_over(floor: Floor, agent: Agent) -> bool:
    """Whether the agent holds more than the profile allows."""
    if not agent.exclusive:
        return agent.is_over()
    held = (floor.interactions[one] for one in (*agent.offers, *agent.active))
    alone = (one for one in held if one.channel in floor.rules.exclusive)
    return agent.is_over(joined=all(joins(floor, agent, one) for one in alone))
