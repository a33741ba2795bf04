"""The engine's state as records: what a snapshot keeps, what a view shows, and the way back.

Promises: `load(keep(floor))` gives a floor with the same snapshot and the same future; only facts
are kept, every index is built anew. The state is taken as it was, nothing is matched while loading.

Refuses: nothing; a snapshot comes from the engine itself.
"""

from __future__ import annotations

from typing import Literal, cast

from msgspec import Struct

from agent_desktop.hub.routing.deadlines import DUE, EXCLUSION, HOLD, LANE, LOOK, OFFER, WRAP_UP
from agent_desktop.hub.routing.decisions import OfferEnded
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.people import Agent, WrapUp
from agent_desktop.hub.routing.presence import admit
from agent_desktop.hub.routing.records import Overflow, Profile, QueueDefined, Ring, Rules
from agent_desktop.hub.routing.staffing import add_queue, count_candidate
from agent_desktop.hub.routing.waits import Pace

State = Literal["deferred", "held", "line", "offered", "active", "wrap_up"]


class WrapUpState(Struct, frozen=True):
    """One wrap-up that holds capacity."""

    interaction: str
    channel: str
    started_at: int
    until: int | None


class AgentState(Struct, frozen=True, kw_only=True):
    """One agent. `offers` and `active` are interaction ids, oldest first; `used` is in units."""

    id: str
    profile: Profile
    signed_in: bool
    not_responding: bool
    routable: tuple[str, ...]
    idle_since: int
    offers: tuple[str, ...]
    active: tuple[str, ...]
    wrap_ups: tuple[WrapUpState, ...]
    used: int


class PaceState(Struct, frozen=True):
    """What a queue has shown on one channel: how long one takes, and the newest waits; when those who may overflow for
    an expected wait are looked at next (0: nobody may).
    """

    queue: str
    channel: str
    handle_ms: int
    waits: tuple[int, ...]
    look_at: int = 0


class InteractionState(Struct, frozen=True, kw_only=True):
    """One live interaction. `agent` is empty while it waits; `excluded` maps agents to when they
    may be asked again. Steps of overflow that are `done` are counted from 0; they `dropped` skills
    and let it wait in queues `also`; the others are looked at `look_at`, and with its queue's while a
    guess above `limit` ms would matter. What is `aside` gives way to live work. One that
    `follows` is held for the agent whom it is `following` (empty: nobody).
    """

    id: str
    channel: str
    queue: str
    skills: dict[str, int]
    priority: int | None
    vip: int
    strict: int
    arrived_at: int
    queued_at: int
    not_before: int
    preferred_agents: tuple[str, ...]
    sticky_until: int | None
    hold_until: int
    state: State
    epoch: int
    agent: str
    offered_at: int
    expires_at: int
    assigned_at: int
    how: str
    override: bool
    excluded: dict[str, int]
    last_end: OfferEnded | None
    rings: tuple[Ring, ...] | None = None
    overflow: tuple[Overflow, ...] = ()
    done: tuple[int, ...] = ()
    dropped: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    look_at: int = 0
    limit: int | None = None
    aside: bool = False
    conversation: str = ""
    follows: bool = False
    following: str = ""


class Snapshot(Struct, frozen=True, kw_only=True):
    """The whole state at time `now`; sorted by id, so that equal states are equal records."""

    rules: Rules
    now: int
    queues: tuple[QueueDefined, ...]
    agents: tuple[AgentState, ...]
    interactions: tuple[InteractionState, ...]
    paces: tuple[PaceState, ...] = ()


def agent_state(agent: Agent) -> AgentState:
    """One agent as a record."""
    return AgentState(
        id=agent.id,
        profile=agent.profile,
        signed_in=agent.signed_in,
        not_responding=agent.not_responding,
        routable=agent.routable,
        idle_since=agent.idle_since,
        offers=tuple(agent.offers),
        active=tuple(agent.active),
        wrap_ups=tuple(
            WrapUpState(interaction_id, wrap.channel, wrap.started_at, wrap.until)
            for interaction_id, wrap in agent.wraps.items()
        ),
        used=agent.used,
    )


def interaction_state(interaction: Interaction) -> InteractionState:
    """One interaction as a record."""
    return InteractionState(
        id=interaction.id,
        channel=interaction.channel,
        queue=interaction.queue.definition.id,
        skills=interaction.skills,
        priority=interaction.priority,
        vip=interaction.vip,
        strict=interaction.strict,
        arrived_at=interaction.arrived_at,
        queued_at=interaction.queued_at,
        not_before=interaction.not_before,
        preferred_agents=interaction.preferred,
        sticky_until=interaction.sticky_until,
        hold_until=interaction.hold_until,
        state=cast(State, interaction.state),
        epoch=interaction.epoch,
        agent=interaction.agent,
        offered_at=interaction.offered_at,
        expires_at=interaction.expires_at,
        assigned_at=interaction.assigned_at,
        how=interaction.how,
        override=interaction.override,
        excluded=dict(interaction.excluded),
        last_end=interaction.last_end,
        rings=interaction.rings,
        overflow=interaction.overflow,
        done=interaction.done,
        dropped=interaction.dropped,
        also=tuple(queue.definition.id for queue in interaction.also),
        look_at=interaction.look_at,
        limit=interaction.limit,
        aside=interaction.aside,
        conversation=interaction.conversation,
        follows=interaction.follows,
        following=interaction.following,
    )


def keep(floor: Floor) -> Snapshot:
    """The floor as records."""
    return Snapshot(
        rules=floor.rules,
        now=floor.now,
        queues=tuple(floor.queues[name].definition for name in sorted(floor.queues)),
        agents=tuple(agent_state(floor.agents[name]) for name in sorted(floor.agents)),
        interactions=tuple(
            interaction_state(floor.interactions[name]) for name in sorted(floor.interactions)
        ),
        paces=tuple(
            PaceState(name, channel, lane.pace.handle_ms, tuple(lane.pace.waits), lane.look_at)
            for name in sorted(floor.queues)
            for channel, lane in sorted(floor.queues[name].lanes.items())
            if lane.pace.handle_ms or lane.pace.waits or lane.look_at
        ),
    )


def load(snapshot: Snapshot) -> Floor:
    """A floor that goes on where the snapshot was taken."""
    floor = Floor(snapshot.rules)
    floor.now = snapshot.now
    for definition in snapshot.queues:
        add_queue(floor, definition)
    for pace in snapshot.paces:
        lane = floor.queues[pace.queue].lane(pace.channel)
        lane.pace = Pace(pace.handle_ms, pace.waits)
        if pace.look_at:
            lane.look_at = pace.look_at
            floor.deadlines.add(pace.look_at, LANE, pace.queue, pace.channel)
    for kept_agent in snapshot.agents:
        _load_agent(floor, kept_agent)
    for kept in snapshot.interactions:
        _load_interaction(floor, kept)
    for agent in floor.agents.values():
        floor.open(agent)
    return floor


def _load_agent(floor: Floor, kept: AgentState) -> None:
    agent = admit(floor, kept.id, kept.profile)
    agent.signed_in = kept.signed_in
    agent.not_responding = kept.not_responding
    agent.routable = kept.routable
    agent.idle_since = kept.idle_since
    agent.offers = dict.fromkeys(kept.offers)
    agent.active = dict.fromkeys(kept.active)
    for wrap in kept.wrap_ups:
        agent.wraps[wrap.interaction] = WrapUp(wrap.channel, wrap.started_at, wrap.until)
        agent.commit(wrap.channel, floor.rules)
        agent.harden(wrap.channel, floor.rules)
        if wrap.until is not None:
            floor.deadlines.add(wrap.until, WRAP_UP, wrap.interaction, agent.id)
    agent.learn(floor.rules)
    count_candidate(floor, agent, 1)


def _load_interaction(floor: Floor, kept: InteractionState) -> None:
    queue = floor.queues[kept.queue]
    interaction = Interaction(
        kept.id, kept.channel, queue, kept.arrived_at, kept.skills, kept.priority, kept.vip
    )
    interaction.queued_at = kept.queued_at
    interaction.not_before = kept.not_before
    interaction.strict = kept.strict
    interaction.conversation = kept.conversation
    interaction.follows = kept.follows
    interaction.following = kept.following
    interaction.preferred = kept.preferred_agents
    interaction.sticky_until = kept.sticky_until
    interaction.hold_until = kept.hold_until
    interaction.state = kept.state
    interaction.epoch = kept.epoch
    interaction.agent = kept.agent
    interaction.offered_at = kept.offered_at
    interaction.expires_at = kept.expires_at
    interaction.assigned_at = kept.assigned_at
    interaction.how = kept.how
    interaction.override = kept.override
    interaction.excluded = dict(kept.excluded)
    interaction.last_end = kept.last_end
    interaction.rings = kept.rings
    interaction.overflow = kept.overflow
    interaction.done = kept.done
    interaction.dropped = kept.dropped
    interaction.also = tuple(floor.queues[name] for name in kept.also)
    interaction.look_at = kept.look_at
    interaction.limit = kept.limit
    interaction.aside = kept.aside
    queue.live += 1
    for other in interaction.also:
        other.guests += 1
    floor.interactions[interaction.id] = interaction
    floor.conversations.add(interaction)
    for agent_id, until in interaction.excluded.items():
        floor.deadlines.add(until, EXCLUSION, interaction.id, agent_id)
    if interaction.state in ("offered", "active"):
        agent = floor.agents[interaction.agent]
        agent.commit(interaction.channel, floor.rules)
        if interaction.aside:
            agent.put_aside(interaction.channel, floor.rules)
    if interaction.state == "offered":
        floor.deadlines.add(interaction.expires_at, OFFER, interaction.id)
    elif interaction.waits:
        _load_waiting(floor, interaction)


def _load_waiting(floor: Floor, interaction: Interaction) -> None:
    interaction.queue.waiting += 1
    for queue in interaction.also:
        queue.waiting += 1
        queue.visiting += 1
    floor.give_key(interaction)
    if interaction.state == "deferred":
        floor.deferred[interaction.id] = interaction
        floor.deadlines.add(interaction.not_before, DUE, interaction.id)
        return
    floor.join_lines(interaction)
    if interaction.look_at:
        floor.deadlines.add(interaction.look_at, LOOK, interaction.id)
    if interaction.limit is not None:
        interaction.lines[0].lane.watched[interaction.id] = interaction
    if interaction.state == "line":
        for line in interaction.lines:
            line.enter(interaction)
        return
    floor.keep_held(interaction)
    floor.deadlines.add(interaction.hold_until, HOLD, interaction.id)
