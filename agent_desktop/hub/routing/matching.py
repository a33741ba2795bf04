"""Who gets what: the two choices of the engine, and the settling after each change.

Promises: when an agent has room, the first interaction by order key that the agent may take; when
an interaction waits, the preferred agent, else the most proficient (where the queue wants the
best), the least loaded, the longest idle, the lowest id. After `settle` nobody waits while an
eligible agent has room.

Refuses: looking at anything that did not change. Agents with room had nothing to take before the
change, so only freed agents and newly waiting interactions can make a match.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent_desktop.hub.routing.deadlines import OFFER
from agent_desktop.hub.routing.decisions import (
    Fact,
    FirstInLine,
    IdleSince,
    InteractionQueued,
    LeastLoaded,
    NoOtherCandidate,
    OfferMade,
    SkillMatched,
    StickyAgent,
)
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.interrupting import give_way, take_up
from agent_desktop.hub.routing.joining import behind_leaders, comes_beside, reconsider
from agent_desktop.hub.routing.lines import NOBODY, Interaction, Lane, Line
from agent_desktop.hub.routing.ordered import Entry
from agent_desktop.hub.routing.overflow import look
from agent_desktop.hub.routing.people import Agent, PoolEntry


def settle(floor: Floor) -> None:
    """Make every match that the last change made possible, then announce who waits."""
    free_agents, unmatched, to_look = floor.free_agents, floor.unmatched, floor.to_look
    while True:
        if floor.doubtful:
            reconsider(floor, floor.doubtful.popitem()[1])
        elif free_agents:
            if len(free_agents) == 1:
                _serve(floor, free_agents.popitem()[1])
                continue
            agents = sorted(free_agents.values(), key=Agent.rank)
            free_agents.clear()
            for agent in agents:
                _serve(floor, agent)
        elif unmatched:
            if len(unmatched) == 1:
                _match(floor, unmatched.popitem()[1])
                continue
            waiting = sorted(unmatched.values(), key=_entry)
            interruptible = floor.rules.interruptible
            waiting.sort(key=lambda one: one.channel in interruptible)
            unmatched.clear()
            if floor.conversations.led:
                waiting = behind_leaders(floor, waiting)
            for interaction in waiting:
                if interaction.waits:
                    _match(floor, interaction)
        elif to_look:
            # Only who is still without an agent overflows.
            if len(to_look) == 1:
                look(floor, to_look.popitem()[1])
                continue
            late = sorted(to_look.values(), key=_entry)
            to_look.clear()
            for interaction in late:
                look(floor, interaction)
        else:
            break
    if floor.announce:
        for interaction in floor.announce.values():
            if interaction.waits:
                position = None
                if interaction.state != "deferred":
                    position = interaction.lines[0].lane.position(interaction)
                queue_id = interaction.queue.definition.id
                floor.out.append(InteractionQueued(interaction.id, queue_id, position))
        floor.announce.clear()


def _entry(interaction: Interaction) -> Entry:
    return interaction.entry


def _front(lane: Lane) -> int:
    return lane.front


def _serve(floor: Floor, agent: Agent) -> None:
    """Offer an agent what comes first, until the hands are full or nothing is left: what is live,
    since it would interrupt the rest, then what was set aside, then the rest. Then put the agent
    into the pools.
    """
    if agent.pooled:
        floor.close(agent)
    interruptible = floor.rules.interruptible
    while True:
        channels = agent.open_channels()
        live = [channel for channel in channels if channel not in interruptible]
        best = _first_for(floor, agent, live) if live or agent.id in floor.holds else None
        if best is None and agent.aside:
            if take_up(floor, agent):
                continue
            break
        if best is None and len(live) < len(channels):
            soft = [channel for channel in channels if channel in interruptible]
            best = _first_for(floor, agent, soft)
        if best is None:
            break
        _offer(floor, floor.interactions[best[1]], agent, chosen_by_agent=True)
    floor.pool(agent, channels)
    if agent.id in floor.holds:
        floor.doubt_room(agent)


def _first_for(floor: Floor, agent: Agent, channels: Sequence[str]) -> Entry | None:
    """The first by order key of all that the agent may take on these channels."""
    best: Entry | None = None
    bound = NOBODY
    cls = agent.cls
    lanes = [lane for channel in channels for lane in cls.lanes.get(channel, ()) if lane.heads]
    lanes.sort(key=_front)  # the earliest first: of the others few heads are looked at
    for lane in lanes:
        if lane.front > bound:
            break
        for head in lane.heads:
            if best is not None and best < head:
                break
            line = head[2]
            if cls not in line.accepts:
                continue
            found = _first_allowed(floor, agent, line) if line.marked else head[:2]
            if found is not None and (best is None or found < best):
                best = found
                bound = found[0]
    for interaction_id in floor.holds.get(agent.id, ()):
        interaction = floor.interactions[interaction_id]
        if (
            (interaction.channel in channels or comes_beside(floor, agent, interaction))
            and (best is None or interaction.entry < best)
            and floor.could_take(agent, interaction)
        ):
            best = interaction.entry
    return best


def _first_allowed(floor: Floor, agent: Agent, line: Line) -> Entry | None:
    """The head of a line, past those that are not to be offered to this agent for a while."""
    for entry in line.entries:
        interaction = line.marked.get(entry[1])
        if interaction is None or not floor.is_barred(interaction, agent):
            return entry
    return None


def _match(floor: Floor, interaction: Interaction) -> None:
    """Offer a waiting interaction to the best agent with room, if there is one."""
    if interaction.state == "deferred":
        return
    agent = _best_agent(floor, interaction)
    asks = interaction.preferred or interaction.following
    if agent is None and not (asks and interaction.conversation):
        return  # nor has any of those who are asked first room
    preferred = _preferred_agent(floor, interaction) if asks else None
    if preferred is not None:
        agent = preferred
    elif agent is None or interaction.state == "held":
        return
    floor.close(agent)
    _offer(floor, interaction, agent, chosen_by_agent=False)
    floor.open(agent)
    if agent.id in floor.holds:
        floor.doubt_room(agent)


def _preferred_agent(floor: Floor, interaction: Interaction) -> Agent | None:
    """The first of those who are asked first who has room."""
    for agent in floor.wanted(interaction):
        if interaction.channel in agent.pooled or comes_beside(floor, agent, interaction):
            return agent
    return None


def _best_agent(floor: Floor, interaction: Interaction) -> Agent | None:
    queue = interaction.queue
    ranked_by = queue.asks(interaction) if queue.definition.pick == "best" else ()
    excluded = interaction.excluded
    if excluded and floor.is_waived(interaction):
        excluded = {}
    best: PoolEntry | None = None
    best_skill = 0
    for line in interaction.lines:
        lane, accepts = line.lane, line.accepts
        for cls in lane.open:
            if cls not in accepts:
                continue
            skill = cls.proficiency(ranked_by) if ranked_by else 0
            if best is not None and skill < best_skill:
                continue
            for entry in cls.pools[lane.channel]:
                if entry[2] not in excluded:
                    if best is None or skill > best_skill or entry < best:
                        best, best_skill = entry, skill
                    break
    return None if best is None else floor.agents[best[2]]


def _offer(floor: Floor, interaction: Interaction, agent: Agent, *, chosen_by_agent: bool) -> None:
    """Make the offer. The agent must be out of the pools."""
    why = _why(floor, interaction, agent, chosen_by_agent)
    floor.unplace(interaction)
    queue = interaction.queue.definition
    rules = floor.rules
    channel = interaction.channel
    last = queue.offer_ms.get(channel) or rules.offer_ms.get(channel, rules.default_offer_ms)
    interaction.state = "offered"
    interaction.agent = agent.id
    interaction.epoch += 1
    interaction.offered_at = floor.now
    interaction.expires_at = expires_at = floor.now + last
    agent.commit(channel, rules)
    agent.offers[interaction.id] = None
    floor.deadlines.add(expires_at, OFFER, interaction.id)
    if agent.soft:
        give_way(floor, agent)
    floor.out.append(
        OfferMade(interaction.id, agent.id, interaction.epoch, floor.now, expires_at, why)
    )
    floor.lead(interaction)


def _why(
    floor: Floor, interaction: Interaction, agent: Agent, chosen_by_agent: bool
) -> tuple[Fact, ...]:
    """The facts that made this match."""
    facts: list[Fact] = []
    line = floor.line_for(agent, interaction)
    if line is not None and (asked := line.lane.queue.asks(interaction)):
        needed = dict(line.needed)
        for name, _ in asked:
            level = agent.cls.skills.get(name, 0)
            facts.append(SkillMatched(name, level, needed.get(name, 0)))
    first = interaction.asked_first
    if agent.id in first:
        facts.append(StickyAgent())
    if agent.id in interaction.excluded:
        facts.append(NoOtherCandidate())
    if chosen_by_agent:
        facts.append(FirstInLine(interaction.arrived_at, interaction.points()))
    elif agent.id not in first:
        facts.append(LeastLoaded(agent.used, agent.profile.units))
        facts.append(IdleSince(agent.idle_since))
    return tuple(facts)
