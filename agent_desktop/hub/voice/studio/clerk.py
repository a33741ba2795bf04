"""Who writes the recordings of a studio: one thread for all of them, so that no turn of the sound waits for a disk.

Promises that what waits for a slow disk stays within `MOST_WAITING` bytes, and that `LEAST_FREE` bytes of the disk are
left to others; that what goes wrong becomes words, and the call goes on; a label before the first byte of its
recording.
"""

from __future__ import annotations

import logging
import queue
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from agent_desktop.hub.voice.studio import label as labels
from agent_desktop.hub.voice.studio.label import Label
from agent_desktop.media.recorder import reason, stopped
from agent_desktop.media.recording_files import create, write_all

MOST_WAITING: Final = 32 * 1024 * 1024
LEAST_FREE: Final = 64 * 1024 * 1024
_log: Final = logging.getLogger(__name__)


class Clerk:
    """Does jobs in their order. The thread begins with the first."""

    def __init__(self) -> None:
        self.waiting = 0
        self._jobs: queue.SimpleQueue[tuple[Callable[[], None], int]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def do(self, job: Callable[[], None], size: int = 0) -> None:
        """Do this later. `size` bytes wait with it."""
        with self._lock:
            self.waiting += size
        self._jobs.put((job, size))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="clerk", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while True:
            job, size = self._jobs.get()
            try:
                job()
            except Exception:
                _log.exception("a recording's file could not be written")
            with self._lock:
                self.waiting -= size


class Sheet:
    """One recording's file. All methods but `close` return at once and raise nothing."""

    def __init__(self, clerk: Clerk, path: Path, label: Label) -> None:
        """The file is made by the clerk; a failure shows in `failure`."""
        self.path = path
        #: Why nothing more is written, in words for the agent; empty while it is.
        self.failure = ""
        self._clerk, self._label = clerk, label
        self._file: IO[bytes] | None = None
        self._closed = threading.Event()
        clerk.do(self._open)

    def append(self, data: bytes) -> None:
        """Write this."""
        if self.failure:
            return
        if self._clerk.waiting + len(data) > MOST_WAITING:
            self.fail("the disk does not take the recording quickly enough")
        else:
            self._clerk.do(lambda: self._write(data), len(data))

    def close(self, timeout_s: float = 10.0) -> None:
        """Write what waits. Waits for the disk."""
        self._clerk.do(self._close)
        if not self._closed.wait(timeout_s):
            self.fail("the disk did not finish the recording in time")

    def fail(self, why: str) -> None:
        """Nothing more is written."""
        self.failure = self.failure or stopped(why)

    # In the clerk's thread

    def _open(self) -> None:
        try:
            labels.write(self._label, self.path)
            self._file = create(self.path)
        except OSError as error:
            self.fail(reason(error))

    def _write(self, data: bytes) -> None:
        if self._file is None or self.failure:
            return
        try:
            if shutil.disk_usage(self.path.parent).free < LEAST_FREE:
                self.fail("there is hardly any room left on the disk")
                return
            write_all(self._file, data)
        except OSError as error:
            self.fail(reason(error))

    def _close(self) -> None:
        try:
            if self._file is not None:
                self._file.close()
        except OSError as error:
            self.fail(reason(error))
        finally:
            self._closed.set()
