"""A store and a session in memory that enter the desk by its ports, for the tests of every room.

Promise what the ports promise: a commit happens whole or not at all; a session de-duplicates by client id where its
manifest says so. A test makes them fail by saying so: `FakeStore.fault`, `FakeSession.outcomes`.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from agent_desktop.model.base import Millis
from agent_desktop.model.commands import (
    AddNote,
    BackendCommand,
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
    SaveOutbox,
    SaveSetting,
    SendMessage,
)
from agent_desktop.model.errors import DeskError, Offline, StoreFailed
from agent_desktop.model.events import (
    BackendBatch,
    CommandDone,
    HistoryFetched,
    LinkChanged,
    LinkState,
    MessageReceived,
    PageFetched,
    SearchDone,
    SearchHit,
)
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.people import Agent, Customer
from agent_desktop.model.ports import Deliver, Restored
from agent_desktop.model.timeline import (
    Attachment,
    Conversation,
    LocalFile,
    Message,
    Note,
    TimelineItem,
)
from agent_desktop.model.work import Interaction
from tests.desk.samples import ME, MYSELF, NOW, manifest, own


def page_of(
    items: Sequence[TimelineItem], before_seq: int | None, limit: int
) -> tuple[tuple[TimelineItem, ...], bool]:
    """The newest `limit` items before `before_seq`, oldest first, and whether no older ones exist."""
    older = sorted(
        (one for one in items if before_seq is None or one.seq < before_seq),
        key=lambda one: one.seq,
    )
    return tuple(older[-limit:]), len(older) <= limit


class FakeStore:
    """The desk's database, in memory. `commits` lists every transaction; `fault` makes the next ones fail."""

    def __init__(self) -> None:
        self.cursor: Cursor | None = None
        self.customers: dict[str, Customer] = {}
        self.conversations: dict[str, Conversation] = {}
        self.interactions: dict[str, Interaction] = {}
        self.items: dict[str, TimelineItem] = {}
        self.outbox: dict[str, OutboxItem] = {}
        self.drafts: dict[tuple[str, bool], Draft] = {}
        self.settings: dict[str, str] = {}
        self.commits: list[tuple[Save, ...]] = []
        self.fault: StoreFailed | None = None
        self.closed = False

    async def load(self) -> Restored:
        return Restored(
            cursor=self.cursor,
            conversations=tuple(self.conversations.values()),
            customers=tuple(self.customers.values()),
            interactions=tuple(one for one in self.interactions.values() if one.state.live),
            outbox=tuple(self.outbox.values()),
            drafts=tuple(self.drafts.values()),
            settings=dict(self.settings),
        )

    async def commit(self, saves: Sequence[Save]) -> None:
        await asyncio.sleep(0)
        if self.fault is not None:
            raise self.fault
        self.commits.append(tuple(saves))
        for save in saves:
            self.keep(save)

    def keep(self, save: Save) -> None:
        """Do one save."""
        match save:
            case SaveCursor():
                self.cursor = save.cursor
            case SaveCustomer():
                self.customers[save.customer.id] = save.customer
            case ForgetCustomer():
                self.customers.pop(save.customer_id, None)
                for one in self.conversations.values():
                    if one.customer_id == save.customer_id:
                        moved = replace(one, customer_id=save.kept_id)
                        self.conversations[one.id] = moved
            case SaveConversation():
                self.conversations[save.conversation.id] = save.conversation
            case SaveInteraction():
                self.interactions[save.interaction.id] = save.interaction
            case SaveItem():
                assert save.item.seq > 0, "only items of the backend are history"
                self.items[save.item.id] = save.item
            case SaveOutbox():
                self.outbox[save.item.client_id] = save.item
            case ForgetOutbox():
                self.outbox.pop(save.client_id, None)
            case SaveDraft():
                key = (save.draft.conversation_id, save.draft.note)
                if save.draft.text or save.draft.files:
                    self.drafts[key] = save.draft
                else:
                    self.drafts.pop(key, None)
            case SaveSetting():
                self.settings[save.name] = save.value

    async def page(self, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
        mine = [one for one in self.items.values() if one.conversation_id == conversation_id]
        items, complete = page_of(mine, before_seq, limit)
        known = self.conversations.get(conversation_id)
        return PageFetched(
            conversation_id=conversation_id,
            items=items,
            complete=complete,
            conversation=known,
            customer=self.customers.get(known.customer_id) if known is not None else None,
        )

    async def history(self, customer_id: str, limit: int) -> HistoryFetched:
        found = [one for one in self.conversations.values() if one.customer_id == customer_id]
        found.sort(key=lambda one: -one.opened_at)
        return HistoryFetched(customer_id=customer_id, conversations=tuple(found[:limit]))

    async def search(self, query: str, limit: int) -> SearchDone:
        hits = [
            SearchHit(
                item_id=one.id,
                conversation_id=one.conversation_id,
                customer_name="",
                snippet=getattr(one, "text", ""),
                sent_at=one.sent_at,
            )
            for one in self.items.values()
            if query in getattr(one, "text", "")
        ]
        return SearchDone(query=query, hits=tuple(hits[:limit]), more=len(hits) > limit)

    async def close(self) -> None:
        self.closed = True


class FakeSession:
    """A backend of one agent, in memory.

    `outcomes` is consumed by `perform`, one for each call: an error to raise, with `acted` saying whether the backend
    took the command before the answer was lost. Without outcomes everything
    succeeds. `journal` is what was truly taken, in order.
    """

    def __init__(self, what: Manifest | None = None) -> None:
        self._manifest = what or manifest()
        self.outcomes: deque[tuple[DeskError, bool]] = deque()
        self.performed: list[tuple[str, BackendCommand]] = []
        self.journal: list[tuple[str, BackendCommand]] = []
        self.items: list[TimelineItem] = []
        self.uploads: list[str] = []
        self.reconnects = 0
        self.since: list[Cursor | None] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self._deliver: Deliver | None = None
        self._running = asyncio.Event()

    @property
    def manifest(self) -> Manifest:
        return self._manifest

    @property
    def agent(self) -> Agent:
        return ME

    @property
    def token(self) -> str:
        return "token"

    async def run(self, since: Cursor | None, deliver: Deliver) -> None:
        self.since.append(since)
        self._deliver = deliver
        self._running.set()
        try:
            await asyncio.Event().wait()
        finally:
            self._deliver = None
            self._running.clear()

    async def deliver(self, news: BackendBatch | LinkChanged) -> None:
        """Tell the desk; returns when it has saved it."""
        await self._running.wait()
        assert self._deliver is not None
        await self._deliver(news)

    async def go_live(self, at: Millis = NOW) -> None:
        """The link is up."""
        await self.deliver(LinkChanged(state=LinkState.LIVE, since=at))

    def reconnect(self) -> None:
        self.reconnects += 1

    async def perform(self, command_id: str, command: BackendCommand) -> CommandDone:
        self.performed.append((command_id, command))
        await self.gate.wait()
        error, acted = self.outcomes.popleft() if self.outcomes else (None, True)
        item = self._act(command_id, command) if acted else None
        if error is not None:
            raise error
        return CommandDone(command_id=command_id, item=item)

    def _act(self, command_id: str, command: BackendCommand) -> TimelineItem | None:
        if self._manifest.can(Capability.IDEMPOTENT_SEND):
            for known_id, known in self.journal:
                if known_id == command_id:
                    assert known == command, "the same id with another body"
                    return next(
                        (one for one in self.items if getattr(one, "client_id", "") == command_id),
                        None,
                    )
        self.journal.append((command_id, command))
        seq = len(self.items) + 1
        item: TimelineItem
        if isinstance(command, SendMessage):
            item = own(
                seq,
                command.client_id,
                command.text,
                conversation_id=command.conversation_id,
                attachments=command.attachments,
            )
        elif isinstance(command, AddNote):
            item = Note(
                id=f"m{seq}",
                conversation_id=command.conversation_id,
                author=MYSELF,
                text=command.text,
                sent_at=NOW + seq,
                seq=seq,
                client_id=command.client_id,
            )
        else:
            return None
        self.items.append(item)
        return item

    async def echo_all(self) -> None:
        """Send every message of the backend as an event, as a replay does."""
        events = tuple(
            MessageReceived(message=one) for one in self.items if isinstance(one, Message)
        )
        await self.deliver(BackendBatch(events=events, at=NOW))

    async def page(self, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
        mine = [one for one in self.items if one.conversation_id == conversation_id]
        items, complete = page_of(mine, before_seq, limit)
        return PageFetched(conversation_id=conversation_id, items=items, complete=complete)

    async def history(self, customer_id: str, limit: int) -> HistoryFetched:
        return HistoryFetched(customer_id=customer_id, conversations=())

    async def upload(self, file: LocalFile) -> Attachment:
        self.uploads.append(file.id)
        return Attachment(id=file.id, name=file.name, media_type="text/plain", size=file.size)

    async def download(self, attachment: Attachment, target: Path) -> None:
        raise Offline("There is no link.")

    async def sign_out(self) -> None:
        self._deliver = None

    async def close(self) -> None:
        self._deliver = None
