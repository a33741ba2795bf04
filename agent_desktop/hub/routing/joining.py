"""Work of one conversation in one agent's hands: a customer who is chatting with an agent calls, or is called to do so.

Promises: what is exclusive comes beside other work where the agent has active work of its conversation, so that the
customer keeps their agent; the unit budget and the limit of each channel still count. A call that begins while its
customer's chat is still being offered waits for the answer, where that agent could take both: it goes to who accepts.
When the offer comes to nothing it waits for the next one, even where calls rank before chats, and goes to others where
there is none.

Refuses: letting anything new come beside it, which stays the agent's `Blending`.
"""

from __future__ import annotations

from agent_desktop.hub.routing.floor import Floor, reserved_until
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.people import Agent


def joins(floor: Floor, agent: Agent, interaction: Interaction) -> bool:
    """Whether the agent has other active work of its conversation."""
    others = floor.conversations.others(interaction)
    return any(one.state == "active" and one.agent == agent.id for one in others)


def comes_beside(floor: Floor, agent: Agent, interaction: Interaction) -> bool:
    """Whether it is exclusive, and fits beside what the agent has only because it joins that."""
    exclusive = interaction.channel in floor.rules.exclusive
    return exclusive and joins(floor, agent, interaction) and has_room(floor, agent, interaction)


def has_room(floor: Floor, agent: Agent, interaction: Interaction) -> bool:
    """Whether the agent's capacity has room for it, routable or not."""
    joined = joins(floor, agent, interaction)
    return agent.has_room(interaction.channel, floor.rules, joins=joined)


def reconsider(floor: Floor, interaction: Interaction) -> None:
    """Why it is held may have changed: it goes to its agent, waits on, or stands in line."""
    leader = floor.leader(interaction)
    if leader is not None and leader.agent == interaction.following:
        floor.unmatched[interaction.id] = interaction
    else:
        floor.replace(interaction)


def behind_leaders(floor: Floor, waiting: list[Interaction]) -> list[Interaction]:
    """Those who are to be matched, in order, but what follows comes after what is written live in its conversation: it
    can wait for whoever is offered that now.
    """
    rules = floor.rules
    written = {
        one.conversation: at
        for at, one in enumerate(waiting)
        if one.conversation
        and one.channel not in rules.exclusive
        and one.channel not in rules.interruptible
    }

    def place(at: int, one: Interaction) -> tuple[int, bool]:
        follows = one.follows and one.channel in rules.exclusive and reserved_until(one) > floor.now
        return (max(at, written.get(one.conversation, at)) if follows else at), follows

    order = sorted(range(len(waiting)), key=lambda at: place(at, waiting[at]))
    return [waiting[at] for at in order]


def pass_over(floor: Floor, interaction: Interaction, agent: Agent) -> None:
    """The agent declined it: what followed it is not theirs either, for a while."""
    for other in list(floor.conversations.others(interaction)):
        if other.following == agent.id:
            floor.unplace(other)
            floor.exclude(other, agent.id)
            floor.place(other, announce=False)


def is_over(floor: Floor, agent: Agent) -> bool:
    """Whether the agent holds more than the profile allows."""
    if not agent.exclusive:
        return agent.is_over()
    held = (floor.interactions[one] for one in (*agent.offers, *agent.active))
    alone = (one for one in held if one.channel in floor.rules.exclusive)
    return agent.is_over(joined=all(joins(floor, agent, one) for one in alone))
