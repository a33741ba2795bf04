"""The life of an interaction: asked of routing, and what routing decided carried out.

Promises that each decision becomes rows, journal entries and words to the visitor, in the order in which the engine
decided; that an interaction's `arrived_at` never changes. Refuses to choose agents; the engine does.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from agent_desktop.hub.centre import chat_news
from agent_desktop.hub.centre.book import AWAY, SYSTEM, WRAP_UP, Book
from agent_desktop.hub.centre.live import LiveInteraction, LiveThread
from agent_desktop.hub.centre.presence import change_presence
from agent_desktop.hub.centre.routing import OUTCOMES, arrived, reasons_of, refusal
from agent_desktop.hub.journal.published import for_agent, for_queue
from agent_desktop.hub.routing import decisions as decided
from agent_desktop.hub.routing.records import Input
from agent_desktop.hub.storage import work
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.storage.work import KeptInteraction, KeptOffer
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import (
    ConversationChanged,
    CustomerChanged,
    InteractionChanged,
    OfferEnded,
    OfferMade,
)
from agent_desktop.model.people import Customer, PresenceState
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import (
    NO_DISPOSITION,
    Interaction,
    InteractionState,
    Offer,
    WhyYou,
)

STICKY_DAYS_MS = 7 * 24 * 3_600_000

_EXITS = {
    "abandoned": InteractionState.ABANDONED,
    "cancelled": InteractionState.CANCELLED,
    "callback": InteractionState.CALLBACK,
    "overflowed": InteractionState.OVERFLOWED,
    "voicemail": InteractionState.VOICEMAIL,
}


def ask(book: Book, told: Input) -> tuple[decided.Decision, ...]:
    """Tell the engine something and carry out what it decides. Raises the engine's refusal; then nothing changed."""
    decisions = book.engine.apply(told, book.now)
    for decision in decisions:
        if type(decision) is decided.Refused:
            raise refusal(decision)
    for decision in decisions:
        handler = _HANDLERS.get(type(decision))
        if handler is not None:
            handler(book, decision)
    return decisions


def check_room(book: Book, queue_id: str) -> None:
    """Raises Refused when the queue is full."""
    limit = book.live.queues[queue_id].max_waiting
    if limit is not None and book.engine.waiting(queue_id) >= max(limit, 1):
        raise Refused(
            "Too many customers are waiting now.",
            remedy="Please try again a little later.",
            field="queue",
            value=queue_id,
        )


def begin(
    book: Book,
    thread: LiveThread,
    customer: Customer,
    entry_point: EntryPointSettings,
    *,
    interaction_id: str,
    returning: bool,
) -> LiveInteraction:
    """Queue a new interaction for a conversation. `returning`: the customer may have been served before."""
    queue = book.live.queues[entry_point.queue_id]
    preferred, last_time = _last_time(book, customer.id) if returning else (None, "")
    shown = thread.shown
    one = book.new_interaction(
        thread,
        KeptInteraction(
            shown=Interaction(
                id=interaction_id,
                conversation_id=shown.id,
                customer_id=customer.id,
                channel=entry_point.channel,
                queue_id=queue.id,
                state=InteractionState.QUEUED,
                arrived_at=book.now,
                entry_point_id=entry_point.id,
                queue_name=queue.name,
                customer_name=customer.name,
                vip=customer.vip,
                preview=shown.preview,
                wrap_up_required=queue.wrap_up_required,
            ),
            preferred_agent=preferred,
            sticky_until=book.now + queue.sticky_ms if preferred else None,
            last_time=last_time,
        ),
    )
    line = book.add_line(thread, LineKind.QUEUED, detail=queue.name, interaction_id=interaction_id)
    book.put_thread(thread, thread.kept)  # an agent may still be wrapping up in it
    chat_news.tell_line(book, thread, line)
    ask(book, arrived(one.kept, customer.vip))
    chat_news.tell_chat(book, thread)
    return one


def _last_time(book: Book, customer_id: str) -> tuple[str | None, str]:
    """The agent of the customer's last interaction within a week, and how it ended."""
    last = work.last_answered(book.storage, customer_id=customer_id)
    if last is None:
        return None, ""
    code = last.shown.disposition
    known = book.live.dispositions.get(code)
    outcome = known.label if known else last.summary
    ended = last.shown.ended_at or book.now
    return (last.shown.agent_id if book.now - ended <= STICKY_DAYS_MS else None), outcome


# --- what the engine decided


def _queued(book: Book, decision: decided.InteractionQueued) -> None:
    one = book.live.interactions[decision.interaction]
    book.show_interaction(one, state=InteractionState.QUEUED, agent_id=None)
    book.tell_interaction(one)
    book.moved_queues[one.shown.queue_id] = None
    chat_news.tell_state(book, one)


def _offered(book: Book, decision: decided.OfferMade) -> None:
    one = book.live.interactions[decision.interaction]
    customer = book.customer(one.shown.customer_id)
    shown = one.shown
    thread = book.thread(shown.conversation_id)
    first = customer.addresses[0].value if customer.addresses else ""
    visible = next((a.value for a in customer.addresses if a.kind.value in _TYPED), first)
    offer = Offer(
        interaction_id=shown.id,
        epoch=decision.epoch,
        offered_at=decision.offered_at,
        expires_at=decision.expires_at,
        conversation_id=shown.conversation_id,
        customer_id=customer.id,
        customer_name=customer.name,
        channel=shown.channel,
        queue_name=shown.queue_name,
        arrived_at=shown.arrived_at,
        vip=customer.vip,
        subject=thread.shown.subject or shown.preview,
        place=customer.place,
        address=visible,
        last_time=one.kept.last_time,
        reasons=reasons_of(decision.why),
    )
    kept = KeptOffer(offer=offer, agent_id=decision.agent)
    book.live.agents[decision.agent].offers[shown.id] = kept
    work.keep_offer(book.storage, kept)
    book.change_interaction(
        one,
        epoch=decision.epoch,
        shown=replace(shown, state=InteractionState.OFFERED),
    )
    book.moved_queues[shown.queue_id] = None
    book.tell(for_agent(decision.agent), OfferMade(offer=offer))
    book.tell_interaction(one)


_TYPED = frozenset({"email", "phone", "handle"})


def _offer_ended(book: Book, decision: decided.OfferEnded) -> None:
    agent = book.live.agents[decision.agent]
    outcome = OUTCOMES[decision.outcome]
    kept = agent.offers.pop(decision.interaction)
    work.keep_offer(
        book.storage,
        replace(kept, ended_at=book.now, outcome=outcome.value, reason=decision.reason),
    )
    book.tell(
        for_agent(decision.agent),
        OfferEnded(interaction_id=decision.interaction, epoch=decision.epoch, outcome=outcome),
    )


def _not_responding(book: Book, decision: decided.AgentBecameNotResponding) -> None:
    agent = book.live.agents[decision.agent]
    agent.channels = ()
    change_presence(book, agent, PresenceState.NOT_RESPONDING, reason="missed_offer")


def _assigned(book: Book, decision: decided.InteractionAssigned) -> None:
    one = book.live.interactions[decision.interaction]
    agent = book.live.agents[decision.agent]
    thread = book.thread(one.shown.conversation_id)
    customer = book.customer(one.shown.customer_id)
    recent = book.recent(thread)  # before the line of the assignment is written
    before = book.live.holders(thread)
    shown = replace(
        one.shown,
        state=InteractionState.ACTIVE,
        agent_id=agent.profile.id,
        accepted_at=decision.assigned_at,
    )
    book.change_interaction(one, shown=shown, epoch=decision.epoch)
    agent.held[shown.id] = None
    if agent.away_since is not None:
        book.set_alarm(book.now, AWAY, agent.profile.id)
    book.moved_queues[shown.queue_id] = None
    audience = for_agent(agent.profile.id)
    book.tell(audience, CustomerChanged(customer=customer))
    for item in list(recent):
        book.tell(audience, chat_news.told_again(thread, item))
    line = book.add_line(
        thread,
        LineKind.ASSIGNED,
        agent.author,
        detail=WhyYou.SAME_AGENT.value if one.kept.preferred_agent == agent.profile.id else "",
        interaction_id=shown.id,
    )
    kept = thread.kept
    book.put_thread(
        thread,
        replace(
            kept,
            last_agent_id=agent.profile.id,
            shown=replace(kept.shown, agent_id=agent.profile.id),
        ),
        tell=False,
    )
    changed = ConversationChanged(conversation=thread.shown)
    book.tell_agents(dict.fromkeys((*before, agent.profile.id)), changed)
    told = InteractionChanged(interaction=shown)
    book.tell(for_queue(shown.queue_id), told)
    if shown.queue_id not in agent.profile.queues:  # else heard already
        book.tell(audience, told)
    chat_news.tell_line(book, thread, line)
    chat_news.tell_state(book, one)


def _wrap_up_started(book: Book, decision: decided.WrapUpStarted) -> None:
    one = book.live.interactions[decision.interaction]
    queue = book.live.queues[one.shown.queue_id]
    until = None if queue.wrap_up_ms is None else book.now + queue.wrap_up_ms
    book.show_interaction(
        one, state=InteractionState.WRAP_UP, ended_at=book.now, wrap_up_until=until
    )
    if until is not None:
        book.set_alarm(until, WRAP_UP, one.shown.id)
    thread = book.thread(one.shown.conversation_id)
    author = book.live.agents[decision.agent].author
    line = book.add_line(thread, LineKind.WRAP_UP_STARTED, author, interaction_id=one.shown.id)
    _nobody_waits(book, thread)
    book.tell_interaction(one)
    chat_news.tell_line(book, thread, line)
    chat_news.tell_state(book, one)


def _wrap_up_ended(book: Book, decision: decided.WrapUpEnded) -> None:
    book.finished[decision.agent] = None


def _closed(book: Book, decision: decided.InteractionClosed) -> None:
    one = book.live.interactions[decision.interaction]
    if decision.outcome == "done":
        _done(book, one)
    else:
        leave(book, one, _EXITS[decision.outcome])


def _done(book: Book, one: LiveInteraction) -> None:
    shown = one.shown
    wrapped = shown.state is InteractionState.WRAP_UP
    book.change_interaction(
        one,
        closed_at=book.now,
        shown=replace(
            shown,
            state=InteractionState.DONE,
            ended_at=shown.ended_at or book.now,
            wrap_up_until=None,
            disposition=shown.disposition or (NO_DISPOSITION if wrapped else ""),
        ),
    )
    thread = book.thread(shown.conversation_id)
    agent = book.live.agents[shown.agent_id or ""]
    code = one.shown.disposition
    known = book.live.dispositions.get(code)
    line = book.add_line(
        thread,
        LineKind.COMPLETED,
        agent.author,
        detail=known.label if known else code,
        interaction_id=shown.id,
    )
    _nobody_waits(book, thread, without=one)
    book.tell_interaction(one)
    _forget(book, one, thread)
    agent.held.pop(shown.id, None)
    book.finished[agent.profile.id] = None
    chat_news.tell_line(book, thread, line)
    chat_news.tell_state(book, one)


def leave(book: Book, one: LiveInteraction, state: InteractionState) -> None:
    """An interaction left while it waited."""
    was = one.shown.queue_id
    book.change_interaction(
        one,
        closed_at=book.now,
        shown=replace(one.shown, state=state, agent_id=None, ended_at=book.now),
    )
    thread = book.thread(one.shown.conversation_id)
    line = book.add_line(thread, LineKind.ABANDONED, SYSTEM, interaction_id=one.shown.id)
    _nobody_waits(book, thread, without=one)
    book.tell(for_queue(was), InteractionChanged(interaction=one.shown))
    book.moved_queues[was] = None
    _forget(book, one, thread)
    chat_news.tell_line(book, thread, line)
    chat_news.tell_state(book, one)


def _nobody_waits(book: Book, thread: LiveThread, without: LiveInteraction | None = None) -> None:
    """The reply is no longer due, unless another interaction of the conversation goes on; the last one closes it."""
    rest = [one for one in thread.work if without is None or one != without.shown.id]
    others = [book.live.interactions[one].shown for one in rest]
    kept = thread.kept
    shown = kept.shown
    if not any(one.ended_at is None for one in others):
        shown = replace(shown, reply_due_at=None)
    if without is not None:
        shown = replace(shown, open=bool(others), agent_id=others[-1].agent_id if others else None)
    closed_at = kept.closed_at if shown.open else book.now
    book.put_thread(thread, replace(kept, closed_at=closed_at, shown=shown))


def _forget(book: Book, one: LiveInteraction, thread: LiveThread) -> None:
    thread.work.pop(one.shown.id, None)
    del book.live.interactions[one.shown.id]


def _queue_full(book: Book, decision: decided.QueueFull) -> None:
    if book.engine.interaction(decision.interaction) is None:  # else it stays where it was
        leave(book, book.live.interactions[decision.interaction], InteractionState.OVERFLOWED)


_HANDLERS: dict[type, Callable[[Book, Any], None]] = {
    decided.InteractionQueued: _queued,
    decided.OfferMade: _offered,
    decided.OfferEnded: _offer_ended,
    decided.AgentBecameNotResponding: _not_responding,
    decided.InteractionAssigned: _assigned,
    decided.WrapUpStarted: _wrap_up_started,
    decided.WrapUpEnded: _wrap_up_ended,
    decided.InteractionClosed: _closed,
    decided.QueueFull: _queue_full,
}
