"""Writing: every `Save` of the model, in one transaction.

Promises that an item is kept once, however often and under whichever of its names (id, client id, sequence) it comes,
and that the index always agrees with the items.
"""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Engine, bindparam, delete, func, or_, select, text, update
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import Connection
from sqlalchemy.schema import Table

from agent_desktop.model.commands import (
    Draft,
    ForgetCustomer,
    ForgetOutbox,
    Save,
    SaveConversation,
    SaveCursor,
    SaveCustomer,
    SaveDraft,
    SaveInteraction,
    SaveItem,
    SaveOutbox,
    SaveSetting,
)
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.timeline import Conversation, Message, SystemLine, TimelineItem
from agent_desktop.model.work import Interaction
from agent_desktop.store import tables as t
from agent_desktop.store.codec import mend, pack, unpack, unpack_item
from agent_desktop.store.place import PER_SECOND, SECOND, first_place
from agent_desktop.store.restore import CURRENT_TO, CURSOR
from agent_desktop.store.terms import segments, terms
from agent_desktop.store.vocabulary import Vocabulary


def _put(table: Table) -> Insert:
    """Insert or replace a row of `table`."""
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


_PUT = {
    table: _put(table)
    for table in (t.state, t.setting, t.customer, t.conversation, t.interaction, t.outbox, t.draft)
}
_SAME_ITEM = select(t.item.c.place, t.item.c.body).where(
    t.item.c.conversation_id == bindparam("conversation_id"),
    or_(
        t.item.c.id == bindparam("id"),
        t.item.c.seq == bindparam("seq"),
        (t.item.c.client_id == bindparam("client_id")) & text("item.client_id <> ''"),
    ),
)
_LAST_PLACE = select(func.max(t.item.c.place)).where(
    t.item.c.place.between(bindparam("first"), bindparam("last"))
)
_NEW_ITEM = insert(t.item)
_REPLACE_ITEM = update(t.item).where(t.item.c.place == bindparam("at"))
_DROP_ITEM = delete(t.item).where(t.item.c.place == bindparam("at"))
_INDEX = insert(t.found)
_UNINDEX = delete(t.found).where(t.found.c.rowid == bindparam("at"))
_NEW_TERM = insert(t.term).on_conflict_do_nothing()
_MOST_FULL = 10_000


def searchable(item: TimelineItem) -> str:
    """The text under which an item is found: what was written, and the names of the files."""
    if isinstance(item, SystemLine):
        return ""
    names = [file.name for file in item.attachments] if isinstance(item, Message) else []
    return "\n".join([item.text, *names])


class Writer:
    """The writing side of one database. One thread at a time."""

    def __init__(self, engine: Engine, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._full: dict[int, int] = {}

    def commit(self, saves: Sequence[Save]) -> None:
        """Do all of `saves`, in order, or nothing."""
        if len(self._full) > _MOST_FULL:
            self._full.clear()
        with self._engine.begin() as connection:
            self._vocabulary.load(lambda: connection.scalars(select(t.term.c.text)))
            turn = _Turn(connection, self._vocabulary, self._full)
            for save in saves:
                turn.apply(save)
        self._vocabulary.learn(turn.learnt)


class _Turn:
    """One transaction. `full` tells of full seconds where the next place with room is; it only saves looking."""

    def __init__(
        self, connection: Connection, vocabulary: Vocabulary, full: dict[int, int]
    ) -> None:
        self._do = connection
        self._vocabulary = vocabulary
        self._full = full
        self.learnt: set[str] = set()

    def apply(self, save: Save) -> None:
        match save:
            case SaveItem():
                self._save_item(save.item)
            case SaveConversation(conversation=one):
                self._save_conversation(one)
            case SaveInteraction(interaction=one):
                self._save_interaction(one)
            case SaveCustomer(customer=one):
                self._put(t.customer, id=one.id, name=mend(one.name), body=pack(one))
            case ForgetCustomer():
                self._merge(save)
            case SaveOutbox(item=one):
                self._put(t.outbox, client_id=one.client_id, position=one.position, body=pack(one))
            case ForgetOutbox(client_id=client_id):
                self._do.execute(delete(t.outbox).where(t.outbox.c.client_id == client_id))
            case SaveDraft(draft=one):
                self._save_draft(one)
            case SaveSetting():
                self._put(t.setting, name=save.name, value=mend(save.value))
            case SaveCursor():
                self._save_cursor(save)

    def _put(self, table: Table, **row: object) -> None:
        self._do.execute(_PUT[table], row)

    def _save_conversation(self, one: Conversation) -> None:
        self._put(
            t.conversation,
            id=one.id,
            customer_id=one.customer_id,
            last_at=one.last_at,
            body=pack(one),
        )

    def _save_interaction(self, one: Interaction) -> None:
        self._put(
            t.interaction,
            id=one.id,
            customer_id=one.customer_id,
            live=int(one.state.live),
            body=pack(one),
        )

    def _save_draft(self, one: Draft) -> None:
        if one.text or one.files:
            self._put(
                t.draft, conversation_id=one.conversation_id, note=int(one.note), body=pack(one)
            )
            return
        self._do.execute(
            delete(t.draft).where(
                t.draft.c.conversation_id == one.conversation_id, t.draft.c.note == int(one.note)
            )
        )

    def _save_cursor(self, save: SaveCursor) -> None:
        if save.cursor is None:
            self._do.execute(delete(t.state).where(t.state.c.name.in_((CURSOR, CURRENT_TO))))
            return
        self._put(t.state, name=CURSOR, value=pack(save.cursor))
        if save.at is not None:
            self._put(t.state, name=CURRENT_TO, value=pack(save.at))

    def _merge(self, merge: ForgetCustomer) -> None:
        """Everything of the merged customer belongs to the kept one now."""
        old, new = merge.customer_id, merge.kept_id
        if old == new:
            return
        theirs = select(t.conversation.c.body).where(t.conversation.c.customer_id == old)
        for body in self._do.scalars(theirs).all():
            conversation = unpack(body, Conversation)
            self._save_conversation(msgspec.structs.replace(conversation, customer_id=new))
        work = select(t.interaction.c.body).where(t.interaction.c.customer_id == old)
        for body in self._do.scalars(work).all():
            interaction = unpack(body, Interaction)
            self._save_interaction(msgspec.structs.replace(interaction, customer_id=new))
        self._do.execute(delete(t.customer).where(t.customer.c.id == old))

    def _save_item(self, item: TimelineItem) -> None:
        if item.seq <= 0:
            raise StoreFailed(
                "A message that the backend does not have yet cannot be kept as history.",
                field="seq",
                value=str(item.seq),
            )
        row = {
            "conversation_id": item.conversation_id,
            "seq": item.seq,
            "id": item.id,
            "client_id": "" if isinstance(item, SystemLine) else item.client_id,
        }
        known = self._do.execute(_SAME_ITEM, row).all()
        row["body"] = pack(item)
        if len(known) == 1 and self._indexed_alike(unpack_item(known[0].body), item):
            self._do.execute(_REPLACE_ITEM, {**row, "at": known[0].place})
            return
        for old in known:
            self._do.execute(_DROP_ITEM, {"at": old.place})
            self._do.execute(_UNINDEX, {"at": old.place})
        place = self._free_place(first_place(item))
        self._do.execute(_NEW_ITEM, {**row, "place": place})
        words = index_terms(searchable(item))
        if words:
            self._do.execute(_INDEX, {"rowid": place, "body": " ".join(words)})
            fresh = [w for w in self._vocabulary.unknown(words) if w not in self.learnt]
            if fresh:
                self._do.execute(_NEW_TERM, [{"text": word} for word in fresh])
                self.learnt.update(fresh)

    @staticmethod
    def _indexed_alike(old: TimelineItem, new: TimelineItem) -> bool:
        """True when the index need not change: new delivery state, same words."""
        return first_place(old) == first_place(new) and searchable(old) == searchable(new)

    def _free_place(self, wish: int) -> int:
        """The next unused number of the item's channel, in its second or, where that is full, a later one."""
        first = self._full.get(wish, wish)
        while True:
            last = first + PER_SECOND - 1
            taken: int | None = self._do.scalar(_LAST_PLACE, {"first": first, "last": last})
            if taken is None or taken < last:
                break
            first += SECOND
        if first != wish:
            self._full[wish] = first
        return first if taken is None else taken + 1


def index_terms(text: str) -> list[str]:
    """The terms of a text, each once."""
    return list(dict.fromkeys(_terms(text)))


def _terms(text: str) -> Iterable[str]:
    for segment in segments(text):
        yield from terms(segment.text)
