"""Agents come, go and change.

Promises: one road for every change of an agent (`reform`): indexes first, then offers that no
longer fit are taken back, those held for the agent stand in line, and those who had passed over the
others are looked at again.

Refuses: taking active work away, whatever changes.
"""

from __future__ import annotations

from agent_desktop.hub.routing.decisions import OfferReason
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.interrupting import give_way
from agent_desktop.hub.routing.joining import is_over
from agent_desktop.hub.routing.people import Agent, AgentClass
from agent_desktop.hub.routing.records import Profile
from agent_desktop.hub.routing.staffing import class_for, count_candidate, leave_class
from agent_desktop.hub.routing.taking_back import take_back


def admit(floor: Floor, agent_id: str, profile: Profile) -> Agent:
    """A new agent on the floor, not signed in yet."""
    agent = Agent(agent_id, profile, class_for(floor, profile), floor.now)
    agent.cls.members += 1
    floor.agents[agent_id] = agent
    return agent


def reform(
    floor: Floor,
    agent: Agent,
    profile: Profile,
    *,
    routable: tuple[str, ...],
    signed_in: bool,
    reason: OfferReason,
) -> None:
    """Give an agent its new profile and presence; `reason` is told with every offer that is taken
    back.
    """
    was_routable, old_class, old_able = bool(agent.routable), agent.cls, agent.able_names
    floor.free(agent)
    count_candidate(floor, agent, -1)
    if profile != agent.profile:
        new_class = class_for(floor, profile)
        new_class.members += 1
        leave_class(floor, agent)
        agent.cls = new_class
        agent.profile = profile
    agent.signed_in = signed_in
    agent.routable = tuple(dict.fromkeys(routable))
    agent.not_responding = False
    agent.learn(floor.rules)
    count_candidate(floor, agent, 1)
    if agent.routable and not was_routable:
        agent.idle_since = floor.now
    _rescind_misfits(floor, agent, reason)
    for interaction_id in list(floor.holds.get(agent.id, ())):
        floor.replace(floor.interactions[interaction_id])
    floor.doubtful.update(floor.waived)  # it may be held for who was the only one
    _look_again(floor, old_class, old_able)


def _rescind_misfits(floor: Floor, agent: Agent, reason: OfferReason) -> None:
    """Take back pending offers that the agent may no longer get, then the newest ones beyond
    capacity.
    """
    for interaction_id in list(agent.offers):
        interaction = floor.interactions[interaction_id]
        # Judged by what is asked now: the same before and after a restart.
        lines, _ = floor.lines_of(interaction)
        fits = interaction.channel in agent.able_names and any(
            agent.cls in line.accepts for line in lines
        )
        if not fits:
            take_back(floor, interaction, "rescinded", reason, exclude=False)
    give_way(floor, agent)
    for interaction_id in reversed(list(agent.offers)):
        if not is_over(floor, agent):
            break
        take_back(floor, floor.interactions[interaction_id], "rescinded", reason, exclude=False)


def make_room(floor: Floor, agent: Agent) -> None:
    """Take back the agent's newest pending offers, until no more is held than the profile allows."""
    for interaction_id in reversed(list(agent.offers)):
        if not is_over(floor, agent):
            break
        interaction = floor.interactions[interaction_id]
        take_back(floor, interaction, "rescinded", "agent_unavailable", exclude=False)


def _look_again(floor: Floor, cls: AgentClass, channels: tuple[str, ...]) -> None:
    """A candidate less: an agent who was passed over may now be the only one for somebody."""
    for queue in cls.queues:
        for channel in channels:
            lane = queue.lanes.get(channel)
            if lane is not None:
                for _, _, line in lane.heads:
                    floor.unmatched.update(line.marked)
