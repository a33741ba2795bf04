"""How little to send when the line is full: bits a second and sound in each packet, by what the peer reports.

Promises to become modest at once and generous slowly, each time more slowly when that was too early. Loss alone, up to
a tenth, means a bad line, which fewer bits would not mend; more, or a round trip that grows, means a full one. With
20 ms in a packet its headers cost 22 kbit/s; at the floor 60 ms go into one, and a call fits into 25 kbit/s.
"""

from __future__ import annotations

from typing import Final

#: Opus for a good line, and the least that is still easy to understand, in bits a second.
BIT_RATE: Final = 32_000
LEAST_BIT_RATE: Final = 16_000
#: Frames of 20 ms in a packet, on a good line and on a full one.
FRAMES: Final = 1
MOST_FRAMES: Final = 3
#: Loss beyond which the line is taken for full, as a share, and how much more it takes for certainty.
MUCH_LOSS: Final = 0.10
#: Seconds by which the round trip has grown over its least, and how many more it takes for certainty.
QUEUE_S: Final = 0.2
_QUEUE_MORE_S: Final = 0.3
#: How long to stay modest, in seconds; twice as long each time when it was full again within `_SOON_S`.
PATIENCE_S: Final = 20.0
LONGEST_S: Final = 320.0
_SOON_S: Final = 60.0


class Thrift:
    """Of one call's sending half."""

    def __init__(self) -> None:
        self._full = 0.0
        self._least_trip_s: float | None = None
        self._patience_s = PATIENCE_S
        self._until = 0.0
        self._generous_at = float("-inf")

    @property
    def bit_rate(self) -> int:
        """For the encoder."""
        return round(BIT_RATE - min(1.0, self._full) * (BIT_RATE - LEAST_BIT_RATE))

    @property
    def frames(self) -> int:
        """For each packet."""
        return MOST_FRAMES if self._full >= 1 else FRAMES

    def heard(self, loss: float, trip_s: float | None, now: float) -> None:
        """The peer reported: `loss` is the share that it misses lately, `trip_s` the round trip if it is known."""
        queue_s = 0.0
        if trip_s is not None:
            least = self._least_trip_s
            self._least_trip_s = least = trip_s if least is None else min(least, trip_s)
            queue_s = trip_s - least
        full = min(
            1.0, max(0.0, (loss - MUCH_LOSS) / MUCH_LOSS, (queue_s - QUEUE_S) / _QUEUE_MORE_S)
        )
        if full >= 1.0:
            if self._full < 1.0:
                again = now - self._generous_at < _SOON_S
                self._patience_s = min(LONGEST_S, 2 * self._patience_s) if again else PATIENCE_S
            self._full, self._until = full, now + self._patience_s
        elif full >= self._full or now >= self._until:
            if self._full >= 1.0:
                self._generous_at = now
            self._full = full
