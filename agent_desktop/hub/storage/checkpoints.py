"""The write-ahead log of a SQLite file, moved into the database beside the commits.

A commit that moves the log itself takes ten times as long as its neighbours, and everybody waits behind it. Promises
that a thread with a connection of its own moves nearly all of it while commits go on; that a commit moves only the
last pages, after which the log begins again from its start. Refuses to be needed: where it fails or lags behind,
SQLite's own rule (`wal_autocheckpoint`) still bounds the log.
"""

import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

ROWS: Final = 5_000
"""Rows written after which the log is moved: a thousand pages of it, a few thousand where commits are small."""
REST: Final = 200
"""Pages that a commit may move without being felt."""
ROUNDS: Final = 4
"""How often the thread goes after what was written meanwhile, before it leaves the rest to the commit."""


class Checkpoints:
    """Of one file. Everything but `_run` is called by the thread that commits."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._moved_at = 0
        self._nearly = False
        self._stopping = False
        self._asked = threading.Event()
        self._moving = threading.Lock()
        self._thread: threading.Thread | None = None

    def committed(self, driver: sqlite3.Connection) -> None:
        """A transaction of `driver` is over."""
        if self._nearly:
            self._nearly = False
            with suppress(sqlite3.Error):  # the next turn moves it
                driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        elif driver.total_changes - self._moved_at >= ROWS:
            self._moved_at = driver.total_changes
            self._wake()

    def shorten(self, driver: sqlite3.Connection) -> None:
        """Move everything, and cut the log to nothing: the room that it took is free again."""
        with (
            self._moving,
            suppress(sqlite3.Error),
        ):  # where that finds no room either, the next failure tries again
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """End the thread, at the latest after what it moves now."""
        self._stopping = True
        self._asked.set()
        if self._thread is not None:
            self._thread.join()

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
            self._thread.start()
        self._asked.set()

    def _run(self) -> None:
        with suppress(sqlite3.Error), closing(_opened(self._path)) as driver:
            while True:
                self._asked.wait()
                self._asked.clear()
                if self._stopping:
                    return
                with self._moving, suppress(sqlite3.Error):
                    self._move(driver)

    def _move(self, driver: sqlite3.Connection) -> None:
        before = 0
        for _ in range(ROUNDS):
            _busy, pages, moved = driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            if moved < pages:
                return  # a reader holds the log where it is
            if pages - before <= REST:
                break
            before = pages
        self._nearly = True


def _opened(path: Path) -> sqlite3.Connection:
    driver = sqlite3.connect(path, check_same_thread=False)
    driver.execute("PRAGMA synchronous=FULL")
    return driver
