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
from agent_desktop.hub.routing.deadlines import EXCLUSION, OFFER, WRAP_UP, Deadline
from agent_desktop.hub.routing.decisions import Decision
from agent_desktop.hub.routing.floor import Floor
from agent_desktop.hub.routing.matching import settle
from agent_desktop.hub.routing.records import (
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    CostsDefined,
    HandedOver,
    Input,
    InteractionArrived,
    InteractionEnded,
    InteractionWithdrawn,
    OfferAnswered,
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
    PulledByHand: arrivals.pull,
    HandedOver: arrivals.hand_over,
    RestoredActive: arrivals.restore_active,
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
        if found is None or found.line is None or found.state not in ("line", "held"):
            return None
        return found.line.lane.position(found)

    def waiting(self, queue: str) -> int:
        """How many wait in a queue, held and deferred ones included; 0 for an unknown queue."""
        found = self._floor.queues.get(queue)
        return found.waiting if found else 0

    def waiting_ids(self, queue: str, limit: int = 100) -> tuple[str, ...]:
        """The first of those who stand in line in a queue, in order, over all its channels."""
        found = self._floor.queues.get(queue)
        if found is None:
            return ()
        ordered = merge(*(lane.everyone for lane in found.lanes.values()))
        return tuple(entry[1] for entry in islice(ordered, limit))

    def estimate(self, interaction: str, handle_ms: int) -> int | None:
        """A guess of the wait still ahead, ms: position x handling time / agents who could take it.

        None when it does not stand in line or nobody could take it now.
        """
        position = self.position(interaction)
        found = self._floor.interactions.get(interaction)
        if position is None or found is None or found.line is None:
            return None
        agents = found.line.candidates()
        return position * handle_ms // agents if agents else None

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
    if kind == WRAP_UP:
        offers.end_wrap_up(floor, floor.agents[agent_id], interaction_id, "elapsed")
        return
    interaction = floor.interactions[interaction_id]
    if kind == OFFER:
        offers.miss(floor, interaction)
    elif kind == EXCLUSION:
        del interaction.excluded[agent_id]
        if interaction.state == "line" and interaction.line is not None:
            if not interaction.excluded:
                interaction.line.marked.pop(interaction_id, None)
            floor.unmatched[interaction_id] = interaction
    elif interaction.state == "deferred":
        floor.unplace(interaction)
        floor.place(interaction, announce=True)
    else:
        floor.replace(interaction)
