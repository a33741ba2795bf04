"""The life of an interaction: asked of routing, begun, let go.

Promises that what routing refuses has changed nothing, and that what it decided is carried out (`carrying`). Refuses
to choose agents; the engine does.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import (
    automatic,
    chat_news,
    neighbours,
    passages,
    places,
    ruling,
    self_service,
)
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import keeping, ruled
from agent_desktop.hub.centre.carrying import carry_out
from agent_desktop.hub.centre.live import LiveAgent, LiveInteraction, LiveThread
from agent_desktop.hub.centre.routing import arrived, refusal
from agent_desktop.hub.routing import decisions as decided
from agent_desktop.hub.routing.records import Input, InteractionWithdrawn
from agent_desktop.hub.storage import configuration, work
from agent_desktop.hub.storage.work import KeptInteraction
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.passages import Gone
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import LineKind, Message
from agent_desktop.model.work import Channel, Interaction, InteractionState

STICKY_DAYS_MS = 7 * 24 * 3_600_000


def ask(book: Book, told: Input) -> tuple[decided.Decision, ...]:
    """Tell the engine something and carry out what it decides. Raises the engine's refusal; then nothing changed."""
    decisions = book.engine.apply(told, book.now)
    for decision in decisions:
        if type(decision) is decided.Refused:
            raise refusal(decision)
    carry_out(book, decisions)
    return decisions


def has_room(book: Book, queue_id: str) -> bool:
    """Whether there is such a queue and work may come into it from another one."""
    queue = book.live.queues.get(queue_id)
    if queue is None:
        return False
    return queue.max_waiting is None or book.engine.waiting(queue_id) < queue.max_waiting


def check_room(book: Book, queue_id: str, channel: Channel, skills: dict[str, int]) -> None:
    """Raises Refused when the queue is full, and nobody has room for one who needs these skills."""
    limit = book.live.queues[queue_id].max_waiting
    if limit is None or book.engine.waiting(queue_id) < limit:
        return
    if not book.engine.serves_at_once(queue_id, channel.value, skills):
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
    *,
    interaction_id: str,
    channel: Channel,
    queue_id: str,
    entry_point_id: str = "",
    returning: bool,
    arrived_at: Millis | None = None,
    skills: dict[str, int] | None = None,
    priority: int = 0,
) -> LiveInteraction:
    """Queue a new interaction for a conversation, where the house's rules say, else in the queue that is given.

    `returning`: the customer may have been served before.
    """
    plan = ruling.planned(
        book,
        customer,
        _first_message(book, thread, interaction_id),
        interaction_id=interaction_id,
        channel=channel,
        queue_id=queue_id,
        entry_point_id=entry_point_id,
    )
    queue_id = plan.queue
    one = new(
        book,
        thread,
        customer,
        interaction_id=interaction_id,
        channel=channel,
        queue_id=queue_id,
        entry_point_id=entry_point_id,
        arrived_at=arrived_at,
        skills=plan.skills | (skills or {}),
        priority=ruling.points(book, plan, priority),
    )
    self_service.came(book, customer, thread.kept.visitor_id, interaction_id)
    queue = book.live.queues[queue_id]
    last, last_time = _last_time(book, customer.id) if returning else (None, "")
    preferred = ruling.preferred(plan, last)
    reserve_ms = queue.sticky_ms if plan.reserve_ms is None else plan.reserve_ms
    reserved = preferred or plan.reserve_ms is not None
    not_before = ruling.not_before(book, plan)
    sticky_until = max(book.now, not_before) + reserve_ms if reserved else None
    book.change_interaction(
        one, preferred_agent=preferred, sticky_until=sticky_until, last_time=last_time
    )
    line = book.add_line(
        thread,
        LineKind.QUEUED,
        detail=queue.name,
        channel=keeping.line_channel(one),
        interaction_id=interaction_id,
    )
    book.put_thread(thread, thread.kept)  # an agent may still be wrapping up in it
    neighbours.hear(book, thread)
    chat_news.tell_line(book, thread, line)
    value = places.value_of(book, customer)
    ask(
        book,
        arrived(
            one.kept,
            value,
            plan,
            not_before,
            follows=channel is Channel.VOICE and ruling.follows(plan),
        ),
    )
    chat_news.tell_chat(book, thread)
    if channel is Channel.VOICE:
        ruled.follow(book, interaction_id, plan)
    else:
        automatic.say_planned(book, thread, plan, interaction_id)
    if plan.closed:
        self_service.turned_away(book, one, plan)
        ask(book, InteractionWithdrawn(interaction_id, "cancelled"))
    return one


def _first_message(book: Book, thread: LiveThread, interaction_id: str) -> Message | None:
    """What the customer began it with; None for a call."""
    said = (one for one in book.said(thread) if one.incoming)
    return next((one for one in said if one.interaction_id == interaction_id), None)


def new(
    book: Book,
    thread: LiveThread,
    customer: Customer,
    *,
    interaction_id: str,
    channel: Channel,
    queue_id: str,
    entry_point_id: str = "",
    arrived_at: Millis | None = None,
    skills: dict[str, int] | None = None,
    priority: int = 0,
) -> LiveInteraction:
    """A new interaction of a conversation, which routing does not know yet."""
    queue, shown = book.live.queues[queue_id], thread.shown
    return book.new_interaction(
        thread,
        KeptInteraction(
            shown=Interaction(
                id=interaction_id,
                conversation_id=shown.id,
                customer_id=customer.id,
                channel=channel,
                queue_id=queue.id,
                state=InteractionState.QUEUED,
                arrived_at=book.now if arrived_at is None else min(arrived_at, book.now),
                entry_point_id=entry_point_id,
                queue_name=queue.name,
                customer_name=customer.name,
                vip=customer.vip,
                preview=shown.preview,
                priority=priority,
                skills=skills or {},
                wrap_up_required=queue.wrap_up_required,
            ),
        ),
    )


def let_go(
    book: Book,
    agent: LiveAgent,
    one: LiveInteraction,
    gone: Gone,
    *,
    queue_id: str = "",
    preferred: str | None = None,
) -> None:
    """Take active work out of an agent's hands: it is about to wait again, perhaps in another queue.

    Routing is asked by the caller, afterwards.
    """
    one.was = one.shown
    passages.let_go(book, one, gone)
    del agent.held[one.shown.id]
    book.finished[agent.profile.id] = None
    queue = book.live.queues[queue_id or one.shown.queue_id]
    waits = replace(
        one.shown,
        state=InteractionState.QUEUED,
        agent_id=None,
        accepted_at=None,
        aside=False,
        queue_id=queue.id,
        queue_name=queue.name,
        wrap_up_required=queue.wrap_up_required,
    )
    book.change_interaction(one, shown=waits, preferred_agent=preferred, sticky_until=None)
    thread = book.thread(waits.conversation_id)
    kept = thread.kept
    if not book.live.is_consult(waits.id):
        kept = replace(kept, shown=replace(kept.shown, agent_id=None))
    book.put_thread(thread, kept, author=agent.profile.id)
    told = dict.fromkeys((agent.profile.id, *book.guests(waits.id)))
    book.tell_agents(told, InteractionChanged(interaction=waits))


def with_copies(book: Book, kept: KeptInteraction) -> Interaction:
    """The interaction with the names that the screen shows, as they are now."""
    customer = book.customer(kept.shown.customer_id)
    return replace(
        kept.shown,
        customer_id=customer.id,
        customer_name=customer.name,
        vip=customer.vip,
        queue_name=configuration.queue_name(book.storage, kept.shown.queue_id),
    )


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
