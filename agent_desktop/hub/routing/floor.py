"""The floor: all agents, queues and live interactions, and the small moves that keep them
consistent.

Promises: every move keeps the indexes true (lines, holds, pools, classes, deadlines). A move that
could make a new match possible says so in `free_agents` or `unmatched`; the matcher settles these
before the engine answers.

Refuses: deciding (matching does) and interpreting inputs (the engine's handlers do).
"""

from __future__ import annotations

from bisect import bisect_left, insort

from agent_desktop.hub.routing.deadlines import (
    DUE,
    EXCLUSION,
    HOLD,
    OFFER,
    RING,
    WRAP_UP,
    Deadline,
    Deadlines,
)
from agent_desktop.hub.routing.decisions import Decision
from agent_desktop.hub.routing.lines import Interaction, Line, Queue
from agent_desktop.hub.routing.people import Agent, AgentClass, ClassKey
from agent_desktop.hub.routing.records import Profile, QueueDefined, Rules


class Floor:
    """The engine's whole state, at time `now` (ms), with the decisions of the input being applied
    in `out`.
    """

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.now = 0
        self.queues: dict[str, Queue] = {}
        self.agents: dict[str, Agent] = {}
        self.classes: dict[ClassKey, AgentClass] = {}
        self.interactions: dict[str, Interaction] = {}
        self.deadlines = Deadlines(self._still_holds)
        self.out: list[Decision] = []
        self.free_agents: dict[str, Agent] = {}
        self.unmatched: dict[str, Interaction] = {}
        self.announce: dict[str, Interaction] = {}

    def _still_holds(self, deadline: Deadline) -> bool:
        at, kind, interaction_id, agent_id = deadline
        if kind == WRAP_UP:
            agent = self.agents.get(agent_id)
            wrap = agent.wraps.get(interaction_id) if agent else None
            return wrap is not None and wrap.until == at
        interaction = self.interactions.get(interaction_id)
        if interaction is None:
            return False
        if kind == OFFER:
            return interaction.state == "offered" and interaction.expires_at == at
        if kind == EXCLUSION:
            return interaction.excluded.get(agent_id) == at
        if kind == HOLD:
            return interaction.state == "held" and interaction.hold_until == at
        if kind == DUE:
            return interaction.state == "deferred" and interaction.not_before == at
        return interaction.state in ("line", "held") and interaction.ring_at == at

    # Waiting

    def place(self, interaction: Interaction, *, announce: bool) -> None:
        """Put an interaction at its place among those who wait: deferred, held for an agent, or in
        line.
        """
        interaction.queue.waiting += 1
        self.give_key(interaction)
        if announce:
            self.announce[interaction.id] = interaction
        if interaction.not_before > self.now:
            interaction.state = "deferred"
            self.deadlines.add(interaction.not_before, DUE, interaction.id)
            return
        line = self.join_line(interaction)
        if interaction.preferred is not None and self._hold(interaction, line):
            return
        interaction.state = "line"
        line.enter(interaction)
        self.unmatched[interaction.id] = interaction

    def give_key(self, interaction: Interaction) -> None:
        """Work out the order key: arrival, less a minute (`point_ms`) for each point."""
        advance = self.rules.point_ms * interaction.points()
        interaction.entry = (interaction.arrived_at - advance, interaction.id)

    def line_of(self, interaction: Interaction) -> Line:
        """The line where an interaction belongs by what its queue asks at this time."""
        queue = interaction.queue
        since = self.now - interaction.queued_at
        ring = sum([step.after_ms <= since for step in queue.definition.rings])
        return queue.lane(interaction.channel).line(queue.asks(interaction), ring)

    def join_line(self, interaction: Interaction) -> Line:
        """Take the line where an interaction belongs, and note when its next ring opens."""
        interaction.line = line = self.line_of(interaction)
        interaction.ring_at = 0
        rings = interaction.queue.definition.rings
        if line.ring < len(rings):
            interaction.ring_at = interaction.queued_at + rings[line.ring].after_ms
            self.deadlines.add(interaction.ring_at, RING, interaction.id)
        return line

    def _hold(self, interaction: Interaction, line: Line) -> bool:
        """Hold it for its preferred agent when that agent could take it, for a bounded time; else
        False.
        """
        until = interaction.queued_at + interaction.queue.definition.sticky_ms
        if interaction.sticky_until is not None:
            until = min(until, interaction.sticky_until)
        agent = self.agents.get(interaction.preferred or "")
        if until <= self.now or agent is None or not self.could_take(agent, interaction, line):
            return False
        interaction.state = "held"
        interaction.hold_until = until
        agent.holds[interaction.id] = None
        line.lane.everyone.add(interaction.entry)
        self.deadlines.add(until, HOLD, interaction.id)
        # The agent may have room at this very moment: then the matcher gives it at once.
        self.unmatched[interaction.id] = interaction
        return True

    def unplace(self, interaction: Interaction) -> None:
        """Take an interaction out of the waiting."""
        interaction.queue.waiting -= 1
        line = interaction.line
        if interaction.state == "line" and line is not None:
            line.leave(interaction)
        elif interaction.state == "held" and line is not None:
            line.lane.everyone.remove(interaction.entry)
            self.agents[interaction.preferred or ""].holds.pop(interaction.id, None)
        self.unmatched.pop(interaction.id, None)

    def replace(self, interaction: Interaction) -> None:
        """Let a waiting interaction find its place anew, since a ring opened, a hold ended or its
        queue changed.
        """
        self.unplace(interaction)
        self.place(interaction, announce=False)

    def exclude(self, interaction: Interaction, agent_id: str) -> None:
        """Pass over this agent for a while. The interaction must not be in line."""
        if self.rules.exclude_ms > 0:
            until = self.now + self.rules.exclude_ms
            interaction.excluded[agent_id] = until
            self.deadlines.add(until, EXCLUSION, interaction.id, agent_id)

    def could_take(self, agent: Agent, interaction: Interaction, line: Line) -> bool:
        """Whether a routable agent with empty hands would be offered this: queue, skills, channel,
        not passed over.
        """
        return (
            interaction.channel in agent.able_names
            and line.lane.queue in agent.cls.queues
            and agent.cls.satisfies(line.needed)
            and not (interaction.excluded and self.is_barred(interaction, agent, line))
        )

    def is_barred(self, interaction: Interaction, agent: Agent, line: Line) -> bool:
        """Whether the agent is passed over. Not so when nobody else could take it: then it is
        better than nobody.
        """
        return agent.id in interaction.excluded and not self.is_waived(interaction, line)

    def is_waived(self, interaction: Interaction, line: Line) -> bool:
        """Whether every agent who could take it is among those passed over."""
        channel = interaction.channel
        passed_over = 0
        for agent_id in interaction.excluded:
            agent = self.agents.get(agent_id)
            if agent and channel in agent.able_names and agent.cls in line.accepts:
                passed_over += 1
        return passed_over == line.candidates()

    def forget(self, interaction: Interaction) -> None:
        """The interaction is no longer live."""
        interaction.queue.live -= 1
        del self.interactions[interaction.id]

    # Room

    def close(self, agent: Agent) -> None:
        """Take the agent out of the pools, before anything about it changes."""
        cls = agent.cls
        for channel in agent.pooled:
            pool = cls.pools[channel]
            del pool[bisect_left(pool, agent.entry)]
            if not pool:
                for lane in cls.lanes.get(channel, ()):
                    del lane.open[cls]
        agent.pooled = ()

    def open(self, agent: Agent) -> None:
        """Put the agent into the pools of the channels for which there is room."""
        channels = agent.open_channels()
        if not channels:
            return
        cls = agent.cls
        agent.entry = agent.rank()
        for channel in channels:
            pool = cls.pools.get(channel)
            if pool is None:
                pool = cls.pools[channel] = []
            if not pool:
                for lane in cls.lanes.get(channel, ()):
                    lane.open[cls] = None
            insort(pool, agent.entry)
        agent.pooled = channels

    def free(self, agent: Agent) -> None:
        """The agent may have room that it had not before: keep it out of the pools until it was
        served.
        """
        if agent.pooled:
            self.close(agent)
        self.free_agents[agent.id] = agent

    def release(self, agent: Agent, channel: str) -> None:
        """Give back the capacity of one interaction."""
        self.free(agent)
        agent.release(channel, self.rules)

    def drop_if_gone(self, agent: Agent) -> None:
        """Forget an agent who signed out and holds nothing."""
        if not agent.signed_in and not agent.total and agent.id in self.agents:
            del self.agents[agent.id]
            self.free_agents.pop(agent.id, None)
            self.leave_class(agent)

    # Classes

    def class_for(self, profile: Profile) -> AgentClass:
        """The class of agents with these queues and skills; made when there is none."""
        key = (tuple(sorted(set(profile.queues))), tuple(sorted(profile.skills.items())))
        cls = self.classes.get(key)
        if cls is None:
            cls = self.classes[key] = AgentClass(key)
            for queue_id in key[0]:
                if queue_id in self.queues:
                    self._serve_queue(cls, self.queues[queue_id])
        return cls

    def _serve_queue(self, cls: AgentClass, queue: Queue) -> None:
        cls.queues.append(queue)
        queue.classes[cls] = None
        for lane in queue.lanes.values():
            lane.join(cls)

    def leave_class(self, agent: Agent) -> None:
        """The agent is no longer of its class; an empty class is forgotten."""
        cls = agent.cls
        cls.members -= 1
        if cls.members:
            return
        del self.classes[cls.key]
        for queue in cls.queues:
            del queue.classes[cls]
            for lane in queue.lanes.values():
                lane.part(cls)

    def count_candidate(self, agent: Agent, step: int) -> None:
        """Count the agent in (+1) or out (-1) among those who could take work of its channels."""
        candidates = agent.cls.candidates
        for channel in agent.able_names:
            candidates[channel] = candidates.get(channel, 0) + step

    # Queues

    def add_queue(self, definition: QueueDefined) -> None:
        """A new queue; agents who already name it serve it from now on."""
        queue = self.queues[definition.id] = Queue(definition)
        for cls in self.classes.values():
            if definition.id in cls.key[0]:
                self._serve_queue(cls, queue)

    def drop_queue(self, queue: Queue) -> None:
        """Forget a queue in which nothing lives."""
        del self.queues[queue.definition.id]
        for cls in queue.classes:
            cls.queues.remove(queue)
            for lane in queue.lanes.values():
                lane.part(cls)
