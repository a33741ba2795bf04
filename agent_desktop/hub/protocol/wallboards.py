"""Wallboards on big screens: the page's socket `/wallboard/live`, for reading alone.

Figures and moments, never who: no customer, no message, no agent's name.
"""

from typing import TypeAlias

from agent_desktop.hub.protocol.shared import Goodbye, Request
from agent_desktop.model.alerts import AlertFigure
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.board import Ratio

# --- page to hub


class WallHello(Request, frozen=True, tag="hello"):
    """First frame. `token` is what stands in the link's fragment."""

    protocol: int
    token: str


class WallAsk(Request, frozen=True, tag="ask"):
    """Is what was told still true? Answered by `WallFigures`, or by `WallCurrent` where nothing is new."""


FromWall: TypeAlias = WallHello | WallAsk


# --- hub to page


class WallWelcome(Tagged, frozen=True, tag="welcome"):
    """The link is good. `hub` is the name of the house; `page` tells the page of now from older ones."""

    protocol: int
    hub: str
    page: str
    at: Millis


class WallQueue(Record, frozen=True):
    """A queue, as `QueueLine` says it. From `late_at` on its first in line was not answered in time, from
    `very_late_at` on it waits longer than the house wants. The targets are the queue's."""

    name: str
    service_target: float
    abandoned_target: float
    waiting: int = 0
    oldest_at: Millis | None = None
    late_at: Millis | None = None
    very_late_at: Millis | None = None
    service: Ratio = Ratio()
    abandoned: Ratio = Ratio()
    ready: int = 0
    on: int = 0


class WallAgents(Record, frozen=True):
    """How many agents there are of each kind. `ready` could take somebody now, as in `WallQueue`; of all who are not
    offline, `working` have something in hand, `idle` are ready without, `away` neither."""

    ready: int = 0
    working: int = 0
    idle: int = 0
    away: int = 0
    offline: int = 0


class WallAlert(Record, frozen=True):
    """A line that a figure of a queue, a team or (empty `place`) the house has crossed; `value` is the figure when it
    did. `seen`: a lead looks after it."""

    figure: AlertFigure
    place: str
    at: Millis
    value: float
    seen: bool = False


class WallFigures(Tagged, frozen=True, tag="figures"):
    """Everything that the wallboard shows, true at `at`. `waiting`, `service` and `abandoned` are of all its queues,
    also of the `left_off` ones, which are beyond what it shows."""

    at: Millis
    name: str
    service_target: float
    abandoned_target: float
    waiting: int = 0
    service: Ratio = Ratio()
    abandoned: Ratio = Ratio()
    queues: tuple[WallQueue, ...] = ()
    left_off: int = 0
    agents: WallAgents = WallAgents()
    alerts: tuple[WallAlert, ...] = ()


class WallCurrent(Tagged, frozen=True, tag="current"):
    """What was told last is still true at `at`."""

    at: Millis


ToWall: TypeAlias = WallWelcome | WallFigures | WallCurrent | Goodbye
