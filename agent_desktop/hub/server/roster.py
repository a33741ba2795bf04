"""Which nodes of a hub live, by where desks reach them: each tells it to the others, and all tell it to their desks.

Promises that a node which gives no sign is listed no longer than `EXPIRE_S`. Holds nothing where a proxy stands before
the nodes, since none of them says an address of its own then.
"""

import time
from collections.abc import Callable, Iterable
from typing import Final

EXPIRE_S: Final = 4.0
"""Each node gives signs several times within this."""


class Roster:
    """The nodes. `own` is where desks reach this one; empty when they reach it by the address that all nodes share."""

    def __init__(self, own: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self.own = own
        self._clock = clock
        self._heard: dict[str, float] = {}

    def heard(self, addresses: Iterable[str]) -> None:
        """Signs of nodes came just now."""
        now = self._clock()
        self._heard |= {one: now for one in addresses if one}

    def __call__(self) -> tuple[str, ...]:
        """Where desks reach the nodes that live, this one first."""
        since = self._clock() - EXPIRE_S
        self._heard = {one: at for one, at in self._heard.items() if at >= since}
        own = (self.own,) if self.own else ()
        return (*own, *sorted(set(self._heard) - set(own)))
