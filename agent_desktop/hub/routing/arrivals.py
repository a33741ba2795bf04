"""Interactions come, leave, move, are taken by hand and handed over.

Promises: `arrived_at` never changes, whatever happens. A queue's limit is kept by arrivals and
transfers alike: an arrival beyond it is let in only when an agent gets it at once. Who was let in
is never put out again, so what returns to its own queue may exceed the limit for a while.

Refuses: known ids, unknown queues and agents, values out of range, a pull beyond capacity without
an override.
"""

from __future__ import annotations

from agent_desktop.hub.routing.decisions import InteractionClosed, QueueFull, Repeated
from agent_desktop.hub.routing.expecting import learn
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.interrupting import give_way
from agent_desktop.hub.routing.joining import has_room
from agent_desktop.hub.routing.lines import Interaction
from agent_desktop.hub.routing.matching import settle
from agent_desktop.hub.routing.offers import assign, assigned, leave_work, refuse
from agent_desktop.hub.routing.presence import admit, make_room
from agent_desktop.hub.routing.records import (
    ConversationChanged,
    HandedOver,
    InteractionArrived,
    InteractionWithdrawn,
    Overflow,
    PriorityChanged,
    Profile,
    PulledByHand,
    Requeued,
    RestoredActive,
    Ring,
)
from agent_desktop.hub.routing.staffing import drop_if_gone
from agent_desktop.hub.routing.taking_back import drop_offer, end_offer

MAX_POINTS = 100_000
MAX_TIME = 1 << 53
MAX_CLASS = 9
MAX_STEPS = 32


def ring_fault(rings: tuple[Ring, ...] | None) -> tuple[str, object] | None:
    """What of these rings cannot be: they open one after the other, and levels are not below 0."""
    if not rings:
        return None
    last = 0
    for ring in rings:
        if ring.after_ms < last or len(rings) > MAX_STEPS:
            return "rings", [one.after_ms for one in rings]
        last = ring.after_ms
        if ring.level is not None and ring.level < 0:
            return "rings", [ring.level]
    return None


def _plan_fault(
    rings: tuple[Ring, ...] | None, overflow: tuple[Overflow, ...] | None, strict: int | None
) -> tuple[str, object] | None:
    """The first thing that cannot be, with its value."""
    if strict is not None and not 0 <= strict <= MAX_CLASS:
        return "strict", strict
    for step in overflow or ():
        after_ms, expected_ms = step.after_ms, step.expected_ms
        neither = after_ms is None and expected_ms is None
        if neither or (after_ms or 0) < 0 or (expected_ms or 0) < 0:
            return "overflow", [one for one in (after_ms, expected_ms) if one is not None]
    if overflow is not None and len(overflow) > MAX_STEPS:
        return "overflow", len(overflow)
    return ring_fault(rings)


def _new(floor: Floor, told: InteractionArrived | RestoredActive) -> Interaction | None:
    """A new interaction, or None after a refusal."""
    queue = floor.queues.get(told.queue)
    if queue is None:
        refuse(floor, "unknown_queue", "queue", told.queue)
    elif told.id in floor.interactions:
        refuse(floor, "known_interaction", "id", told.id)
    elif not 0 <= told.arrived_at <= MAX_TIME:
        refuse(floor, "bad_value", "arrived_at", told.arrived_at)
    elif abs(told.priority or 0) > MAX_POINTS or abs(told.vip) > MAX_POINTS:
        refuse(floor, "bad_value", "priority", f"{told.priority}, {told.vip}")
    elif told.epoch < 0:
        refuse(floor, "bad_value", "epoch", told.epoch)
    else:
        interaction = Interaction(
            told.id, told.channel, queue, told.arrived_at, told.skills, told.priority, told.vip
        )
        interaction.epoch = told.epoch
        interaction.conversation = told.conversation
        return interaction
    return None


def _enter(floor: Floor, interaction: Interaction) -> None:
    floor.interactions[interaction.id] = interaction
    floor.conversations.add(interaction)
    interaction.queue.live += 1


def arrive(floor: Floor, told: InteractionArrived) -> None:
    """Let an interaction in: offered at once, waiting, or the queue is full."""
    fault = _plan_fault(told.rings, told.overflow, told.strict)
    if fault is not None:
        refuse(floor, "bad_value", *fault)
        return
    interaction = _new(floor, told)
    if interaction is None:
        return
    interaction.queued_at = floor.now if told.queued_at is None else told.queued_at
    interaction.strict = told.strict
    interaction.preferred = tuple(dict.fromkeys(told.preferred_agents))
    interaction.sticky_until = told.sticky_until
    interaction.follows = told.follows
    interaction.rings = told.rings
    interaction.overflow = told.overflow
    interaction.not_before = told.not_before
    _enter(floor, interaction)
    floor.place(interaction, announce=True)
    queue = interaction.queue
    limit = queue.definition.max_waiting
    if limit is None or queue.waiting <= limit:
        return
    del floor.announce[interaction.id]
    floor.to_look.pop(interaction.id, None)  # who is not let in does not overflow
    settle(floor)
    if interaction.waits:
        floor.unplace(interaction)
        floor.forget(interaction)
        floor.out.append(QueueFull(told.id, told.queue, queue.waiting, limit))


def withdraw(floor: Floor, told: InteractionWithdrawn) -> None:
    """The customer is no longer waiting."""
    interaction = floor.interactions.get(told.interaction)
    if interaction is None:
        refuse(floor, "unknown_interaction", "interaction", told.interaction)
        return
    if interaction.waits:
        floor.unplace(interaction)
    elif interaction.state == "offered":
        drop_offer(floor, interaction, "rescinded", told.outcome)
    else:
        refuse(floor, "not_waiting", "interaction", told.interaction)
        return
    floor.forget(interaction)
    floor.out.append(InteractionClosed(interaction.id, told.outcome))


def requeue(floor: Floor, told: Requeued) -> None:
    """Move an interaction to waiting, in this queue or another."""
    interaction = floor.interactions.get(told.interaction)
    if interaction is None:
        refuse(floor, "unknown_interaction", "interaction", told.interaction)
        return
    old = interaction.queue
    queue = old if told.queue is None else floor.queues.get(told.queue)
    if queue is None:
        refuse(floor, "unknown_queue", "queue", told.queue)
        return
    if interaction.state == "wrap_up":
        refuse(floor, "not_active", "interaction", told.interaction)
        return
    fault = _plan_fault(told.rings, told.overflow, told.strict)
    if fault is not None:
        refuse(floor, "bad_value", *fault)
        return
    limit = queue.definition.max_waiting
    inside = queue is old or (queue in interaction.also and interaction.waits)
    if limit is not None and not inside and queue.is_full():
        floor.out.append(QueueFull(interaction.id, queue.definition.id, queue.waiting, limit))
        return
    anew = queue is not old or interaction.state == "active"
    if interaction.waits:
        floor.unplace(interaction)
    elif interaction.state == "offered":
        drop_offer(floor, interaction, "rescinded", "moved")
    else:
        agent = floor.agents[interaction.agent]
        learn(floor, interaction)
        leave_work(floor, interaction, agent, wrap_up=told.wrap_up)
        floor.exclude(interaction, agent.id)
        drop_if_gone(floor, agent)
        interaction.agent = ""
    if anew:
        floor.leave_guests(interaction)
        interaction.queued_at = floor.now
        interaction.done = interaction.dropped = ()
        interaction.follows = False
    if queue is not old:
        old.live -= 1
        queue.live += 1
        interaction.queue = queue
    _plan(interaction, told)
    interaction.preferred = tuple(dict.fromkeys(told.preferred_agents))
    interaction.sticky_until = told.sticky_until
    interaction.not_before = told.not_before
    floor.place(interaction, announce=True)


def _plan(interaction: Interaction, told: Requeued) -> None:
    """What is given replaces what was; steps that are new have not been taken."""
    if told.skills is not None:
        interaction.ask(told.skills)
    if told.rings is not None:
        interaction.rings = told.rings
    if told.overflow is not None and told.overflow != interaction.overflow:
        interaction.overflow = told.overflow
        interaction.done = ()
    if told.strict is not None:
        interaction.strict = told.strict


def change_priority(floor: Floor, told: PriorityChanged) -> None:
    """Give an interaction other points; one that waits finds its place by them."""
    interaction = floor.interactions.get(told.interaction)
    if interaction is None:
        refuse(floor, "unknown_interaction", "interaction", told.interaction)
    elif abs(told.priority) > MAX_POINTS:
        refuse(floor, "bad_value", "priority", told.priority)
    else:
        interaction.priority = told.priority
        if interaction.waits:
            floor.unplace(interaction)
            floor.place(interaction, announce=False)


def change_conversation(floor: Floor, told: ConversationChanged) -> None:
    """Let an interaction be of another conversation; what is in hand stays as it is."""
    interaction = floor.interactions.get(told.interaction)
    if interaction is None:
        refuse(floor, "unknown_interaction", "interaction", told.interaction)
        return
    floor.doubt(interaction)
    floor.conversations.drop(interaction)
    interaction.conversation = told.conversation
    floor.conversations.add(interaction)
    if interaction.state == "held":
        floor.unmatched[interaction.id] = floor.doubtful[interaction.id] = interaction
    elif interaction.state == "line" and interaction.follows:
        floor.replace(interaction)
    elif interaction.agent in floor.holds:
        floor.free(floor.agents[interaction.agent])
    if interaction.agent:
        floor.lead(interaction)


def pull(floor: Floor, told: PulledByHand) -> None:
    """An agent takes an interaction that waits or is offered."""
    interaction = floor.interactions.get(told.interaction)
    agent = floor.agents.get(told.agent)
    if interaction is None:
        refuse(floor, "unknown_interaction", "interaction", told.interaction)
        return
    if agent is None or not agent.signed_in:
        refuse(floor, "unknown_agent", "agent", told.agent)
        return
    if interaction.state == "active" and interaction.agent == agent.id:
        floor.out.append(Repeated(assigned(interaction)))
        return
    if interaction.state in ("active", "wrap_up"):
        refuse(floor, "not_waiting", "interaction", told.interaction)
        return
    if interaction.state == "offered" and interaction.agent == agent.id:
        end_offer(floor, interaction, agent, "accepted", "")
        assign(floor, interaction, agent, "pulled")
        return
    beyond = not has_room(floor, agent, interaction)
    if beyond and not told.override:
        refuse(floor, "no_capacity", "agent", told.agent)
        return
    if interaction.state == "offered":
        drop_offer(floor, interaction, "rescinded", "pulled")
    else:
        floor.unplace(interaction)
    floor.free(agent)
    agent.commit(interaction.channel, floor.rules)
    interaction.epoch += 1
    assign(floor, interaction, agent, "pulled", override=beyond)
    give_way(floor, agent)


def hand_over(floor: Floor, told: HandedOver) -> None:
    """Active work changes hands; the one capacity is taken before the other is given back."""
    interaction = floor.interactions.get(told.interaction)
    heir = floor.agents.get(told.to)
    if interaction is None:
        refuse(floor, "unknown_interaction", "interaction", told.interaction)
        return
    if heir is None or not heir.signed_in:
        refuse(floor, "unknown_agent", "to", told.to)
        return
    if interaction.state == "active" and interaction.agent == heir.id:
        floor.out.append(Repeated(assigned(interaction)))
        return
    if interaction.state != "active" or interaction.agent != told.agent:
        refuse(floor, "not_active", "interaction", told.interaction)
        return
    beyond = not has_room(floor, heir, interaction)
    floor.free(heir)
    heir.commit(interaction.channel, floor.rules)
    agent = floor.agents[interaction.agent]
    leave_work(floor, interaction, agent, wrap_up=told.wrap_up)
    drop_if_gone(floor, agent)
    interaction.epoch += 1
    assign(floor, interaction, heir, "handed_over", override=beyond)
    give_way(floor, heir)
    make_room(floor, heir)


def restore_active(floor: Floor, told: RestoredActive) -> None:
    """Give active work to its agent, whatever the capacity."""
    if not told.agent:  # the empty id stands for "nobody" in every state
        refuse(floor, "bad_value", "agent", told.agent)
        return
    interaction = _new(floor, told)
    if interaction is None:
        return
    _enter(floor, interaction)
    agent = floor.agents.get(told.agent)
    if agent is None:
        agent = admit(floor, told.agent, Profile(queues=(), channels={}))
    floor.free(agent)
    agent.commit(interaction.channel, floor.rules)
    assign(floor, interaction, agent, "restored", at=told.assigned_at)
    give_way(floor, agent)
    make_room(floor, agent)
