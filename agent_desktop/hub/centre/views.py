"""What agents may read: the snapshot of everything live, a page of a timeline, a customer's conversations."""

from collections.abc import Iterable
from itertools import islice

from agent_desktop.hub.centre import (
    alerting,
    announcing,
    beginning,
    chat_news,
    consulting,
    following,
    hands,
    mails,
    parting,
    revealed,
    shifts,
    surveyed,
    ways,
)
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import guests, house, pictures
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.centre.presence import for_colleagues
from agent_desktop.hub.centre.reach import Reach, reach_of
from agent_desktop.hub.crm.alike import alike
from agent_desktop.hub.journal.published import (
    EVERYONE,
    SUPERVISORS,
    for_agent,
    for_leads,
    for_queue,
    for_team,
)
from agent_desktop.hub.protocol import ConversationPage, TimelinePage
from agent_desktop.hub.storage import threads
from agent_desktop.model.events import Snapshot
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import Conversation, TimelineItem
from agent_desktop.model.work import Channel, Interaction, InteractionState, Queue

MAX_PAGE = 500
WAITING_SHOWN = 200
"""So many of those who wait in a queue come with a snapshot, first in line first."""
COLLEAGUES_SHOWN = 500
QUEUES_SHOWN = 200
SKILLS_SHOWN = 200


def audiences(book: Book, agent: LiveAgent) -> frozenset[str]:
    """What this agent hears."""
    agent_id, reach = agent.profile.id, reach_of(book, agent.profile.id)
    queues = (for_queue(queue_id) for queue_id in agent.profile.queues)
    all_ = (SUPERVISORS,) if reach.acts.everything else ()
    led = () if reach.acts.everything else (for_leads(one) for one in reach.teams)
    near = (
        for_team(one.id)
        for one in book.live.teams.values()
        if agent_id in one.members or agent_id in one.leads
    )
    return frozenset((for_agent(agent_id), EVERYONE, *all_, *led, *near, *queues))


def _listened_to(book: Book, agent: LiveAgent, reach: Reach) -> list[Interaction]:
    """The calls of others, for who may listen to them."""
    if not reach.supervises:
        return []
    held = (each.shown for each in book.live.interactions.values())
    return [
        one
        for one in held
        if one.channel is Channel.VOICE
        and one.state is InteractionState.ACTIVE
        and one.agent_id != agent.profile.id
        and reach.acts.interaction(one)
    ][:WAITING_SHOWN]


def snapshot(book: Book, agent: LiveAgent) -> Snapshot:
    """Everything live for this agent, with the newest items of each conversation in hand."""
    live = book.live
    mine = [live.interactions[one].shown for one in agent.held]
    waiting: list[Interaction] = []
    for queue_id in agent.profile.queues:
        if queue_id in live.queues:
            ids = book.engine.waiting_ids(queue_id, WAITING_SHOWN)
            waiting += [live.interactions[one].shown for one in ids]
    offers = [one.offer for one in agent.offers.values()]
    offered = _offered(book, agent)
    visited = [one.shown for one in guests.visited_by(book, agent.profile.id)]
    reach = reach_of(book, agent.profile.id)
    followed = following.followed_by(book, agent.profile.id)
    helped = (one.conversation_id for one in live.consulted(agent.profile.id))
    along = tuple(dict.fromkeys((*followed, *helped)))
    read = [one for each in along for one in following.work_of(book, each)]
    conversations, customers, items = _read_now(book, along, (*mine, *visited))
    others = [one for key, one in live.agents.items() if key != agent.profile.id]
    others = others[:COLLEAGUES_SHOWN]
    elsewhere = [one for one in live.queues if one not in agent.profile.queues]
    return Snapshot(
        agent=agent.record,
        presence=agent.presence,
        conversations=tuple(conversations.values()),
        customers=tuple(customers.values()),
        interactions=(
            *mine,
            *visited,
            *offered,
            *waiting,
            *_later(book, agent),
            *_listened_to(book, agent, reach),
            *(one for one in read if one.agent_id != agent.profile.id),
        ),
        offers=tuple(offers),
        items=tuple(items),
        queues=tuple(queue_shown(book, one) for one in agent.profile.queues if one in live.queues),
        colleagues=tuple(one.record for one in others),
        presences=tuple(for_colleagues(one.presence) for one in others),
        other_queues=tuple(queue_shown(book, one) for one in elsewhere[:QUEUES_SHOWN]),
        dispositions=tuple(live.dispositions.values()),
        saved_replies=tuple(live.saved_replies.values()),
        capacity=dict(agent.profile.capacity),
        calls=pictures.calls_for(book, agent.profile.id),
        payment_pages=house.payment_pages(book),
        starts=beginning.starts(book),
        hints=following.hints_for(book, (*conversations,)),
        hands=hands.hands_for(book, reach),
        announcements=announcing.announcements_for(book, agent.profile.id, reach),
        followed=tuple(followed),
        alerts=alerting.alerts_for(book, reach),
        skills=team_skills(book),
        consults=consulting.consults_for(book, agent.profile.id),
        shifts=shifts.own(book, agent.profile.id),
    )


def _read_now(
    book: Book, along: Iterable[str], work: Iterable[Interaction]
) -> tuple[dict[str, Conversation], dict[str, Customer], list[TimelineItem]]:
    """The conversations that are read along and those of this work, their customers and newest items."""
    conversations: dict[str, Conversation] = {}
    customers: dict[str, Customer] = {}
    items: list[TimelineItem] = []
    for conversation_id in along:
        thread = book.thread(conversation_id)
        conversations[conversation_id] = thread.shown
        customers[thread.shown.customer_id] = book.customer(thread.shown.customer_id)
        items += [chat_news.delivered(thread.kept, item) for item in book.recent(thread)]
    for one in work:
        if one.conversation_id not in conversations:
            thread = book.thread(one.conversation_id)
            conversations[one.conversation_id] = thread.shown
            items += [chat_news.delivered(thread.kept, item) for item in book.recent(thread)]
        customers[one.customer_id] = book.customer(one.customer_id)
    return conversations, customers, items


def team_skills(book: Book) -> tuple[str, ...]:
    """What anybody of the team can, to send customers to."""
    known = {skill for one in book.live.agents.values() for skill in one.profile.skills}
    return tuple(sorted(known)[:SKILLS_SHOWN])


def _offered(book: Book, agent: LiveAgent) -> list[Interaction]:
    """What is being offered in the agent's queues, to this agent or to others: it may come back to waiting.

    An offer from another queue, for what waits here too, says all there is to know by itself.
    """
    mine = (book.live.interactions[one].shown for one in agent.offers)
    found = [one for one in mine if one.queue_id in agent.profile.queues]
    for other in book.live.agents.values():
        if other is not agent and len(found) < WAITING_SHOWN:
            each = (book.live.interactions[one].shown for one in other.offers)
            found += [one for one in each if one.queue_id in agent.profile.queues]
    return found


def _later(book: Book, agent: LiveAgent) -> list[Interaction]:
    """What is held until an opening or its next try: it waits, though it does not stand in line."""
    later = (book.live.interactions[one].shown for one in book.engine.deferred())
    mine = (one for one in later if one.queue_id in agent.profile.queues)
    return list(islice(mine, WAITING_SHOWN))


def queue_shown(book: Book, queue_id: str) -> Queue:
    """A queue with its length now."""
    queue = book.live.queues[queue_id]
    return Queue(
        id=queue.id,
        name=queue.name,
        waiting=book.engine.own_waiting(queue_id),
        signature=mails.queue_signature(book, queue_id),
    )


def timeline(book: Book, conversation_id: str, before: int | None, limit: int) -> TimelinePage:
    """A page of a timeline, oldest first. Raises Refused."""
    thread = book.thread(conversation_id)
    limit = max(1, min(limit, MAX_PAGE))
    found = threads.items_before(book.storage, conversation_id, before, limit + 1)
    return TimelinePage(
        conversation=thread.shown,
        customer=book.customer(thread.shown.customer_id),
        items=tuple(chat_news.delivered(thread.kept, item) for item in found[-limit:]),
        complete=len(found) <= limit,
    )


def conversations(book: Book, customer_id: str, limit: int) -> ConversationPage:
    """A customer's conversations, newest first. Raises Refused."""
    customer = book.customer(customer_id)
    found = threads.conversations_of(book.storage, customer.id, max(1, min(limit, MAX_PAGE)))
    return ConversationPage(
        customer=customer,
        conversations=tuple(ways.shown(book, one) for one in found),
        alike=alike(book.storage, customer),
        unions=parting.unions_shown(book, customer.id),
        facts=revealed.facts_shown(book, customer.id),
        no_surveys=surveyed.no_surveys(book, customer.id),
    )
