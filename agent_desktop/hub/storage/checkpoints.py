"""The write-ahead log of the hub's file, moved into the database beside whoever writes.

Promises that a commit which finds the log full has only its last stretch to move, so that nobody waits for all of it;
that its thread starts when there is something to move, and that nothing of it is open once `close` returned. Refuses to
be needed: what it cannot do, a commit does, and tells who asked for that commit.
"""

import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

ROWS = 2_000
"""Rows changed between two moves: below a thousand pages of the log, where each commit has some requests."""


class Checkpoints:
    """Of the database in `file`, which another connection has open. Call it from one thread."""

    def __init__(self, file: Path) -> None:
        self._place = f"{file.absolute().as_uri()}?mode=rw"  # never makes a file
        self._moved = 0
        self._wake = threading.Event()
        self._closing = False
        self._thread: threading.Thread | None = None

    def committed(self, changes: int) -> None:
        """So many rows were changed and committed since the database was opened."""
        if changes - self._moved < ROWS:
            return
        self._moved = changes
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
            self._thread.start()
        self._wake.set()

    def close(self) -> None:
        """End after the move that is under way."""
        self._closing = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        # a disk that is full or failing: the commit that finds the log full meets it again
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._place, uri=True)) as own:
            while self._wake.wait() and not self._closing:
                self._wake.clear()
                with suppress(sqlite3.Error):
                    own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
