"""What the database refused, in words: full disk, locked, read-only, damaged, of a newer version.

Promises that every failure of the database becomes one `StoreFailed` whose sentence says that nothing was done.
Refuses to quote statements or parameters: they may hold personal data.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later

_FREE = later("Free some space on the hub's disk, then try again.")
_WORDS: dict[str, tuple[str, str]] = {
    "SQLITE_FULL": (later("The hub's disk is full, so nothing was saved."), _FREE),
    "SQLITE_BUSY": (
        later("Another program holds the hub's database, so nothing was saved."),
        later("Close the other program, then try again."),
    ),
    "SQLITE_LOCKED": (
        later("The hub's database is locked, so nothing was saved."),
        later("Try again in a moment."),
    ),
    "SQLITE_READONLY": (
        later("The hub may not write to its database, so nothing was saved."),
        later("Give the hub the right to write to its data folder."),
    ),
    "SQLITE_CANTOPEN": (
        later("The hub's database cannot be opened."),
        later("Check that the data folder exists and that the hub may write to it."),
    ),
    "SQLITE_CORRUPT": (
        later("The hub's database is damaged, so nothing was saved."),
        later("Restore the data folder from a backup."),
    ),
    "SQLITE_NOTADB": (
        later("The file is no database of a hub."),
        later("Choose another data folder, or restore it from a backup."),
    ),
    "SQLITE_IOERR": (
        later("The hub's disk failed, so nothing was saved."),
        later("Check the disk, then start the hub again."),
    ),
}


def store_failed(error: sqlite3.Error) -> StoreFailed:
    """The failure in words; the value names SQLite's own code."""
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    for code, (message, remedy) in _WORDS.items():
        if name.startswith(code):
            return StoreFailed(message, remedy=remedy, field="database", value=name)
    return StoreFailed(
        "The hub's database refused, so nothing was saved.",
        remedy="Try again; if it happens again, look at the hub's log.",
        field="database",
        value=name,
    )


def no_room(failed: StoreFailed) -> bool:
    """True when the disk was full."""
    return failed.problem.value.startswith("SQLITE_FULL")


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the driver raises inside into `StoreFailed`."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise store_failed(error.orig) from error
        raise
    except sqlite3.Error as error:
        raise store_failed(error) from error
