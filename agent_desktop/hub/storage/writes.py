"""Rows gathered during a transaction, written in few statements.

Promises that tables are written after those they refer to, that the last `put` for a key wins (and only its row is
built), and that new rows of one table keep their order. Goes past SQLAlchemy's per-row work for speed: the statements
are compiled once a table and the values are bound as they are.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import Table

from agent_desktop.hub.storage.database import Database, Values
from agent_desktop.hub.storage.shift_tables import metadata

Build: TypeAlias = Callable[[Any], Values]

Puts: TypeAlias = dict[Table, dict[Values, tuple[Build, Any]]]
"""Records by table and primary key, with what makes their rows."""

MOST_KEPT: Final = 2_000
"""Records of one table; of a larger transaction the table alone is known."""

_RANK = {table: rank for rank, table in enumerate(metadata.sorted_tables)}


class Written:
    """What one transaction wrote, for who asks for a row before it is committed."""

    __slots__ = ("_put", "anything", "stale")

    def __init__(self) -> None:
        self._put: Puts = {}
        self.stale: set[Table] = set()
        self.anything = False

    def __bool__(self) -> bool:
        return self.anything or bool(self.stale) or bool(self._put)

    def keep(self, put: Puts, inserted: dict[Table, list[Values]]) -> None:
        """These records were written; they are taken out of `put`. Of new rows only the table is kept."""
        self.stale.update(table for table, rows in inserted.items() if rows)
        for table in tuple(put):
            rows = put.pop(table)
            if len(self._put.get(table, rows)) > MOST_KEPT:
                self.stale.add(table)
            elif table in self._put:
                self._put[table].update(rows)
            elif rows:
                self._put[table] = rows

    def knows(self, table: Table) -> bool:
        """True where a row of `table` is either told by `row`, or as it was before."""
        return not self.anything and table not in self.stale

    def row(self, table: Table, key: Values) -> Values | None:
        """The row of the record that was put for `key`, if any."""
        rows = self._put.get(table)
        found = rows.get(key) if rows else None
        return found[0](found[1]) if found else None


class Writes:
    """The rows that a transaction has not written to the database yet."""

    __slots__ = ("_database", "_inserted", "_put", "_words", "_written", "count")

    def __init__(self, database: Database) -> None:
        self._database = database
        self._put: Puts = {}
        self._inserted: dict[Table, list[Values]] = {}
        self._words: dict[tuple[Table, Callable[[Database, Table], str]], str] = {}
        self._written = Written()
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
            self._written.keep(self._put, self._inserted)
            for new in self._inserted.values():
                new.clear()

    def changed(self, table: Table, *, others: bool = False) -> None:
        """Rows of `table` are changed by a statement, and perhaps rows of other tables that refer to them."""
        self._written.stale.add(table)
        self._written.anything |= others

    @property
    def written(self) -> bool:
        """Whether anything was written since the last `clear`."""
        return bool(self._written)

    def handed_over(self) -> "Written":
        """What was written since the last `clear`; it is this object's no more."""
        written, self._written = self._written, Written()
        return written

    def _statements(self) -> Iterator[tuple[str, Sequence[Values]]]:
        # one table's rows at a time: thousands alive at once would call the garbage collector in every batch
        for table in sorted(self._put.keys() | self._inserted.keys(), key=_RANK.__getitem__):
            if changed := self._put.get(table):
                words = self._said(table, _upsert)
                yield words, [build(record) for build, record in changed.values()]
            if new := self._inserted.get(table):
                yield self._said(table, _insert), new

    def clear(self) -> None:
        """Forget what was gathered, and what was written."""
        for changed in self._put.values():
            changed.clear()
        for new in self._inserted.values():
            new.clear()
        if self._written:
            self._written = Written()

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
