"""Questions about figures: which days, told apart by what, of whom; and the names of what figures are about.

Promises that days with a name are counted by whoever answers, in the house's time zone; that the days to compare with
are the same days of the week, or of the month before. Refuses to know any figure.
"""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec.structs import replace

from agent_desktop.model.aims import Aims
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.figures import zone_of
from agent_desktop.model.work import Channel

SHORT_DAYS: Final = 7
"""For so many days intervals may be shorter than a day, whoever asks."""
MOST_DAYS: Final = 366


class Period(StrEnum):
    """Days that have a name; none of them lies ahead."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"


MONTHS: Final = frozenset({Period.THIS_MONTH, Period.LAST_MONTH})


class By(StrEnum):
    """What rows can be told apart by."""

    QUEUE = "queue"
    CHANNEL = "channel"
    TEAM = "team"
    AGENT = "agent"
    ENTRY_POINT = "entry_point"
    TAG = "tag"
    INTERVAL = "interval"


class Every(StrEnum):
    """How long an interval is: minutes, or what a calendar says."""

    QUARTER = "15"
    HALF = "30"
    HOUR = "60"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class FigureQuestion(Record, frozen=True):
    """What is asked. `period` is None for own days: `count` of them from `first` on. Empty ids leave nobody out."""

    period: Period | None = Period.TODAY
    first: date | None = None
    count: int = 1
    by: By | None = By.QUEUE
    every: Every = Every.HALF
    queue_id: str = ""
    channel: Channel | None = None
    entry_point_id: str = ""
    team_id: str = ""
    agent_id: str = ""
    tag: str = ""


class Named(Record, frozen=True):
    """A thing that figures are about."""

    id: str
    name: str


class FigureNames(Tagged, frozen=True, tag="figure_names"):
    """What somebody may see figures of, by name, and what these are to reach. `zone` is the time zone of the house's
    days, `tags` are those of the last month."""

    zone: str
    queues: tuple[Named, ...] = ()
    entry_points: tuple[Named, ...] = ()
    teams: tuple[Named, ...] = ()
    agents: tuple[Named, ...] = ()
    aims: Aims | None = None
    tags: tuple[str, ...] = ()


def intervals(question: FigureQuestion, days: int) -> tuple[Every, ...]:
    """The intervals that can be had for so many days, the shortest first."""
    found = [Every.DAY]
    if days <= SHORT_DAYS:
        found = [Every.QUARTER, Every.HALF, Every.HOUR, *found]
    if days > SHORT_DAYS or question.period in MONTHS:
        found.append(Every.WEEK)
    if days > 31:
        found.append(Every.MONTH)
    return tuple(found)


def fitting(question: FigureQuestion, days: int) -> FigureQuestion:
    """The question with an interval that can be had, and that has more than one point where that is possible."""
    possible = intervals(question, days)
    if question.every in possible and (days > 1 or question.every is not Every.DAY):
        return question
    return replace(question, every=Every.HALF if days == 1 else Every.DAY)


def longest_days(question: FigureQuestion) -> int:
    """How many days it may be about, whatever today is."""
    most = {
        Period.TODAY: 1,
        Period.YESTERDAY: 1,
        Period.THIS_WEEK: 7,
        Period.LAST_WEEK: 7,
        Period.THIS_MONTH: 31,
        Period.LAST_MONTH: 31,
    }
    return question.count if question.period is None else most[question.period]


def days_of(since: Millis, until: Millis, zone: str) -> tuple[date, int]:
    """The first local day of a time from one midnight to another, and how many days it has; clocks may change.

    Raises Refused for a zone that this computer does not know.
    """
    place = zone_of(zone)
    first, after = (
        datetime.fromtimestamp(at / 1000, UTC).astimezone(place).date() for at in (since, until)
    )
    return first, (after - first).days


def before(question: FigureQuestion, first: date, count: int) -> FigureQuestion:
    """The same of the days to compare with: the same days of the week some weeks before, or the month before's."""
    if question.period in MONTHS:
        last = first - timedelta(days=1)
        start = last.replace(day=1)
        return replace(question, period=None, first=start, count=min(count, last.day))
    weeks = -(-count // 7)
    return replace(question, period=None, first=first - timedelta(weeks=weeks), count=count)
