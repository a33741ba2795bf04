"""The live board: the queues and agents of a contact centre at this moment, and what changed of them.

Promises moments and never running seconds, so that a line is told again only when something happened; and sums beside
what is made of them, so that lines can be added up. Refuses what only one person may know: who looks is told of what
they may see, and of nothing else.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeAlias

from agent_desktop.model.alerts import LookAfterAlert
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.people import Activity, PresenceState
from agent_desktop.model.supervising import Team
from agent_desktop.model.targets import QueueTargets, Targets
from agent_desktop.model.work import Channel

TRAIL_STEP_MS: Millis = 5 * 60_000
TRAIL_POINTS = 13
"""The waiting of the last hour: a point for every five minutes, both ends included."""


class Ratio(Record, frozen=True):
    """A figure as it is made: one sum divided by another."""

    over: int = 0
    under: int = 0

    @property
    def value(self) -> float | None:
        """What it comes to; None without data."""
        return self.over / self.under if self.under else None

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(over=self.over + other.over, under=self.under + other.under)


class QueuePart(Record, frozen=True):
    """One channel of a queue. `oldest_at` is since when the first in line waits; the ratios are of the day so far."""

    channel: Channel
    waiting: int = 0
    oldest_at: Millis | None = None
    service: Ratio = Ratio()
    speed: Ratio = Ratio()
    abandoned: Ratio = Ratio()


class QueueLine(Record, frozen=True):
    """A queue. `on` are the agents who serve it and are at work, `ready` those of them who could take somebody now.

    `trail` is how many waited at the last `TRAIL_POINTS` steps, the oldest first. `within_ms` is within which time
    its customers are to be answered, by channel; `targets` what it is to reach.
    """

    id: str
    name: str
    parts: tuple[QueuePart, ...] = ()
    ready: int = 0
    on: int = 0
    trail: tuple[int, ...] = ()
    within_ms: dict[Channel, Millis] = {}
    targets: QueueTargets = QueueTargets()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(one.waiting for one in self.parts)

    @property
    def oldest_at(self) -> Millis | None:
        """Since when the first in line waits."""
        return min((one.oldest_at for one in self.parts if one.oldest_at is not None), default=None)

    @property
    def service(self) -> Ratio:
        """The share of those answered in time."""
        return total(self.parts, lambda one: one.service)

    @property
    def speed(self) -> Ratio:
        """How long the answered had waited, in milliseconds."""
        return total(self.parts, lambda one: one.speed)

    @property
    def abandoned(self) -> Ratio:
        """The share of those who gave up."""
        return total(self.parts, lambda one: one.abandoned)


class AgentWork(Record, frozen=True):
    """What an agent has in hand. `since` is when it became so; `held`: the customer of a call is on hold."""

    interaction_id: str
    conversation_id: str
    channel: Channel
    queue_id: str
    queue_name: str
    customer_name: str
    since: Millis
    held: bool = False
    wrap_up: bool = False


class AgentLoad(Record, frozen=True):
    """How much of one channel's capacity is in use."""

    channel: Channel
    used: int
    limit: int


class AgentLine(Record, frozen=True):
    """An agent. `active_since` is since when the activity is so; `linked`: a desk of theirs is connected.

    `missed` names the queue of the offer that was missed, while the agent is Not responding for it. `lost_at` is since
    when the link is gone, with work in hand or a presence that says otherwise. `out_since` is since when the agent does
    otherwise than the shift says: `due` to work and does not, or works in a planned break; None without a shift now.
    `free`: could take somebody now.
    """

    id: str
    name: str
    presence: PresenceState
    since: Millis
    reason: str = ""
    next: PresenceState | None = None
    activity: Activity = Activity.IDLE
    active_since: Millis = 0
    linked: bool = False
    lost_at: Millis | None = None
    queues: tuple[str, ...] = ()
    loads: tuple[AgentLoad, ...] = ()
    works: tuple[AgentWork, ...] = ()
    missed: str = ""
    out_since: Millis | None = None
    due: bool = False
    free: bool = False


class Listed(StrEnum):
    """Which interactions of a queue can be looked at."""

    WAITING = "waiting"
    ACTIVE = "active"


class ListedLine(Record, frozen=True):
    """An interaction behind a figure. `since` is when it came to the queue, or to the agent."""

    interaction_id: str
    conversation_id: str
    customer_name: str
    channel: Channel
    since: Millis
    vip: bool = False
    preview: str = ""
    agent_id: str = ""
    agent_name: str = ""


class WatchBoard(Tagged, frozen=True):
    """Follow the board over this link from now on, or no longer. With a `queue_id` its interactions are told too."""

    on: bool = True
    queue_id: str = ""
    listed: Listed = Listed.WAITING


class LookAtBoard(Record, frozen=True):
    """Follow the live board from now on, or (`on` false) no longer; with a queue, its interactions too."""

    on: bool = True
    queue_id: str = ""
    listed: Listed = Listed.WAITING


AskOfBoard: TypeAlias = LookAtBoard | LookAfterAlert
"""What a window asks of the board."""


class BoardChanged(Tagged, frozen=True):
    """What is new of the board. `fresh`: forget what was told before, this begins the whole.

    `more`: the rest of the same moment follows. `gone` are queues and agents that are not there any more. `teams` are
    those that the reader leads.
    """

    at: Millis
    fresh: bool = False
    more: bool = False
    targets: Targets | None = None
    teams: tuple[Team, ...] | None = None
    queues: tuple[QueueLine, ...] = ()
    agents: tuple[AgentLine, ...] = ()
    gone: tuple[str, ...] = ()


class BoardListed(Tagged, frozen=True):
    """The interactions of a queue that were asked for, the longest first; `total` counts those left off too."""

    queue_id: str
    listed: Listed
    lines: tuple[ListedLine, ...]
    total: int


def total(parts: Iterable[QueuePart], pick: Callable[[QueuePart], Ratio]) -> Ratio:
    """The ratio of several parts together: sums of sums, never a mean of figures."""
    found = [pick(one) for one in parts]
    return Ratio(over=sum(one.over for one in found), under=sum(one.under for one in found))
