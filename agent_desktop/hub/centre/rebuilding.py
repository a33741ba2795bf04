"""The routing engine after a restart, out of what is kept.

Promises that who waits stands where they stood, that work is with its agent, and that nobody is routable before they
are back. Steps of overflow are looked at when the agents had a moment to come back.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from msgspec.structs import replace

from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.centre.places import Progress
from agent_desktop.hub.centre.routing import (
    RULES,
    asked_first,
    costs_of,
    overflow_of,
    own_points,
    profile_of,
    queue_defined,
    rings_of,
)
from agent_desktop.hub.centre.ruling import follows
from agent_desktop.hub.routing.engine import Engine
from agent_desktop.hub.routing.snapshot import (
    AgentState,
    InteractionState,
    PaceState,
    Snapshot,
    State,
    WrapUpState,
)
from agent_desktop.hub.routing.waits import Pace
from agent_desktop.hub.storage.settings import Capacity, QueueSettings
from agent_desktop.hub.storage.work import KeptInteraction
from agent_desktop.model import work as shown
from agent_desktop.model.base import Millis
from agent_desktop.model.rules import Plan

_WAITS = ("line", "deferred")


@dataclass(frozen=True)
class KeptWork:
    """What is kept of live work, by interaction."""

    interactions: Iterable[tuple[KeptInteraction, Progress]]
    """Each with how far its waiting has come."""
    parts: Mapping[str, str]
    """Wrap-ups of agents who left a call that went on, and the call of each."""
    excluded: Mapping[str, dict[str, Millis]]
    """Agents who turned it down, and until when they are passed over."""
    not_before: Mapping[str, Millis]
    """The times of those that are not offered earlier, or were not."""
    plans: Mapping[str, Plan]
    """What rules decided."""
    callers: Set[str]
    """Calls of customers to whom nobody has talked yet, and which wait where they came."""


@dataclass
class _Hands:
    """What each agent has."""

    active: dict[str, list[str]] = field(default_factory=dict)
    wraps: dict[str, list[WrapUpState]] = field(default_factory=dict)


def rebuilt(
    now: Millis,
    queues: Iterable[QueueSettings],
    agents: Iterable[LiveAgent],
    work: KeptWork,
    costs: Capacity,
    paces: Iterable[PaceState],
) -> Engine:
    """The engine. `costs` are the channels' as an administrator defined them; `paces` what queues have shown."""
    queues = tuple(queues)
    known = {queue.id for queue in queues}
    hands = _Hands()
    states = []
    for kept, progress in work.interactions:
        state = _in_hands(hands, kept.shown, work, now)
        if state != "wrap_up" or kept.shown.id not in work.parts:
            states.append(_interaction(kept, progress, state, work, known, now))
    return Engine.restore(
        Snapshot(
            rules=replace(RULES, units=costs_of(costs)),
            now=now,
            queues=tuple(queue_defined(queue) for queue in queues),
            agents=tuple(_agent(one, hands, now) for one in agents),
            interactions=tuple(states),
            paces=tuple(paces),
        )
    )


def _in_hands(hands: _Hands, one: shown.Interaction, work: KeptWork, now: Millis) -> State:
    """Where an interaction is; what an agent has of it goes to `hands`."""
    agent_id = one.agent_id or ""
    if one.state is shown.InteractionState.ACTIVE:
        hands.active.setdefault(agent_id, []).append(one.id)
        return "active"
    if one.state is shown.InteractionState.WRAP_UP:
        routed = work.parts.get(one.id, one.id)
        wrap = WrapUpState(routed, one.channel.value, one.ended_at or now, None)
        hands.wraps.setdefault(agent_id, []).append(wrap)
        return "wrap_up"
    return "deferred" if work.not_before.get(one.id, 0) > now else "line"


def _interaction(
    kept: KeptInteraction,
    progress: Progress,
    state: State,
    work: KeptWork,
    known: Set[str],
    now: Millis,
) -> InteractionState:
    one = kept.shown
    plan = work.plans.get(one.id) or Plan(queue=one.queue_id)
    waits = state in _WAITS
    return InteractionState(
        id=one.id,
        channel=one.channel.value,
        queue=one.queue_id,
        skills=one.skills,
        priority=own_points(kept, plan),
        vip=progress.value,
        strict=plan.strict,
        arrived_at=one.arrived_at,
        conversation=one.conversation_id,
        follows=waits and one.id in work.callers and follows(plan),
        queued_at=progress.queued_at,
        not_before=work.not_before.get(one.id, 0) if waits else 0,
        preferred_agents=asked_first(kept, plan) if kept.preferred_agent else (),
        sticky_until=kept.sticky_until,
        hold_until=0,
        state=state,
        epoch=kept.epoch,
        agent="" if waits else one.agent_id or "",
        offered_at=0,
        expires_at=0,
        assigned_at=one.accepted_at or 0,
        how="restored" if state == "active" else "",
        override=False,
        excluded=work.excluded.get(one.id, {}) if waits else {},
        last_end=None,
        rings=rings_of(plan),
        overflow=overflow_of(plan),
        done=progress.done,
        dropped=progress.dropped,
        also=tuple(queue for queue in progress.also if queue in known),
        look_at=now + RULES.look_ms if plan.overflow else 0,
        aside=progress.aside and state == "active",
    )


def _agent(agent: LiveAgent, hands: _Hands, now: Millis) -> AgentState:
    profile = agent.profile
    return AgentState(
        id=profile.id,
        profile=profile_of(profile),
        signed_in=True,
        not_responding=False,
        routable=(),
        idle_since=now,
        offers=(),
        active=tuple(hands.active.get(profile.id, ())),
        wrap_ups=tuple(hands.wraps.get(profile.id, ())),
        used=0,
    )


def paces_of(finished: Iterable[tuple[str, str, Millis, Millis]]) -> tuple[PaceState, ...]:
    """What queues have shown: from (queue, channel, how long an agent had it, how long it waited), the oldest first."""
    found: dict[tuple[str, str], Pace] = {}
    for queue_id, channel, took_ms, waited_ms in finished:
        pace = found.setdefault((queue_id, channel), Pace())
        pace.finished(took_ms, RULES.handle_ms.get(channel, RULES.default_handle_ms))
        pace.waits.append(waited_ms)
    return tuple(
        PaceState(queue_id, channel, pace.handle_ms, tuple(pace.waits))
        for (queue_id, channel), pace in sorted(found.items())
    )
