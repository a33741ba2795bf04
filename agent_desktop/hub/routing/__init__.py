"""Routing: who is offered what, decided by a pure machine.

The rule of this room: no I/O, no clock, no chance, no asyncio, nothing of the hub. Inputs are
records, decisions are records, and the shell around it (journal, server, timers) does the rest:
apply an input, save the decisions with it in one transaction, act on them, and wake the engine with
`TimePassed` at `next_deadline()`.

After a restart either restore the last snapshot and play the later inputs again, or tell the engine
anew: queues, then `RestoredActive`, then signed-in agents, then those who wait
(`InteractionArrived` with their old `arrived_at`, `queued_at` and `epoch`), and presence last.

**Who fills what.** Rules of the house say once, when an interaction arrives or is transferred, how it
waits: `InteractionArrived` and `Requeued` carry `queue`, `skills`, `priority` and `vip` (points;
`vip` by value band), `strict` (a class before all points), `preferred_agents` with `sticky_until`
(the reserve time, an absolute time), `rings` (skills relaxed in time; None: the queue's own) and
`overflow` (steps for who waits too long). The engine judges the values, keeps them with the
interaction, and tells in `Overflowed` which steps are due.
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
    Overflowed,
    QueueFull,
    Refused,
    Repeated,
    SkillMatched,
    StickyAgent,
    WorkSetAside,
    WorkTakenUp,
    WrapUpEnded,
    WrapUpStarted,
)
from agent_desktop.hub.routing.engine import Engine
from agent_desktop.hub.routing.records import (
    AgentSignedIn,
    AgentSignedOut,
    AgentUpdated,
    Blending,
    ConversationChanged,
    CostsDefined,
    HandedOver,
    Input,
    InteractionArrived,
    InteractionEnded,
    InteractionWithdrawn,
    OfferAnswered,
    Overflow,
    PaceTold,
    PresenceSet,
    PriorityChanged,
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
from agent_desktop.hub.routing.snapshot import (
    AgentState,
    InteractionState,
    PaceState,
    Snapshot,
    WrapUpState,
)

__all__ = [
    "AgentBecameNotResponding",
    "AgentSignedIn",
    "AgentSignedOut",
    "AgentState",
    "AgentUpdated",
    "Blending",
    "ConversationChanged",
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
    "Overflow",
    "Overflowed",
    "PaceState",
    "PaceTold",
    "PresenceSet",
    "PriorityChanged",
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
    "WorkSetAside",
    "WorkTakenUp",
    "WrapUpCompleted",
    "WrapUpEnded",
    "WrapUpStarted",
    "WrapUpState",
]
