"""A connection to a PostgreSQL server on which nobody waits for ever.

A firewall that has forgotten a connection swallows what either side says, and neither side's system notices while
something in between acknowledges it. Promises that an answer which does not come within `answer_s` is raised as a lost
connection, and that the connection is closed then, since nobody knows what is still on its way.
"""

import time
from collections.abc import Generator
from typing import Any, Final, TypeVar

import psycopg

T = TypeVar("T")
KEEPALIVE: Final[dict[str, Any]] = {
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 5,
}
"""How soon the system itself notices that the other side is gone, without a word of ours on its way."""


class Bounded(psycopg.Connection[Any]):
    """`answer_s`: how long to wait for an answer; None: as long as it takes. Any thread may change it."""

    answer_s: float | None = None

    def wait(self, gen: Generator[Any, Any, T], *args: Any, **more: Any) -> T:
        """See psycopg. Raises OperationalError."""
        try:
            return super().wait(self._within(gen), *args, **more)
        except _NoAnswer:
            self.pgconn.finish()
            raise

    def _within(self, gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
        """The same talk with the server, given up after `answer_s`, which may change meanwhile."""
        began = time.monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                limit = self.answer_s
                if not ready and limit is not None and time.monotonic() - began > limit:
                    raise _NoAnswer("no answer came")  # asked at least each second
                wanted = gen.send(ready)
        except StopIteration as end:
            found: T = end.value
            return found


class _NoAnswer(psycopg.OperationalError):
    """The answer does not come."""
