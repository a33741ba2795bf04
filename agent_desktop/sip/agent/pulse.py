"""How often to ask whether the other end of a way is still there, and how long to wait for its answer.

Promises that a quick way that dies is noticed within `EVERY_S` + `ANSWER_S`, and that a slow one is asked less often
and waited for longer, in the measure in which it was slow lately. Refuses to wait for ever.
"""

from __future__ import annotations

from collections import deque
from typing import Final

#: Seconds between two questions, and for an answer, on a way that is quick.
EVERY_S: Final = 8.0
ANSWER_S: Final = 5.0
#: An answer may take so many times as long as the slowest of the last `REMEMBERED`; a pause so many times.
ANSWER_TIMES: Final = 3.0
EVERY_TIMES: Final = 8.0
#: Bounds: of the answer's time in seconds, of the pause in times of the usual one.
LONGEST_ANSWER_S: Final = 15.0
LONGEST_EVERY: Final = 3.0
REMEMBERED: Final = 8


class Pulse:
    """Of the ways to one server. `every_s` is the usual pause; 0 means that nobody asks."""

    def __init__(self, every_s: float) -> None:
        self._every_s = every_s
        self._trips: deque[float] = deque(maxlen=REMEMBERED)
        self._most_s = float("inf")

    def within(self, seconds: int | None) -> None:
        """Ask before so many seconds are over, however slow the way is: nine tenths of them (RFC 5626, 4.4)."""
        self._most_s = max(1.0, 0.9 * seconds) if seconds else float("inf")

    @property
    def beats(self) -> bool:
        """Whether to ask at all."""
        return self._every_s > 0

    @property
    def every_s(self) -> float:
        """Seconds until the next question."""
        slow = min(EVERY_TIMES * self._slowest, LONGEST_EVERY * self._every_s)
        return min(max(self._every_s, slow), self._most_s)

    @property
    def answer_s(self) -> float:
        """Seconds in which an answer must have come."""
        return min(LONGEST_ANSWER_S, max(ANSWER_S, ANSWER_TIMES * self._slowest))

    @property
    def _slowest(self) -> float:
        return max(self._trips, default=0.0)

    def answered(self, after_s: float) -> None:
        """An answer came so long after its question."""
        self._trips.append(after_s)
