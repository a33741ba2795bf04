"""What routing decided, carried out: rows, journal entries, words to the visitor, orders for the telephones.

Promises the order in which the engine decided; that an interaction's `arrived_at` never changes; that one who left a
call while it went on wraps up under an interaction of their own. Refuses to choose agents; the engine does.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news, neighbours, offering, passages, places, surveying
from agent_desktop.hub.centre.book import AWAY, SYSTEM, WRAP_UP, Book
from agent_desktop.hub.centre.calls import keeping, orders, wrap_clock
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction, LiveThread
from agent_desktop.hub.journal.published import for_agent, for_queue
from agent_desktop.hub.routing import decisions as decided
from agent_desktop.hub.storage.calls import KeptCall
from agent_desktop.hub.storage.work import KeptInteraction
from agent_desktop.model.base import new_id
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    InteractionChanged,
)
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.why import Move
from agent_desktop.model.work import (
    NO_DISPOSITION,
    Channel,
    InteractionState,
    WhyYou,
)

_EXITS = {
    "abandoned": InteractionState.ABANDONED,
    "cancelled": InteractionState.CANCELLED,
    "callback": InteractionState.CALLBACK,
    "overflowed": InteractionState.OVERFLOWED,
    "voicemail": InteractionState.VOICEMAIL,
}


def carry_out(book: Book, decisions: tuple[decided.Decision, ...]) -> None:
    """Carry out what the engine decided, none of which is a refusal."""
    for decision in decisions:
        handler = _HANDLERS.get(type(decision))
        if handler is not None:
            handler(book, decision)


def _queued(book: Book, decision: decided.InteractionQueued) -> None:
    one = book.live.interactions[decision.interaction]
    book.show_interaction(one, state=InteractionState.QUEUED, agent_id=None)
    places.placed(book, one)
    passages.waits(book, one)
    book.tell_interaction(one)
    book.moved_queues[one.shown.queue_id] = None
    chat_news.tell_state(book, one)


def _overflowed(book: Book, decision: decided.Overflowed) -> None:
    if decision.step in ("drop_skill", "add_queue"):
        places.stepped(book, book.live.interactions[decision.interaction], decision)
    else:
        book.overflowed.append((decision, False))


def _assigned(book: Book, decision: decided.InteractionAssigned) -> None:
    one = book.live.interactions[decision.interaction]
    agent = book.live.agents[decision.agent]
    thread = book.thread(one.shown.conversation_id)
    customer = book.customer(one.shown.customer_id)
    recent = book.recent(thread)  # before the line of the assignment is written
    before = book.live.holders(thread)
    giver = book.live.agents.get(one.shown.agent_id or "")
    one.put_off = ()
    shown = replace(
        one.shown,
        state=InteractionState.ACTIVE,
        agent_id=agent.profile.id,
        accepted_at=decision.assigned_at,
        aside=False,
    )
    book.change_interaction(one, shown=shown, epoch=decision.epoch)
    passages.assigned(book, one, decision.how)
    if decision.how == "pulled":
        move = Move.PULLED_BEYOND if decision.override else Move.PULLED
        places.moved(book, one, move, agent.profile.id)
    elif decision.how == "handed_over" and giver is not None:
        places.moved(book, one, Move.HANDED_OVER, giver.profile.id, agent.profile.name)
    agent.held[shown.id] = None
    book.stirred[decision.agent] = None
    if agent.away_since is not None:
        book.set_alarm(book.now, AWAY, agent.profile.id)
    book.moved_queues[shown.queue_id] = None
    audience = for_agent(agent.profile.id)
    book.tell(audience, CustomerChanged(customer=customer))
    for item in list(recent):
        book.tell(audience, chat_news.told_again(thread, item))
    if not book.live.is_consult(shown.id):
        _take_over(book, one, thread, agent, decision.how)
    changed = ConversationChanged(conversation=thread.shown)
    hear = (*before, *book.hearers(thread), agent.profile.id)
    book.tell_agents(dict.fromkeys(hear), changed)
    neighbours.hear(book, thread)
    told = InteractionChanged(interaction=shown)
    book.tell(for_queue(shown.queue_id), told)
    if shown.queue_id not in agent.profile.queues:  # else heard already
        book.tell(audience, told)
    if shown.channel is Channel.VOICE:
        book.tell_agents(book.guests(shown.id), told)
        book.tell_leads(shown.agent_id, shown.queue_id, told)
    book.tell_agents(book.live.followers(shown.conversation_id), told)
    if giver is not None:
        del giver.held[shown.id]
        book.finished[giver.profile.id] = None
        if shown.queue_id not in giver.profile.queues:
            book.tell(for_agent(giver.profile.id), told)
    chat_news.tell_state(book, one)
    orders.assigned(book, one, decision.how)


def _set_aside(book: Book, decision: decided.WorkSetAside) -> None:
    _yields(book, decision.interaction, decision.agent, aside=True)


def _taken_up(book: Book, decision: decided.WorkTakenUp) -> None:
    _yields(book, decision.interaction, decision.agent, aside=False)


def _yields(book: Book, interaction_id: str, agent_id: str, *, aside: bool) -> None:
    """Work in an agent's hands gives way to something live, or is the agent's again."""
    one = book.live.interactions[interaction_id]
    book.show_interaction(one, aside=aside)
    places.moved(book, one, Move.ASIDE if aside else Move.TAKEN_UP, agent_id)
    book.tell_interaction(one)


def _take_over(
    book: Book, one: LiveInteraction, thread: LiveThread, agent: LiveAgent, how: str
) -> None:
    """The conversation is the agent's from now on, and says so; of calls that agents place `CALL_PLACED` says it."""
    kept = thread.kept
    if how != "restored":
        same = one.kept.preferred_agent == agent.profile.id
        line = book.add_line(
            thread,
            LineKind.ASSIGNED,
            agent.author,
            detail=WhyYou.SAME_AGENT.value if same else "",
            channel=keeping.line_channel(one),
            interaction_id=one.shown.id,
        )
        kept = thread.kept
        chat_news.tell_line(book, thread, line)
    shown = replace(kept.shown, agent_id=agent.profile.id)
    book.put_thread(thread, replace(kept, last_agent_id=agent.profile.id, shown=shown), tell=False)


def _wrap_up_started(book: Book, decision: decided.WrapUpStarted) -> None:
    one = book.live.interactions[decision.interaction]
    passages.wraps(book, decision.interaction, decision.agent)
    state = book.engine.interaction(decision.interaction)
    if state is None or state.state != "wrap_up" or state.agent != decision.agent:
        one = _part(book, one, decision.agent)
    agent = book.live.agents[decision.agent]
    until = wrap_clock.until(book, one, decision.agent)
    book.show_interaction(
        one,
        state=InteractionState.WRAP_UP,
        ended_at=book.now,
        wrap_up_until=until,
        aside=False,
    )
    if until is not None:
        book.set_alarm(until, WRAP_UP, one.shown.id)
    if agent.away_since is not None:
        book.set_alarm(book.now, AWAY, agent.profile.id)
    thread = book.thread(one.shown.conversation_id)
    line = book.add_line(
        thread,
        LineKind.WRAP_UP_STARTED,
        agent.author,
        channel=keeping.line_channel(one),
        interaction_id=one.shown.id,
    )
    _nobody_waits(book, thread)
    surveying.ended(book, one)
    book.tell_interaction(one)
    chat_news.tell_line(book, thread, line)
    chat_news.tell_state(book, one)


def _part(book: Book, one: LiveInteraction, agent_id: str) -> LiveInteraction:
    """The part of an agent who left while the work went on: an interaction that is in wrap-up from the beginning."""
    was = one.was or one.shown
    call = book.live.calls.get(one.shown.id)
    part_id = new_id()
    keeping.put(
        book,
        KeptCall(
            id=part_id,
            role="part",
            call=one.shown.id,
            conversation_id=was.conversation_id,
            number=call.number if call else "",
            over=True,
        ),
    )
    shown = replace(was, id=part_id, agent_id=agent_id, customer_id=one.shown.customer_id)
    part = book.new_interaction(book.thread(was.conversation_id), KeptInteraction(shown=shown))
    book.live.agents[agent_id].held[part_id] = None
    return part


def _wrap_up_ended(book: Book, decision: decided.WrapUpEnded) -> None:
    book.finished[decision.agent] = None
    part = book.live.part_of(decision.interaction, decision.agent)
    if part is not None:
        _done(book, part)


def _closed(book: Book, decision: decided.InteractionClosed) -> None:
    one = book.live.interactions[decision.interaction]
    if decision.outcome != "done":
        leave(book, one, _EXITS[decision.outcome])
    elif one.leaves_as is None:
        _done(book, one)
    else:
        agent = book.live.agents[one.shown.agent_id or ""]
        leave(book, one, one.leaves_as)
        agent.held.pop(one.shown.id, None)
        book.finished[agent.profile.id] = None
        if one.shown.queue_id not in agent.profile.queues:
            book.tell(for_agent(agent.profile.id), InteractionChanged(interaction=one.shown))


def _done(book: Book, one: LiveInteraction) -> None:
    shown = one.shown
    passages.done(book, one)
    surveying.ended(book, one)
    wrapped = shown.state is InteractionState.WRAP_UP
    book.change_interaction(
        one,
        closed_at=book.now,
        shown=replace(
            shown,
            state=InteractionState.DONE,
            aside=False,
            ended_at=shown.ended_at or book.now,
            wrap_up_until=None,
            disposition=shown.disposition or (NO_DISPOSITION if wrapped else ""),
        ),
    )
    thread = book.thread(shown.conversation_id)
    agent = book.live.agents[shown.agent_id or ""]
    if not book.live.is_consult(shown.id):
        code = one.shown.disposition
        known = book.live.dispositions.get(code)
        line = book.add_line(
            thread,
            LineKind.COMPLETED,
            agent.author,
            detail=known.label if known else code,
            channel=keeping.line_channel(one),
            interaction_id=shown.id,
        )
        chat_news.tell_line(book, thread, line)
    _nobody_waits(book, thread, without=one)
    book.tell_interaction(one)
    _forget(book, one, thread)
    agent.held.pop(shown.id, None)
    book.finished[agent.profile.id] = None
    chat_news.tell_state(book, one)


def leave(book: Book, one: LiveInteraction, state: InteractionState) -> None:
    """An interaction left while it waited."""
    was = one.shown.queue_id
    passages.leaves(book, one, state)
    book.change_interaction(
        one,
        closed_at=book.now,
        shown=replace(one.shown, state=state, agent_id=None, ended_at=book.now),
    )
    thread = book.thread(one.shown.conversation_id)
    kind = _CLOSED.get(state, LineKind.ABANDONED)
    if one.shown.channel is Channel.VOICE:
        kind = None if book.live.is_consult(one.shown.id) else _LEFT.get(state)
    if kind is not None:
        line = book.add_line(
            thread,
            kind,
            SYSTEM,
            channel=keeping.line_channel(one),
            interaction_id=one.shown.id,
        )
        chat_news.tell_line(book, thread, line)
    _nobody_waits(book, thread, without=one)
    told = InteractionChanged(interaction=one.shown)
    book.tell(for_queue(was), told)
    if one.shown.channel is Channel.VOICE:
        book.tell_leads(None, was, told)
    book.tell_agents(book.live.followers(thread.shown.id), told)
    book.moved_queues[was] = None
    _forget(book, one, thread)
    chat_news.tell_state(book, one)


_CLOSED: dict[InteractionState, LineKind | None] = {
    InteractionState.CANCELLED: None,
    InteractionState.CALLBACK: None,  # the wish to be called stands there already
    InteractionState.OVERFLOWED: LineKind.OVERFLOWED,
}
"""What a timeline says of who wrote and was not served; of all others that they left."""

_LEFT = {
    InteractionState.ABANDONED: LineKind.ABANDONED,
    InteractionState.OVERFLOWED: LineKind.QUEUE_FULL,
}
"""What a timeline says of callers who are gone; of the others their call says more."""


def _nobody_waits(book: Book, thread: LiveThread, without: LiveInteraction | None = None) -> None:
    """The reply is no longer due, unless another interaction of the conversation goes on; the last one closes it."""
    rest = [one for one in thread.work if without is None or one != without.shown.id]
    # who is only consulted has no part in whose conversation it is
    mains = [one for one in rest if not book.live.is_consult(one)] or rest
    others = [book.live.interactions[one].shown for one in mains]
    kept = thread.kept
    shown = kept.shown
    if not any(one.ended_at is None for one in others):
        shown = replace(shown, reply_due_at=None)
    if without is not None:
        shown = replace(shown, open=bool(others), agent_id=others[-1].agent_id if others else None)
    closed_at = kept.closed_at if shown.open else book.now
    book.put_thread(thread, replace(kept, closed_at=closed_at, shown=shown))
    if not shown.open:
        neighbours.hear(book, thread)


def _forget(book: Book, one: LiveInteraction, thread: LiveThread) -> None:
    thread.work.pop(one.shown.id, None)
    del book.live.interactions[one.shown.id]
    keeping.forget(book, one.shown.id)


def _queue_full(book: Book, decision: decided.QueueFull) -> None:
    if book.engine.interaction(decision.interaction) is None:  # else it stays where it was
        one = book.live.interactions[decision.interaction]
        orders.not_let_in(book, one)
        leave(book, one, InteractionState.OVERFLOWED)


_HANDLERS: dict[type, Callable[[Book, Any], None]] = {
    decided.InteractionQueued: _queued,
    decided.OfferMade: offering.offered,
    decided.OfferEnded: offering.offer_ended,
    decided.AgentBecameNotResponding: offering.not_responding,
    decided.InteractionAssigned: _assigned,
    decided.Overflowed: _overflowed,
    decided.WorkSetAside: _set_aside,
    decided.WorkTakenUp: _taken_up,
    decided.WrapUpStarted: _wrap_up_started,
    decided.WrapUpEnded: _wrap_up_ended,
    decided.InteractionClosed: _closed,
    decided.QueueFull: _queue_full,
}
