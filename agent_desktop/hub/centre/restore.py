"""From the database back to what is live: at start, and after a transaction that failed.

Promises that work stays with its agent and who waits stands where they stood; that offers which were pending are
rescinded and told so; that a customer who was online is offline until seen again. Runs inside a transaction, and what
it changes is journalled like everything else.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre import (
    alerting,
    attendance,
    consulting,
    doings,
    handing_back,
    house_rules,
    ruling,
    surveying,
    ways,
    work,
)
from agent_desktop.hub.centre.book import HOUSEKEEPING, WRAP_UP, Book
from agent_desktop.hub.centre.calls import absent, numbering
from agent_desktop.hub.centre.calls.legs import talks
from agent_desktop.hub.centre.known import Links
from agent_desktop.hub.centre.live import Live, LiveAgent, LiveInteraction, LiveThread, offline
from agent_desktop.hub.centre.places import recalled, value_of
from agent_desktop.hub.centre.rebuilding import KeptWork, paces_of, rebuilt
from agent_desktop.hub.centre.routing import RULES, profile_of
from agent_desktop.hub.journal.journal import Journal
from agent_desktop.hub.journal.published import for_agent
from agent_desktop.hub.routing.engine import Engine
from agent_desktop.hub.routing.records import AgentUpdated
from agent_desktop.hub.storage import calls as kept_calls
from agent_desktop.hub.storage import (
    configuration,
    networks,
    passages,
    people,
    routed,
    rules,
    supervising,
    teams,
    threads,
)
from agent_desktop.hub.storage import work as kept_work
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.events import OfferEnded
from agent_desktop.model.passages import Came
from agent_desktop.model.work import InteractionState, OfferOutcome

HUB_RESTARTED = "hub_restarted"

LATELY = 2_000
"""So many of the newest finished interactions say how fast queues are."""


def restored(storage: Storage, epoch: str, links: Links, now: Millis) -> Book:
    """The book as the database says, its journal in `epoch`. Raises StoreFailed."""
    book = Book(storage, Journal(storage, epoch), Engine(RULES), links)
    book.now = now
    _configuration(book)
    _work(book)
    _rescind(book)
    excluded: dict[str, dict[str, Millis]] = {}
    for interaction_id, agent_id, at in kept_work.turned_down_since(
        storage, now - RULES.exclude_ms
    ):
        excluded.setdefault(interaction_id, {})[agent_id] = at + RULES.exclude_ms
    live = book.live
    facts = routed.live_facts(storage)
    progress = {
        key: recalled(one, facts.get(key, ()), value_of(book, book.customer(one.shown.customer_id)))
        for key, one in live.interactions.items()
    }
    for key, one in live.interactions.items():
        if progress[key].aside and one.shown.state is InteractionState.ACTIVE:
            one.kept = replace(one.kept, shown=replace(one.shown, aside=True))
    plans = rules.plans_of(storage, tuple(live.interactions))
    book.engine = rebuilt(
        now,
        live.queues.values(),
        live.agents.values(),
        KeptWork(
            interactions=[(one.kept, progress[key]) for key, one in live.interactions.items()],
            parts={key: one.call for key, one in live.calls.items() if one.role == "part"},
            excluded=excluded,
            not_before=ruling.held({key: plans[key] for key in plans if _is_new(live, key)})
            | {key: one.not_before for key, one in live.calls.items() if one.not_before},
            plans=plans,
            callers={
                key
                for key, one in live.calls.items()
                if one.role == "call" and not one.outbound and one.answered_at is None
                if key in live.interactions and _is_new(live, key)
            },
        ),
        configuration.kept_costs(storage),
        [
            one
            for one in paces_of(routed.lately_finished(storage, LATELY))
            if one.queue in live.queues
        ],
    )
    consulting.restored(book)
    for agent in live.agents.values():  # offers that are over may have been what it gave way to
        if any(live.interactions[key].shown.aside for key in agent.held):
            work.ask(book, AgentUpdated(agent.profile.id, profile_of(agent.profile)))
    _links(book)
    doings.restored(book, epoch)
    surveying.restored(book)
    alerting.restored(book)
    book.set_alarm(now, HOUSEKEEPING, "")
    return book


def _is_new(live: Live, interaction_id: str) -> bool:
    """Whether it still waits as it came: what an agent has had, or sent on, is held until no opening any more, nor for
    who is offered the customer's chat."""
    passage = live.interactions[interaction_id].passage
    return passage is None or passage.came is Came.ARRIVED


def _configuration(book: Book) -> None:
    storage, live = book.storage, book.live
    live.queues = {one.id: one for one in configuration.kept_queues(storage)}
    places = configuration.kept_entry_points(storage)
    live.entry_points = {one.id: one for one in places if not one.retired}
    live.retired_entry_points = {one.id: one for one in places if one.retired}
    live.networks = {one.entry_point_id: one for one in networks.kept_networks(storage)}
    live.dispositions = {one.code: one for one in configuration.kept_dispositions(storage)}
    live.saved_replies = {one.shortcut: one for one in configuration.kept_saved_replies(storage)}
    live.joining = house_rules.joining_of(storage)
    live.surveys = surveying.surveys_of(storage)
    live.running = ruling.running_of(storage)
    live.last_number = threads.last_number(storage)
    live.teams = {one.id: one for one in teams.kept_teams(storage)}
    live.hands = supervising.kept_hands(storage)
    live.announcements = supervising.kept_announcements(storage, book.now)
    for agent_id, conversation_id in supervising.kept_follows(storage):
        live.follows.setdefault(conversation_id, {})[agent_id] = None
    presences = people.kept_presences(storage)
    for profile, heard_from in people.agents(storage):
        presence = presences.get(profile.id) or offline(profile.id, book.now)
        shown = replace(presence.shown, in_call=talks(book, profile.id))
        live.agents[profile.id] = LiveAgent(profile, heard_from, replace(presence, shown=shown))
    for agent in live.agents.values():
        if not agent.profile.extension:
            agent.profile = numbering.with_extension(book, agent.profile)
            people.keep_agent(storage, agent.profile, agent.heard_from, book.now)


def _work(book: Book) -> None:
    storage, live = book.storage, book.live
    kept = kept_work.live_interactions(storage)
    live.customers = people.customers_of(storage, sorted({one.shown.customer_id for one in kept}))
    live.calls = {one.id: one for one in kept_calls.live_calls(storage)}
    ids = sorted({one.shown.conversation_id for one in kept})
    for conversation in threads.conversations_with(storage, ids):
        live.threads[conversation.shown.id] = LiveThread(conversation)
    for thread in live.threads.values():
        ways.refreshed(book, thread)
    last = passages.live_passages(storage)
    for one in kept:
        customer = live.customers[one.shown.customer_id]
        thread = live.threads[one.shown.conversation_id]
        shown = replace(
            one.shown,
            customer_name=customer.name,
            vip=customer.vip,
            queue_name=live.queues[one.shown.queue_id].name,
        )
        live.interactions[shown.id] = LiveInteraction(replace(one, shown=shown))
        live.interactions[shown.id].passage = last.get(shown.id)
        thread.work[shown.id] = None
        if shown.agent_id is not None:
            live.agents[shown.agent_id].held[shown.id] = None
        if shown.wrap_up_until is not None:
            book.set_alarm(shown.wrap_up_until, WRAP_UP, shown.id)


def _rescind(book: Book) -> None:
    """Offers that were pending are over; their interactions wait again at their place."""
    for interaction_id, epoch, agent_id in kept_work.pending_offers(book.storage):
        rescinded = OfferOutcome.RESCINDED
        kept_work.end_offer(
            book.storage, interaction_id, epoch, rescinded.value, HUB_RESTARTED, book.now
        )
        event = OfferEnded(interaction_id=interaction_id, epoch=epoch, outcome=rescinded)
        book.tell(for_agent(agent_id), event)
        one = book.live.interactions.get(interaction_id)
        if one is not None and one.shown.state is InteractionState.OFFERED:
            book.show_interaction(one, state=InteractionState.QUEUED)
            book.tell_interaction(one)
            book.moved_queues[one.shown.queue_id] = None


def _links(book: Book) -> None:
    """Agents and customers who are not there now: the grace begins, online marks end."""
    for conversation in threads.online_conversations(book.storage):
        if conversation.visitor_id not in book.links.online:
            thread = book.live.threads.get(conversation.shown.id) or LiveThread(conversation)
            shown = replace(thread.shown, customer_online=False)
            book.put_thread(thread, replace(thread.kept, shown=shown))
    for agent in book.live.agents.values():
        if agent.profile.id not in book.links.sockets:
            attendance.start_grace(book, agent)
            # who was there a moment ago may come back first, however long the hub was away
            handing_back.went(book, agent, not_before=book.now + attendance.GRACE_MS)
    for call_id in tuple(book.live.calls):
        absent.follow(book, call_id)
    for agent in book.live.agents.values():
        attendance.tell_routing(book, agent)
