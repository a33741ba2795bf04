"""Rows gathered during a transaction, written in few statements.

Promises that tables are written after those they refer to, that the last `put` for a key wins (and only its row is
built), and that new rows of one table keep their order. Goes past SQLAlchemy's per-row work for speed: the statements
are compiled once a table and the values are bound as they are.
"""

import sqlite3
from collections.abc import Callable
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from agent_desktop.hub.storage.written_tables import metadata

Values: TypeAlias = tuple[Any, ...]
Build: TypeAlias = Callable[[Any], Values]

_RANK = {table: rank for rank, table in enumerate(metadata.sorted_tables)}


class Writes:
    """The rows that a transaction has not written yet."""

    __slots__ = ("_inserted", "_put", "count")

    def __init__(self) -> None:
        self._put: dict[Table, dict[Values, tuple[Build, Any]]] = {}
        self._inserted: dict[Table, list[Values]] = {}
        self.count = 0

    def put(self, table: Table, key: Values, build: Build, record: Any) -> None:
        """Gather a record to insert or replace; `build` makes its row when it is written."""
        rows = self._put.get(table)
        if rows is None:
            rows = self._put[table] = {}
        rows[key] = (build, record)
        self.count += 1

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

    def flush(self, driver: sqlite3.Connection) -> None:
        """Write what was gathered."""
        for table in sorted(self._put.keys() | self._inserted.keys(), key=_RANK.__getitem__):
            if changed := self._put.get(table):
                rows = [build(record) for build, record in changed.values()]
                driver.executemany(_upsert(table), rows)
                changed.clear()
            if new := self._inserted.get(table):
                driver.executemany(_insert(table), new)
                new.clear()

    def clear(self) -> None:
        """Forget what was gathered."""
        for changed in self._put.values():
            changed.clear()
        for new in self._inserted.values():
            new.clear()


_quote = sqlite.dialect().identifier_preparer.quote


@cache
def _insert(table: Table) -> str:
    names = ", ".join(_quote(column.name) for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    return f"INSERT INTO {_quote(table.name)} ({names}) VALUES ({marks})"


@cache
def _upsert(table: Table) -> str:
    key = ", ".join(_quote(column.name) for column in table.primary_key.columns)
    others = [
        _quote(column.name)
        for column in table.columns
        if not column.primary_key and not column.info.get("fixed")
    ]
    sets = ", ".join(f"{name} = excluded.{name}" for name in others)
    return f"{_insert(table)} ON CONFLICT ({key}) DO UPDATE SET {sets}"


@cache
def select_by_key(table: Table) -> str:
    """A SELECT of every column of the row with a primary key."""
    names = ", ".join(_quote(column.name) for column in table.columns)
    where = " AND ".join(f"{_quote(column.name)} = ?" for column in table.primary_key.columns)
    return f"SELECT {names} FROM {_quote(table.name)} WHERE {where}"
