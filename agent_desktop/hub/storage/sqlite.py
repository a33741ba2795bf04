"""SQLite under the storage: a file of this computer, or memory.

Promises that what was committed survives the loss of power (WAL, `synchronous=FULL`); that the write-ahead log stays
bounded, and that what it holds moves into the database when the disk has no room.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import StaticPool

from agent_desktop.hub.storage.checkpoints import Checkpoints
from agent_desktop.hub.storage.database import MEMORY, Target, Values
from agent_desktop.hub.storage.faults import in_words, no_room, store_failed
from agent_desktop.hub.storage.migrate import migrate
from agent_desktop.model.errors import StoreFailed

LOG_PAGES = 4_000
"""Pages of 4 KB in the write-ahead log after which a commit moves them into the database."""
LOG_BYTES_KEPT = 20 * 2**20
"""A log that one large transaction made longer than this is cut back to it; one of usual length is written over."""

WRITERS_CACHE: Final = "cache_size=-8192"
"""In kilobytes: what the largest batch changes several times over, and no more.

In a database below 1 GB, a commit that split a page of a tree looks at every page in memory before it is over (SQLite
gave the pages new numbers above all others meanwhile); 64 MB cost each commit up to a third of a millisecond on a
busy computer, and spared next to no reading.
"""
READERS_CACHE: Final = "cache_size=-32768"
"""In kilobytes: who only reads goes through the sums of months."""


class Sqlite:
    """An open file. `lock_wait_ms`: how long to wait for another program that writes."""

    mark = "?"

    def __init__(self, target: Target, lock_wait_ms: int, *, reads: bool = False) -> None:
        """Open it; unless it only `reads`, create it and bring it to this program's schema. Raises StoreFailed."""
        self.target = target
        engine = _reading(target) if reads else _writing(target, lock_wait_ms)
        self._begins = "BEGIN" if reads else _BEGIN
        with in_words():
            connection = engine.connect()
            try:
                if not reads:
                    with connection.begin():
                        migrate(connection)
            except BaseException:
                connection.close()
                engine.dispose()
                raise
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        self._raw = raw
        self._connection = connection
        writes_file = not reads and target != MEMORY
        self._checkpoints = Checkpoints(Path(target)) if writes_file else None

    @property
    def changes(self) -> int:
        """How many rows were written."""
        return self._raw.total_changes

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection."""
        return self._connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction; where the disk was full, the log gives its room back."""
        try:
            with in_words():
                # by the driver: SQLAlchemy joins at its first statement, which most of the hub's transactions never ask
                self._raw.execute(self._begins)
                try:
                    yield
                    self._connection.commit()
                    self._raw.commit()
                except BaseException:
                    self._connection.rollback()
                    self._raw.rollback()
                    raise
            if self._checkpoints is not None:
                self._checkpoints.committed(self._raw.total_changes)
        except StoreFailed as failed:
            if no_room(failed):
                self._shorten_log()
            raise

    def many(self, words: str, rows: Sequence[Values]) -> None:
        """Run a plain statement once for each row of values."""
        self._raw.executemany(words, rows)

    def write(self, statements: Iterable[tuple[str, Sequence[Values]]]) -> None:
        """Run plain INSERTs one after another, each for all its rows."""
        for words, rows in statements:
            self._raw.executemany(words, rows)
            del rows  # before the next ones are built

    def first(self, words: str, values: Values) -> Values | None:
        """The first row of a plain SELECT."""
        try:
            found: Values | None = self._raw.execute(words, values).fetchone()
        except sqlite3.Error as error:  # not `in_words`: every command asks
            raise store_failed(error) from error
        return found

    def firsts(self, _words: str, _values: Sequence[Values]) -> Mapping[Values, Values | None]:
        """Nothing: a question to a file costs next to nothing."""
        return {}

    def quote(self, name: str, /) -> str:
        """A name as statements take it."""
        return _PREPARER.quote(name)

    def in_words(self) -> AbstractContextManager[None]:
        """Turn what the driver raises inside into StoreFailed."""
        return in_words()

    def _shorten_log(self) -> None:
        """Move the write-ahead log into the database and cut it to nothing: the room that it took is free again."""
        with suppress(sqlite3.Error):  # where even that finds no room, the next failure tries again
            self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def pragma(self, words: str) -> Any:
        """Run `PRAGMA words` outside a transaction and give its first value: `quick_check`, `max_page_count=9`."""
        with in_words():
            found = self._raw.execute(f"PRAGMA {words}").fetchone()
        return found[0] if found else None

    def checked(self) -> list[str]:
        """What is wrong with the file: integrity and references."""
        with in_words():
            found = [str(row[0]) for row in self._raw.execute("PRAGMA integrity_check").fetchall()]
            broken = self._raw.execute("PRAGMA foreign_key_check").fetchall()
        return [line for line in found if line != "ok"] + [f"reference: {row}" for row in broken]

    def close(self) -> None:
        """Release the file."""
        if self._checkpoints is not None:
            self._checkpoints.close()
        self._connection.close()
        self._connection.engine.dispose()


_PREPARER = sqlite.dialect().identifier_preparer

_BEGIN: Final = "BEGIN IMMEDIATE"
"""A lock held by another program is met here, before anything was decided."""

# The driver asks every value that is no text and no number whether it would rather be another, by two attributes that
# are not there. These adapters, which give back what they are given, answer at once: a row has a dozen such values
sqlite3.register_adapter(bytes, bytes)
sqlite3.register_adapter(type(None), cast(Callable[[None], None], {}.get))


def _writing(target: Target, lock_wait_ms: int) -> Engine:
    engine = create_engine(
        f"sqlite:///{target}",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "timeout": lock_wait_ms / 1000},
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _join)
    return engine


def _reading(target: Target) -> Engine:
    place = f"{Path(target).absolute().as_uri()}?mode=ro"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(place, uri=True, check_same_thread=False),
        poolclass=StaticPool,
    )
    event.listen(engine, "connect", lambda driver, _: driver.execute(f"PRAGMA {READERS_CACHE}"))
    event.listen(engine, "begin", _join)
    return engine


def _configure(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None  # SQLAlchemy's BEGIN, in `_begin`, is the only one
    for words in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        WRITERS_CACHE,
        f"wal_autocheckpoint={LOG_PAGES}",
        f"journal_size_limit={LOG_BYTES_KEPT}",
    ):
        driver.execute(f"PRAGMA {words}")


def _join(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    if not driver.in_transaction:  # the schema's, before `transaction` opens any
        driver.execute(_BEGIN)
