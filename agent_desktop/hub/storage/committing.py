"""A transaction on its way to the disk, while its owner goes on.

Most of a commit is waiting for the disk and moving pages, which needs no interpreter. Promises that at most one is on
its way; that what it wrote can be asked for meanwhile; that how it went is told to whoever waits for it.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from agent_desktop.hub.storage.writes import Written


def never() -> bool:
    """No."""
    return False


class Committing:
    """The thread that commits, and what it commits. Used by the storage's owner."""

    def __init__(self) -> None:
        self._thread: ThreadPoolExecutor | None = None
        self.outcome: Future[None] | None = None
        self.written: Written | None = None

    def begin(self, commit: Callable[[], None], written: Written) -> None:
        """Let the thread run `commit`. Nothing else may be on its way."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "committing")
        self.written = written
        self.outcome = self._thread.submit(commit)

    def settle(self) -> None:
        """Wait for it. Raises what it raised, once."""
        outcome, self.outcome = self.outcome, None
        if outcome is not None:
            try:
                outcome.result()
            finally:
                self.written = None

    def close(self) -> None:
        """Wait for it, and end the thread."""
        if self._thread is not None:
            self._thread.shutdown()
