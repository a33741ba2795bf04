"""The clock that all nodes of a hub share: the database server's, kept up by each node's own.

Moments stand in the database, and another node may lead at any moment: where each took its own computer's clock, an
offer would be over before it was made, and a customer would have waited minutes in a second. Promises the database
server's time to within what asking it takes, and that a node whose own clock is wrong says so. Refuses to follow what
is no more than the way there and back.

The hub's work goes by that time as `Onward` gives it: nothing is over before it began, and nobody is asked for hours
because somebody has set the computer's clock back.
"""

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from agent_desktop.model.base import Millis, wall_clock

if TYPE_CHECKING:
    from agent_desktop.hub.storage.leading import Moment

STEP_MS: Final[Millis] = 100
"""Less than this is not worth a step."""
WRONG_MS: Final[Millis] = 2_000
"""A clock that is off by so much is told of."""

_log = logging.getLogger("agent_desktop.hub")


class SharedClock:
    """Gives the time in `Millis`. `own` is this computer's clock, `ahead_ms` how far it runs before the shared one.

    A hub that is alone never measures: its own clock is the one that counts.
    """

    def __init__(self, own: Callable[[], Millis] = wall_clock) -> None:
        self._own = own
        self._wrong = False
        self.ahead_ms: Millis = 0

    def __call__(self) -> Millis:
        """Now."""
        return self._own() - self.ahead_ms

    def measured(self, moment: "Moment") -> None:
        """The database server told its time."""
        ahead = (moment.before + moment.after) // 2 - moment.server
        doubt = (moment.after - moment.before) // 2
        if abs(ahead - self.ahead_ms) > STEP_MS + doubt:
            self.ahead_ms = ahead
        wrong = abs(self.ahead_ms) >= WRONG_MS
        if wrong and not self._wrong:
            _log.warning(
                "this computer's clock is %.1f s %s the database server's, which counts; correct it",
                abs(self.ahead_ms) / 1000,
                "before" if self.ahead_ms > 0 else "behind",
            )
        elif self._wrong and not wrong:
            _log.info("this computer's clock is right again")
        self._wrong = wrong


class Onward:
    """A clock's time in `Millis`, which never goes back: where `clock` does, it runs at half its speed until the other
    has caught up. What is due stays due, only later. `ticks` count milliseconds, whatever anybody sets.

    For one thread at a time, and those who only wait by it.
    """

    def __init__(
        self,
        clock: Callable[[], Millis],
        ticks: Callable[[], Millis] = lambda: time.monotonic_ns() // 1_000_000,
    ) -> None:
        self._clock = clock
        self._ticks = ticks
        self._since = (clock(), ticks())  # a moment, and the tick at which it was

    def __call__(self) -> Millis:
        """Now."""
        moment, tick = self._since
        now, passed = self._clock(), max(0, self._ticks() - tick)
        slowly = moment + passed // 2
        if now < slowly:
            return slowly
        self._since = (now, tick + passed)
        return now
