"""One turn of the desk: what a machine reads, what it wants kept, sent and told.

A machine is a function `(turn, item) -> None`. It reads through the turn, which lays what this turn decided over the
books, and writes only to the turn. Nothing of it is true before `Core.settle`, which the runner calls after the store
has the turn's saves; a turn that could not be saved is simply dropped. Refuses the clock, chance and I/O: the time is
given, ids are counted.
"""

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from agent_desktop.desk.errands import Send
from agent_desktop.desk.state import DraftKey, State
from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import LoggedItem, ShownItem
from agent_desktop.model.changes import Change
from agent_desktop.model.commands import (
    Cursor,
    Draft,
    ForgetCustomer,
    ForgetOutbox,
    OutboxItem,
    Save,
    SaveConversation,
    SaveCursor,
    SaveCustomer,
    SaveDraft,
    SaveInteraction,
    SaveItem,
    SaveLogged,
    SaveOutbox,
    SaveSetting,
)
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Customer
from agent_desktop.model.timeline import (
    Conversation,
    Delivery,
    Message,
    TimelineItem,
)
from agent_desktop.model.work import Interaction

if TYPE_CHECKING:
    from agent_desktop.desk.books import Books

K = TypeVar("K")
V = TypeVar("V")


def put(mapping: dict[K, V], key: K, value: V) -> dict[K, V]:
    """A copy of `mapping` in which `key` is `value`."""
    return {**mapping, key: value}


def without(mapping: dict[K, V], key: K) -> dict[K, V]:
    """A copy of `mapping` that lacks `key`; the same mapping where it lacked it already."""
    return {k: v for k, v in mapping.items() if k != key} if key in mapping else mapping


class Turn:
    """Reading over the books, and everything that this turn decides. `now` is the backend's clock as we know it."""

    __slots__ = (
        "_books",
        "_id",
        "_ids",
        "appeared",
        "before",
        "conversations",
        "cursor",
        "customers",
        "drafts",
        "forgotten",
        "interactions",
        "items",
        "loaded",
        "logged",
        "marks",
        "merged",
        "notices",
        "now",
        "outbox",
        "recalled",
        "recalled_customers",
        "resync",
        "sends",
        "settings",
        "shortened",
        "state",
        "touched",
        "withdrawn",
    )

    def __init__(self, books: "Books", state: State, now: Millis, turn_id: str = "turn") -> None:
        self._books = books
        self._id = turn_id
        self._ids = 0
        self.now = now
        self.before = state
        self.state = copy.copy(state)
        self.conversations: dict[str, Conversation] = {}
        self.recalled: dict[str, Conversation] = {}
        self.customers: dict[str, Customer] = {}
        self.recalled_customers: dict[str, Customer] = {}
        self.merged: dict[str, str] = {}
        self.interactions: dict[str, Interaction] = {}
        self.items: dict[str, dict[str, TimelineItem]] = {}
        self.appeared: dict[str, dict[str, ShownItem]] = {}
        self.logged: dict[str, LoggedItem] = {}
        self.marks: dict[str, dict[Delivery, int]] = {}
        self.outbox: dict[str, OutboxItem] = {}
        self.forgotten: dict[str, None] = {}
        self.drafts: dict[DraftKey, Draft] = {}
        self.settings: dict[str, str] = {}
        self.cursor: SaveCursor | None = None
        self.loaded: dict[str, None] = {}
        self.shortened: dict[str, int] = {}
        self.touched: set[str] = set()
        self.resync = False
        self.sends: list[Send] = []
        self.notices: list[Change] = []
        self.withdrawn: dict[str, tuple[str, str]] = {}

    # --- reading

    def conversation(self, conversation_id: str) -> Conversation | None:
        """A conversation as this turn leaves it."""
        return (
            self.conversations.get(conversation_id)
            or self.recalled.get(conversation_id)
            or self._books.conversations.get(conversation_id)
        )

    def conversations_of(self, customer_id: str) -> list[str]:
        """The ids of a customer's known conversations."""
        ids = set(self._books.conversations_of(customer_id))
        fresh = {**self.recalled, **self.conversations}
        ids.update(one.id for one in fresh.values() if one.customer_id == customer_id)
        return sorted(
            one for one in ids if getattr(self.conversation(one), "customer_id", "") == customer_id
        )

    def own_open(self) -> list[Conversation]:
        """Every open conversation that is taken for our own."""
        known = {**self._books.conversations, **self.recalled, **self.conversations}
        return [one for one in known.values() if one.open and one.agent_id == self.me and self.me]

    def has_let_go(self, conversation: Conversation) -> bool:
        """True for one taken for our own and open that the last snapshot would have listed."""
        after = self.state.own_after
        ours = conversation.open and conversation.agent_id == self.me and self.me != ""
        return ours and after is not None and conversation.last_at > after

    def all_interactions(self) -> list[Interaction]:
        """Every live interaction."""
        known = {**self._books.interactions, **self.interactions}
        return [one for one in known.values() if one.state.live]

    def customer(self, customer_id: str) -> Customer | None:
        """A customer as this turn leaves them."""
        return (
            self.customers.get(customer_id)
            or self.recalled_customers.get(customer_id)
            or self._books.customers.get(customer_id)
        )

    def all_customers(self) -> list[Customer]:
        """Every known customer."""
        fresh = {**self.recalled_customers, **self.customers}
        return list({**self._books.customers, **fresh}.values())

    def logged_item(self, item_id: str) -> LoggedItem | None:
        """What this desk itself logged under an id."""
        return self.logged.get(item_id) or self._books.logged.get(item_id)

    def all_logged(self) -> list[LoggedItem]:
        """Everything that this desk logged, as far as it is in memory."""
        return list({**self._books.logged, **self.logged}.values())

    def logged_in(self, conversation_id: str) -> list[LoggedItem]:
        """What this desk logged in a conversation."""
        ids = dict.fromkeys(self._books.logged_in.get(conversation_id, ()))
        ids.update(
            (k, None) for k, v in self.logged.items() if v.conversation_id == conversation_id
        )
        found = (self.logged_item(one) for one in ids)
        return [one for one in found if one is not None]

    def interaction(self, interaction_id: str) -> Interaction | None:
        """A live interaction as this turn leaves it; one that ended in this turn is still given."""
        return self.interactions.get(interaction_id) or self._books.interactions.get(interaction_id)

    def work_of(self, conversation_id: str) -> list[Interaction]:
        """The live interactions of a conversation, by id."""
        ids = set(self._books.work.get(conversation_id, ()))
        ids.update(i.id for i in self.interactions.values() if i.conversation_id == conversation_id)
        found = (self.interaction(one) for one in sorted(ids))
        here = (one for one in found if one is not None and one.conversation_id == conversation_id)
        return [one for one in here if one.state.live]

    def item(self, conversation_id: str, item_id: str, client_id: str = "") -> ShownItem | None:
        """A loaded item with this id, else with this client id."""
        fresh = self.items.get(conversation_id)
        if fresh is not None:
            if item_id in fresh:
                return fresh[item_id]
            for item in fresh.values() if client_id else ():
                if getattr(item, "client_id", "") == client_id:
                    return item
        timeline = self._books.timelines.get(conversation_id)
        found = timeline.find(item_id, client_id) if timeline is not None else None
        return fresh.get(found.id, found) if fresh is not None and found is not None else found

    def fresh_items(self, conversation_id: str) -> list[ShownItem]:
        """The items of a conversation that this turn brought or changed."""
        fresh = self.items.get(conversation_id, {})
        seen = self.appeared.get(conversation_id, {})
        return [*fresh.values(), *(one for key, one in seen.items() if key not in fresh)]

    def settled_newest_first(self, conversation_id: str) -> Iterator[ShownItem]:
        """The loaded items that this turn has not touched, newest first."""
        timeline = self._books.timelines.get(conversation_id)
        if timeline is not None:
            fresh = {one.id for one in self.fresh_items(conversation_id)}
            for item in timeline.newest_first():
                if item.id not in fresh:
                    yield item

    def first_seq(self, conversation_id: str) -> int | None:
        """The sequence of the oldest loaded item."""
        seqs = [one.seq for one in self.fresh_items(conversation_id)]
        timeline = self._books.timelines.get(conversation_id)
        if timeline is not None and timeline.first_seq is not None:
            seqs.append(max(timeline.first_seq, self.shortened.get(conversation_id, 0)))
        return min(seqs, default=None)

    def last_seq(self, conversation_id: str) -> int:
        """The sequence of the newest loaded item, 0 when there is none."""
        seqs = [one.seq for one in self.fresh_items(conversation_id)]
        timeline = self._books.timelines.get(conversation_id)
        return max([*seqs, timeline.last_seq if timeline is not None else 0])

    def settled_seq(self, conversation_id: str) -> int:
        """The newest sequence of a conversation before this turn, 0 for an unknown one."""
        known = self._books.conversations.get(conversation_id)
        return known.last_seq if known is not None else 0

    def unread_after(self, conversation_id: str, seq: int) -> int:
        """How many loaded messages of the customer come after `seq`."""
        count = 0
        for item in self.fresh_items(conversation_id):
            count += (
                item.seq > seq and isinstance(item, Message) and item.incoming and not item.moved_to
            )
        for item in self.settled_newest_first(conversation_id):
            if item.seq <= seq:
                break
            count += isinstance(item, Message) and item.incoming and not item.moved_to
        return count

    def marks_of(self, conversation_id: str) -> dict[Delivery, int]:
        """How far receipts reach."""
        found = self.marks.get(conversation_id)
        return self._books.marks.get(conversation_id, {}) if found is None else found

    def is_loaded(self, conversation_id: str) -> bool:
        """True when the conversation's timeline is in memory."""
        return conversation_id in self.loaded or conversation_id in self._books.timelines

    @property
    def me(self) -> str:
        """The id of the signed-in agent, empty while nobody is known."""
        return self.state.team.agent.id

    def can(self, capability: Capability) -> bool:
        """True when the backend has `capability`."""
        return self.state.team.manifest.can(capability)

    @property
    def live(self) -> bool:
        """True while the link is up and current."""
        return self.state.live

    # --- writing

    def keep_conversation(self, conversation: Conversation) -> None:
        """Insert or replace a conversation."""
        if self.conversation(conversation.id) != conversation:
            self.conversations[conversation.id] = conversation
            self.touched.add(conversation.id)

    def recall(self, conversation: Conversation | None, customer: Customer | None = None) -> None:
        """Take from the store what is not in memory yet; it is not saved again."""
        if conversation is not None and self.conversation(conversation.id) is None:
            if self.has_let_go(conversation):
                conversation = replace(conversation, agent_id=None)
            self.recalled[conversation.id] = conversation
            self.touched.add(conversation.id)
        if customer is not None and self.customer(customer.id) is None:
            self.recalled_customers[customer.id] = customer

    def keep_customer(self, customer: Customer) -> None:
        """Insert or replace a customer."""
        if self.customer(customer.id) != customer:
            self.customers[customer.id] = customer

    def keep_interaction(self, interaction: Interaction) -> None:
        """Insert or replace an interaction."""
        known = self.interaction(interaction.id)
        if known != interaction:
            if known is not None:
                self.touched.add(known.conversation_id)
            self.interactions[interaction.id] = interaction
            self.touched.add(interaction.conversation_id)

    def keep_item(self, item: TimelineItem) -> None:
        """Insert or replace a timeline item, here and in the store."""
        self.items.setdefault(item.conversation_id, {})[item.id] = item

    def show_item(self, item: ShownItem) -> None:
        """Show an item that the store has already."""
        self.appeared.setdefault(item.conversation_id, {})[item.id] = item

    def keep_logged(self, item: LoggedItem) -> None:
        """Insert or replace what this desk itself writes into a timeline, and show it where its place is loaded."""
        if self.logged_item(item.id) == item:
            return
        self.logged[item.id] = item
        if not item.conversation_id:
            return
        self.touched.add(item.conversation_id)
        first = self.first_seq(item.conversation_id)
        if self.is_loaded(item.conversation_id) and (first is None or item.seq >= first):
            self.show_item(item)

    def keep_outbox(self, item: OutboxItem, *, durable: bool = True) -> None:
        """Insert or replace an outbox item; `durable=False` for what a restart may forget."""
        self.state.outbox = put(self.state.outbox, item.client_id, item)
        if durable:
            self.outbox[item.client_id] = item
            self.forgotten.pop(item.client_id, None)
        self.touched.add(item.lane)

    def forget_outbox(self, item: OutboxItem) -> None:
        """The backend has it, or the agent discarded it."""
        self.state.outbox = without(self.state.outbox, item.client_id)
        self.outbox.pop(item.client_id, None)
        self.forgotten[item.client_id] = None
        self.touched.add(item.lane)

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        self.state.settings = put(self.state.settings, name, value)
        self.settings[name] = value

    def follow(self, cursor: Cursor | None) -> None:
        """Remember how far the journal was followed."""
        self.cursor = SaveCursor(cursor=cursor)

    def forget_marks(self) -> None:
        """Believe no receipt any more beyond what the items themselves say."""
        self.marks = {key: {} for key in (*self._books.marks, *self.marks)}

    def send(self, send: Send) -> None:
        """Let `send` leave once this turn is saved."""
        self.sends.append(send)

    def fresh_id(self) -> str:
        """An id for a command, unlike any other of this desk."""
        self._ids += 1
        return f"{self._id}-{self._ids}"

    def saves(self) -> list[Save]:
        """All that the store must have before this turn is true, each record once, in an order that can be replayed."""
        saves: list[Save] = [SaveCustomer(customer=one) for one in self.customers.values()]
        saves += [ForgetCustomer(customer_id=m, kept_id=k) for m, k in self.merged.items()]
        saves += [SaveConversation(conversation=one) for one in self.conversations.values()]
        saves += [SaveInteraction(interaction=one) for one in self.interactions.values()]
        for items in self.items.values():
            saves += [SaveItem(item=one) for one in items.values()]
        saves += [SaveOutbox(item=one) for one in self.outbox.values()]
        saves += [ForgetOutbox(client_id=one) for one in self.forgotten]
        saves += [SaveDraft(draft=one) for one in self.drafts.values()]
        saves += [SaveSetting(name=name, value=value) for name, value in self.settings.items()]
        saves += [SaveLogged(item=one) for one in self.logged.values()]
        if self.cursor is not None:
            saves.append(SaveCursor(cursor=self.cursor.cursor, at=self.state.current_to))
        return saves
