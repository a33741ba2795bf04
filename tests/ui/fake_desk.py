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

from agent_desktop.desk.api import Activity, InboxRow, Load, OutboxSummary, Thread
from agent_desktop.model.base import Millis
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
from agent_desktop.model.events import LinkChanged, LinkState, SearchDone
from agent_desktop.model.intents import (
    ChangeSetting,
    DiscardUnsent,
    EditUnsent,
    Intent,
    LoadOlder,
    OpenConversation,
    RetrySend,
    SendReply,
    UndoSend,
    WriteDraft,
    WriteNote,
)
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.people import Agent, Customer, Presence, PresenceState
from agent_desktop.model.timeline import (
    Author,
    AuthorKind,
    Conversation,
    Delivery,
    Message,
    Note,
    TimelineItem,
)
from agent_desktop.model.work import (
    Channel,
    Disposition,
    Interaction,
    InteractionState,
    Offer,
    Queue,
    SavedReply,
)

NOON: Millis = 1_795_348_931_000
"""Sunday 22 November 2026, 12:02:11 UTC: the `now` of a fresh fake."""

ME = Agent(id="a1", name="Inês Duarte", email="ines@haldenhome.example")

EVERYTHING = Manifest(
    name="fake",
    title="Hub on this computer",
    subtitle="For tests",
    channels=(Channel.CHAT, Channel.EMAIL, Channel.SMS),
    capabilities=frozenset(Capability),
)

AnyIntent = TypeVar("AnyIntent")


class FakeDesk:
    """See the module. Attributes named `now_ms`, `rows`, … are plain data: set them, then `publish` or use a helper."""

    def __init__(self, *, immediate: bool = False, manifest: Manifest = EVERYTHING) -> None:
        self.immediate = immediate
        self.intents: list[Intent] = []
        self.now_ms: Millis = NOON
        self.manifest: Manifest = manifest
        self.me: Agent = ME
        self.presence: Presence = Presence(
            agent_id=ME.id, state=PresenceState.READY, since=NOON - 60_000
        )
        self.activity: tuple[Activity, Millis] = (Activity.IDLE, NOON - 60_000)
        self.link: LinkChanged = LinkChanged(
            state=LinkState.LIVE, since=NOON - 600_000, current_to=NOON, latency_ms=12
        )
        self.outbox: OutboxSummary = OutboxSummary()
        self.queues: Sequence[Queue] = (Queue(id="q1", name="Returns", waiting=3),)
        self.loads: Sequence[Load] = (Load(channel=Channel.CHAT, used=1, limit=4),)
        self.results: SearchDone | None = None
        self.rows: dict[Section, list[InboxRow]] = {section: [] for section in Section}
        self.offer_list: list[Offer] = []
        self.threads: dict[str, Thread] = {}
        self.lines: dict[str, list[TimelineItem]] = {}
        self.drafts: dict[tuple[str, bool], Draft] = {}
        self.customers: dict[str, Customer] = {}
        self.history: dict[str, list[Conversation]] = {}
        self.disposition_list: list[Disposition] = []
        self.reply_list: list[SavedReply] = []
        self.settings: dict[str, str] = {}
        self._open: str | None = None
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

    def now(self) -> Millis:
        """As in `DeskView`."""
        return self.now_ms

    def row_count(self, section: Section) -> int:
        """As in `DeskView`."""
        return len(self.rows[section])

    def row(self, section: Section, at: int) -> InboxRow:
        """As in `DeskView`."""
        if at < 0:
            raise IndexError(at)
        return self.rows[section][at]

    def find_row(self, conversation_id: str) -> tuple[Section, int] | None:
        """As in `DeskView`."""
        for section, rows in self.rows.items():
            for at, row in enumerate(rows):
                if row.conversation_id == conversation_id:
                    return section, at
        return None

    def offers(self) -> Sequence[Offer]:
        """As in `DeskView`."""
        return self.offer_list

    @property
    def open_conversation(self) -> str | None:
        """As in `DeskView`."""
        return self._open

    def thread(self, conversation_id: str) -> Thread | None:
        """As in `DeskView`."""
        return self.threads.get(conversation_id)

    def items(self, conversation_id: str) -> Sequence[TimelineItem]:
        """As in `DeskView`."""
        return self.lines.get(conversation_id, [])

    def draft(self, conversation_id: str, note: bool) -> Draft | None:
        """As in `DeskView`."""
        return self.drafts.get((conversation_id, note))

    def customer(self, customer_id: str) -> Customer | None:
        """As in `DeskView`."""
        return self.customers.get(customer_id)

    def previous(self, customer_id: str) -> Sequence[Conversation]:
        """As in `DeskView`."""
        return self.history.get(customer_id, [])

    def dispositions(self, queue_id: str) -> Sequence[Disposition]:
        """As in `DeskView`."""
        return [code for code in self.disposition_list if code.queue_id in ("", queue_id)]

    def saved_replies(self) -> Sequence[SavedReply]:
        """As in `DeskView`."""
        return self.reply_list

    def setting(self, name: str, default: str) -> str:
        """As in `DeskView`."""
        return self.settings.get(name, default)

    # -- for tests: what was asked ------------------------------------------------

    def posted(self, kind: type[AnyIntent]) -> list[AnyIntent]:
        """All intents of one kind, oldest first."""
        return [intent for intent in self.intents if isinstance(intent, kind)]

    def turn(self) -> None:
        """Do what the desk does with the intents posted since the last turn, and publish what changed."""
        pending, self._pending = self._pending, []
        changes: list[Change] = []
        for intent in pending:
            changes += self._take(intent)
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
        items: Sequence[TimelineItem] = (),
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
        self._open = conversation_id
        self.publish(ConversationShown(conversation_id=conversation_id))

    def append(self, *items: TimelineItem) -> None:
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
        self, conversation_id: str, items: Sequence[TimelineItem], *, complete: bool = False
    ) -> None:
        """Older items arrived."""
        self.lines[conversation_id][:0] = items
        self.threads[conversation_id] = msgspec.structs.replace(
            self.threads[conversation_id], loading=False, complete=complete
        )
        self.publish(
            ThreadChanged(conversation_id=conversation_id, prepended=len(items), about=True)
        )

    def update(self, item: TimelineItem) -> None:
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
        self.publish(DraftReplaced(conversation_id=draft.conversation_id))

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

    # -- what the desk does with intents -------------------------------------------

    def _take(self, intent: Intent) -> list[Change]:
        match intent:
            case OpenConversation():
                self._open = intent.conversation_id
                return [ConversationShown(conversation_id=intent.conversation_id)]
            case ChangeSetting():
                self.settings[intent.name] = intent.value
                return [SettingShown(name=intent.name)]
            case WriteDraft():
                return self._keep_draft(intent)
            case SendReply() | WriteNote():
                return self._send(intent)
            case LoadOlder():
                thread = self.threads[intent.conversation_id]
                if thread.complete:
                    return []
                self.threads[intent.conversation_id] = msgspec.structs.replace(thread, loading=True)
                return [ThreadChanged(conversation_id=intent.conversation_id, about=True)]
            case UndoSend() | EditUnsent():
                return self._take_back(intent.client_id, to_draft=True)
            case DiscardUnsent():
                return self._take_back(intent.client_id, to_draft=False)
            case RetrySend():
                return self._retry(intent.client_id)
        return []

    def _keep_draft(self, intent: WriteDraft) -> list[Change]:
        key = (intent.conversation_id, intent.note)
        if not intent.text and not intent.files:
            self.drafts.pop(key, None)
        else:
            self.drafts[key] = Draft(
                conversation_id=intent.conversation_id,
                note=intent.note,
                text=intent.text,
                files=intent.files,
                channel=intent.channel,
                saved_at=self.now_ms,
            )
        return [DraftReplaced(conversation_id=intent.conversation_id, saved=True)]

    def _send(self, intent: SendReply | WriteNote) -> list[Change]:
        author = Author(kind=AuthorKind.AGENT, id=self.me.id, name=self.me.name)
        offline = self.link.state is not LinkState.LIVE
        item: Message | Note
        if isinstance(intent, SendReply):
            item = Message(
                id=intent.client_id,
                client_id=intent.client_id,
                conversation_id=intent.conversation_id,
                channel=intent.channel,
                author=author,
                text=intent.text,
                files=intent.files,
                sent_at=self.now_ms,
                delivery=Delivery.QUEUED if offline else Delivery.UNDO,
            )
        else:
            item = Note(
                id=intent.client_id,
                client_id=intent.client_id,
                conversation_id=intent.conversation_id,
                author=author,
                text=intent.text,
                sent_at=self.now_ms,
                delivery=Delivery.QUEUED,
            )
        self.lines.setdefault(intent.conversation_id, []).append(item)
        self.drafts.pop((intent.conversation_id, isinstance(intent, WriteNote)), None)
        return [
            ThreadChanged(conversation_id=intent.conversation_id, appended=1),
            DraftReplaced(conversation_id=intent.conversation_id),
        ]

    def _take_back(self, client_id: str, *, to_draft: bool) -> list[Change]:
        for conversation_id, lines in self.lines.items():
            for at, item in enumerate(lines):
                if not isinstance(item, Message | Note) or item.client_id != client_id:
                    continue
                del lines[at]
                changes: list[Change] = [ThreadChanged(conversation_id=conversation_id, reset=True)]
                if to_draft:
                    note = isinstance(item, Note)
                    self.drafts[conversation_id, note] = Draft(
                        conversation_id=conversation_id,
                        note=note,
                        text=item.text,
                        files=() if isinstance(item, Note) else item.files,
                        saved_at=self.now_ms,
                    )
                    changes.append(DraftReplaced(conversation_id=conversation_id))
                return changes
        return []

    def _retry(self, client_id: str) -> list[Change]:
        for conversation_id, lines in self.lines.items():
            for at, item in enumerate(lines):
                if isinstance(item, Message | Note) and item.client_id == client_id:
                    lines[at] = msgspec.structs.replace(item, delivery=Delivery.QUEUED, problem="")
                    return [ThreadChanged(conversation_id=conversation_id, updated=(item.id,))]
        return []


# -- samples ------------------------------------------------------------------


def sample_customer(customer_id: str = "u1", name: str = "Layla Haddad", **fields: Any) -> Customer:
    """A customer; override any field."""
    return Customer(
        id=customer_id, name=name, **{"organisation": "Maison Noor", "vip": True, **fields}
    )


def sample_conversation(conversation_id: str = "c1", **fields: Any) -> Conversation:
    """An open chat of `u1`; override any field."""
    given: dict[str, Any] = {
        "customer_id": "u1",
        "number": 1107,
        "channel": Channel.CHAT,
        "opened_at": NOON - 32 * 60_000,
        "subject": "Damaged Lumen floor lamp",
        "last_at": NOON,
    }
    return Conversation(id=conversation_id, **{**given, **fields})


def sample_interaction(conversation_id: str = "c1", **fields: Any) -> Interaction:
    """An active chat interaction of `u1`; override any field."""
    given: dict[str, Any] = {
        "id": f"i-{conversation_id}",
        "customer_id": "u1",
        "channel": Channel.CHAT,
        "queue_id": "q1",
        "state": InteractionState.ACTIVE,
        "arrived_at": NOON - 32 * 60_000,
        "agent_id": ME.id,
    }
    return Interaction(conversation_id=conversation_id, **{**given, **fields})


def sample_message(text: str, *, seq: int = 1, mine: bool = False, **fields: Any) -> Message:
    """A message in `c1`, from the customer or (`mine`) from the agent; its id is `m<seq>`."""
    author = (
        Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.name)
        if mine
        else Author(kind=AuthorKind.CUSTOMER, id="u1", name="Layla Haddad")
    )
    given: dict[str, Any] = {
        "id": f"m{seq}",
        "conversation_id": "c1",
        "channel": Channel.CHAT,
        "author": author,
        "sent_at": NOON - 600_000 + seq * 1_000,
        "seq": seq,
    }
    return Message(text=text, **{**given, **fields})
