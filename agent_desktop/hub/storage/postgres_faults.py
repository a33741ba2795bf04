"""What a PostgreSQL server refused, in words.

Promises that every failure becomes one `StoreFailed` that names the server and the database, and says that nothing was
done. Refuses to quote statements, their values, names of users or passwords: they may be personal or secret.
"""

import re

import psycopg

from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

_AGAIN = later("Try again; if it happens again, look at the hub's log.")
#: By SQLSTATE, or its first two characters.
_WORDS: dict[str, tuple[str, str]] = {
    "53100": (
        later("The disk of the hub's database server is full, so nothing was saved."),
        later("Free some space there, then try again."),
    ),
    "53300": (
        later("The hub's database server takes no more connections, so nothing was saved."),
        later("Raise its limit of connections, then try again."),
    ),
    "25006": (
        later("The hub's database takes no changes, so nothing was saved."),
        later("Give the hub the address of the server that may write."),
    ),
    "42501": (
        later("The hub's user has too few rights in its database, so nothing was saved."),
        later("Make that user the owner of the database."),
    ),
    "55P03": (
        later("The hub's database is locked, so nothing was saved."),
        later("Try again in a moment."),
    ),
    "57P": (
        later("The hub's database server stops or starts again, so nothing was saved."),
        later("Try again in a moment."),
    ),
    "28": (
        later("The hub's database server refused the name or the password."),
        later("Correct the address of the database."),
    ),
    "3D000": (
        later("The hub's database server has no such database."),
        later("Create it, or correct the address of the database."),
    ),
}
#: Before a connection stands there is no SQLSTATE, only the server's sentence.
_SENTENCES = (
    (re.compile(r"password authentication failed|no password supplied|no pg_hba"), "28000"),
    (re.compile(r'role ".*" does not exist|is not permitted to log in'), "28000"),
    (re.compile(r'database ".*" does not exist'), "3D000"),
    (re.compile(r"too many (clients|connections)|remaining connection slots"), "53300"),
    (re.compile(r"database system is (starting up|shutting down)"), "57P03"),
)


def store_failed(error: psycopg.Error, place: str) -> StoreFailed:
    """The failure in words; its value is the server's own code, or the place where there is none."""
    state = error.sqlstate or next(
        (state for words, state in _SENTENCES if words.search(str(error))), ""
    )
    for code, (message, remedy) in _WORDS.items():
        if state.startswith(code):
            return StoreFailed(
                message, remedy=remedy, field="database", value=error.sqlstate or place
            )
    if not state or state.startswith("08"):
        return unreachable(place)
    return StoreFailed(
        "The hub's database refused, so nothing was saved.",
        remedy=_AGAIN,
        field="database",
        value=state,
    )


def unreachable(place: str) -> StoreFailed:
    """Nobody answers, or the line was cut."""
    return StoreFailed(
        "The hub does not reach its database server, so nothing was saved.",
        remedy="Check that the server runs and that the hub may connect to it.",
        field="database",
        value=place,
    )


def in_doubt(place: str) -> StoreFailed:
    """The line was cut while a commit was on its way, and the server cannot be asked."""
    return StoreFailed(
        "The hub lost its database server while it was saving, and cannot ask what became of it.",
        remedy="Look whether it was saved before you do it again.",
        field="database",
        value=place,
    )


class AnotherHub(StoreFailed):
    """The lock of the hub that writes is held."""


def another_hub(place: str) -> AnotherHub:
    """The lock of the hub that writes is held."""
    return AnotherHub(
        "Another hub works on this database.",
        remedy="Stop that hub, or choose another database.",
        field="database",
        value=place,
    )


class HeldByStranger(AnotherHub):
    """The lock is held by a session that is no hub's."""


def held_by_stranger(place: str) -> HeldByStranger:
    """Somebody has connected to the hub's database and taken its lock. Who it is stands in the log alone."""
    return HeldByStranger(
        later(
            "A session that is no hub's holds the lock of the hub's database, so nothing was saved."
        ),
        remedy=later(
            "End that session: the hub's log says which one it is. Let nobody but the hub connect to its database."
        ),
        field="database",
        value=place,
    )


def deposed(place: str) -> StoreFailed:
    """Another hub has led since: what this one remembers is old."""
    return StoreFailed(
        "Another hub has worked on this database meanwhile, so nothing was saved.",
        remedy="Start this hub again.",
        field="database",
        value=place,
    )


def no_address() -> StoreFailed:
    """The address cannot be read. It is not said, because a password may stand in it."""
    return StoreFailed(
        "The address of the database cannot be read.",
        remedy="Give it as postgresql://user@host:5432/name.",
        field="database",
    )


def check_server(version: int, oldest: int, place: str) -> None:
    """Raise StoreFailed for a server that is too old; versions as the server numbers them (150018: 15.18)."""
    if version < oldest:
        raise StoreFailed(
            f"The database server has version {version // 10_000}, and the hub needs {oldest // 10_000} or later.",
            remedy="Use a newer server.",
            field="database",
            value=place,
        )


def check_encoding(encoding: str, place: str) -> None:
    """Raise StoreFailed for a database that cannot hold every language."""
    if encoding.upper() not in ("UTF8", "UTF-8"):
        raise StoreFailed(
            f"The database is kept in {encoding}, which lacks most languages' letters.",
            remedy="Create it with the encoding UTF8.",
            field="database",
            value=place,
        )
