"""Who gets what: the two choices of the engine, and the settling after each change.

Promises: when an agent has room, the first interaction by order key that the agent may take; when
an interaction waits, the preferred agent, else the most proficient (where the queue wants the
best), the least loaded, the longest idle, the lowest id. After `settle` nobody waits while an
eligible agent has room.

Refuses: looking at anything that did not change. Agents with room had nothing to take before the
change, so only freed agents and newly waiting interactions can make a match.
"""

from __future__ import annotations

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
from agent_desktop.hub.routing.lines import NOBODY, Interaction, Line
from agent_desktop.hub.routing.ordered import Entry
from agent_desktop.hub.routing.people import Agent, PoolEntry


def settle(floor: Floor) -> None:
    """Make every match that the last change made possible, then announce who waits."""
    while floor.free_agents or floor.unmatched:
        if floor.free_agents:
            agents = list(floor.free_agents.values())
            floor.free_agents.clear()
            if len(agents) > 1:
                agents.sort(key=Agent.rank)
            for agent in agents:
                _serve(floor, agent)
        elif len(floor.unmatched) == 1:
            _match(floor, floor.unmatched.popitem()[1])
        else:
            waiting = sorted(floor.unmatched.values(), key=_entry)
            floor.unmatched.clear()
            for interaction in waiting:
                if interaction.waits:
                    _match(floor, interaction)
    if floor.announce:
        for interaction in floor.announce.values():
            if interaction.waits:
                position = None
                if interaction.state != "deferred" and interaction.line is not None:
                    position = interaction.line.lane.position(interaction)
                queue_id = interaction.queue.definition.id
                floor.out.append(InteractionQueued(interaction.id, queue_id, position))
        floor.announce.clear()


def _entry(interaction: Interaction) -> Entry:
    return interaction.entry


def _serve(floor: Floor, agent: Agent) -> None:
    """Offer an agent what comes first, until the hands are full or nothing is left; then put it
    into the pools.
    """
    while channels := agent.open_channels():
        best = _first_for(floor, agent, channels)
        if best is None:
            break
        _offer(floor, floor.interactions[best[1]], agent, chosen_by_agent=True)
    floor.open(agent)


def _first_for(floor: Floor, agent: Agent, channels: tuple[str, ...]) -> Entry | None:
    """The first by order key of all that the agent may take on these channels."""
    best: Entry | None = None
    bound = NOBODY
    cls = agent.cls
    for channel in channels:
        for lane in cls.lanes.get(channel, ()):
            if lane.front > bound:
                continue
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
    for interaction_id in agent.holds:
        interaction = floor.interactions[interaction_id]
        if interaction.channel in channels and (best is None or interaction.entry < best):
            best = interaction.entry
    return best


def _first_allowed(floor: Floor, agent: Agent, line: Line) -> Entry | None:
    """The head of a line, past those that are not to be offered to this agent for a while."""
    for entry in line.entries:
        interaction = line.marked.get(entry[1])
        if interaction is None or not floor.is_barred(interaction, agent, line):
            return entry
    return None


def _match(floor: Floor, interaction: Interaction) -> None:
    """Offer a waiting interaction to the best agent with room, if there is one."""
    line = interaction.line
    if line is None or interaction.state == "deferred":
        return
    preferred = floor.agents.get(interaction.preferred) if interaction.preferred else None
    if (
        preferred is not None
        and interaction.channel in preferred.pooled
        and floor.could_take(preferred, interaction, line)
    ):
        agent: Agent | None = preferred
    elif interaction.state == "held":
        return
    else:
        agent = _best_agent(floor, interaction, line)
    if agent is not None:
        floor.close(agent)
        _offer(floor, interaction, agent, chosen_by_agent=False)
        floor.open(agent)


def _best_agent(floor: Floor, interaction: Interaction, line: Line) -> Agent | None:
    lane = line.lane
    by_skill = lane.queue.definition.pick == "best"
    accepts = line.accepts
    excluded = interaction.excluded
    if excluded and floor.is_waived(interaction, line):
        excluded = {}
    best: PoolEntry | None = None
    best_skill = 0
    for cls in lane.open:
        if cls not in accepts:
            continue
        skill = accepts[cls] if by_skill else 0
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
    why = _why(interaction, agent, chosen_by_agent)
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
    floor.out.append(
        OfferMade(interaction.id, agent.id, interaction.epoch, floor.now, expires_at, why)
    )


def _why(interaction: Interaction, agent: Agent, chosen_by_agent: bool) -> tuple[Fact, ...]:
    """The facts that made this match."""
    facts: list[Fact] = []
    line = interaction.line
    if line is not None and line.asked:
        needed = dict(line.needed)
        for name, _ in line.asked:
            level = agent.cls.skills.get(name, 0)
            facts.append(SkillMatched(name, level, needed.get(name, 0)))
    if interaction.preferred == agent.id:
        facts.append(StickyAgent())
    if agent.id in interaction.excluded:
        facts.append(NoOtherCandidate())
    if chosen_by_agent:
        facts.append(FirstInLine(interaction.arrived_at, interaction.points()))
    elif interaction.preferred != agent.id:
        facts.append(LeastLoaded(agent.used, agent.profile.units))
        facts.append(IdleSince(agent.idle_since))
    return tuple(facts)
