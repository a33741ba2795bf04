"""How long to wait before a network is tried again: a second, then twice as long each time, up to five minutes.

Promises jitter, so that a hundred entry points do not come back to their server in the same moment.
"""

import random
from collections.abc import Callable
from typing import Final

from agent_desktop.model.base import Millis

FIRST_MS: Final[Millis] = 1_000
LONGEST_MS: Final[Millis] = 300_000


class Retries:
    """The waits of one entry point. `chance` gives a number from 0 to 1."""

    def __init__(
        self,
        first_ms: Millis = FIRST_MS,
        longest_ms: Millis = LONGEST_MS,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._first_ms = first_ms
        self._longest_ms = longest_ms
        self._chance = chance
        self._failures = 0

    def next_ms(self) -> Millis:
        """One more failure: how long to wait now, between half and all of the step's length."""
        step = min(self._longest_ms, self._first_ms * 2 ** min(self._failures, 30))
        self._failures += 1
        return int(step * (1 + self._chance()) / 2)

    def worked(self) -> None:
        """It went well: the next failure waits for the shortest time again."""
        self._failures = 0
