"""What a house wants to reach, and what single queues are to reach otherwise.

Promises that they colour what is shown and make no figure.
"""

from collections.abc import Mapping

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.work import Channel


class Targets(Record, frozen=True):
    """What the house wants to reach: the share answered in time at least, the share that gives up at most; and how
    long a customer is on hold, a wrap-up takes, and somebody is away before a lead should look.

    `wait_ms` is how long the first in line waits at most, by channel; twice the time in which the channel is to be
    answered where nothing is said.
    """

    service: float = 0.8
    abandoned: float = 0.05
    hold_ms: Millis = 180_000
    wrap_up_ms: Millis = 120_000
    away_ms: Millis = 15 * 60_000
    wait_ms: dict[Channel, Millis] = {}


class OwnTargets(Record, frozen=True):
    """What a queue is to reach otherwise than the house; None: as the house. `wait_ms` is of all its channels."""

    service: float | None = None
    abandoned: float | None = None
    wait_ms: Millis | None = None


class QueueTargets(Record, frozen=True):
    """What a queue is to reach, its own and the house's put together; `wait_ms` has each of its channels."""

    service: float = 0.8
    abandoned: float = 0.05
    wait_ms: dict[Channel, Millis] = {}


class HouseTargets(Targets, frozen=True):
    """What the house wants to reach, and which queues are to reach something else, by their ids."""

    queues: dict[str, OwnTargets] = {}

    @property
    def common(self) -> Targets:
        """What is of no queue."""
        values = {name: getattr(self, name) for name in Targets.__struct_fields__}
        return Targets(**values)

    def of(self, queue_id: str, within_ms: Mapping[Channel, Millis]) -> QueueTargets:
        """What a queue is to reach whose channels are to be answered within these times."""
        own = self.queues.get(queue_id, OwnTargets())
        return QueueTargets(
            service=self.service if own.service is None else own.service,
            abandoned=self.abandoned if own.abandoned is None else own.abandoned,
            wait_ms={
                channel: self.wait_ms.get(channel, 2 * within)
                if own.wait_ms is None
                else own.wait_ms
                for channel, within in within_ms.items()
            },
        )
