"""The floor: all agents, queues and live interactions, and the small moves that keep them
consistent.

Promises: every move keeps the indexes true (lines, holds, pools, classes, deadlines). A move that
could make a new match possible says so in `free_agents` or `unmatched`; the matcher settles these
before the engine answers.

Refuses: deciding (matching does) and interpreting inputs (the engine's handlers do).
"""

from __future__ import annotations

from bisect import bisect_left, insort

from agent_desktop.hub.routing.candidates import Candidates
from agent_desktop.hub.routing.deadlines import (
    DUE,
    EXCLUSION,
    HOLD,
    LANE,
    LOOK,
    OFFER,
    RING,
    WRAP_UP,
    Deadline,
    Deadlines,
)
from agent_desktop.hub.routing.decisions import Decision
from agent_desktop.hub.routing.lines import Interaction, Line, Queue
from agent_desktop.hub.routing.people import Agent, AgentClass, ClassKey
from agent_desktop.hub.routing.records import Rules

CLASS_MS = 1 << 54
"""What one class is worth in the order key: more than any arrival and any points."""


def reserved_until(interaction: Interaction) -> int:
    """Until when it may be held for its preferred agents."""
    until = interaction.since + interaction.queue.definition.sticky_ms
    if interaction.sticky_until is not None:
        until = min(until, interaction.sticky_until)
    return until


class Floor(Candidates):
    """The engine's whole state, at time `now` (ms), with the decisions of the input being applied
    in `out`. `holds` are the interactions that are held for an agent, by agent, and `waived` those
    of them that pass over somebody; `doubtful` are those that may be held no longer; `to_look` those
    whose steps of overflow are to be looked at once the matches are made.
    """

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules)
        self.now = 0
        self.queues: dict[str, Queue] = {}
        self.classes: dict[ClassKey, AgentClass] = {}
        self.interactions: dict[str, Interaction] = {}
        self.deadlines = Deadlines(self._still_holds)
        self.out: list[Decision] = []
        self.holds: dict[str, dict[str, None]] = {}
        self.free_agents: dict[str, Agent] = {}
        self.unmatched: dict[str, Interaction] = {}
        self.doubtful: dict[str, Interaction] = {}
        self.waived: dict[str, Interaction] = {}
        self.deferred: dict[str, Interaction] = {}
        self.to_look: dict[str, Interaction] = {}
        self.announce: dict[str, Interaction] = {}

    def _still_holds(self, deadline: Deadline) -> bool:
        at, kind, interaction_id, agent_id = deadline
        if kind == WRAP_UP:
            agent = self.agents.get(agent_id)
            wrap = agent.wraps.get(interaction_id) if agent else None
            return wrap is not None and wrap.until == at
        if kind == LANE:
            queue = self.queues.get(interaction_id)
            lane = queue.lanes.get(agent_id) if queue else None
            return lane is not None and lane.look_at == at
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
        if kind == LOOK:
            return interaction.state in ("line", "held") and interaction.look_at == at
        return interaction.state in ("line", "held") and interaction.ring_at == at

    # Waiting

    def place(self, interaction: Interaction, *, announce: bool) -> None:
        """Put an interaction at its place among those who wait: deferred, held for an agent, or in
        line.
        """
        interaction.queue.waiting += 1
        for queue in interaction.also:
            queue.waiting += 1
            queue.visiting += 1
        self.give_key(interaction)
        if announce:
            self.announce[interaction.id] = interaction
        if interaction.not_before > self.now:
            interaction.state = "deferred"
            self.deferred[interaction.id] = interaction
            self.deadlines.add(interaction.not_before, DUE, interaction.id)
            return
        self.join_lines(interaction)
        if interaction.overflow:
            self.to_look[interaction.id] = interaction
        if (interaction.preferred or interaction.follows) and self._hold(interaction):
            return
        interaction.state = "line"
        for line in interaction.lines:
            line.enter(interaction)
        self.unmatched[interaction.id] = interaction

    def give_key(self, interaction: Interaction) -> None:
        """Work out the order key: arrival, less a minute (`point_ms`) for each point; a higher
        class goes before all time.
        """
        advance = self.rules.point_ms * interaction.points() + interaction.strict * CLASS_MS
        interaction.entry = (interaction.arrived_at - advance, interaction.id)

    def lines_of(self, interaction: Interaction) -> tuple[tuple[Line, ...], int]:
        """The lines where an interaction belongs by what is asked at this time, and when its next
        ring opens (0: none will).
        """
        lines, ring_at, channel, now = [], 0, interaction.channel, self.now
        for queue in (interaction.queue, *interaction.also):
            needed, opens_at = queue.needs(interaction, now)
            lines.append(queue.lane(channel).line(needed))
            if opens_at and (not ring_at or opens_at < ring_at):
                ring_at = opens_at
        return tuple(lines), ring_at

    def join_lines(self, interaction: Interaction) -> None:
        """Take the lines where an interaction belongs, and note when its next ring opens."""
        interaction.lines, interaction.ring_at = self.lines_of(interaction)
        interaction.counted_at = -1
        if interaction.ring_at:
            self.deadlines.add(interaction.ring_at, RING, interaction.id)

    def _enter_also(self, interaction: Interaction, queue: Queue) -> None:
        """Stand in the line of one more queue; those of the others are as they were."""
        needed, opens_at = queue.needs(interaction, self.now)
        line = queue.lane(interaction.channel).line(needed)
        interaction.lines = (*interaction.lines, line)
        interaction.counted_at = -1
        if opens_at and (not interaction.ring_at or opens_at < interaction.ring_at):
            interaction.ring_at = opens_at
            self.deadlines.add(opens_at, RING, interaction.id)
        line.enter(interaction)

    def _hold(self, interaction: Interaction) -> bool:
        """Hold it for a bounded time, for the agent at whom its conversation rings, or for its
        preferred agents when one of them could take it; else False.
        """
        until = reserved_until(interaction)
        if until <= self.now:
            return False
        leader = self.leader(interaction)
        if leader is not None and leader.state == "offered":
            until = min(until, leader.expires_at)
        if leader is not None and until > self.now:
            interaction.following = leader.agent
        elif not any(self.wanted(interaction)):
            return False
        interaction.state = "held"
        interaction.hold_until = until
        self.keep_held(interaction)
        self.deadlines.add(until, HOLD, interaction.id)
        # One of them may have room at this very moment: then the matcher gives it at once.
        self.unmatched[interaction.id] = interaction
        return True

    def lead(self, interaction: Interaction) -> None:
        """It is with an agent, or offered to one: what follows it waits for them."""
        if interaction.conversation not in self.conversations.led:
            return
        for other in self.conversations.others(interaction):
            if other.follows and other.state in ("line", "held"):
                leader = self.leader(other)
                if leader is not None and leader.agent != other.following:
                    self.replace(other)

    def doubt(self, interaction: Interaction) -> None:
        """It is no longer offered: what followed it may have to go on by itself."""
        if interaction.conversation not in self.conversations.led:
            return
        for other in self.conversations.others(interaction):
            if other.following and other.following == interaction.agent:
                self.doubtful[other.id] = other

    def doubt_room(self, agent: Agent) -> None:
        """The agent's hands changed: what follows may not fit any more."""
        for interaction_id in self.holds.get(agent.id, ()):
            if self.interactions[interaction_id].following:
                self.doubtful[interaction_id] = self.interactions[interaction_id]

    def keep_held(self, interaction: Interaction) -> None:
        """It counts in its lanes, and is found by each of those who are asked first."""
        for agent_id in interaction.asked_first:
            self.holds.setdefault(agent_id, {})[interaction.id] = None
        if interaction.excluded:
            self.waived[interaction.id] = interaction
        for line in interaction.lines:
            line.held += 1
            line.lane.everyone.add(interaction.entry)

    def unplace(self, interaction: Interaction) -> None:
        """Take an interaction out of the waiting."""
        interaction.queue.waiting -= 1
        for queue in interaction.also:
            queue.waiting -= 1
            queue.visiting -= 1
        if interaction.state == "line":
            for line in interaction.lines:
                line.leave(interaction)
        elif interaction.state == "held":
            for line in interaction.lines:
                line.held -= 1
                line.lane.everyone.remove(interaction.entry)
            for agent_id in interaction.asked_first:
                held = self.holds[agent_id]
                held.pop(interaction.id, None)
                if not held:
                    del self.holds[agent_id]
            interaction.following = ""
            self.waived.pop(interaction.id, None)
        elif interaction.state == "deferred":
            del self.deferred[interaction.id]
        self.unmatched.pop(interaction.id, None)
        self.doubtful.pop(interaction.id, None)
        self.to_look.pop(interaction.id, None)
        if interaction.look_at:
            self.deadlines.drop(interaction.look_at, LOOK, interaction.id)
            interaction.look_at = 0
        if interaction.ring_at:
            self.deadlines.drop(interaction.ring_at, RING, interaction.id)
            interaction.ring_at = 0
        if interaction.limit is not None:
            interaction.limit = None
            del interaction.lines[0].lane.watched[interaction.id]

    def replace(self, interaction: Interaction) -> None:
        """Let a waiting interaction find its place anew, since a hold ended or its queue changed."""
        self.unplace(interaction)
        self.place(interaction, announce=False)

    def relax(self, interaction: Interaction, also: Queue | None = None) -> None:
        """Less is asked of the agent of a waiting interaction than before, or it waits in one more
        queue. Who stands in line changes lines without leaving the lanes.
        """
        asks = interaction.preferred or interaction.follows
        stays = interaction.state == "line" and not (
            asks and reserved_until(interaction) > self.now
        )
        if not stays:
            self.unplace(interaction)
        if also is not None:
            interaction.also = (*interaction.also, also)
            also.guests += 1
        if not stays:
            self.place(interaction, announce=False)
            return
        if also is not None:
            also.waiting += 1
            also.visiting += 1
            self._enter_also(interaction, also)
        else:
            self._change_lines(interaction)
        limit = interaction.limit
        if limit is not None and not interaction.lines[0].surely_within(limit):
            self.to_look[interaction.id] = interaction
        self.unmatched[interaction.id] = interaction

    def _change_lines(self, interaction: Interaction) -> None:
        """Go over to the lines of those of whom as little is asked as of this one now."""
        lines, ring_at = [], 0
        for line in interaction.lines:
            lane = line.lane
            needed, opens_at = lane.queue.needs(interaction, self.now)
            if needed != line.needed:
                line.go_over(interaction)
                if line.head is None:
                    lane.tidy()
                line = lane.line(needed)
                line.come_over(interaction)
            lines.append(line)
            if opens_at and (not ring_at or opens_at < ring_at):
                ring_at = opens_at
        interaction.lines, interaction.ring_at, interaction.counted_at = tuple(lines), ring_at, -1
        if ring_at:
            self.deadlines.add(ring_at, RING, interaction.id)

    def exclude(self, interaction: Interaction, agent_id: str) -> None:
        """Pass over this agent for a while. The interaction must not be in line."""
        if self.rules.exclude_ms > 0:
            until = self.now + self.rules.exclude_ms
            interaction.excluded[agent_id] = until
            self.deadlines.add(until, EXCLUSION, interaction.id, agent_id)

    def forget(self, interaction: Interaction) -> None:
        """The interaction is no longer live."""
        interaction.queue.live -= 1
        self.leave_guests(interaction)
        self.conversations.drop(interaction)
        del self.interactions[interaction.id]

    def leave_guests(self, interaction: Interaction) -> None:
        """It is nobody's guest any more. It must not be waiting."""
        for queue in interaction.also:
            queue.guests -= 1
        interaction.also = ()

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
        self.pool(agent, agent.open_channels())

    def pool(self, agent: Agent, channels: tuple[str, ...]) -> None:
        """Put the agent into the pools of these channels: those for which there is room."""
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

    def release(self, agent: Agent, channel: str, *, wrap: bool = False) -> None:
        """Give back the capacity of one interaction, or of a wrap-up."""
        self.free(agent)
        if wrap:
            agent.let_go(channel, self.rules)
        else:
            agent.release(channel, self.rules)
