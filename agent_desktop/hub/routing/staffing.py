"""Which agents are alike, which queues they serve, and how many could take what.

Promises that classes, queues and counts agree after every call; each change of those who could take something is
counted at every lane that it touches (`crowd`). Refuses offers and waiting.
"""

from __future__ import annotations

from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Queue
from agent_desktop.hub.routing.people import Agent, AgentClass
from agent_desktop.hub.routing.records import Profile, QueueDefined


def drop_if_gone(floor: Floor, agent: Agent) -> None:
    """Forget an agent who signed out and holds nothing."""
    if not agent.signed_in and not agent.total and agent.id in floor.agents:
        del floor.agents[agent.id]
        floor.free_agents.pop(agent.id, None)
        leave_class(floor, agent)


def class_for(floor: Floor, profile: Profile) -> AgentClass:
    """The class of agents with these queues and skills; made when there is none."""
    key = (tuple(sorted(set(profile.queues))), tuple(sorted(profile.skills.items())))
    cls = floor.classes.get(key)
    if cls is None:
        cls = floor.classes[key] = AgentClass(key)
        for queue_id in key[0]:
            if queue_id in floor.queues:
                _serve_queue(cls, floor.queues[queue_id])
    return cls


def _serve_queue(cls: AgentClass, queue: Queue) -> None:
    cls.queues.append(queue)
    queue.classes[cls] = None
    for lane in queue.lanes.values():
        lane.join(cls)


def leave_class(floor: Floor, agent: Agent) -> None:
    """The agent is no longer of its class; an empty class is forgotten."""
    cls = agent.cls
    cls.members -= 1
    if cls.members:
        return
    del floor.classes[cls.key]
    for queue in cls.queues:
        del queue.classes[cls]
        for lane in queue.lanes.values():
            lane.part(cls)


def count_candidate(floor: Floor, agent: Agent, step: int) -> None:
    """Count the agent in (+1) or out (-1) among those who could take work of its channels."""
    cls = agent.cls
    candidates, places = cls.candidates, cls.places
    for channel, cost, limit, _, _ in agent.able:
        for lane in cls.lanes.get(channel, ()):
            lane.crowd += 1
        candidates[channel] = candidates.get(channel, 0) + step
        most = min(limit, agent.profile.units // cost) if cost else limit
        places[channel] = places.get(channel, 0) + step * most


def add_queue(floor: Floor, definition: QueueDefined) -> None:
    """A new queue; agents who already name it serve it from now on."""
    queue = floor.queues[definition.id] = Queue(definition)
    for cls in floor.classes.values():
        if definition.id in cls.key[0]:
            _serve_queue(cls, queue)


def drop_queue(floor: Floor, queue: Queue) -> None:
    """Forget a queue in which nothing lives."""
    del floor.queues[queue.definition.id]
    for cls in queue.classes:
        cls.queues.remove(queue)
        for lane in queue.lanes.values():
            lane.part(cls)
