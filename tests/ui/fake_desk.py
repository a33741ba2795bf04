"""A desk in memory for tests of the window: `DeskView` with everything settable.

Promises the semantics of the real desk as far as the window can tell: intents are recorded; `turn()` does with them
what the desk does (the draft is emptied only together with the new outbox row) and publishes the changes once.
`immediate=True` takes a turn within every `post`, for demos. Refuses files and networks.

    desk = FakeDesk()
    desk.put_thread(sample_conversation(), [sample_message("hello")], customer=sample_customer())
    desk.open("c1")
    widget = ...(desk)
    assert desk.posted(SendReply)[-1].text == "hi"
    desk.turn()
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec

from agent_desktop.desk.api import InboxRow, OutboxSummary, Thread
from agent_desktop.model.call_log import ShownItem
from agent_desktop.model.changes import (
    Change,
    ConversationShown,
    CustomerShown,
    DraftReplaced,
    InboxChanged,
    LinkShown,
    OffersChanged,
    OutboxChanged,
    PresenceShown,
    RowChanged,
    RowInserted,
    RowMoved,
    RowRemoved,
    Section,
    SettingShown,
    ThreadChanged,
)
from agent_desktop.model.commands import Draft
from agent_desktop.model.events import LinkChanged
from agent_desktop.model.intents import (
    Intent,
)
from agent_desktop.model.manifest import Manifest
from agent_desktop.model.people import Customer, Kin, Presence
from agent_desktop.model.timeline import (
    Conversation,
    Message,
    Note,
)
from agent_desktop.model.work import (
    Interaction,
    Offer,
)
from tests.ui.fake_samples import (
    sample_conversation,
    sample_customer,
    sample_interaction,
    sample_message,
)
from tests.ui.fake_turns import done
from tests.ui.fake_view import EVERYTHING, ME, NOON, FakeView

__all__ = [
    "EVERYTHING",
    "ME",
    "NOON",
    "FakeDesk",
    "sample_conversation",
    "sample_customer",
    "sample_interaction",
    "sample_message",
]

AnyIntent = TypeVar("AnyIntent")


class FakeDesk(FakeView):
    """See the module. `intents` is everything that was posted, oldest first."""

    def __init__(self, *, immediate: bool = False, manifest: Manifest = EVERYTHING) -> None:
        super().__init__(manifest)
        self.immediate = immediate
        self.intents: list[Intent] = []
        self._pending: list[Intent] = []
        self._listeners: list[Callable[[Sequence[Change]], None]] = []

    # -- DeskView ---------------------------------------------------------------

    def post(self, intent: Intent) -> None:
        """Record an intent; nothing happens before `turn()`."""
        self.intents.append(intent)
        self._pending.append(intent)
        if self.immediate:
            self.turn()

    def subscribe(self, listener: Callable[[Sequence[Change]], None]) -> Callable[[], None]:
        """As in `DeskView`."""
        self._listeners.append(listener)

        def end() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return end

    # -- for tests: what was asked ------------------------------------------------

    def posted(self, kind: type[AnyIntent]) -> list[AnyIntent]:
        """All intents of one kind, oldest first."""
        return [intent for intent in self.intents if isinstance(intent, kind)]

    def turn(self) -> None:
        """Do what the desk does with the intents posted since the last turn, and publish what changed."""
        pending, self._pending = self._pending, []
        changes: list[Change] = []
        for intent in pending:
            changes += done(self, intent)
        self.publish(*changes)

    def publish(self, *changes: Change) -> None:
        """Tell every listener."""
        if changes:
            for listener in list(self._listeners):
                listener(changes)

    # -- for tests: change the world; each publishes ------------------------------

    def put_thread(
        self,
        conversation: Conversation,
        items: Sequence[ShownItem] = (),
        *,
        customer: Customer | None = None,
        interaction: Interaction | None = None,
        **about: Any,
    ) -> None:
        """Insert or replace a conversation with its items; `about` are further fields of `Thread`."""
        if customer is not None:
            self.customers[customer.id] = customer
        self.threads[conversation.id] = Thread(
            conversation=conversation, customer=customer, interaction=interaction, **about
        )
        self.lines[conversation.id] = list(items)
        self.publish(ThreadChanged(conversation_id=conversation.id, reset=True, about=True))

    def alter_thread(self, conversation_id: str, **fields: Any) -> None:
        """Change fields of a conversation's `Thread` (typing_name, stale_since, interaction, …)."""
        self.threads[conversation_id] = msgspec.structs.replace(
            self.threads[conversation_id], **fields
        )
        self.publish(ThreadChanged(conversation_id=conversation_id, about=True))

    def open(self, conversation_id: str | None) -> None:
        """Open a conversation, as if the agent had asked for it."""
        self.open_id = conversation_id
        self.publish(ConversationShown(conversation_id=conversation_id))

    def append(self, *items: ShownItem) -> None:
        """New items of one conversation, before its unsent ones."""
        conversation_id = items[0].conversation_id
        lines = self.lines.setdefault(conversation_id, [])
        at = len(lines)
        while at and lines[at - 1].seq == 0:
            at -= 1
        fresh = [item for item in items if item.seq]
        lines[at:at] = fresh
        lines += [item for item in items if not item.seq]
        if lines[-len(items) :] == list(items):
            self.publish(ThreadChanged(conversation_id=conversation_id, appended=len(items)))
        else:
            self.publish(ThreadChanged(conversation_id=conversation_id, reset=True))

    def prepend(
        self, conversation_id: str, items: Sequence[ShownItem], *, complete: bool = False
    ) -> None:
        """Older items arrived."""
        self.lines[conversation_id][:0] = items
        self.threads[conversation_id] = msgspec.structs.replace(
            self.threads[conversation_id], loading=False, complete=complete
        )
        self.publish(
            ThreadChanged(conversation_id=conversation_id, prepended=len(items), about=True)
        )

    def update(self, item: ShownItem) -> None:
        """An item looks different: found by its id, or by its client id (the echo of an own message)."""
        lines = self.lines[item.conversation_id]
        client_id = "" if not isinstance(item, Message | Note) else item.client_id
        for at, known in enumerate(lines):
            same = isinstance(known, Message | Note) and client_id and known.client_id == client_id
            if known.id == item.id or same:
                lines[at] = item
                break
        else:
            raise LookupError(f"no item {item.id!r} in {item.conversation_id!r}")
        self.publish(ThreadChanged(conversation_id=item.conversation_id, updated=(item.id,)))

    def remove(self, conversation_id: str, item_id: str) -> None:
        """An item is gone (an unsent reply was taken back)."""
        self.lines[conversation_id] = [i for i in self.lines[conversation_id] if i.id != item_id]
        self.publish(ThreadChanged(conversation_id=conversation_id, reset=True))

    def put_draft(self, draft: Draft) -> None:
        """The desk replaces a draft."""
        self.drafts[draft.conversation_id, draft.note] = draft
        self.publish(DraftReplaced(conversation_id=draft.conversation_id, note=draft.note))

    def put_rows(self, section: Section, rows: Sequence[InboxRow]) -> None:
        """Replace a section of the work list."""
        self.rows[section] = list(rows)
        self.publish(InboxChanged(reset=True))

    def insert_row(self, section: Section, at: int, row: InboxRow) -> None:
        """A new row."""
        self.rows[section].insert(at, row)
        self.publish(InboxChanged(edits=(RowInserted(section=section, at=at),)))

    def change_row(self, section: Section, at: int, row: InboxRow) -> None:
        """A row looks different."""
        self.rows[section][at] = row
        self.publish(InboxChanged(edits=(RowChanged(section=section, at=at),)))

    def move_row(self, section: Section, origin: int, target: int) -> None:
        """A row moves; `target` is counted after it was taken out."""
        self.rows[section].insert(target, self.rows[section].pop(origin))
        self.publish(InboxChanged(edits=(RowMoved(section=section, origin=origin, target=target),)))

    def remove_row(self, section: Section, at: int) -> None:
        """A row goes."""
        del self.rows[section][at]
        self.publish(InboxChanged(edits=(RowRemoved(section=section, at=at),)))

    def put_offers(self, *offers: Offer) -> None:
        """Replace the offers."""
        self.offer_list = list(offers)
        self.publish(OffersChanged())

    def put_customer(self, customer: Customer) -> None:
        """A customer is new or changed; threads that show them change too."""
        self.customers[customer.id] = customer
        changes: list[Change] = [CustomerShown(customer_id=customer.id)]
        for conversation_id, thread in self.threads.items():
            if thread.conversation.customer_id == customer.id:
                self.threads[conversation_id] = msgspec.structs.replace(thread, customer=customer)
                changes.append(ThreadChanged(conversation_id=conversation_id, about=True))
        self.publish(*changes)

    def put_history(self, customer_id: str, conversations: Sequence[Conversation]) -> None:
        """A customer's conversations were fetched."""
        self.history[customer_id] = list(conversations)
        self.publish(CustomerShown(customer_id=customer_id))

    def put_kin(self, customer_id: str, kin: Kin) -> None:
        """It is known who may be the same person."""
        self.kin_of[customer_id] = kin
        self.publish(CustomerShown(customer_id=customer_id))

    def put_presence(self, presence: Presence) -> None:
        """The own presence changed."""
        self.presence = presence
        self.publish(PresenceShown())

    def put_link(self, link: LinkChanged) -> None:
        """The link changed."""
        self.link = link
        self.publish(LinkShown())

    def put_outbox(self, outbox: OutboxSummary) -> None:
        """The outbox changed."""
        self.outbox = outbox
        self.publish(OutboxChanged())

    def put_setting(self, name: str, value: str) -> None:
        """A setting changed."""
        self.settings[name] = value
        self.publish(SettingShown(name=name))
