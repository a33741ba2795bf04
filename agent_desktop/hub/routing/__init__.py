"""Routing: who is offered what, decided by a pure machine.

The rule of this room: no I/O, no clock, no chance, no asyncio, nothing of the hub. Inputs are
records, decisions are records, and the shell around it (journal, server, timers) does the rest:
apply an input, save the decisions with it in one transaction, act on them, and wake the engine with
`TimePassed` at `next_deadline()`.

After a restart either restore the last snapshot and play the later inputs again, or tell the engine
anew: queues, then `RestoredActive`, then signed-in agents, then those who wait
(`InteractionArrived` with their old `arrived_at`, `queued_at` and `epoch`), and presence last.
"""

from agent_desktop.hub.routing.decisions import (
    AgentBecameNotResponding,
    Decision,
    Fact,
    FirstInLine,
    IdleSince,
    InteractionAssigned,
    InteractionClosed,
    InteractionQueued,
    LeastLoaded,
    NoOtherCandidate,
    OfferEnded,
    OfferMade,
    QueueFull,
    Refused,
    Repeated,
    SkillMatched,
    StickyAgent,
    WrapUpEnded,
    WrapUpStarted,
)
from agent_desktop.hub.routing.engine import Engine
from agent_desktop.hub.routing.records import (
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    Blending,
    CostsDefined,
    HandedOver,
    Input,
    InteractionArrived,
    InteractionEnded,
    InteractionWithdrawn,
    OfferAnswered,
    PresenceSet,
    Profile,
    PulledByHand,
    QueueDefined,
    QueueRemoved,
    Requeued,
    RestoredActive,
    Ring,
    Rules,
    TimePassed,
    WrapUpCompleted,
)
from agent_desktop.hub.routing.snapshot import AgentState, InteractionState, Snapshot, WrapUpState

__all__ = [
    "AgentBecameNotResponding",
    "AgentSignedIn",
    "AgentSignedOut",
    "AgentState",
    "AgentUpdated",
    "Blending",
    "CostsDefined",
    "Decision",
    "Engine",
    "Fact",
    "FirstInLine",
    "HandedOver",
    "IdleSince",
    "Input",
    "InteractionArrived",
    "InteractionAssigned",
    "InteractionClosed",
    "InteractionEnded",
    "InteractionQueued",
    "InteractionState",
    "InteractionWithdrawn",
    "LeastLoaded",
    "NoOtherCandidate",
    "OfferAnswered",
    "OfferEnded",
    "OfferMade",
    "PresenceSet",
    "Profile",
    "PulledByHand",
    "QueueDefined",
    "QueueFull",
    "QueueRemoved",
    "Refused",
    "Repeated",
    "Requeued",
    "RestoredActive",
    "Ring",
    "Rules",
    "SkillMatched",
    "Snapshot",
    "StickyAgent",
    "TimePassed",
    "WrapUpCompleted",
    "WrapUpEnded",
    "WrapUpStarted",
    "WrapUpState",
]
