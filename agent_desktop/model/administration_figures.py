"""What an administrator says of figures: how they are made, and what the house wants to reach.

Promises that the two are told apart: targets colour what is shown and count nothing; everything else makes figures
anew, also those of days that were.
"""

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.figures import AGAIN_MS, Variant
from agent_desktop.model.work import Channel


class QueueAims(Record, frozen=True):
    """The `OwnTargets` of a queue with shares in percent; None: as the house."""

    service: int | None = None
    abandoned: int | None = None
    wait_ms: Millis | None = None


class HouseFigures(Record, frozen=True):
    """The rules of `FigureRules`, and the `HouseTargets` with shares in percent. `queue_times` are queues with one time
    of their own; those with several, by channel, are left out."""

    id: str = "house"
    zone: str = "UTC"
    variant: Variant = Variant.IGNORE
    short_ms: Millis = 5_000
    within_ms: dict[Channel, Millis] = {}
    again_ms: Millis = AGAIN_MS
    unresolved: tuple[str, ...] = ()
    calendar: str = ""
    calendars: dict[str, str] = {}
    service: int = 80
    abandoned: int = 5
    hold_ms: Millis = 180_000
    wrap_up_ms: Millis = 120_000
    away_ms: Millis = 900_000
    wait_ms: dict[Channel, Millis] = {}
    queues: dict[str, QueueAims] = {}
    queue_times: dict[str, Millis] = {}


class KeepHouseFigures(Record, frozen=True):
    """Count and colour like this from now on."""

    figures: HouseFigures
    before: HouseFigures
