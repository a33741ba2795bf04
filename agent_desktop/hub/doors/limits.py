"""How much one peer may ask for: token buckets, and a backoff for wrong passwords.

Promises constant work a request and bounded memory, whatever keys an attacker makes up. Time comes in as monotonic
milliseconds, so a jump of the wall clock neither frees nor locks anybody. Refuses to know who a key stands for.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agent_desktop.hub.doors.faults import TooMany
from agent_desktop.model.base import Millis

KEYS_KEPT: Final = 50_000


def monotonic_millis() -> Millis:
    """A clock that never goes back."""
    return time.monotonic_ns() // 1_000_000


@dataclass(frozen=True)
class Rate:
    """`burst` at once, refilled evenly at `per_minute`."""

    per_minute: float
    burst: float


@dataclass
class _Bucket:
    level: float
    at: Millis


class Buckets:
    """One token bucket for each key. The key that was asked for longest ago is forgotten first."""

    def __init__(
        self,
        rate: Rate,
        *,
        clock: Callable[[], Millis] = monotonic_millis,
        keys_kept: int = KEYS_KEPT,
    ) -> None:
        self._rate = rate
        self._clock = clock
        self._keys_kept = keys_kept
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait_for(self, key: str, cost: float = 1.0) -> Millis:
        """Take `cost` for `key` and return 0; or take nothing and return the milliseconds to wait."""
        now = self._clock()
        per_ms = self._rate.per_minute / 60_000
        bucket = self._buckets.pop(key, None) or _Bucket(self._rate.burst, now)
        bucket.level = min(self._rate.burst, bucket.level + (now - bucket.at) * per_ms)
        bucket.at = now
        self._buckets[key] = bucket
        if len(self._buckets) > self._keys_kept:
            self._buckets.popitem(last=False)
        missing = min(cost, self._rate.burst) - bucket.level
        if missing > 1e-9:
            return max(1, int(missing / per_ms) + 1) if per_ms else 60_000
        bucket.level -= cost
        return 0

    def take(self, key: str, what: str, cost: float = 1.0) -> None:
        """Take `cost` for `key`. Raises TooMany, with `what` ("messages", "requests") in its words."""
        wait = self.wait_for(key, cost)
        if wait:
            raise TooMany(f"Too many {what} in a short time.", wait)


@dataclass
class _Failures:
    count: int
    until: Millis
    at: Millis


class Backoff:
    """Wrong passwords: the first `free` cost nothing, each further one doubles the wait, up to `longest_ms`.

    Asking while the wait lasts is refused without looking at the password. All is forgotten after `forget_ms` without
    a failure.
    """

    def __init__(
        self,
        *,
        free: int = 5,
        first_ms: Millis = 1_000,
        longest_ms: Millis = 300_000,
        forget_ms: Millis = 900_000,
        clock: Callable[[], Millis] = monotonic_millis,
        keys_kept: int = KEYS_KEPT,
    ) -> None:
        self._free = free
        self._first_ms = first_ms
        self._longest_ms = longest_ms
        self._forget_ms = forget_ms
        self._clock = clock
        self._keys_kept = keys_kept
        self._failures: OrderedDict[str, _Failures] = OrderedDict()

    def check(self, key: str) -> None:
        """Raises TooMany while `key` must wait."""
        known = self._failures.get(key)
        now = self._clock()
        if known is not None and known.until > now:
            raise TooMany("Too many wrong attempts to sign in.", known.until - now)

    def failed(self, key: str) -> None:
        """One more failure of `key`."""
        now = self._clock()
        known = self._failures.pop(key, None)
        if known is None or self._over(known):
            known = _Failures(0, now, now)
        known.count += 1
        known.at = now
        over = known.count - self._free
        if over >= 0:
            known.until = now + min(self._longest_ms, self._first_ms * 2 ** min(over, 30))
        self._failures[key] = known
        if len(self._failures) > self._keys_kept:
            self._failures.popitem(last=False)

    def forget(self, key: str) -> int:
        """Forget the failures of `key`; how many counted until now."""
        known = self._failures.pop(key, None)
        return known.count if known is not None and not self._over(known) else 0

    def forgive(self, key: str, count: int) -> None:
        """Forget so many failures of `key`, and no others. A wait that has begun goes on."""
        known = self._failures.get(key)
        if known is not None:
            known.count = max(0, known.count - count)

    def _over(self, known: _Failures) -> bool:
        return self._clock() - known.at > self._forget_ms
