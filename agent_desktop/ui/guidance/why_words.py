"""Why an interaction is where it is, in words: what happened, in its order, and what holds now.

Promises a line for each fact and none of its own making. Pure: nothing here knows a widget.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from agent_desktop.model.base import Millis
from agent_desktop.model.consulting import ConsultEnd
from agent_desktop.model.rules import Step
from agent_desktop.model.why import (
    Candidate,
    Consulted,
    Move,
    Moved,
    Offered,
    Placed,
    Stepped,
    Why,
    WhyBack,
    WhyNot,
)
from agent_desktop.model.work import InteractionState, OfferOutcome, WhyYou
from agent_desktop.ui.kit.format import moment, timer
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import later, plural, tr

_MINUTE: Millis = 60_000


@dataclass(frozen=True)
class WhyLine:
    """A fact: when (nothing for what holds now), what, and what else is known of it."""

    when: str
    what: str
    more: str = ""


def head(why: Why) -> str:
    """Where it is, in a sentence."""
    queue = single_line(why.queue_name, 40)
    match why.state:
        case InteractionState.QUEUED:
            return tr("It waits in {queue}.", queue=queue)
        case InteractionState.OFFERED:
            return tr("It is offered, from {queue}.", queue=queue)
        case InteractionState.ACTIVE:
            return tr("An agent has it, from {queue}.", queue=queue)
        case InteractionState.WRAP_UP:
            return tr("It is in wrap-up, from {queue}.", queue=queue)
        case _:
            return tr("It is over; it came from {queue}.", queue=queue)


def happened(why: Why, now: Millis) -> Iterator[WhyLine]:
    """What happened, the first first."""
    plan = why.plan
    if plan is not None:
        for because in plan.because:
            facts = ", ".join(
                f"{single_line(one.name, 40)}: {single_line(one.value, 60)}"
                for one in because.facts
            )
            name = single_line(because.name, 60)
            yield WhyLine(
                moment(why.arrived_at, now), tr("The rule “{name}” held", name=name), facts
            )
        if plan.asked and plan.asked != plan.queue:
            yield WhyLine(moment(why.arrived_at, now), tr("The rules chose another queue"))
    for fact in why.facts:
        match fact:
            case Placed():
                yield _placed(fact, now)
            case Stepped():
                yield _stepped(fact, now)
            case Offered():
                yield _offered(fact, now)
            case Consulted():
                yield _consulted(fact, now)
            case Moved():
                yield _moved(fact, now)


def _moved(fact: Moved, now: Millis) -> WhyLine:
    name = single_line(fact.by_name, 60) or tr("A colleague")
    target = single_line(fact.target, 60)
    what = {
        Move.TRANSFERRED: tr("{name} transferred it to {target}", name=name, target=target),
        Move.RETURNED: tr("It came back from {name}", name=name),
        Move.HANDED_OVER: tr("{target} got it from {name}", name=name, target=target),
        Move.PULLED: tr("{name} took it by hand", name=name),
        Move.PULLED_BEYOND: tr("{name} took it by hand", name=name),
        Move.CALLBACK: tr("The customer asked to be called back and keeps the place"),
        Move.ASIDE: tr("{name} set it aside for something live", name=name),
        Move.TAKEN_UP: tr("{name} took it up again", name=name),
    }[fact.move]
    more = ""
    if fact.move is Move.RETURNED:
        more = {
            WhyBack.AWAY.value: tr("their desk was away for too long"),
            WhyBack.DISABLED.value: tr("they are kept out"),
        }.get(fact.target, tr("the call did not come about"))
    elif fact.move is Move.PULLED_BEYOND:
        more = tr("beyond their capacity")
    return WhyLine(moment(fact.at, now), what, more)


def _placed(fact: Placed, now: Millis) -> WhyLine:
    queue = single_line(fact.queue_name, 40) or fact.queue_id
    more = []
    if fact.strict:
        more.append(tr("class {n}: before all of a lower one", n=fact.strict))
    points = (
        (fact.priority, tr("priority {n}", n=fact.priority)),
        (fact.value, tr("value of the customer {n}", n=fact.value)),
        (fact.weight, tr("weight of the queue {n}", n=fact.weight)),
    )
    more += [words for points_of, words in points if points_of]
    if fact.skills:
        more.append(tr("needs {skills}", skills=_skills(fact.skills)))
    if fact.agents:
        more.append(_first(fact, now))
    return WhyLine(
        moment(fact.at, now), tr("Came to wait in {queue}", queue=queue), " · ".join(more)
    )


def _first(fact: Placed, now: Millis) -> str:
    """Who is asked first, and for how long it is kept for them."""
    names = ", ".join(single_line(one, 40) for one in fact.agent_names if one)
    asked = tr("first for {names}", names=names)
    if not names:
        count = len(fact.agents)
        asked = plural(count, "{n} agent is asked first", "{n} agents are asked first")
    if fact.reserved_until is None:
        return asked
    return tr("{asked}, until {time}", asked=asked, time=moment(fact.reserved_until, now))


def _skills(skills: dict[str, int]) -> str:
    return ", ".join(f"{single_line(key, 30)} {level}" for key, level in skills.items())


def _stepped(fact: Stepped, now: Millis) -> WhyLine:
    target = single_line(fact.target, 60)
    what = {
        Step.DROP_SKILL: tr("A skill is no longer asked for: {target}", target=target),
        Step.ADD_QUEUE: tr("It waits in another queue as well: {target}", target=target),
        Step.CALLBACK: tr("A callback was offered"),
        Step.VOICEMAIL: tr("A voicemail was offered"),
        Step.MESSAGE: tr("The customer was told: {target}", target=target),
        Step.CLOSE: tr("It was ended"),
    }[fact.step]
    if not fact.possible:
        what = tr("A callback or voicemail was due, which cannot be offered here: it waits on")
    more = tr("after {time}", time=timer(fact.waited_ms))
    if fact.expected_ms is not None:
        more = tr("{time} were to be expected", time=timer(fact.expected_ms))
    return WhyLine(moment(fact.at, now), what, more)


def reason_words(why: WhyYou, detail: str) -> str:
    """Why an agent was chosen, for somebody else's eyes."""
    detail = single_line(detail, 60)
    return {
        WhyYou.SAME_AGENT: tr("spoke last time"),
        WhyYou.SKILL: tr("skill {skill}", skill=detail),
        WhyYou.LONGEST_IDLE: tr("longest ready"),
        WhyYou.LEAST_LOADED: tr("least busy"),
        WhyYou.ONLY_CANDIDATE: tr("alone was free"),
        WhyYou.ASKED: tr("{name} asked", name=detail or tr("A colleague")),
    }[why]


_RESCINDED = {
    "abandoned": later("the customer left"),
    "cancelled": later("the customer left"),
    "callback": later("the customer wants to be called back"),
    "overflowed": later("the waiting was ended"),
    "voicemail": later("the customer leaves a message"),
    "pulled": later("somebody took it by hand"),
    "moved": later("it was sent elsewhere"),
    "agent_signed_out": later("signed out meanwhile"),
    "agent_unavailable": later("not ready any more"),
    "agent_updated": later("their settings were changed"),
    "agent_not_responding": later("missed another offer"),
    "interrupted": later("something live came first"),
    "hub_restarted": later("the hub was restarted"),
}
"""Why routing took an offer back."""


def _offered(fact: Offered, now: Millis) -> WhyLine:
    name = single_line(fact.agent_name, 60) or tr("Colleague")
    note = single_line(fact.note, 80)
    reasons = " · ".join(reason_words(one.why, one.detail) for one in fact.reasons)
    what = {
        "": tr("{name} is asked now", name=name),
        OfferOutcome.ACCEPTED.value: tr("{name} accepted", name=name),
        OfferOutcome.DECLINED.value: tr("{name} declined", name=name),
        OfferOutcome.MISSED.value: tr("{name} missed the offer", name=name),
        OfferOutcome.RESCINDED.value: tr("The offer to {name} was taken back", name=name),
    }.get(fact.outcome, tr("{name} was asked", name=name))
    quoted = tr("“{words}”", words=note) if note else ""
    if fact.outcome == OfferOutcome.RESCINDED:
        quoted = tr(_RESCINDED[fact.note]) if fact.note in _RESCINDED else ""
    more = " · ".join(one for one in (quoted, reasons) if one)
    # The line says how it ended, so its time is that of the end; a pending one has only been asked.
    at = fact.at if fact.ended_at is None else fact.ended_at
    return WhyLine(moment(at, now), what, more)


def _consulted(fact: Consulted, now: Millis) -> WhyLine:
    by, other = (single_line(one, 60) or tr("Colleague") for one in (fact.by_name, fact.agent_name))
    if fact.ended is ConsultEnd.HANDED_OVER:
        what = tr("{who} consulted {other}, and handed it over", who=by, other=other)
    elif fact.joined:
        what = tr("{who} consulted {other}", who=by, other=other)
    else:
        what = tr("{who} asked {other}, who did not join", who=by, other=other)
    return WhyLine(moment(fact.at, now), what)


def holds(why: Why) -> Iterator[WhyLine]:
    """What holds now, while it waits."""
    if why.position is None:
        return
    more = ""
    if why.expected_ms is not None:
        more = tr("{time} are to be expected", time=timer(why.expected_ms))
    yield WhyLine("", tr("Place {n} in line", n=why.position), more)
    if why.ordered_by is not None and why.ordered_by < why.arrived_at:
        minutes = (why.arrived_at - why.ordered_by) // _MINUTE
        words = plural(minutes, "Stands as if it had waited {n} minute longer",
                       "Stands as if it had waited {n} minutes longer")  # fmt: skip
        yield WhyLine("", words)
    if why.needed:
        yield WhyLine("", tr("Still needs {skills}", skills=_skills(why.needed)))
    for one in why.candidates:
        yield _candidate(one)
    if why.more:
        yield WhyLine("", plural(why.more, "{n} more agent", "{n} more agents"))
    if not why.candidates:
        yield WhyLine("", tr("No agent serves its queues now"))


def _candidate(one: Candidate) -> WhyLine:
    name, detail = single_line(one.agent_name, 60) or tr("Colleague"), single_line(one.detail, 60)
    more = {
        WhyNot.NONE: tr("can be offered it"),
        WhyNot.AWAY: tr("is not ready"),
        WhyNot.CHANNEL: tr("does not take this channel now"),
        WhyNot.SKILL: tr("lacks {skill}", skill=detail),
        WhyNot.PASSED_OVER: tr("was asked a moment ago"),
        WhyNot.BUSY: tr("has no room"),
    }[one.why_not]
    if one.preferred:
        more = f"{more} · {tr('is asked first')}"
    return WhyLine("", name, more)
