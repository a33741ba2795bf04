"""A mail as a server handed it over: its bytes, when it came, and whether they are all.

Promises that a large mail lies in a file and is read in windows of it, so that its size costs no memory.
"""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from agent_desktop.hub.doors.parts import SPARE_BYTES
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import StoreFailed

#: A mail is taken whole up to this size, in bytes.
MAX_MAIL: Final = 150 * 1024 * 1024
#: A larger one comes in parts of so many bytes, and lies in a file.
PART: Final = 4 * 1024 * 1024
_WINDOW: Final = 1 << 20


class StoredBytes:
    """The bytes of a file as `bytes` gives them: slices, `find`, a length. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._size = path.stat().st_size
        self._window = b""
        self._from = 0

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, which: slice) -> bytes:
        start, stop, _ = which.indices(self._size)
        if start >= stop:
            return b""
        if start < self._from or stop > self._from + len(self._window):
            if stop - start > _WINDOW:
                return self._read(start, stop - start)
            # A little before it, too: who reads on looks back at the end of the line before.
            self._from = max(0, start - 1024)
            self._window = self._read(self._from, _WINDOW + 1024)
        return self._window[start - self._from : stop - self._from]

    def find(self, wanted: bytes, start: int, end: int) -> int:
        """Where `wanted` lies first within `start` and `end`; -1 when it does not."""
        at = start
        while at < end:
            stop = min(end, at + _WINDOW)
            found = self[at:stop].find(wanted)
            if found >= 0:
                return at + found
            if stop == end:
                break
            at = stop - len(wanted) + 1
        return -1

    def _read(self, start: int, count: int) -> bytes:
        self._file.seek(start)
        return self._file.read(count)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


Raw: TypeAlias = bytes | StoredBytes


@dataclass(frozen=True)
class Fetched:
    """A mail. `whole`: all of its `size` bytes are there. `uid` is its number in a mailbox, 0 outside of one.

    Its bytes are `raw`, or those of the file at `path`, which belongs to whoever has this.
    """

    uid: int
    received_at: Millis
    raw: bytes
    size: int
    whole: bool
    path: Path | None = None

    @property
    def content(self) -> bytes | Path:
        """The bytes, or the file that they lie in."""
        return self.raw if self.path is None else self.path

    @contextlib.contextmanager
    def opened(self) -> Iterator[Raw]:
        """The bytes, as long as this lasts. Raises OSError."""
        if self.path is None:
            yield self.raw
            return
        stored = StoredBytes(self.path)
        try:
            yield stored
        finally:
            stored.close()


def check_room(folder: Path) -> None:
    """Raises StoreFailed when a part more would take the room that the database needs beside it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < SPARE_BYTES + PART:
        raise disk_full()


def disk_full() -> StoreFailed:
    """A large mail cannot be kept."""
    return StoreFailed(
        "The mail could not be kept: the disk is full.",
        remedy="Free some space on the hub's disk; the mail is fetched again by itself.",
    )
