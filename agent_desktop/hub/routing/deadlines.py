"""What is due when: deadlines by their times, dropped or cancelled by becoming untrue.

Promises: deadlines come out by time, then kind, then id, so that the order does not depend on how
the state came to be. Entries that no longer hold are skipped, and swept when they outnumber the
others; who drops those that come and go by the thousand spares the floor the pause that a sweep is.

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
LANE = 7

Deadline = tuple[int, int, str, str]

SWEEP_FROM = 4096
MUCH = 4
"""So many times what held at the last sweep is too much."""


class Deadlines:
    """Entries `(at in ms, kind, interaction id, agent id or "")`, for a lane `(at, LANE, queue id, channel)`; `holds`
    tells whether one still matters.
    """

    __slots__ = ("_at", "_count", "_holds", "_ordered", "_sweep_at", "_times")

    def __init__(self, holds: Callable[[Deadline], bool]) -> None:
        self._at: dict[int, dict[Deadline, None]] = {}
        self._times: list[int] = []  # a heap of the keys: whole numbers compare quickly
        self._ordered: list[Deadline] | None = None  # those of the earliest time, the last first
        self._count = 0
        self._holds = holds
        self._sweep_at = SWEEP_FROM

    def add(self, at: int, kind: int, interaction: str, agent: str = "") -> None:
        """Remember a deadline."""
        together = self._at.get(at)
        if together is None:
            self._at[at] = {(at, kind, interaction, agent): None}
            heappush(self._times, at)
        else:
            together[at, kind, interaction, agent] = None
        if at == self._times[0]:
            self._ordered = None
        self._count += 1

    def drop(self, at: int, kind: int, interaction: str) -> None:
        """Forget a deadline of an interaction, if it is there."""
        together = self._at.get(at)
        if together is not None and (at, kind, interaction, "") in together:
            del together[at, kind, interaction, ""]
            self._count -= 1

    def _sweep(self) -> None:
        """Forget what no longer holds."""
        self._at = {
            at: dict.fromkeys(left)
            for at, together in self._at.items()
            if (left := list(filter(self._holds, together)))
        }
        self._times = list(self._at)
        heapify(self._times)
        self._ordered = None
        self._count = sum(map(len, self._at.values()))
        self._sweep_at = max(SWEEP_FROM, MUCH * self._count)

    def next(self) -> int | None:
        """When the earliest deadline that still holds is, in ms; None when there is none."""
        while self._times:
            at = self._times[0]
            together = self._at[at]
            while together:
                deadline, _ = together.popitem()
                if self._holds(deadline):
                    together[deadline] = None
                    return at
                self._count -= 1
            self._drop_time()
        return None

    def pop_due(self, now: int) -> Deadline | None:
        """Take the earliest deadline at or before `now` that still holds. The floor must be consistent: what is just
        being changed might seem not to hold.
        """
        if self._count > self._sweep_at:
            self._sweep()
        times = self._times
        while times and times[0] <= now:
            together = self._at[times[0]]
            if self._ordered is None:
                self._ordered = sorted(together, reverse=True)
            while self._ordered:
                deadline = self._ordered.pop()
                if deadline in together:  # it was not dropped since
                    del together[deadline]
                    self._count -= 1
                    if self._holds(deadline):
                        return deadline
            self._drop_time()
        return None

    def _drop_time(self) -> None:
        """Nothing is left of the earliest time."""
        del self._at[heappop(self._times)]
        self._ordered = None
