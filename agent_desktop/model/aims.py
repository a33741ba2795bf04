"""What figures are to reach: the house's targets beside a figure of a queue, a channel, or of everything.

Promises the targets of the live board; that a figure without data misses nothing. Refuses figures that nobody said
anything about.
"""

from typing import NamedTuple

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.targets import HouseTargets, OwnTargets
from agent_desktop.model.work import Channel


class Aim(NamedTuple):
    """What a figure is to reach: this at least, or this at most."""

    value: float
    at_least: bool

    def missed(self, figure: float | str | None) -> bool:
        """Whether a figure does not reach it."""
        if not isinstance(figure, int | float):
            return False
        return figure < self.value if self.at_least else figure > self.value


class Aims(Record, frozen=True):
    """The targets; `waits` are how long the first in line waits at most by channel, where a queue has times of its own
    by its id, of all others at the empty one."""

    targets: HouseTargets = HouseTargets()
    waits: dict[str, dict[Channel, Millis]] = {}

    def of(self, measure: str, queue_id: str, channel: Channel | None) -> Aim | None:
        """What a measure of a queue (empty: of any) and a channel is to reach; None where nothing is said."""
        own = self.targets.queues.get(queue_id, OwnTargets())
        if measure == "service_level":
            return Aim(self.targets.service if own.service is None else own.service, True)
        if measure == "abandon_rate":
            return Aim(self.targets.abandoned if own.abandoned is None else own.abandoned, False)
        if measure != "longest_wait":
            return None
        wait = own.wait_ms
        if wait is None and channel is not None:
            wait = self.waits.get(queue_id, self.waits.get("", {})).get(channel)
        return None if wait is None else Aim(wait, False)
