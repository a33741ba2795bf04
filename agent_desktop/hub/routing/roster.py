"""Queues and costs are defined, queues removed; agents sign in, change and sign out.

Promises: a queue that changes keeps everyone who waits in it, each at the place that the new
definition gives.

Refuses: definitions with values out of range, and removing a queue in which anything lives.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.hub.routing.arrivals import MAX_POINTS, ring_fault
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.offers import end_wrap_up, refuse
from agent_desktop.hub.routing.people import Agent
from agent_desktop.hub.routing.presence import admit, reform
from agent_desktop.hub.routing.records import (
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    CostsDefined,
    PaceTold,
    PresenceSet,
    Profile,
    QueueDefined,
    QueueRemoved,
)
from agent_desktop.hub.routing.staffing import add_queue, drop_if_gone, drop_queue
from agent_desktop.hub.routing.waits import Pace

MAX_UNITS = 1 << 20


def _fault(told: QueueDefined) -> tuple[str, object] | None:
    """The first field of a definition that cannot be, with its value."""
    for points in ("weight", "priority"):
        if abs(getattr(told, points)) > MAX_POINTS:
            return points, getattr(told, points)
    if any(last < 1 for last in told.offer_ms.values()):
        return "offer_ms", told.offer_ms
    if told.wrap_up_ms is not None and told.wrap_up_ms < 0:
        return "wrap_up_ms", told.wrap_up_ms
    if told.max_waiting is not None and told.max_waiting < 0:
        return "max_waiting", told.max_waiting
    if told.sticky_ms < 0:
        return "sticky_ms", told.sticky_ms
    return ring_fault(told.rings)


def define_queue(floor: Floor, told: QueueDefined) -> None:
    """A queue is new or changed."""
    fault = _fault(told)
    if fault is not None:
        refuse(floor, "bad_value", *fault)
        return
    queue = floor.queues.get(told.id)
    if queue is None:
        add_queue(floor, told)
    elif queue.definition != told:
        waiting = [
            one
            for one in floor.interactions.values()
            if one.waits and (one.queue is queue or queue in one.also)
        ]
        for interaction in waiting:
            floor.unplace(interaction)
        queue.define(told)
        for interaction in waiting:
            floor.place(interaction, announce=False)


def remove_queue(floor: Floor, told: QueueRemoved) -> None:
    """A queue is gone, when nothing lives in it."""
    queue = floor.queues.get(told.id)
    if queue is None:
        refuse(floor, "unknown_queue", "id", told.id)
    elif queue.live or queue.guests:
        refuse(floor, "queue_in_use", "id", told.id)
    else:
        drop_queue(floor, queue)


def tell_pace(floor: Floor, told: PaceTold) -> None:
    """What a lane showed before the engine began."""
    queue = floor.queues.get(told.queue)
    if queue is None:
        refuse(floor, "unknown_queue", "queue", told.queue)
    elif told.handle_ms < 0 or any(wait < 0 for wait in told.waits):
        refuse(floor, "bad_value", "handle_ms", told.handle_ms)
    else:
        queue.lane(told.channel).pace = Pace(told.handle_ms, told.waits)


def define_costs(floor: Floor, told: CostsDefined) -> None:
    """Channels cost more or less: everybody's hands are weighed anew."""
    if any(not 0 <= cost <= MAX_UNITS for cost in told.units.values()):
        refuse(floor, "bad_value", "units", told.units)
        return
    if told.units == floor.rules.units:
        return
    floor.rules = replace(floor.rules, units=told.units)
    for agent in floor.agents.values():
        floor.free(agent)
        agent.weigh(floor.rules)
    for agent in list(floor.agents.values()):
        _reprofile(floor, agent, agent.profile)


def sign_in(floor: Floor, told: AgentSignedIn) -> None:
    """An agent is there; who was there already only gets the profile."""
    if not told.id:  # the empty id stands for "nobody" in every state
        refuse(floor, "bad_value", "id", told.id)
        return
    agent = floor.agents.get(told.id)
    if agent is not None and agent.signed_in:
        update(floor, AgentUpdated(told.id, told.profile))
        return
    if agent is None:
        agent = admit(floor, told.id, told.profile)
    reform(floor, agent, told.profile, routable=(), signed_in=True, reason="agent_updated")


def update(floor: Floor, told: AgentUpdated) -> None:
    """The profile changed; presence stays."""
    agent = floor.agents.get(told.id)
    if agent is None or not agent.signed_in:
        refuse(floor, "unknown_agent", "id", told.id)
        return
    _reprofile(floor, agent, told.profile)


def _reprofile(floor: Floor, agent: Agent, profile: Profile) -> None:
    not_responding = agent.not_responding
    reform(
        floor,
        agent,
        profile,
        routable=agent.routable,
        signed_in=agent.signed_in,
        reason="agent_updated",
    )
    agent.not_responding = not_responding


def sign_out(floor: Floor, told: AgentSignedOut) -> None:
    """The agent left: wrap-ups end, offers return."""
    agent = floor.agents.get(told.id)
    if agent is None or not agent.signed_in:
        refuse(floor, "unknown_agent", "id", told.id)
        return
    for interaction_id in list(agent.wraps):
        end_wrap_up(floor, agent, interaction_id, "signed_out")
    reform(
        floor,
        agent,
        agent.profile,
        routable=(),
        signed_in=False,
        reason="agent_signed_out",
    )
    drop_if_gone(floor, agent)


def set_presence(floor: Floor, told: PresenceSet) -> None:
    """Which channels may be offered to the agent now."""
    agent = floor.agents.get(told.agent)
    if agent is None or not agent.signed_in:
        refuse(floor, "unknown_agent", "agent", told.agent)
        return
    reform(
        floor,
        agent,
        agent.profile,
        routable=told.channels,
        signed_in=True,
        reason="agent_unavailable",
    )
