"""Writing: every `Save` of the model, in one transaction. Timeline items and their index: `items.py`."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Engine, delete, select
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
    SaveLogged,
    SaveOutbox,
    SaveSetting,
)
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Interaction
from agent_desktop.store import tables as t
from agent_desktop.store.codec import mend, pack, unpack
from agent_desktop.store.items import Items
from agent_desktop.store.restore import CURRENT_TO, CURSOR
from agent_desktop.store.vocabulary import Vocabulary


def _put(table: Table) -> Insert:
    """Insert or replace a row of `table`."""
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


_PUT = {
    table: _put(table)
    for table in (
        t.state,
        t.setting,
        t.customer,
        t.conversation,
        t.interaction,
        t.outbox,
        t.draft,
        t.logged,
    )
}
_MOST_FULL = 10_000


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
        self._items = Items(connection, vocabulary, full)

    @property
    def learnt(self) -> set[str]:
        """Words that the index has met for the first time."""
        return self._items.learnt

    def apply(self, save: Save) -> None:
        match save:
            case SaveItem():
                self._items.save(save.item)
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
            case SaveLogged(item=one):
                self._put(t.logged, id=one.id, at=one.sent_at, body=pack(one))

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
