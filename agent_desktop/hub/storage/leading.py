"""Which of several hubs on one PostgreSQL database leads, and how the others notice that it is gone.

Whoever holds the hub's lock leads. The lock belongs to the very session that writes, so nobody else can commit while it
is held; each who takes it begins a *term*, and who finds another term than its own after its connection was cut knows
that its memory is old. Promises that a leader which stalls can be parted from the database by its followers: the server
ends its session, and with it whatever was not committed. Each node also tells the others where desks reach it. Refuses
to part a hub that takes no followers.
"""

import time
from collections.abc import Iterable
from typing import Any, Final

import msgspec
import psycopg
from sqlalchemy.engine import make_url

from agent_desktop.hub.storage import postgres_faults as faults
from agent_desktop.hub.storage.bounded import KEEPALIVE, Bounded
from agent_desktop.hub.storage.lock_holder import HELD, NODE, STRANGE, Stranger
from agent_desktop.model.base import Millis, Record, wall_clock

CONNECT_S: Final = 3
ANSWER_S: Final = 3.0
PARTED_WITHIN_S: Final = 1.0
"""The server needs a moment to end a session."""
_COMMITTED: Final = "hub_committed"
_LIVES: Final = "hub_lives"
_FOLLOWS: Final = "hub_follows"
_SETTING: Final = "leader"
_NOW: Final = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"
"""The server's clock, in `Millis`."""


class Leader(Record, frozen=True):
    """Who leads. `url`: where the other nodes reach it (empty: it takes none), `token`: what they show there.

    `certificate` is what it shows them over TLS, in PEM.
    """

    term: int = 0
    url: str = ""
    token: str = ""
    certificate: str = ""


class Moment(Record, frozen=True):
    """What the database server's clock said, and what this node's said just before it was asked and just after."""

    server: Millis = 0
    before: Millis = 0
    after: Millis = 0


class Seen(Record, frozen=True):
    """What a follower sees: the session that holds the lock, whether that may be parted, and who leads; or that a
    stranger holds it, and nobody does."""

    moment: Moment = Moment()
    session: int | None = None
    node: bool = False
    leader: Leader | None = None
    stranger: Stranger | None = None


class Heard(Record, frozen=True):
    """What came within `silent_s` seconds; `anything` is a leader's sign of life, `committed` says that there is news.

    `reached` is where desks reach the nodes that gave signs, `oneself` says that one's own sign came back.
    """

    anything: bool
    committed: bool
    oneself: bool
    silent_s: float
    reached: tuple[str, ...] = ()


class Beat(Record, frozen=True):
    """What a leader finds when it gives a sign of life: the newest term, and `reached` as in `Heard`."""

    term: int
    moment: Moment
    reached: tuple[str, ...] = ()


#: The number of the open transaction, told to the other nodes as a hint when it has written something.
NUMBER_AND_HINT: Final = (
    f"SELECT found::text, CASE WHEN found IS NOT NULL THEN pg_notify('{_COMMITTED}', '') END"
    " FROM pg_current_xact_id_if_assigned() AS found"
)


def begin_term(cursor: psycopg.Cursor[Any], leader: Leader) -> int:
    """Begin the next term in the open transaction of who holds the lock; its number."""
    term = term_of(cursor) + 1
    kept = msgspec.json.encode(msgspec.structs.replace(leader, term=term)).decode()
    cursor.execute(
        "INSERT INTO settings (name, value) VALUES (%s, %s)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_SETTING, kept),
    )
    return term


def term_of(cursor: psycopg.Cursor[Any]) -> int:
    """The newest term; 0 before the first."""
    found = cursor.execute("SELECT value FROM settings WHERE name = %s", (_SETTING,)).fetchone()
    return 0 if found is None else msgspec.json.decode(found[0], type=Leader).term


class _Session:
    """A connection of its own, without transactions. Use it from one thread at a time.

    What is not answered within `ANSWER_S` is a lost connection.
    """

    def __init__(self, address: str) -> None:
        """Connect. Raises StoreFailed."""
        url = make_url(address)
        self._place = f"{url.host or 'localhost'}:{url.port or 5432}/{url.database or ''}"
        try:
            self._connection = Bounded.connect(
                address,
                autocommit=True,
                connect_timeout=CONNECT_S,
                application_name="agent-desktop nodes",
                tcp_user_timeout=3_000,
                options="-c statement_timeout=3000",
                **KEEPALIVE,
            )
            self._connection.answer_s = ANSWER_S
        except psycopg.Error as error:
            raise faults.store_failed(error, self._place) from None

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def _ask(self, words: str, values: tuple[Any, ...] = ()) -> tuple[Any, ...]:
        try:
            found: tuple[Any, ...] | None = self._connection.execute(
                words.encode(), values
            ).fetchone()
        except psycopg.Error as error:
            raise faults.store_failed(error, self._place) from None
        return found or ()

    def _listen(self, *channels: str) -> None:
        try:
            for channel in channels:
                self._connection.execute(f"LISTEN {channel}".encode())
        except psycopg.Error as error:
            self.close()
            raise faults.store_failed(error, self._place) from None

    def _notes(self, most_s: float, most: int | None = None) -> list[psycopg.Notify]:
        """What was told, waiting at most so long for the first of them."""
        try:
            return list(self._connection.notifies(timeout=most_s, stop_after=most))
        except psycopg.Error as error:
            raise faults.store_failed(error, self._place) from None

    def _tell(self, channel: str, words: str) -> None:
        self._ask("SELECT pg_notify(%s, %s)", (channel, words))

    def _ask_at(self, words: str, values: tuple[Any, ...] = ()) -> tuple[tuple[Any, ...], Moment]:
        """What a question finds, whose first column is the server's clock."""
        before = wall_clock()
        found = self._ask(words, values)
        after = wall_clock()
        return found[1:], Moment(server=found[0], before=before, after=after)


class Pulse(_Session):
    """A leader's sign of life."""

    def __init__(self, address: str) -> None:
        """Connect, and listen to followers. Raises StoreFailed."""
        super().__init__(address)
        self._listen(_FOLLOWS)

    def beat(self, reached: str = "", *, lives: bool = True) -> Beat:
        """Tell the followers that this node `lives`, and where desks reach it. Raises StoreFailed."""
        if lives:
            self._tell(_LIVES, reached)
        (kept,), moment = self._ask_at(
            f"SELECT {_NOW}, (SELECT value FROM settings WHERE name = %s)", (_SETTING,)
        )
        term = msgspec.json.decode(kept, type=Leader).term if kept else 0
        return Beat(term=term, moment=moment, reached=_reached(self._notes(0)))


class Ear(_Session):
    """A follower's ear."""

    def __init__(self, address: str) -> None:
        """Connect and listen. Raises StoreFailed."""
        super().__init__(address)
        self._listen(_COMMITTED, _LIVES, _FOLLOWS)

    def follows(self, reached: str) -> None:
        """Tell the other nodes where desks reach this one (empty: nowhere), and hear it oneself. Raises StoreFailed."""
        self._tell(_FOLLOWS, reached)

    def wait(self, most_s: float) -> Heard:
        """What comes next, at most so many seconds from now. Raises StoreFailed.

        The silence is never longer than that, however long this process itself stood still.
        """
        began = time.monotonic()
        notes = self._notes(most_s, 1)
        lives = any(one.channel != _FOLLOWS for one in notes)
        return Heard(
            anything=lives,
            committed=any(one.channel == _COMMITTED for one in notes),
            oneself=any(one.pid == self._connection.info.backend_pid for one in notes),
            silent_s=0.0 if lives else min(time.monotonic() - began, most_s),
            reached=_reached(notes),
        )

    def look(self) -> Seen:
        """Who holds the lock and who leads. Raises StoreFailed."""
        found, moment = self._ask_at(
            f"SELECT {_NOW}, held.pid, who.application_name = %s,"
            " (SELECT value FROM settings WHERE name = %s),"
            f" {STRANGE}, coalesce(who.usename, ''), coalesce(who.application_name, ''),"
            " coalesce(host(who.client_addr), '')"
            f" FROM (VALUES (1)) AS always LEFT JOIN pg_locks held ON {HELD}"
            " LEFT JOIN pg_stat_activity who USING (pid)",
            (NODE, _SETTING),
        )
        if found[0] is None:
            return Seen(moment=moment)
        if found[3]:
            return Seen(moment=moment, stranger=Stranger(found[0], *found[4:]))
        leader = msgspec.json.decode(found[2], type=Leader) if found[2] else None
        return Seen(moment=moment, session=found[0], node=bool(found[1]), leader=leader)

    def part(self, session: int) -> None:
        """End the session of a leader that gives no sign of life. What it did not commit never happened."""
        self._ask("SELECT pg_terminate_backend(%s)", (session,))
        until = time.monotonic() + PARTED_WITHIN_S
        while self.look().session == session and time.monotonic() < until:
            time.sleep(0.02)


def _reached(notes: Iterable[psycopg.Notify]) -> tuple[str, ...]:
    return tuple(one.payload for one in notes if one.channel != _COMMITTED and one.payload)
