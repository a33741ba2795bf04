"""A ring of samples between two threads, one that writes and one that reads.

Promises never to wait and to keep what is written in order: each side moves a counter of its own, so no lock is needed.
Refuses more than fits: what comes then is dropped, and the caller is told.
"""

from __future__ import annotations

import numpy as np

from agent_desktop.media.frames import Samples, silence


class Ring:
    """`capacity` samples at most."""

    def __init__(self, capacity: int) -> None:
        self._line = silence(capacity)
        self._capacity = capacity
        self._written = 0
        self._taken = 0

    @property
    def fill(self) -> int:
        """Samples that wait."""
        return self._written - self._taken

    def write(self, samples: Samples) -> bool:
        """Add samples, all or none; False when there is no room. For the writing thread alone."""
        count = len(samples)
        if self.fill + count > self._capacity:
            return False
        at = self._written % self._capacity
        first = min(count, self._capacity - at)
        self._line[at : at + first] = samples[:first]
        self._line[: count - first] = samples[first:]
        self._written += count
        return True

    def read(self, most: int) -> Samples:
        """Take the oldest samples, a copy of them, `most` at most. For the reading thread alone."""
        count = min(most, self.fill)
        at = self._taken % self._capacity
        first = min(count, self._capacity - at)
        taken = np.concatenate([self._line[at : at + first], self._line[: count - first]])
        self._taken += count
        return taken

    def skip(self, count: int) -> None:
        """Leave the oldest samples unread. For the reading thread alone."""
        self._taken += min(count, self.fill)
