"""Rows gathered during a transaction, written in few statements.

Promises that tables are written after those they refer to, that the last `put` for a key wins (and only its row is
built), and that new rows of one table keep their order. Goes past SQLAlchemy's per-row work for speed: the statements
are compiled once a table and the values are bound as they are.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Table

from agent_desktop.hub.storage.database import Database, Values
from agent_desktop.hub.storage.shift_tables import metadata

Build: TypeAlias = Callable[[Any], Values]

_RANK = {table: rank for rank, table in enumerate(metadata.sorted_tables)}


class Writes:
    """The rows that a transaction has not written to the database yet."""

    __slots__ = ("_database", "_inserted", "_put", "_words", "count")

    def __init__(self, database: Database) -> None:
        self._database = database
        self._put: dict[Table, dict[Values, tuple[Build, Any]]] = {}
        self._inserted: dict[Table, list[Values]] = {}
        self._words: dict[tuple[Table, Callable[[Database, Table], str]], str] = {}
        self.count = 0

    def put(self, table: Table, key: Values, build: Build, record: Any) -> None:
        """Gather a record to insert or replace; `build` makes its row when it is written."""
        rows = self._put.get(table)
        if rows is None:
            rows = self._put[table] = {}
        rows[key] = (build, record)
        self.count += 1

    @property
    def gathered(self) -> int:
        """How often `put` was called, and how many new rows wait to be written."""
        return self.count + sum(len(rows) for rows in self._inserted.values())

    def inserts(self, table: Table) -> list[Values]:
        """The list of rows that must be new; append to it. It stays the same list for ever."""
        rows = self._inserted.get(table)
        if rows is None:
            rows = self._inserted[table] = []
        return rows

    def pending(self, table: Table, key: Values) -> Values | None:
        """The row of the gathered record for `key`, if any."""
        rows = self._put.get(table)
        found = rows.get(key) if rows else None
        return found[0](found[1]) if found else None

    def flush(self) -> None:
        """Write what was gathered."""
        if any(self._put.values()) or any(self._inserted.values()):
            self._database.write(self._statements())
            self.clear()

    def _statements(self) -> Iterator[tuple[str, Sequence[Values]]]:
        # one table's rows at a time: thousands alive at once would call the garbage collector in every batch
        for table in sorted(self._put.keys() | self._inserted.keys(), key=_RANK.__getitem__):
            if changed := self._put.get(table):
                words = self._said(table, _upsert)
                yield words, [build(record) for build, record in changed.values()]
            if new := self._inserted.get(table):
                yield self._said(table, _insert), new

    def clear(self) -> None:
        """Forget what was gathered."""
        for changed in self._put.values():
            changed.clear()
        for new in self._inserted.values():
            new.clear()

    def select_by_key(self, table: Table) -> str:
        """A SELECT of every column of the row with a primary key."""
        return self._said(table, _select_by_key)

    def _said(self, table: Table, words: Callable[[Database, Table], str]) -> str:
        said = self._words.get((table, words))
        if said is None:
            said = self._words[table, words] = words(self._database, table)
        return said


def _insert(database: Database, table: Table) -> str:
    quote = database.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    marks = ", ".join([database.mark] * len(table.columns))
    return f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"


def _upsert(database: Database, table: Table) -> str:
    quote = database.quote
    key = ", ".join(quote(column.name) for column in table.primary_key.columns)
    others = [
        quote(column.name)
        for column in table.columns
        if not column.primary_key and not column.info.get("fixed")
    ]
    sets = ", ".join(f"{name} = excluded.{name}" for name in others)
    return f"{_insert(database, table)} ON CONFLICT ({key}) DO UPDATE SET {sets}"


def _select_by_key(database: Database, table: Table) -> str:
    quote, keys = database.quote, table.primary_key.columns
    names = ", ".join(quote(column.name) for column in table.columns)
    where = " AND ".join(f"{quote(column.name)} = {database.mark}" for column in keys)
    return f"SELECT {names} FROM {quote(table.name)} WHERE {where}"
