"""The customers machine: profiles, merges, and a customer's previous conversations.

Promises that a merge leaves no conversation behind; that what a customer tells while they are on the screen is seen.
Refuses to fetch twice what is on its way.
"""

from msgspec.structs import replace

from agent_desktop.desk import asking, conversation, outbox
from agent_desktop.desk.errands import FetchPast
from agent_desktop.desk.items import PastArrived
from agent_desktop.desk.turn import Turn, put, without
from agent_desktop.model.events import CustomersMerged, CustomersParted
from agent_desktop.model.intents import ChangeCustomer, FetchHistory, JoinCustomers
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Customer, Kin
from agent_desktop.model.unions import AskAgain, PartCustomers, SortOut, TellApart

HISTORY = 50
KEPT_HISTORIES = 50


def changed(turn: Turn, customer: Customer) -> None:
    """A profile changed; of the customer on the screen there may be more than a profile, so it is asked for."""
    known = turn.customer(customer.id)
    turn.keep_customer(customer)
    if known is not None and known != customer:
        _again(turn, customer.id)


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
    turn.state.kin = without(without(turn.state.kin, event.merged_id), event.kept.id)
    turn.customers.pop(event.merged_id, None)
    _again(turn, event.kept.id)


def parted(turn: Turn, event: CustomersParted) -> None:
    """A merge was taken back: what belonged to the other record goes back to it."""
    turn.keep_customer(event.kept)
    turn.keep_customer(event.parted)
    for conversation_id in event.conversations:
        known = turn.conversation(conversation_id)
        if known is not None:
            turn.keep_conversation(replace(known, customer_id=event.parted.id))
    both = (event.kept.id, event.parted.id)
    turn.state.past = {key: ids for key, ids in turn.state.past.items() if key not in both}
    turn.state.kin = {key: kin for key, kin in turn.state.kin.items() if key not in both}
    _again(turn, *both)


def _again(turn: Turn, *ids: str) -> None:
    """The history of the customer who is on the screen is another one now."""
    opened = turn.conversation(turn.state.open_conversation or "")
    if opened is None or opened.customer_id not in ids:
        return
    if turn.live and turn.can(Capability.HISTORY):
        turn.send(FetchPast(customer_id=opened.customer_id, limit=HISTORY, cached=False))


def sort_out(turn: Turn, intent: SortOut) -> None:
    """Take a merge back, or suggest one no more; or what one told is wrong, or holds no more."""
    command = intent.command
    lifts = isinstance(command, AskAgain)  # a lead's alone
    needs = Capability.SUPERVISOR if lifts else Capability.MERGE_CUSTOMERS
    if asking.ask(turn, command, needs=needs) is None:
        return
    if isinstance(command, PartCustomers):
        return
    kin = turn.state.kin.get(command.customer_id) or Kin()
    if isinstance(command, TellApart):
        rest = tuple(one for one in kin.alike if one.customer.id != command.other_id)
        kin = replace(kin, alike=rest)
    elif isinstance(command, AskAgain):
        kin = replace(kin, no_surveys=None)
    else:
        wrong = (command.kind, command.value)
        kin = replace(kin, facts=tuple(one for one in kin.facts if (one.kind, one.value) != wrong))
    turn.state.kin = put(turn.state.kin, command.customer_id, kin)


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
    if not item.asked.cached:
        told = item.past
        kin = Kin(
            alike=told.alike, unions=told.unions, facts=told.facts, no_surveys=told.no_surveys
        )
        known = put(turn.state.kin, item.asked.customer_id, kin)
        turn.state.kin = dict(list(known.items())[-KEPT_HISTORIES:])
    ids = dict.fromkeys(one.id for one in item.past.conversations)
    ids.update(dict.fromkeys(turn.state.past.get(item.asked.customer_id, ())))
    past = put(turn.state.past, item.asked.customer_id, tuple(ids))
    turn.state.past = dict(list(past.items())[-KEPT_HISTORIES:])
