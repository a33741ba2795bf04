"""What is due when: one heap of deadlines, cancelled by becoming untrue.

Promises: deadlines come out by time, then kind, then id, so that the order does not depend on how
the state came to be. Entries that no longer hold are skipped, and swept when they outnumber the
others.

Refuses: knowing the clock. The floor says what time it is.
"""

from collections.abc import Callable
from heapq import heapify, heappop, heappush

OFFER = 0
WRAP_UP = 1
EXCLUSION = 2
HOLD = 3
DUE = 4
RING = 5
LOOK = 6

Deadline = tuple[int, int, str, str]

SWEEP_FROM = 4096


class Deadlines:
    """Entries `(at in ms, kind, interaction id, agent id or "")`; `holds` tells whether one still
    matters.
    """

    __slots__ = ("_heap", "_holds", "_sweep_at")

    def __init__(self, holds: Callable[[Deadline], bool]) -> None:
        self._heap: list[Deadline] = []
        self._holds = holds
        self._sweep_at = SWEEP_FROM

    def add(self, at: int, kind: int, interaction: str, agent: str = "") -> None:
        """Remember a deadline."""
        heappush(self._heap, (at, kind, interaction, agent))
        if len(self._heap) > self._sweep_at:
            self._heap = list(filter(self._holds, dict.fromkeys(self._heap)))
            heapify(self._heap)
            self._sweep_at = max(SWEEP_FROM, 2 * len(self._heap))

    def next(self) -> int | None:
        """When the earliest deadline that still holds is, in ms; None when there is none."""
        heap = self._heap
        while heap:
            if self._holds(heap[0]):
                return heap[0][0]
            heappop(heap)
        return None

    def pop_due(self, now: int) -> Deadline | None:
        """Take the earliest deadline at or before `now` that still holds."""
        heap = self._heap
        while heap and heap[0][0] <= now:
            deadline = heappop(heap)
            if self._holds(deadline):
                return deadline
        return None
