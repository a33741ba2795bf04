"""How long it will take: what a lane has shown lately, and the guess of a wait made from it.

Promises whole milliseconds that follow from what the engine was told alone: position x how long one
takes / how many are served at once. Where nothing was finished yet, what is usual for the channel
counts, and no less than the median of the newest waits.

Refuses to guess while nobody could take it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

WEIGHT = 8
"""One that is finished counts an eighth of what was known before."""

KEPT = 15
"""So many of the newest waits count for their median."""


class Pace:
    """What one lane has shown: `handle_ms` is how long one takes (0: none was finished), `waits` how
    long the newest waited until somebody had them.
    """

    __slots__ = ("handle_ms", "waits")

    def __init__(self, handle_ms: int = 0, waits: Iterable[int] = ()) -> None:
        self.handle_ms = handle_ms
        self.waits: deque[int] = deque(waits, maxlen=KEPT)

    def finished(self, took_ms: int, usual_ms: int) -> None:
        """One is over; `usual_ms` is what was believed of the channel until the first."""
        before = self.handle_ms or usual_ms
        self.handle_ms = max(1, before + (took_ms - before) // WEIGHT)

    def median(self) -> int | None:
        """The median of the newest waits, of an even number the lower one; None without any."""
        return sorted(self.waits)[(len(self.waits) - 1) // 2] if self.waits else None

    def ahead(self, position: int, places: int, usual_ms: int) -> int | None:
        """The wait still ahead of who stands at `position` (from 1), when `places` are served at
        once.
        """
        if not places:
            return None
        if self.handle_ms:
            return position * self.handle_ms // places
        return max(position * usual_ms // places, self.median() or 0)
