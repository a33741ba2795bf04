"""PostgreSQL under the storage: one connection to a server, taken up again when it was lost.

Promises that one hub at a time works on a database, by a lock that lives and dies with the very connection that
writes, so that a hub which was cut off can never write beside its successor, nor after it (see `leading`); that a
commit whose answer was lost is looked up by its number, never repeated blindly; and that text may hold whatever
customers send (a NUL, which the server refuses, becomes the replacement character).

Refuses servers older than 13, databases that are not in UTF-8, and to say an address with its password.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from agent_desktop.hub.storage import postgres_faults as faults
from agent_desktop.hub.storage.bounded import KEEPALIVE, Bounded
from agent_desktop.hub.storage.database import Target, Values
from agent_desktop.hub.storage.leading import (
    NUMBER_AND_HINT,
    Leader,
    begin_term,
    term_of,
)
from agent_desktop.hub.storage.lock_holder import (
    ALONE,
    HUB_LOCK,
    NODE,
    Watch,
    stranger,
    warn_of_public,
)
from agent_desktop.hub.storage.migrate import migrate
from agent_desktop.hub.storage.rows import Rows, Text
from agent_desktop.model.errors import StoreFailed

CONNECT_S: Final = 5
ANSWER_S: Final = 20.0
"""A statement that is not answered for so long is lost with its connection. Steps of the schema may take longer."""
DOUBT_S: Final = 10.0
"""How long to look for what became of a commit whose answer was lost."""
OLDEST: Final = 130_000
_SILENCE_MS: Final = 10_000
"""A server that acknowledges nothing for so long is gone."""

# What it would warn of, a lost connection, is raised as well, and said in words by who hears of it.
logging.getLogger("psycopg").setLevel(logging.ERROR)


class Postgres:
    """A database on a server. `lock_wait_ms`: how long to wait for another hub that is just going."""

    mark = "%s"

    def __init__(
        self,
        address: str,
        lock_wait_ms: int,
        *,
        reads: bool = False,
        leader: Leader = Leader(),  # noqa: B008  # frozen
        answer_s: float | None = ANSWER_S,
    ) -> None:
        """Connect; unless it only `reads`, lead and bring the database to this program's schema. Raises StoreFailed.

        `leader` is what is told of the one who leads; with a `url` other nodes are told of each commit, and a lock that
        another one holds is not waited for. `answer_s`: how long to wait for an answer; None: as long as it takes.
        """
        self._answer_s = answer_s
        self._take = _TRY_LOCK if leader.url else _WAIT_FOR_LOCK
        self.target: Target = address
        self.term = 0
        self._deposed = False
        self._reads = reads
        self._number_asked = NUMBER_AND_HINT if leader.url else _NUMBER
        try:
            url = make_url(address).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError):
            raise faults.no_address() from None
        self._place = f"{url.host or 'localhost'}:{url.port or 5432}/{url.database or ''}"
        self._engine = create_engine(
            url,
            poolclass=NullPool,
            connect_args={
                "connect_timeout": CONNECT_S,
                "application_name": NODE if leader.url else ALONE,
                "client_encoding": "utf8",
                "tcp_user_timeout": _SILENCE_MS,
                **KEEPALIVE,
                "options": _options(lock_wait_ms, reads),
            },
        )
        event.listen(self._engine, "do_connect", _connected)
        event.listen(self._engine, "connect", _configure)
        self.watch = Watch()
        self._changes = 0
        self._connection: Connection | None = None
        self._raw: psycopg.Connection[Any] | None = None
        self._cursor: psycopg.Cursor[Any] | None = None
        self._rows: Rows | None = None
        try:
            self._connect()
            if not reads:
                with self.in_words(), self.connection.begin():
                    migrate(self.connection)
                    self.term = begin_term(self._hand, leader)
                    warn_of_public(self._hand)
            self._take = _WAIT_FOR_LOCK  # it may still be held by this hub's own lost connection
            self._limit()
        except BaseException:
            self.close()
            raise

    @property
    def changes(self) -> int:
        """How many rows were written."""
        return self._changes

    def _count(self, _connection: object, cursor: Any, *_: object) -> None:
        # a query's own count of rows says nothing of changes
        if cursor.description is None and cursor.rowcount > 0:
            self._changes += cursor.rowcount

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection. Raises StoreFailed where it is lost."""
        if self._connection is None:
            raise faults.unreachable(self._place)
        return self._connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction. Where its commit was not answered, what became of it is looked up."""
        if self._deposed:
            raise faults.deposed(self._place)
        if self._raw is None or self._raw.closed:
            self._connect()
        number: str | None = None
        before = self._changes
        try:
            with self.in_words(), self.connection.begin() as opened:
                yield
                if self._changes != before:  # else there is nothing to tell, and nothing to look up
                    number = self._number()
                opened.commit()
        except StoreFailed:
            if self._raw is not None and not self._raw.closed:
                raise
            self._disconnect()
            if number is None or not self._committed_after_all(number):
                raise

    def many(self, words: str, rows: Sequence[Values]) -> None:
        """Run a plain statement once for each row of values."""
        self._hand.executemany(words, rows)
        self._changes += len(rows)

    def write(self, statements: Iterable[tuple[str, Sequence[Values]]]) -> None:
        """Run plain INSERTs one after another, each with one row of marks, for all rows: no two have the same key."""
        self._changes += self._row_hand.write(statements)

    def first(self, words: str, values: Values) -> Values | None:
        """The first row of a plain SELECT."""
        with self.in_words():
            found: Values | None = self._hand.execute(words, values).fetchone()
        return found

    def firsts(self, words: str, values: Sequence[Values]) -> Mapping[Values, Values | None]:
        """`first` for each of these values, which are texts, with one question; nothing for a single one."""
        if len(values) < 2:
            return {}
        return self._row_hand.firsts(words, values)

    def quote(self, name: str, /) -> str:
        """A name as statements take it."""
        return _PREPARER.quote(name)

    @contextmanager
    def in_words(self) -> Iterator[None]:
        """Turn what the driver raises inside into StoreFailed."""
        try:
            yield
        except DBAPIError as error:
            if isinstance(error.orig, psycopg.Error):
                raise faults.store_failed(error.orig, self._place) from None
            raise
        except psycopg.Error as error:
            raise faults.store_failed(error, self._place) from None

    def checked(self) -> list[str]:
        """Constraints that do not hold. The server's own pages are its administrator's to check."""
        with self.in_words(), self.connection.begin():
            rows = self._hand.execute(
                "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
            ).fetchall()
        return [f"constraint: {table} {name}" for table, name in rows]

    def close(self) -> None:
        """Let go of the connection, and of the lock with it."""
        self._disconnect()
        self._engine.dispose()

    # --- the connection

    @property
    def _hand(self) -> psycopg.Cursor[Any]:
        if self._cursor is None:
            raise faults.unreachable(self._place)
        return self._cursor

    @property
    def _row_hand(self) -> Rows:
        if self._rows is None:
            raise faults.unreachable(self._place)
        return self._rows

    def _connect(self) -> None:
        """Connect and take the hub's lock. Raises StoreFailed."""
        self._disconnect()
        with self.in_words():
            connection = self._engine.connect()
        event.listen(connection, "after_cursor_execute", self._count)
        raw = connection.connection.driver_connection
        assert isinstance(raw, psycopg.Connection)
        self._connection, self._raw, self._cursor = connection, raw, raw.cursor()
        self._rows = Rows(raw)
        try:
            with self.in_words(), connection.begin():
                faults.check_server(raw.info.server_version, OLDEST, self._place)
                (encoding,) = self._cursor.execute("SHOW server_encoding").fetchone() or ("",)
                faults.check_encoding(encoding, self._place)
                if not self._reads:
                    self._check_term(self._cursor)
                    self._take_lock(self._cursor)
                    self._check_term(self._cursor)
            if self.term or self._reads:
                self._limit()
        except BaseException:
            self._disconnect()
            raise

    def _limit(self) -> None:
        if isinstance(self._raw, Bounded):
            self._raw.answer_s = self._answer_s

    def give_up(self) -> None:
        """Let nothing more be committed here, nor be waited for. May be called from any thread."""
        self._deposed = True
        self._answer_s = 0.0
        self._limit()

    def _check_term(self, cursor: psycopg.Cursor[Any]) -> None:
        """After a reconnection: what is remembered here is good only if nobody has led meanwhile."""
        if self.term and (self._deposed or term_of(cursor) != self.term):
            self._deposed = True
            raise faults.deposed(self._place)

    def _take_lock(self, cursor: psycopg.Cursor[Any]) -> None:
        try:
            found = cursor.execute(self._take, (HUB_LOCK,)).fetchone()
        except psycopg.errors.LockNotAvailable:
            cursor.connection.rollback()  # to ask who has it; the connection is closed then
            found = (False,)
        holder = stranger(cursor) if found == (False,) else None
        self.watch.found(holder)
        if holder is not None:
            raise faults.held_by_stranger(self._place)
        if found == (False,):
            raise faults.another_hub(self._place)

    def _disconnect(self) -> None:
        connection, raw = self._connection, self._raw
        self._connection = self._raw = self._cursor = self._rows = None
        if connection is not None and raw is not None:
            raw.close()
            with suppress(DBAPIError, psycopg.Error):
                connection.invalidate()
            with suppress(DBAPIError, psycopg.Error):
                connection.close()

    # --- doubt

    def _number(self) -> str | None:
        """The server's number of the open transaction; None when it has written nothing."""
        found = self._hand.execute(self._number_asked).fetchone()
        return None if found is None else found[0]

    def _committed_after_all(self, number: str) -> bool:
        """Whether a transaction whose commit was not answered was committed. Raises StoreFailed when nobody can say."""
        until = time.monotonic() + DOUBT_S
        while True:
            try:
                self._connect()
                with self.in_words(), self.connection.begin():
                    query = "SELECT pg_xact_status(%s::text::xid8)"
                    found = self._hand.execute(query, (number,)).fetchone()
                status = found[0] if found else None
            except StoreFailed:
                status = None
            if status in ("committed", "aborted"):
                return bool(status == "committed")
            if time.monotonic() > until or self._deposed:
                raise faults.in_doubt(self._place)
            time.sleep(0.1)


_WAIT_FOR_LOCK: Final = "SELECT pg_advisory_lock(%s)"
_TRY_LOCK: Final = "SELECT pg_try_advisory_lock(%s)"
_NUMBER: Final = "SELECT pg_current_xact_id_if_assigned()::text"
_PREPARER = postgresql.dialect().identifier_preparer  # type: ignore[no-untyped-call]


def _options(lock_wait_ms: int, reads: bool) -> str:
    found = {"lock_timeout": str(lock_wait_ms), "client_min_messages": "warning"}
    if reads:  # all that one transaction reads is of one moment
        found |= {"default_transaction_read_only": "on"}
        found |= {"default_transaction_isolation": "repeatable\\ read"}
    return " ".join(f"-c {name}={value}" for name, value in found.items())


def _connected(_dialect: object, _record: object, args: list[Any], more: dict[str, Any]) -> Bounded:
    return Bounded.connect(*args, **more)


def _configure(driver: psycopg.Connection[Any], _record: object) -> None:
    driver.adapters.register_dumper(str, Text)
