"""A child's ends of stdin and stdout: lines in, lines out, each on a thread of its own.

Promises that the event loop waits for neither: a parent that reads slowly makes no hole in anybody's sound. The end of
stdin, or a stdout that nobody reads, means that the parent is gone. Refuses lines longer than `LONGEST`.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from typing import Final

#: A policy with all its menus is much shorter.
LONGEST: Final = 8 * 1024 * 1024
_PIECE: Final = 1 << 16
_LAST_LINES_S: Final = 1.0


class Inbox:
    """Reads a descriptor, not a buffered file: at its end Python aborts when a thread still holds a file's lock."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = b""
        self._lines: list[bytes] = []

    def read(self) -> bytes | None:
        """The next line, without its end; None when there is no more. Waits."""
        while not self._lines:
            try:
                piece = os.read(self._descriptor, _PIECE)
            except OSError:
                return None
            if not piece or len(self._rest) > LONGEST:
                return None
            *lines, self._rest = (self._rest + piece).split(b"\n")
            self._lines = lines[::-1]
        return self._lines.pop()

    def follow(self, heard: Callable[[bytes], None], ended: Callable[[], None]) -> None:
        """Read on a thread from now on. Both are called there."""

        def read() -> None:
            while (line := self.read()) is not None:
                heard(line)
            ended()

        threading.Thread(target=read, name="stdin", daemon=True).start()


class Outbox:
    """`broken` is called, on its thread, when nobody reads any more."""

    def __init__(self, descriptor: int, broken: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._broken = broken
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="stdout", daemon=True)
        self._thread.start()

    def put(self, line: bytes) -> None:
        """Say this line. Does not wait."""
        self._lines.put(line)

    def close(self) -> None:
        """Wait, not for long, until all was said."""
        self._lines.put(None)
        self._thread.join(_LAST_LINES_S)

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            left = memoryview(line)
            try:
                while left:
                    left = left[os.write(self._descriptor, left) :]
            except OSError:
                self._broken()
                return
