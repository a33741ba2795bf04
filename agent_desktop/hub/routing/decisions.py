"""What the routing engine decides: the outputs of `Engine.apply`, in the order in which they
happened.

Promises: frozen records in the tagged union `Decision`; an offer names the facts that chose it
(`why`), a refusal names the value that was wrong. A repeated command gives `Repeated` around its
first reply: answer it, journal nothing.

Refuses: words for the screen. Codes and values travel; the sentence is made where the reader's
language is known.
"""

from typing import Literal

from msgspec import Struct

from agent_desktop.hub.routing.records import Step

OfferOutcome = Literal["accepted", "declined", "timed_out", "rescinded"]
How = Literal["accepted", "pulled", "handed_over", "restored"]
OfferReason = Literal[
    "",
    "abandoned",
    "cancelled",
    "callback",
    "overflowed",
    "voicemail",
    "pulled",
    "moved",
    "agent_signed_out",
    "agent_unavailable",
    "agent_updated",
    "agent_not_responding",
    "interrupted",
]
RefusalCode = Literal[
    "bad_value",
    "unknown_queue",
    "unknown_agent",
    "unknown_interaction",
    "known_interaction",
    "stale_offer",
    "not_waiting",
    "not_active",
    "not_in_wrap_up",
    "no_capacity",
    "queue_in_use",
]


class SkillMatched(Struct, frozen=True, tag=True):
    """The agent has the skill at `level`; `needed` was asked for (0: no longer asked, the ring
    dropped it).
    """

    skill: str
    level: int
    needed: int


class StickyAgent(Struct, frozen=True, tag=True):
    """The agent is preferred for this interaction."""


class LeastLoaded(Struct, frozen=True, tag=True):
    """Units already committed, of the budget: no eligible agent was less loaded."""

    committed: int
    budget: int


class IdleSince(Struct, frozen=True, tag=True):
    """Since when the agent has finished no work: among equally loaded agents nobody waited longer."""

    since: int


class FirstInLine(Struct, frozen=True, tag=True):
    """The agent became free and this was first of all that the agent may take: arrival and points
    in its favour.
    """

    arrived_at: int
    points: int


class NoOtherCandidate(Struct, frozen=True, tag=True):
    """The agent was being passed over, yet nobody else could take it."""


Fact = SkillMatched | StickyAgent | LeastLoaded | IdleSince | FirstInLine | NoOtherCandidate


class OfferMade(Struct, frozen=True, tag=True):
    """An interaction is proposed to an agent until `expires_at` (exclusive)."""

    interaction: str
    agent: str
    epoch: int
    offered_at: int
    expires_at: int
    why: tuple[Fact, ...]


class OfferEnded(Struct, frozen=True, tag=True):
    """An offer is over; `reason` says why a rescinded one was taken back, and is empty otherwise.
    `note`: why the agent declined.
    """

    interaction: str
    agent: str
    epoch: int
    outcome: OfferOutcome
    reason: OfferReason = ""
    note: str = ""


class AgentBecameNotResponding(Struct, frozen=True, tag=True):
    """A missed offer: the agent gets nothing more until the next `PresenceSet`."""

    agent: str
    interaction: str


class InteractionQueued(Struct, frozen=True, tag=True):
    """An interaction came (back) to waiting; `position` counts from 1 on its channel, None while it
    is deferred.
    """

    interaction: str
    queue: str
    position: int | None


class InteractionAssigned(Struct, frozen=True, tag=True):
    """An agent has the interaction now. `override`: it was pulled or handed over beyond the agent's
    capacity, on purpose.
    """

    interaction: str
    agent: str
    epoch: int
    assigned_at: int
    how: How
    override: bool = False


class WorkSetAside(Struct, frozen=True, tag=True):
    """Interruptible work stays with its agent, and gives its units back to what is live."""

    interaction: str
    agent: str


class WorkTakenUp(Struct, frozen=True, tag=True):
    """There is room again for what was set aside."""

    interaction: str
    agent: str


class Overflowed(Struct, frozen=True, kw_only=True, tag=True):
    """A step (counted from 0) is due. A dropped skill and an added queue are in force by now; all
    else the caller carries out. It has waited `waited_ms`; `expected_ms` is the guess that was too
    high, None when time alone decided.
    """

    interaction: str
    index: int
    step: Step
    target: str
    waited_ms: int
    expected_ms: int | None = None


class WrapUpStarted(Struct, frozen=True, tag=True):
    """The interaction holds its capacity until `until` (None: until completed)."""

    interaction: str
    agent: str
    started_at: int
    until: int | None


class WrapUpEnded(Struct, frozen=True, tag=True):
    """The capacity is free again."""

    interaction: str
    agent: str
    reason: Literal["completed", "elapsed", "signed_out"]


class InteractionClosed(Struct, frozen=True, tag=True):
    """The engine has forgotten the interaction: done after work, or it left while it was waiting."""

    interaction: str
    outcome: Literal["done", "abandoned", "cancelled", "callback", "overflowed", "voicemail"]


class QueueFull(Struct, frozen=True, tag=True):
    """Not let in: so many wait already. An arrival is not known afterwards, a transfer stays where
    it was.
    """

    interaction: str
    queue: str
    waiting: int
    limit: int


class Refused(Struct, frozen=True, tag=True):
    """Nothing changed. `field` and `value` name what was wrong."""

    code: RefusalCode
    field: str
    value: str


class Repeated(Struct, frozen=True, tag=True):
    """The command was carried out before; this is what it got then."""

    reply: InteractionAssigned | OfferEnded | WrapUpStarted


Decision = (
    OfferMade
    | OfferEnded
    | AgentBecameNotResponding
    | InteractionQueued
    | InteractionAssigned
    | WorkSetAside
    | WorkTakenUp
    | Overflowed
    | WrapUpStarted
    | WrapUpEnded
    | InteractionClosed
    | QueueFull
    | Refused
    | Repeated
)
