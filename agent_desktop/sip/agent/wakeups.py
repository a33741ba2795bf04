"""Alarms of many owners on one clock.

Promises to ring in the order of their times, and work that grows with the logarithm of their number.
"""

from __future__ import annotations

import heapq
import itertools
from typing import Protocol


class Sleeper(Protocol):
    """Who is woken."""

    def rang(self, name: str) -> None:
        """The alarm of that name rang."""


class Wakeups:
    """Named alarms of sleepers; each sleeper has its own names."""

    def __init__(self) -> None:
        self._at: dict[Sleeper, dict[str, float]] = {}
        self._heap: list[tuple[float, int, Sleeper, str]] = []
        self._count = itertools.count()

    def __len__(self) -> int:
        """How many alarms are set."""
        return sum(len(names) for names in self._at.values())

    def set(self, owner: Sleeper, name: str, at: float) -> None:
        """Let it ring at `at`, and not when it was to ring before."""
        self._at.setdefault(owner, {})[name] = at
        heapq.heappush(self._heap, (at, next(self._count), owner, name))

    def stop(self, owner: Sleeper, *names: str) -> None:
        """Let these not ring; without names all of this owner."""
        kept = self._at.get(owner)
        if kept is None:
            return
        for name in names or tuple(kept):
            kept.pop(name, None)
        if not kept:
            del self._at[owner]

    def waits(self, owner: Sleeper, name: str) -> bool:
        """Whether that alarm is set."""
        return name in self._at.get(owner, {})

    def due(self) -> float | None:
        """When the next one rings."""
        while self._heap:
            at, _, owner, name = self._heap[0]
            if self._at.get(owner, {}).get(name) == at:
                return at
            heapq.heappop(self._heap)
        return None

    def ring(self, now: float) -> bool:
        """Ring the earliest that is due; whether there was one."""
        at = self.due()
        if at is None or at > now:
            return False
        _, _, owner, name = heapq.heappop(self._heap)
        self.stop(owner, name)
        owner.rang(name)
        return True
