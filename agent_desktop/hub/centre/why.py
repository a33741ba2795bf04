"""Why an interaction is where it is, and why now: what was kept of it, and what holds at this moment.

Promises facts only, in the order in which they happened, also of what is over. Refuses words and judgement; and to say
it to who may not read the conversation (`reach` is asked by the door).
"""

from typing import Final

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.known import unknown
from agent_desktop.hub.storage import routed, rules, work
from agent_desktop.model.why import Candidate, Consulted, Fact, Moved, Placed, Why, WhyNot
from agent_desktop.model.work import Interaction

SHOWN: Final = 50
"""So many agents are named."""


def interaction_of(book: Book, interaction_id: str) -> Interaction:
    """The interaction, live or over. Raises Refused."""
    live = book.live.interactions.get(interaction_id)
    if live is not None:
        return live.shown
    kept = work.interaction(book.storage, interaction_id)
    if kept is None:
        raise unknown("interaction_id", interaction_id)
    return kept.shown


def why(book: Book, interaction_id: str) -> Why:
    """All of it. Raises Refused for an unknown one."""
    one = interaction_of(book, interaction_id)
    storage, live = book.storage, book.live
    queue = live.queues.get(one.queue_id)
    found = Why(
        interaction_id=one.id,
        state=one.state,
        arrived_at=one.arrived_at,
        queue_id=one.queue_id,
        queue_name=queue.name if queue is not None else one.queue_name,
        agent_id=one.agent_id,
        plan=rules.plans_of(storage, [one.id]).get(one.id),
        facts=_facts(book, one.id),
    )
    state = book.engine.interaction(one.id)
    if state is None:
        return found
    found = replace(found, dropped=state.dropped, also=state.also, aside=state.aside)
    now = book.engine.considered(one.id, SHOWN)
    if now is None:
        return found
    return replace(
        found,
        position=book.engine.position(one.id),
        expected_ms=book.engine.expected(one.id),
        ordered_by=now.key,
        needed=now.needed,
        candidates=tuple(
            Candidate(
                agent_id=judged.agent,
                agent_name=_name(book, judged.agent),
                why_not=WhyNot(judged.verdict),
                detail=judged.detail,
                preferred=judged.agent in (*state.preferred_agents, state.following),
            )
            for judged in now.agents
        ),
        more=now.more,
    )


def _facts(book: Book, interaction_id: str) -> tuple[Fact, ...]:
    facts: list[Fact] = [_named(book, one) for one in routed.facts_of(book.storage, interaction_id)]
    facts += [
        replace(one, agent_name=_name(book, one.agent_id))
        for one in routed.offers_of(book.storage, interaction_id)
    ]
    return tuple(sorted(facts, key=lambda one: one.at))


def _named(book: Book, fact: routed.Kept) -> Fact:
    """With the names of those of whom it speaks, as they are now."""
    match fact:
        case Moved():
            return replace(fact, by_name=_name(book, fact.by_id))
        case Consulted():
            by, asked = _name(book, fact.by_id), _name(book, fact.agent_id)
            return replace(fact, by_name=by, agent_name=asked)
        case Placed() if fact.agents:
            return replace(fact, agent_names=tuple(_name(book, one) for one in fact.agents))
    return fact


def _name(book: Book, agent_id: str) -> str:
    known = book.live.agents.get(agent_id)
    return known.profile.name if known is not None else ""
