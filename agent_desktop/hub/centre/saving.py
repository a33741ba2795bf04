"""Whether what the hub writes is saved: for who looks after the hub, who sees neither agents nor their refusals.

Promises that a database which refuses (a full disk, a server that is away) stands in the log once, and once that it
saves again; only something that was written ends the trouble, since reading goes on where a disk is full.
"""

import logging

from agent_desktop.model.errors import Problem, StoreFailed

_log = logging.getLogger("agent_desktop.hub")


class Saving:
    """`trouble` is why nothing is saved just now. Changed on the centre's thread, read on any."""

    def __init__(self) -> None:
        self.trouble: Problem | None = None

    def failed(self, error: BaseException) -> None:
        """A transaction was not committed."""
        if not isinstance(error, StoreFailed):
            return
        if self.trouble is None or self.trouble.message != error.problem.message:
            _log.error("not saved: %s %s", error.problem.message, error.problem.remedy)
        self.trouble = error.problem

    def done(self, *, written: bool) -> None:
        """A transaction was committed, and something `written` in it."""
        if written and self.trouble is not None:
            _log.info("what is written is saved again")
            self.trouble = None
