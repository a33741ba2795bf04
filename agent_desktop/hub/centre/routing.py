"""Between the centre's records and the pure routing engine.

Promises that the engine's rules stay the engine's; here are only translations. Wrap-up is held by the engine until the
centre says that it is over, because the centre owns its clock (agents may extend it). Refuses to write anything.
"""

from collections.abc import Iterable

from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.routing import decisions as decided
from agent_desktop.hub.routing.records import (
    Blending,
    InteractionArrived,
    Overflow,
    Profile,
    QueueDefined,
    Ring,
    Rules,
)
from agent_desktop.hub.storage.settings import AgentProfile, Capacity, QueueSettings
from agent_desktop.hub.storage.work import KeptInteraction
from agent_desktop.model import work as shown
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Conflict, DeskError, Refused
from agent_desktop.model.people import PresenceState
from agent_desktop.model.rules import Plan
from agent_desktop.model.words import later
from agent_desktop.model.work import OfferOutcome, Reason, WhyYou

RULES = Rules()


def costs_of(defined: Capacity) -> dict[str, int]:
    """What one interaction of each channel takes of an agent's units; `defined` goes before the rules' own."""
    return RULES.units | {channel.value: cost for channel, cost in defined.items()}


OUTCOMES = {
    "accepted": OfferOutcome.ACCEPTED,
    "declined": OfferOutcome.DECLINED,
    "timed_out": OfferOutcome.MISSED,
    "rescinded": OfferOutcome.RESCINDED,
}


_BLENDING = {
    shown.Blending.EXCLUSIVE: Blending(),
    shown.Blending.CALLS: Blending(exclusive_while_others=True),
    shown.Blending.FULL: Blending(others_while_exclusive=True, exclusive_while_others=True),
}


def queue_defined(queue: QueueSettings) -> QueueDefined:
    """A queue for the engine."""
    return QueueDefined(
        id=queue.id,
        weight=queue.weight,
        priority=queue.priority,
        skills=queue.skills,
        offer_ms={channel.value: ms for channel, ms in queue.offer_ms.items()},
        wrap_up_ms=0 if queue.wrap_up_ms == 0 else None,
        max_waiting=queue.max_waiting,
        sticky_ms=queue.sticky_ms,
        pick=queue.pick,
    )


def profile_of(profile: AgentProfile) -> Profile:
    """An agent for the engine.

    Unless the agent's settings say otherwise, who writes may be called as well, or calls would wait until no chat is
    left; who talks gets no chat.
    """
    return Profile(
        queues=profile.queues,
        channels={channel.value: count for channel, count in profile.capacity.items()},
        skills=profile.skills,
        units=profile.units,
        blending=_BLENDING[profile.blending],
    )


def channels_of(agent: LiveAgent, linked: bool, phone: bool) -> tuple[str, ...]:
    """The channels on which the agent may be offered work now: none unless linked, ready and staying so.

    Without a `phone` no calls.
    """
    presence = agent.presence
    if not linked or presence.state is not PresenceState.READY or presence.next is not None:
        return ()
    able = (channel for channel, count in agent.profile.capacity.items() if count > 0)
    return tuple(one.value for one in able if phone or one is not shown.Channel.VOICE)


def rings_of(plan: Plan) -> tuple[Ring, ...] | None:
    """The rings that rules ask for; None: the queue's."""
    steps = sorted(plan.relaxed, key=lambda one: one.after_ms)
    return tuple(Ring(one.after_ms, one.skill, one.level) for one in steps) or None


def overflow_of(plan: Plan) -> tuple[Overflow, ...]:
    """What rules say of those who wait too long."""
    return tuple(
        Overflow(
            step=one.step.value,
            target=one.target,
            after_ms=one.after_ms,
            expected_ms=one.expected_ms,
        )
        for one in plan.overflow
    )


def asked_first(kept: KeptInteraction, plan: Plan) -> tuple[str, ...]:
    """Whom it is held for: the one who is preferred, then those whom rules name."""
    first = (kept.preferred_agent,) if kept.preferred_agent else ()
    return tuple(dict.fromkeys((*first, *plan.agents)))


def arrived(
    kept: KeptInteraction,
    value: int = 0,
    plan: Plan | None = None,
    not_before: Millis = 0,
    *,
    follows: bool = False,
) -> InteractionArrived:
    """A new interaction for the engine, as the house's rules planned it; offered to nobody before that moment.

    `value` are the points that its customer brings. A call that `follows` waits for who is offered their chat.
    """
    one = kept.shown
    plan = plan or Plan(queue=one.queue_id)
    return InteractionArrived(
        id=one.id,
        channel=one.channel.value,
        queue=one.queue_id,
        arrived_at=one.arrived_at,
        skills=one.skills,
        priority=own_points(kept, plan),
        vip=value,
        strict=plan.strict,
        preferred_agents=asked_first(kept, plan),
        sticky_until=kept.sticky_until,
        rings=rings_of(plan),
        overflow=overflow_of(plan),
        not_before=not_before,
        conversation=one.conversation_id,
        follows=follows,
    )


def own_points(kept: KeptInteraction, plan: Plan) -> int | None:
    """Its points instead of its queue's; those of rules may come to nothing, which is not the queue's either."""
    own = kept.shown.priority
    return own if own or plan.points is not None else None


def reasons_of(facts: Iterable[decided.Fact]) -> tuple[Reason, ...]:
    """Why this agent, in the model's words."""
    found = []
    for fact in facts:
        if isinstance(fact, decided.StickyAgent):
            found.append(Reason(why=WhyYou.SAME_AGENT))
        elif isinstance(fact, decided.SkillMatched):
            found.append(Reason(why=WhyYou.SKILL, detail=f"{fact.skill} {fact.level}"))
        elif isinstance(fact, decided.IdleSince):
            found.append(Reason(why=WhyYou.LONGEST_IDLE))
        elif isinstance(fact, decided.LeastLoaded):
            found.append(Reason(why=WhyYou.LEAST_LOADED))
        elif isinstance(fact, decided.NoOtherCandidate):
            found.append(Reason(why=WhyYou.ONLY_CANDIDATE))
    return tuple(found)


_REFUSALS: dict[str, tuple[type[DeskError], str, str]] = {
    "stale_offer": (
        Conflict,
        later("This offer is over."),
        later("The customer waits in the queue, or a colleague answers."),
    ),
    "not_waiting": (
        Conflict,
        later("This customer no longer waits."),
        later("A colleague was faster, or the customer left."),
    ),
    "no_capacity": (
        Refused,
        later("Your hands are full."),
        later("Finish something first, then take the next customer."),
    ),
}


def refusal(refused: decided.Refused) -> DeskError:
    """The engine's refusal as an error with words."""
    kind, message, remedy = _REFUSALS.get(
        refused.code,
        (Refused, later("That is not possible now."), later("Look at the list again.")),
    )
    return kind(message, remedy=remedy, field=refused.field, value=refused.value)
