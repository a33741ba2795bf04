"""How late packets come: the delay that plays nearly all of them in time, and the drift between two clocks.

Promises answers from the last seconds only, so that a road that changed is soon forgotten. All times are seconds of
the caller's clock; a packet's *lateness* is its arrival minus its timestamp, of which only differences mean anything.
"""

from __future__ import annotations

import math
from collections import deque
from operator import itemgetter
from typing import Final

import numpy as np

#: The delay covers this share of the packets of the last seconds, and a little more.
SHARE: Final = 0.98
WINDOW_S: Final = 5.0
MARGIN_S: Final = 0.005
#: A stream of which little is known yet starts with this.
FIRST_S: Final = 0.04
_KNOWN: Final = 50
_MOST_PACKETS: Final = 600
#: The drift is read from the least lateness of each second of the last minute.
_DRIFT_SECONDS: Final = 60
_DRIFT_LEAST: Final = 20
_EVERY: Final = 10


class DelayEstimate:
    """Follows the lateness of one stream."""

    def __init__(self, longest: float) -> None:
        """`longest`: the target never exceeds it, whatever comes."""
        self._longest = longest
        self._recent: deque[tuple[float, float]] = deque(maxlen=_MOST_PACKETS)
        self._seconds: deque[tuple[float, float]] = deque(maxlen=_DRIFT_SECONDS)
        self._second: tuple[float, float] | None = None
        self._added = 0
        self._base = 0.0
        self._target = min(FIRST_S, longest)
        self._drift = 0.0

    @property
    def known(self) -> bool:
        """Whether any packet has been seen."""
        return bool(self._recent)

    @property
    def last(self) -> float:
        """The lateness of the last packet."""
        return self._recent[-1][1]

    @property
    def base(self) -> float:
        """The least lateness of the last seconds: that of a packet that had no queue before it."""
        return self._base

    @property
    def target(self) -> float:
        """Seconds after the base at which to play."""
        return self._target

    @property
    def drift_ppm(self) -> float:
        """How much faster the sender's clock runs than ours, in parts per million; 0 until it is known."""
        return self._drift

    def add(self, lateness: float, arrival: float) -> None:
        """One packet arrived."""
        self._recent.append((arrival, lateness))
        self._added += 1
        while self._recent[0][0] < arrival - WINDOW_S and len(self._recent) > _KNOWN:
            self._recent.popleft()
        if self._added % _EVERY == 1 or lateness > self._base + self._target:
            self._measure()
        self._base = min(self._base, lateness)
        self._note_second(lateness, arrival)

    def _measure(self) -> None:
        values = sorted(map(itemgetter(1), self._recent))
        self._base = values[0]
        rank = math.ceil(SHARE * len(values)) - 1
        target = values[rank] - values[0] + MARGIN_S
        if self._added < _KNOWN:
            target = max(target, FIRST_S)
        self._target = min(target, self._longest)

    def _note_second(self, lateness: float, arrival: float) -> None:
        if self._second is None:
            self._second = (arrival, lateness)
        elif arrival < math.floor(self._second[0]) + 1:
            if lateness < self._second[1]:
                self._second = (arrival, lateness)
        else:
            self._seconds.append(self._second)
            self._second = (arrival, lateness)
            self._drift = self._slope()

    def _slope(self) -> float:
        if len(self._seconds) < _DRIFT_LEAST:
            return 0.0
        times, values = np.array(self._seconds).T
        times = times - times.mean()
        # A road that became longer or shorter is a step, not a slope: the middle of the differences ignores it.
        steps = np.diff(values)
        values = np.concatenate([[0.0], np.cumsum(np.where(np.abs(steps) > 0.01, 0.0, steps))])
        return float(-1e6 * (times @ values) / (times @ times))
