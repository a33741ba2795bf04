"""The hub's database as one connection, one thread, one transaction at a time.

Promises: what `transaction()` committed survives the loss of power; what it did not commit never happened; rows handed
to `put` and `insert` are gathered and written in as few statements as possible, in the order in which tables refer to
each other; a read inside a transaction sees them. Failures are `StoreFailed`, in words. What is under it (`database`),
a file of this computer or a server, makes no difference to who uses it.

Refuses: nested transactions, and use from several threads at once (its owner is one thread).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import CursorResult, Executable, Table
from sqlalchemy.sql.dml import UpdateBase

from agent_desktop.hub.storage.database import Database, Target, Values, is_served
from agent_desktop.hub.storage.writes import Build, Writes

if TYPE_CHECKING:
    from agent_desktop.hub.storage.leading import Leader

LOCK_WAIT_MS = 2_000


class Storage:
    """An open database. Made by `Storage.open`."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._writes = Writes(database)
        self._inside = False
        self._by_hand: dict[str, str] = {}
        self._ahead: dict[str, dict[Values, Values | None]] = {}  # read before it is asked for

    @classmethod
    def open(
        cls, target: Target, *, lock_wait_ms: int = LOCK_WAIT_MS, leader: "Leader | None" = None
    ) -> "Storage":
        """Open or create the database at `target` and bring it to this program's schema.

        A path is a file's (`database.MEMORY` for none), "postgresql://…" a server's; `leader` is what the other nodes
        of such a hub are told of this one. Raises StoreFailed: not a database, newer version, no right, disk full,
        locked or used by another hub; of a server also: unreachable, refused.
        """
        if is_served(target):
            from agent_desktop.hub.storage.leading import Leader
            from agent_desktop.hub.storage.postgres import Postgres

            return cls(Postgres(str(target), lock_wait_ms, leader=leader or Leader()))
        from agent_desktop.hub.storage.sqlite import Sqlite

        return cls(Sqlite(target, lock_wait_ms))

    @classmethod
    def reading(cls, target: Target, *, answer_s: float | None = None) -> "Storage":
        """Open the database at `target`, which another `Storage` has open, to read what is committed there.

        Its transactions never wait for those of the other one, nor keep it waiting. A server that does not answer
        within `answer_s` seconds is lost; None: reports may take long. Raises StoreFailed.
        """
        if is_served(target):
            from agent_desktop.hub.storage.postgres import Postgres

            return cls(Postgres(str(target), LOCK_WAIT_MS, reads=True, answer_s=answer_s))
        from agent_desktop.hub.storage.sqlite import Sqlite

        return cls(Sqlite(target, LOCK_WAIT_MS, reads=True))

    def close(self) -> None:
        """Release the database. What was not committed never happened."""
        self.database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is committed together, or, when anything raises, not at all."""
        if self._inside:
            raise RuntimeError("a transaction is already open")
        with self.database.transaction():
            self._inside = True
            try:
                yield
                self._writes.flush()
            finally:
                self._inside = False
                self._writes.clear()
                self._ahead.clear()

    @property
    def inside(self) -> bool:
        """True while a transaction is open."""
        return self._inside

    @property
    def gathered(self) -> int:
        """How many times `put` was called since the storage was opened; tells whether something changed."""
        return self._writes.count

    @property
    def changes(self) -> int:
        """A number that rises when rows are changed, or gathered to be written; else it stays."""
        return self.database.changes + self._writes.gathered

    def put(self, table: Table, key: Values, build: Build, record: Any) -> None:
        """Insert or replace the row with primary key `key`.

        `build(record)` gives its values in the order of the table's columns, at the latest when the transaction
        commits; of several puts for one key only the last is built and written. `record` must not change.
        """
        if self._ahead:
            self._ahead.get(self._writes.select_by_key(table), {}).pop(key, None)
        self._writes.put(table, key, build, record)

    def insert(self, table: Table, values: Values) -> None:
        """Insert a row that must be new; `values` follow the table's columns in order."""
        self._writes.inserts(table).append(values)

    def inserts(self, table: Table) -> list[Values]:
        """The list behind `insert`, for who inserts very often: append to it inside a transaction."""
        return self._writes.inserts(table)

    def get(self, table: Table, key: Values) -> Values | None:
        """The row with primary key `key`, in the order of the table's columns, or None.

        Sees what was `put` and does not make gathered rows be written first: cheap, for the hot paths.
        """
        found = self._writes.pending(table, key)
        return found if found is not None else self._first(self._writes.select_by_key(table), key)

    def find(self, words: str, values: Values) -> Values | None:
        """The first row of a plain SELECT, with "?" for each value, over what was written already.

        Gathered rows are not seen.
        """
        return self._first(self._marked(words), values)

    def look_ahead(self, words: str, values: Sequence[Values]) -> None:
        """Read in one go, where that pays, what `find` will be asked in this transaction for these texts."""
        self._read_ahead(self._marked(words), values)

    def look_ahead_by_key(self, table: Table, keys: Sequence[Values]) -> None:
        """The same for `get`."""
        self._read_ahead(self._writes.select_by_key(table), keys)

    def look_again(self, words: str, values: Values) -> None:
        """What was read ahead of this is no more so."""
        if self._ahead:
            self._ahead.get(self._marked(words), {}).pop(values, None)

    def _marked(self, words: str) -> str:
        by_hand = self._by_hand.get(words)
        if by_hand is None:
            by_hand = self._by_hand[words] = words.replace("?", self.database.mark)
        return by_hand

    def _read_ahead(self, words: str, values: Sequence[Values]) -> None:
        with self.database.in_words():
            self._writes.flush()
            self._ahead[words] = dict(self.database.firsts(words, values))

    def _first(self, words: str, values: Values) -> Values | None:
        if not self._inside:
            raise RuntimeError("statements run inside a transaction")
        ahead = self._ahead.get(words)
        if ahead is not None and values in ahead:
            return ahead[values]
        return self.database.first(words, values)

    def rows(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """The rows that `statement` gives, with everything written so far in this transaction seen."""
        return self.execute(statement, values).fetchall()

    def row(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Any:
        """The first row (SQLAlchemy's), or None."""
        return self.execute(statement, values).fetchone()

    def execute(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Run `statement` inside the open transaction and give SQLAlchemy's result. Raises StoreFailed."""
        if not self._inside:
            raise RuntimeError("statements run inside a transaction")
        if isinstance(statement, UpdateBase):
            self._changed(statement.table)
        with self.database.in_words():
            self._writes.flush()
            return self.database.connection.execute(statement, values or {})

    def _changed(self, changed: object) -> None:
        """What was read ahead of a table is no more so."""
        if isinstance(changed, Table):
            for words in tuple(self._ahead):
                if f" {self.database.quote(changed.name)} " in words:
                    del self._ahead[words]

    def checked(self) -> list[str]:
        """What is wrong with what is kept. Empty when it is sound. Reads everything."""
        return self.database.checked()
