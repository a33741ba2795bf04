"""The times of RFC 3261 (table 4), and the alarms of one transaction.

Promises that alarms ring in the order of their times. Refuses to read a clock.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds. `t1`: a round trip; `t2`: the longest pause between repetitions; `t4`: how long a message can linger."""

    t1: float = 0.5
    t2: float = 4.0
    t4: float = 5.0
    #: An application that takes longer gets a 100 Trying sent in its name (17.2.1).
    trying: float = 0.2
    #: Timer D, with which RFC 3261 lets a repeated refusal find its ACK (17.1.1.2).
    d: float = 32.0

    @property
    def patience(self) -> float:
        """Timers B, F, H, J, L, M: 64 round trips."""
        return 64 * self.t1


class Alarms:
    """Named points in time."""

    __slots__ = ("_at",)

    def __init__(self) -> None:
        self._at: dict[str, float] = {}

    def set(self, name: str, at: float) -> None:
        """Let `name` ring at `at`, and not when it was to ring before."""
        self._at[name] = at

    def stop(self, *names: str) -> None:
        """Let these not ring."""
        for name in names:
            self._at.pop(name, None)

    def clear(self) -> None:
        """Let nothing ring."""
        self._at.clear()

    def next(self) -> float | None:
        """When the next one rings."""
        return min(self._at.values(), default=None)

    def late(self, name: str, now: float) -> bool:
        """Whether that one is due."""
        return self._at.get(name, now + 1) <= now

    def ring(self, now: float) -> str | None:
        """The earliest that is due at `now`, taken out; None when none is."""
        name = min(self._at, key=self._at.__getitem__, default=None)
        if name is None or self._at[name] > now:
            return None
        del self._at[name]
        return name
