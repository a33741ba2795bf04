"""The desk's database as plain dictionaries: it can be looked into at any moment, and made to fail.

Keeps the contract of the `Store` port (`tests/contracts/store`), as the real one does. Finds by looking at every text.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import LoggedItem
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
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.events import HistoryFetched, PageFetched, SearchDone, SearchHit
from agent_desktop.model.people import Customer
from agent_desktop.model.ports import Restored
from agent_desktop.model.timeline import Conversation, TimelineItem
from agent_desktop.model.work import Interaction
from agent_desktop.store.excerpt import excerpt
from agent_desktop.store.items import searchable
from agent_desktop.store.question import understand
from agent_desktop.store.restore import NEWEST
from tests.store.naive import answers


def page_of(
    items: Iterable[TimelineItem], before_seq: int | None, limit: int
) -> tuple[tuple[TimelineItem, ...], bool]:
    """The newest `limit` before `before_seq`, oldest first, up to a gap; and whether the first is reached."""
    older = [one for one in items if before_seq is None or one.seq < before_seq]
    older.sort(key=lambda one: -one.seq)
    expected = None if before_seq is None else before_seq - 1
    kept: list[TimelineItem] = []
    for one in older[:limit]:
        if expected is not None and one.seq != expected:
            break
        kept.append(one)
        expected = one.seq - 1
    return tuple(reversed(kept)), expected == 0


class FakeStore:
    """The desk's database, in memory. `commits` lists every transaction; `fault` makes the next ones fail.

    `items` are by conversation, then by id; `drafts` by conversation and whether they are notes; the others by id.
    """

    def __init__(self) -> None:
        self.cursor: Cursor | None = None
        self.current_to: Millis | None = None
        self.customers: dict[str, Customer] = {}
        self.conversations: dict[str, Conversation] = {}
        self.interactions: dict[str, Interaction] = {}
        self.items: defaultdict[str, dict[str, TimelineItem]] = defaultdict(dict)
        self.outbox: dict[str, OutboxItem] = {}
        self.drafts: dict[tuple[str, bool], Draft] = {}
        self.settings: dict[str, str] = {}
        self.logged: dict[str, LoggedItem] = {}
        self.sounds: dict[str, tuple[bytes, Millis | None]] = {}
        self.commits: list[tuple[Save, ...]] = []
        self.fault: StoreFailed | None = None
        self._closed = False

    def restored(self) -> Restored:
        """What `load` gives, without waiting."""
        live = tuple(one for one in self.interactions.values() if one.state.live)
        outbox = sorted(self.outbox.values(), key=lambda one: (one.position, one.client_id))
        drafts = tuple(self.drafts.values())
        newest = _newest_first(self.conversations.values())
        needed = {
            *(one.conversation_id for one in live),
            *(one.lane for one in outbox),
            *(one.conversation_id for one in drafts),
        }
        conversations = (
            *newest[:NEWEST],
            *(one for one in newest[NEWEST:] if one.id in needed),
        )
        people = {one.customer_id for one in conversations} | {one.customer_id for one in live}
        return Restored(
            cursor=self.cursor,
            conversations=conversations,
            customers=tuple(one for one in self.customers.values() if one.id in people),
            interactions=live,
            outbox=tuple(outbox),
            drafts=drafts,
            settings=dict(self.settings),
            current_to=self.current_to,
            logged=tuple(sorted(self.logged.values(), key=lambda one: (one.sent_at, one.id))),
        )

    async def load(self) -> Restored:
        self._must_be_open()
        return self.restored()

    async def commit(self, saves: Sequence[Save]) -> None:
        """Done at once, so that it is finished even when this call is cancelled while it waits for its turn."""
        self._must_be_open()
        if self.fault is not None:
            await asyncio.sleep(0)
            raise self.fault
        for save in saves:
            if isinstance(save, SaveItem) and save.item.seq <= 0:
                raise StoreFailed("Only items of the backend are history.")
        self.commits.append(tuple(saves))
        for save in saves:
            self.keep(save)
        await asyncio.sleep(0)

    def keep(self, save: Save) -> None:
        """Do one save, which `commit` has let pass."""
        match save:
            case SaveCursor():
                self._keep_cursor(save)
            case SaveCustomer(customer=customer):
                self.customers[customer.id] = customer
            case ForgetCustomer():
                self._merge(save)
            case SaveConversation(conversation=conversation):
                self.conversations[conversation.id] = conversation
            case SaveInteraction(interaction=interaction):
                self.interactions[interaction.id] = interaction
            case SaveItem(item=item):
                self._keep_item(item)
            case SaveOutbox(item=unsent):
                self.outbox[unsent.client_id] = unsent
            case ForgetOutbox():
                self.outbox.pop(save.client_id, None)
            case SaveDraft(draft=draft):
                key = (draft.conversation_id, draft.note)
                if draft.text or draft.files:
                    self.drafts[key] = draft
                else:
                    self.drafts.pop(key, None)
            case SaveSetting():
                self.settings[save.name] = save.value
            case SaveLogged(item=logged):
                self.logged[logged.id] = logged

    def _keep_cursor(self, save: SaveCursor) -> None:
        self.cursor = save.cursor
        if save.cursor is None:
            self.current_to = None
        elif save.at is not None:
            self.current_to = save.at

    def _keep_item(self, item: TimelineItem) -> None:
        """Under whichever of its names it is known, it is kept once."""
        assert item.seq > 0, "only items of the backend are history"
        client_id = getattr(item, "client_id", "")
        thread = self.items[item.conversation_id]
        known = [
            one.id
            for one in thread.values()
            if one.id == item.id
            or one.seq == item.seq
            or (client_id and getattr(one, "client_id", "") == client_id)
        ]
        for id in known:
            del thread[id]
        thread[item.id] = item

    def _merge(self, merge: ForgetCustomer) -> None:
        old, new = merge.customer_id, merge.kept_id
        if old == new:
            return
        self.customers.pop(old, None)
        for one in list(self.conversations.values()):
            if one.customer_id == old:
                self.conversations[one.id] = replace(one, customer_id=new)
        for work in list(self.interactions.values()):
            if work.customer_id == old:
                self.interactions[work.id] = replace(work, customer_id=new)

    async def page(self, conversation_id: str, before_seq: int | None, limit: int) -> PageFetched:
        self._must_be_open()
        thread = self.items.get(conversation_id, {})
        items, complete = page_of(thread.values(), before_seq, limit)
        known = self.conversations.get(conversation_id)
        return PageFetched(
            conversation_id=conversation_id,
            items=items,
            complete=complete,
            conversation=known,
            customer=self._customer_of(conversation_id),
        )

    async def history(self, customer_id: str, limit: int) -> HistoryFetched:
        self._must_be_open()
        theirs = [one for one in self.conversations.values() if one.customer_id == customer_id]
        return HistoryFetched(
            customer_id=customer_id, conversations=tuple(_newest_first(theirs)[:limit])
        )

    async def callers(self, digits: str, limit: int) -> tuple[Customer, ...]:
        self._must_be_open()
        found = []
        for one in self.customers.values():
            bare = "\n".join(address.value for address in one.addresses)
            if digits in bare.translate(str.maketrans("", "", " -()/.\u00a0")):
                found.append(one)
        return tuple(found[:limit])

    async def search(self, query: str, limit: int) -> SearchDone:
        self._must_be_open()
        await asyncio.sleep(0)
        question = understand(query)
        found = [
            one
            for thread in self.items.values()
            for one in thread.values()
            if answers(searchable(one), query)
        ]
        found.sort(key=lambda one: -one.sent_at)
        hits = []
        for one in found[:limit]:
            customer = self._customer_of(one.conversation_id)
            snippet, marks = excerpt(searchable(one), question)
            hit = SearchHit(
                item_id=one.id,
                conversation_id=one.conversation_id,
                customer_name="" if customer is None else customer.name,
                snippet=snippet,
                sent_at=one.sent_at,
                marks=marks,
            )
            hits.append(hit)
        return SearchDone(query=query, hits=tuple(hits), more=len(found) > limit)

    async def keep_sound(self, sound_id: str, data: bytes, until: Millis | None) -> None:
        self._must_be_open()
        if self.fault is not None:
            raise self.fault
        self.sounds[sound_id] = (data, until)

    async def sound(self, sound_id: str) -> bytes | None:
        self._must_be_open()
        return self.sounds.get(sound_id, (None, None))[0]

    async def forget_sounds(self, now: Millis) -> None:
        self._must_be_open()
        over = [
            key for key, (_, until) in self.sounds.items() if until is not None and until <= now
        ]
        for key in over:
            del self.sounds[key]

    async def close(self) -> None:
        self._closed = True

    def _must_be_open(self) -> None:
        if self._closed:
            raise StoreFailed("The local history is closed.")

    def _customer_of(self, conversation_id: str) -> Customer | None:
        known = self.conversations.get(conversation_id)
        return None if known is None else self.customers.get(known.customer_id)


def _newest_first(conversations: Iterable[Conversation]) -> list[Conversation]:
    return sorted(conversations, key=lambda one: (-one.last_at, one.id))
