"""One encrypted connection to SQLite, through SQLCipher.

Promises a connection with the raw key set, durable commits (WAL, `synchronous=FULL`), a 16 MB page cache and no
temporary files. Refuses to open without a 32-byte key, except in memory.
"""

import os
import sqlite3
from pathlib import Path
from typing import cast

from agent_desktop.store.faults import Unavailable

KEY_BYTES = 32
CACHE_KB = 16_000
BUSY_MS = 5_000
WAL_LIMIT = 32 * 1024 * 1024


def connect(path: Path | None, key: bytes = b"") -> sqlite3.Connection:
    """A connection in autocommit mode, to be used by one thread at a time. None for `path` means in memory.

    Raises the driver's errors (SQLITE_NOTADB for a wrong key or a broken first page), ValueError for a key of another
    length, Unavailable when SQLCipher cannot be loaded.
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise Unavailable(
            "SQLCipher, which encrypts the local history, cannot be loaded on this computer.",
            remedy="Install Agent Desktop again, or run without a local history.",
        ) from error
    if path is None:
        return _tuned(dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False))
    if len(key) != KEY_BYTES:
        raise ValueError(f"the key has {len(key)} bytes, not {KEY_BYTES}")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite gives its helpers the same mode
    raw = dbapi2.connect(
        str(path), timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        raw.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return _tuned(raw)
    except BaseException:
        raw.close()
        raise


def durable(connection: sqlite3.Connection) -> None:
    """Make commits safe against power loss."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA journal_size_limit = {WAL_LIMIT}")


def _tuned(raw: object) -> sqlite3.Connection:
    connection = cast(sqlite3.Connection, raw)
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    return connection
