"""The customers machine: profiles, merges, and a customer's previous conversations.

Promises that a merge leaves no conversation behind. Refuses to fetch twice what is on its way.
"""

from msgspec.structs import replace

from agent_desktop.desk import asking, conversation, outbox
from agent_desktop.desk.errands import FetchPast, PastArrived
from agent_desktop.desk.turn import Turn, put
from agent_desktop.model.events import CustomersMerged
from agent_desktop.model.intents import ChangeCustomer, FetchHistory, JoinCustomers
from agent_desktop.model.manifest import Capability

HISTORY = 50
KEPT_HISTORIES = 50


def merged(turn: Turn, event: CustomersMerged) -> None:
    """Two records became one: everything of the merged one moves."""
    turn.keep_customer(event.kept)
    turn.merged[event.merged_id] = event.kept.id
    for conversation_id in turn.conversations_of(event.merged_id):
        known = turn.conversation(conversation_id)
        if known is not None:
            turn.keep_conversation(replace(known, customer_id=event.kept.id))
    turn.state.past = {
        key: ids
        for key, ids in turn.state.past.items()
        if key not in (event.merged_id, event.kept.id)
    }
    turn.customers.pop(event.merged_id, None)


def change(turn: Turn, intent: ChangeCustomer) -> None:
    """Edit a profile; never lost, so it goes through the outbox in the customer's own lane."""
    lane = f"customer:{intent.edit.customer_id}"
    outbox.add(turn, turn.fresh_id(), lane, intent.edit)


def join(turn: Turn, intent: JoinCustomers) -> None:
    """Merge two customers."""
    asking.ask(turn, intent.merge, needs=Capability.MERGE_CUSTOMERS)


def fetch(turn: Turn, intent: FetchHistory) -> None:
    """Bring previous conversations: from the store, and from the backend where it can."""
    turn.send(FetchPast(customer_id=intent.customer_id, limit=HISTORY, cached=True))
    if turn.live and turn.can(Capability.HISTORY):
        turn.send(FetchPast(customer_id=intent.customer_id, limit=HISTORY, cached=False))


def arrived(turn: Turn, item: PastArrived) -> None:
    """A list of previous conversations came; those known before stay on it."""
    if item.past is None:
        return
    for one in item.past.conversations:
        if item.asked.cached:
            turn.recall(one)
        else:
            conversation.fetched(turn, one)
    ids = dict.fromkeys(one.id for one in item.past.conversations)
    ids.update(dict.fromkeys(turn.state.past.get(item.asked.customer_id, ())))
    past = put(turn.state.past, item.asked.customer_id, tuple(ids))
    turn.state.past = dict(list(past.items())[-KEPT_HISTORIES:])
