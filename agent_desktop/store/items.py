"""Keeping timeline items and their search index.

Promises that an item is kept once, however often and under whichever of its names (id, client id, sequence) it comes,
and that the index always agrees with the items.
"""

from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ClauseElement

from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.terms import index_terms
from agent_desktop.model.timeline import Message, SystemLine, TimelineItem
from agent_desktop.store import tables as t
from agent_desktop.store.codec import pack, unpack_item
from agent_desktop.store.place import PER_SECOND, SECOND, first_place
from agent_desktop.store.vocabulary import Vocabulary


def _sql(statement: ClauseElement) -> str:
    """A statement that every message needs, as SQL for the driver: through SQLAlchemy each run costs 0.1 ms more."""
    return str(statement.compile(dialect=sqlite.dialect(paramstyle="named")))


_SAME_ITEM = _sql(
    select(t.item.c.place, t.item.c.body).where(
        t.item.c.conversation_id == bindparam("conversation_id"),
        or_(
            t.item.c.id == bindparam("id"),
            t.item.c.seq == bindparam("seq"),
            (t.item.c.client_id == bindparam("client_id")) & text("item.client_id <> ''"),
        ),
    )
)
_LAST_PLACE = _sql(
    select(func.max(t.item.c.place)).where(
        t.item.c.place.between(bindparam("first"), bindparam("last"))
    )
)
_PUT_ITEM = _sql(insert(t.item).prefix_with("OR REPLACE"))
_DROP_ITEM = _sql(delete(t.item).where(t.item.c.place == bindparam("at")))
_INDEX = _sql(insert(t.found))
_UNINDEX = _sql(delete(t.found).where(t.found.c.rowid == bindparam("at")))
_NEW_TERM = _sql(upsert(t.term).on_conflict_do_nothing())


def searchable(item: TimelineItem) -> str:
    """The text under which an item is found: what was written, and the names of the files."""
    if isinstance(item, SystemLine) or item.moved_to:
        return ""
    names = [file.name for file in item.attachments] if isinstance(item, Message) else []
    return "\n".join([item.text, *names])


class Items:
    """The items of one transaction.

    `full` tells of full seconds where the next place with room is; it only saves looking. `learnt` collects the words
    that the index meets for the first time.
    """

    def __init__(
        self, connection: Connection, vocabulary: Vocabulary, full: dict[int, int]
    ) -> None:
        self._driver = connection.connection.cursor()
        self._vocabulary = vocabulary
        self._full = full
        self.learnt: set[str] = set()

    def save(self, item: TimelineItem) -> None:
        """Insert or replace. Raises StoreFailed for an item that no backend has numbered."""
        if item.seq <= 0:
            raise StoreFailed(
                "A message that the backend does not have yet cannot be kept as history.",
                field="seq",
                value=str(item.seq),
            )
        names = {
            "conversation_id": item.conversation_id,
            "seq": item.seq,
            "id": item.id,
            "client_id": "" if isinstance(item, SystemLine) else item.client_id,
        }
        row = {**names, "body": pack(item)}
        known = self._all(_SAME_ITEM, names)
        if len(known) == 1 and _indexed_alike(unpack_item(known[0][1]), item):
            self._driver.execute(_PUT_ITEM, {**row, "place": known[0][0]})
            return
        for at, _ in known:
            self._driver.execute(_DROP_ITEM, {"at": at})
            self._driver.execute(_UNINDEX, {"at": at})
        place = self._free_place(first_place(item))
        self._driver.execute(_PUT_ITEM, {**row, "place": place})
        words = index_terms(searchable(item))
        if words:
            self._driver.execute(_INDEX, {"rowid": place, "body": " ".join(words)})
            fresh = [word for word in self._vocabulary.unknown(words) if word not in self.learnt]
            self._driver.executemany(_NEW_TERM, [{"text": word} for word in fresh])
            self.learnt.update(fresh)

    def _free_place(self, wish: int) -> int:
        """The next unused number of the item's channel, in its second or, where that is full, a later one."""
        first = self._full.get(wish, wish)
        while True:
            last = first + PER_SECOND - 1
            taken: int | None = self._all(_LAST_PLACE, {"first": first, "last": last})[0][0]
            if taken is None or taken < last:
                break
            first += SECOND
        if first != wish:
            self._full[wish] = first
        return first if taken is None else taken + 1

    def _all(self, sql: str, values: dict[str, Any]) -> list[Any]:
        self._driver.execute(sql, values)
        return list(self._driver.fetchall())


def _indexed_alike(old: TimelineItem, new: TimelineItem) -> bool:
    """True when the index need not change: new delivery state, same words."""
    return first_place(old) == first_place(new) and searchable(old) == searchable(new)
