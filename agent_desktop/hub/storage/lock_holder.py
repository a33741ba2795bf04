"""Who holds the hub's lock on a PostgreSQL server, where that is no hub; and whether anybody may come to take it.

Whoever may connect to a database may take any advisory lock in it. Promises that a stranger's session is told from a
hub's by its user and by what it calls itself, and that an administrator learns which one it is and how to end it: in
the log, since what clients are told anybody may read while nobody can be signed in; and once it is gone in the window
(`Watch.taken`). Refuses to end sessions that are not a hub's.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from agent_desktop.model.base import Millis, Record, wall_clock

if TYPE_CHECKING:
    import psycopg

HUB_LOCK: Final = 0x4148_5542  # "AHUB"
"""The advisory lock of the hub that writes."""
NODE: Final = "agent-desktop node"
"""What a session of a hub with followers is called on the server."""
ALONE: Final = "agent-desktop hub"
"""The same of a hub without."""
HELD: Final = (
    "held.locktype = 'advisory' AND held.granted AND held.classid = 0"
    f" AND held.objid = {HUB_LOCK} AND held.objsubid = 1 AND held.database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
)
"""Which of the rows of `pg_locks held` is the hub's lock."""
STRANGE: Final = f"(who.usename IS DISTINCT FROM current_user OR who.application_name NOT IN ('{NODE}', '{ALONE}'))"
"""Whether the session in the row of `pg_stat_activity who` is no hub's."""
_ASK: Final = (
    f"SELECT held.pid, coalesce(who.usename, ''), coalesce(who.application_name, ''),"
    f" coalesce(host(who.client_addr), ''), {STRANGE}"
    f" FROM pg_locks held LEFT JOIN pg_stat_activity who USING (pid) WHERE {HELD}"
)
_PUBLIC: Final = (
    "SELECT current_database(), has_database_privilege('public', current_database(), 'CONNECT')"
)

_log = logging.getLogger("agent_desktop.hub")


class Stranger(Record, frozen=True):
    """A session that is no hub's and holds the lock. `address` is empty where the hub's user may not see it, or where
    it came by a socket of the server's own computer."""

    session: int
    user: str
    application: str
    address: str

    def words(self) -> str:
        """Who it is, for administrators."""
        return ", ".join(one for one in (self.user, self.application, self.address) if one)


def stranger(cursor: "psycopg.Cursor[Any]") -> Stranger | None:
    """Who holds the lock and is no hub; None where it is free, or a hub's."""
    found = cursor.execute(_ASK.encode()).fetchone()
    return Stranger(*found[:4]) if found is not None and found[4] else None


class Held(Record, frozen=True):
    """A stranger held the lock: since when that was seen, and until when; of several one after the other the last."""

    stranger: Stranger
    since: Millis
    until: Millis


class Watch:
    """Says in the log who holds the lock, once for each session, and that it is over."""

    def __init__(self, clock: Callable[[], Millis] = wall_clock) -> None:
        self._clock = clock
        self._told: Stranger | None = None
        self._since: Millis = 0
        self._past: Held | None = None

    def found(self, one: Stranger | None) -> None:
        """What was found now."""
        before, self._told = self._told, one
        if one is not None and before is None:
            self._since = self._clock() if self._past is None else self._past.since
        if one is not None and (before is None or one.session != before.session):
            _log.error(
                "a session that is no hub's holds the lock of the hub's database, and nothing is served: process"
                " %d of the user %r, which calls itself %r, from %s. End it with SELECT"
                " pg_terminate_backend(%d), and let nobody else connect: REVOKE CONNECT ON DATABASE … FROM PUBLIC.",
                *(one.session, one.user, one.application, one.address or "an unknown address"),
                one.session,
            )
        elif one is None and before is not None:
            _log.info("the lock of the hub's database is no longer held by a stranger")
            self._past = Held(stranger=before, since=self._since, until=self._clock())

    def taken(self) -> Held | None:
        """What is over, once: for who tells administrators."""
        past, self._past = self._past, None
        return past


def warn_of_public(cursor: "psycopg.Cursor[Any]") -> None:
    """Say in the log where everybody who may sign in to the server may connect to the hub's database."""
    name, everybody = cursor.execute(_PUBLIC).fetchone() or ("", False)
    if everybody:
        _log.warning(
            "everybody who may sign in to the database server may connect to the hub's database and hold its lock;"
            ' REVOKE CONNECT ON DATABASE "%s" FROM PUBLIC ends that',
            name,
        )
