"""The routing engine: inputs in, decisions out.

Promises: the same inputs at the same times give the same decisions, on any machine; the clock never
runs backwards (an earlier time counts as the latest one seen); whatever is due by then happens
before the input does. After every `apply` nobody waits while an eligible agent has room.

Refuses: I/O, a clock of its own, chance. Bad values become `Refused`; only a foreign type raises
(`TypeError`).
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import merge
from itertools import islice
from typing import Any, Self

from agent_desktop.hub.routing import arrivals, offers, roster, snapshot
from agent_desktop.hub.routing.considering import Considered, consider
from agent_desktop.hub.routing.deadlines import (
    EXCLUSION,
    LANE,
    LOOK,
    OFFER,
    RING,
    WRAP_UP,
    Deadline,
)
from agent_desktop.hub.routing.decisions import Decision
from agent_desktop.hub.routing.expecting import expected
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.matching import settle
from agent_desktop.hub.routing.overflow import look_around
from agent_desktop.hub.routing.records import (
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    ConversationChanged,
    CostsDefined,
    HandedOver,
    Input,
    InteractionArrived,
    InteractionEnded,
    InteractionWithdrawn,
    OfferAnswered,
    PaceTold,
    PresenceSet,
    PriorityChanged,
    PulledByHand,
    QueueDefined,
    QueueRemoved,
    Requeued,
    RestoredActive,
    Rules,
    TimePassed,
    WrapUpCompleted,
)
from agent_desktop.hub.routing.snapshot import AgentState, InteractionState, Snapshot


def _nothing(floor: Floor, told: TimePassed) -> None:
    """The clock alone: what was due has happened before."""


HANDLERS: dict[type, Callable[[Floor, Any], None]] = {
    QueueDefined: roster.define_queue,
    QueueRemoved: roster.remove_queue,
    CostsDefined: roster.define_costs,
    AgentSignedIn: roster.sign_in,
    AgentUpdated: roster.update,
    AgentSignedOut: roster.sign_out,
    PresenceSet: roster.set_presence,
    InteractionArrived: arrivals.arrive,
    InteractionWithdrawn: arrivals.withdraw,
    OfferAnswered: offers.answer,
    InteractionEnded: offers.end,
    WrapUpCompleted: offers.complete_wrap_up,
    Requeued: arrivals.requeue,
    PriorityChanged: arrivals.change_priority,
    ConversationChanged: arrivals.change_conversation,
    PulledByHand: arrivals.pull,
    HandedOver: arrivals.hand_over,
    RestoredActive: arrivals.restore_active,
    PaceTold: roster.tell_pace,
    TimePassed: _nothing,
}


class Engine:
    """One contact centre's routing. Not thread-safe: one caller at a time."""

    def __init__(self, rules: Rules | None = None) -> None:
        self._floor = Floor(rules or Rules())

    @classmethod
    def restore(cls, kept: Snapshot) -> Self:
        """An engine that goes on exactly where `snapshot` was taken."""
        engine = cls(kept.rules)
        engine._floor = snapshot.load(kept)
        return engine

    def snapshot(self) -> Snapshot:
        """The whole state as records."""
        return snapshot.keep(self._floor)

    def apply(self, told: Input, now_ms: int) -> tuple[Decision, ...]:
        """Take one input at `now_ms` (epoch milliseconds); the decisions in the order in which they
        happened.

        Raises TypeError for a type that is not an input.
        """
        handler = HANDLERS.get(type(told))
        if handler is None:
            raise TypeError(f"not a routing input: {type(told).__name__}")
        floor = self._floor
        out: list[Decision] = []
        floor.out = out
        if now_ms > floor.now:
            floor.now = now_ms
        if deadline := floor.deadlines.pop_due(floor.now):
            # All that is due happens before the first match: those whose time comes together
            # are served in their order, not in the order of their timers.
            while deadline:
                _fall_due(floor, deadline)
                deadline = floor.deadlines.pop_due(floor.now)
            settle(floor)
        handler(floor, told)
        settle(floor)
        return tuple(out)

    def next_deadline(self) -> int | None:
        """When something falls due next, epoch ms: apply `TimePassed` then. None: nothing is
        pending.
        """
        return self._floor.deadlines.next()

    def position(self, interaction: str) -> int | None:
        """The place among those who wait on the same channel of the same queue, from 1; None when
        not in line.
        """
        found = self._floor.interactions.get(interaction)
        if found is None or found.state not in ("line", "held"):
            return None
        return found.lines[0].lane.position(found)

    def queued_at(self, interaction: str) -> int | None:
        """Since when it is in its queue, or was when an agent got it; None for an unknown one."""
        found = self._floor.interactions.get(interaction)
        return None if found is None else found.queued_at

    def waiting(self, queue: str) -> int:
        """How many wait in a queue, held and deferred ones and those of other queues who wait there
        as well included; 0 for an unknown queue.
        """
        found = self._floor.queues.get(queue)
        return found.waiting if found else 0

    def own_waiting(self, queue: str) -> int:
        """The same without those of other queues."""
        found = self._floor.queues.get(queue)
        return found.waiting - found.visiting if found else 0

    def guests(self, queue: str) -> int:
        """How many live interactions of other queues wait there as well, or did before an agent got them."""
        found = self._floor.queues.get(queue)
        return found.guests if found else 0

    def serves_at_once(self, queue: str, channel: str, skills: dict[str, int]) -> bool:
        """Whether somebody who serves the queue has room now for one who needs these skills beside the queue's own."""
        found = self._floor.queues.get(queue)
        if found is None:
            return False
        needed = tuple({**found.definition.skills, **skills}.items())
        return any(cls.satisfies(needed) for cls in found.lane(channel).open)

    def deferred(self) -> tuple[str, ...]:
        """Those that wait for a time before which nobody is offered them."""
        return tuple(self._floor.deferred)

    def waiting_ids(self, queue: str, limit: int = 100) -> tuple[str, ...]:
        """The first of those who stand in line in their own queue, in order, over all its channels."""
        found = self._floor.queues.get(queue)
        if found is None:
            return ()
        ordered = (entry[1] for entry in merge(*(one.everyone for one in found.lanes.values())))
        if found.visiting:
            known = self._floor.interactions
            ordered = (one for one in ordered if known[one].queue is found)
        return tuple(islice(ordered, limit))

    def expected(self, interaction: str) -> int | None:
        """A guess of the wait still ahead, ms: position x how long one takes / how many are served
        at once, else the median of the newest waits.

        None when it does not stand in line or nobody could take it now.
        """
        found = self._floor.interactions.get(interaction)
        return None if found is None else expected(self._floor, found)

    def considered(self, interaction: str, limit: int) -> Considered | None:
        """What holds of one that waits, and the agents who might get it: the first `limit` of them. None for one that
        does not wait.
        """
        found = self._floor.interactions.get(interaction)
        return None if found is None or not found.waits else consider(self._floor, found, limit)

    def has_room(self, agent: str, channel: str) -> bool:
        """Whether an agent who is signed in could hold one more on a channel, routable or not."""
        found = self._floor.agents.get(agent)
        return found is not None and found.signed_in and found.has_room(channel, self._floor.rules)

    def agent(self, agent: str) -> AgentState | None:
        """One agent's state, or None."""
        found = self._floor.agents.get(agent)
        return snapshot.agent_state(found) if found else None

    def interaction(self, interaction: str) -> InteractionState | None:
        """One live interaction's state, or None."""
        found = self._floor.interactions.get(interaction)
        return snapshot.interaction_state(found) if found else None


def _fall_due(floor: Floor, deadline: Deadline) -> None:
    """What was to happen at a deadline that still holds."""
    _, kind, interaction_id, agent_id = deadline
    if kind == LANE:
        look_around(floor, floor.queues[interaction_id].lanes[agent_id])
        return
    if kind == WRAP_UP:
        offers.end_wrap_up(floor, floor.agents[agent_id], interaction_id, "elapsed")
        return
    interaction = floor.interactions[interaction_id]
    if kind == LOOK:
        floor.to_look[interaction_id] = interaction
        return
    if kind == OFFER:
        offers.miss(floor, interaction)
    elif kind == EXCLUSION:
        del interaction.excluded[agent_id]
        if interaction.state == "line":
            if not interaction.excluded:
                for line in interaction.lines:
                    line.marked.pop(interaction_id, None)
            floor.unmatched[interaction_id] = interaction
    elif interaction.state == "deferred":
        floor.unplace(interaction)
        floor.place(interaction, announce=True)
    elif kind == RING:
        floor.relax(interaction)
    else:
        floor.replace(interaction)
