"""How the program that starts the hub and the hub speak: one JSON line in, one JSON line out, and the end of stdin.

Promises that the ticket comes over stdin alone, never over the command line or the environment, and that nothing but
the one line is written to stdout. The end of stdin means that the parent is gone.
"""

import io
import queue
import sys
import threading
from collections.abc import Callable
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.frames import decode, encode
from agent_desktop.model.base import Record
from agent_desktop.model.errors import Problem

SETUP_WITHIN: Final = 20.0
_LONGEST_LINE: Final = 16_384


class Setup(Record, frozen=True, forbid_unknown_fields=True):
    """The line on stdin. `team` and `owner` name a new hub and its first agent, `language` is that of what it begins
    with; `ticket` signs the owner in once."""

    team: Annotated[str, Meta(min_length=1, max_length=120)] = "My team"
    owner: Annotated[str, Meta(min_length=1, max_length=120)] = "Owner"
    ticket: Annotated[str, Meta(max_length=200)] = ""
    language: Annotated[str, Meta(max_length=35)] = "en"


class Ready(Record, frozen=True):
    """Where the hub answers, and its page with the demo widget."""

    url: str
    demo: str


class Said(Record, frozen=True):
    """The line on stdout: one of the two."""

    ready: Ready | None = None
    failed: Problem | None = None


_setup = msgspec.json.Decoder(Setup)


class Parent:
    """The program at the other end of stdin. Reading happens on a thread of its own, because stdin may never end.

    It reads the bare descriptor: at its end Python aborts when a thread still holds the lock of a buffered file.
    """

    def __init__(self, descriptor: int) -> None:
        self._stdin = io.FileIO(descriptor, closefd=False)
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._gone = threading.Event()
        self._on_gone: Callable[[], None] = lambda: None
        threading.Thread(target=self._read, name="stdin", daemon=True).start()

    def setup(self) -> Setup:
        """The first line. Raises Malformed when it does not come in time or is not a setup."""
        try:
            line = self._lines.get(timeout=SETUP_WITHIN)
        except queue.Empty:
            raise Malformed("No setup came over stdin.", field="stdin") from None
        if not line.strip():
            raise Malformed("stdin ended before a setup came.", field="stdin")
        return decode(_setup, line)

    def when_gone(self, call: Callable[[], None]) -> None:
        """Call this once, from the reading thread, when stdin ends; at once if it has."""
        self._on_gone = call
        if self._gone.is_set():
            call()

    def _read(self) -> None:
        try:
            self._lines.put(self._stdin.readline(_LONGEST_LINE))
            while self._stdin.read(_LONGEST_LINE):
                continue
        except (OSError, ValueError):
            pass
        finally:
            self._gone.set()
            self._on_gone()


def say(said: Said) -> None:
    """Write the one line; a parent that does not listen any more is no failure."""
    try:
        sys.stdout.buffer.write(encode(said) + b"\n")
        sys.stdout.buffer.flush()
    except (OSError, ValueError):
        return
