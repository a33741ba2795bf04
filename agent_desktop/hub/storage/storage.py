"""The hub's database as one connection, one thread, one transaction at a time.

Promises: what `transaction()` committed survives the loss of power (WAL, `synchronous=FULL`); what it did not commit
never happened; rows handed to `put` and `insert` are gathered and written in as few statements as possible, in the
order in which tables refer to each other; a read inside a transaction sees them. Failures are `StoreFailed`, in words.
The write-ahead log stays bounded, and what it holds moves into the database when the disk has no room.

Refuses: nested transactions, and use from several threads at once (its owner is one thread).
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Table, create_engine, event
from sqlalchemy.pool import StaticPool

from agent_desktop.hub.storage.faults import in_words, no_room, store_failed
from agent_desktop.hub.storage.migrate import migrate
from agent_desktop.hub.storage.writes import Build, Values, Writes, select_by_key
from agent_desktop.model.errors import StoreFailed

MEMORY = ":memory:"
LOCK_WAIT_MS = 2_000
LOG_PAGES = 4_000
"""Pages of 4 KB in the write-ahead log after which a commit moves them into the database."""
LOG_BYTES_KEPT = 20 * 2**20
"""A log that one large transaction made longer than this is cut back to it; one of usual length is written over."""


class Storage:
    """An open database. Made by `Storage.open`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        self._raw = raw
        self._writes = Writes()
        self._inside = False

    @classmethod
    def open(cls, path: Path | str, *, lock_wait_ms: int = LOCK_WAIT_MS) -> "Storage":
        """Open or create the database at `path` (`MEMORY` for none) and bring it to this program's schema.

        Raises StoreFailed: not a database, newer version, no right, disk full, locked.
        """
        engine = create_engine(
            f"sqlite:///{path}",
            poolclass=StaticPool,
            connect_args={"check_same_thread": False, "timeout": lock_wait_ms / 1000},
        )
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
        with in_words():
            connection = engine.connect()
            try:
                with connection.begin():
                    migrate(connection)
            except BaseException:
                connection.close()
                engine.dispose()
                raise
        return cls(connection)

    def close(self) -> None:
        """Release the file. What was not committed never happened."""
        self._connection.close()
        self._connection.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is committed together, or, when anything raises, not at all."""
        if self._inside:
            raise RuntimeError("a transaction is already open")
        try:
            with in_words(), self._connection.begin():
                self._inside = True
                try:
                    yield
                    self._writes.flush(self._raw)
                finally:
                    self._inside = False
                    self._writes.clear()
        except StoreFailed as failed:
            if no_room(failed):
                self._shorten_log()
            raise

    def _shorten_log(self) -> None:
        """Move the write-ahead log into the database and cut it to nothing: the room that it took is free again."""
        with suppress(sqlite3.Error):  # where even that finds no room, the next failure tries again
            self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @property
    def inside(self) -> bool:
        """True while a transaction is open."""
        return self._inside

    @property
    def gathered(self) -> int:
        """How many times `put` was called since the storage was opened; tells whether something changed."""
        return self._writes.count

    def put(self, table: Table, key: Values, build: Build, record: Any) -> None:
        """Insert or replace the row with primary key `key`.

        `build(record)` gives its values in the order of the table's columns, at the latest when the transaction
        commits; of several puts for one key only the last is built and written. `record` must not change.
        """
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
        return found if found is not None else self.find(select_by_key(table), key)

    def find(self, words: str, values: Values) -> Values | None:
        """The first row of a plain SELECT over what was written already; gathered rows are not seen."""
        if not self._inside:
            raise RuntimeError("statements run inside a transaction")
        try:
            found: Values | None = self._raw.execute(words, values).fetchone()
        except sqlite3.Error as error:
            raise store_failed(error) from error
        return found

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
        with in_words():
            self._writes.flush(self._raw)
            return self._connection.execute(statement, values or {})

    def pragma(self, words: str) -> Any:
        """Run `PRAGMA words` outside a transaction and give its first value: `quick_check`, `max_page_count=9`."""
        with in_words():
            found = self._raw.execute(f"PRAGMA {words}").fetchone()
        return found[0] if found else None

    def checked(self) -> list[str]:
        """What is wrong with the file: integrity and references. Empty when it is sound. Reads everything."""
        with in_words():
            driver = self._raw
            found = [str(row[0]) for row in driver.execute("PRAGMA integrity_check").fetchall()]
            broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        return [line for line in found if line != "ok"] + [f"reference: {row}" for row in broken]


def _configure(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None  # SQLAlchemy's BEGIN, in `_begin`, is the only one
    for words in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-16384",
        f"wal_autocheckpoint={LOG_PAGES}",
        f"journal_size_limit={LOG_BYTES_KEPT}",
    ):
        driver.execute(f"PRAGMA {words}")


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a lock held by another program is met here, before anything was decided
    connection.exec_driver_sql("BEGIN IMMEDIATE")
