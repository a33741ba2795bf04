"""The curve of a measure: where its points lie in time, beside those of the days to compare with.

Promises that a point lies where its interval lies in the house's time zone, also where the clocks change; that earlier
days lie under the same time of day. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from agent_desktop.desk.figures_state import Answer
from agent_desktop.model.base import Millis
from agent_desktop.model.charts import ceiling
from agent_desktop.model.figures import Definition, FigureRow, Figures
from agent_desktop.ui.figures.words import day_words
from agent_desktop.ui.kit.format import time_of_day

_HOUR: Millis = 3_600_000
_HOURS = 3
"""Of a single day these hours are named, and it begins and ends with one of them."""
_MOST_DAYS_NAMED = 8


@dataclass(frozen=True)
class Point:
    """A figure of an interval; `since` and `until` are where it lies on the curve, from 0 to 1."""

    since: float
    until: float
    value: float
    row: FigureRow

    @property
    def middle(self) -> float:
        """Where it is marked."""
        return (self.since + self.until) / 2


@dataclass(frozen=True)
class Curve:
    """`runs` are points that follow each other without a gap; `top` is the value at the upper edge; `ticks` are words
    at places of the time axis."""

    points: tuple[Point, ...] = ()
    before: tuple[Point, ...] = ()
    top: float = 1.0
    ticks: tuple[tuple[float, str], ...] = ()


def curve(answer: Answer, definition: Definition) -> Curve:
    """The points of a measure."""
    figures, zone = answer.curve, ZoneInfo(answer.curve.zone)
    earlier = tuple(_moved(one, answer.before, figures, zone) for one in answer.before.rows)
    since, until = _opening(figures, (*figures.rows, *earlier), zone)
    points = _points(figures.rows, definition.name, since, until)
    before = _points(earlier, definition.name, since, until)
    values = [one.value for one in (*points, *before)]
    top = ceiling(definition.unit, max(values, default=0))
    return Curve(points, before, top, ticks(since, until, zone))


def _opening(figures: Figures, rows: Sequence[FigureRow], zone: ZoneInfo) -> tuple[Millis, Millis]:
    """The hours of a single day in which anything happened; of more days all."""
    begin, end = figures.from_at, figures.until_at
    day = _day(begin, zone)
    there = [one for one in rows if one.sums and begin <= one.from_at < end]
    if day != _day(end - 1, zone) or not there:
        return begin, end
    marks = [_hour(day, hour, zone) for hour in range(0, 24, _HOURS)] + [end]
    first = min(one.from_at for one in there)
    last = max(one.until_at for one in there)
    return (
        max(one for one in marks if one <= first),
        min((one for one in marks if one >= last), default=end),
    )


def _hour(day: date, hour: int, zone: ZoneInfo) -> Millis:
    return round(datetime.combine(day, time(hour), zone).timestamp() * 1000)


def _points(
    rows: Sequence[FigureRow], name: str, since: Millis, until: Millis
) -> tuple[Point, ...]:
    length = max(1, until - since)
    found = []
    for row in sorted(rows, key=lambda one: one.from_at):
        value = row.figures.get(name)
        if value is not None and since <= row.from_at < until:
            begin, end = (row.from_at - since) / length, (row.until_at - since) / length
            found.append(Point(begin, min(1.0, end), value, row))
    return tuple(found)


def _moved(row: FigureRow, before: Figures, figures: Figures, zone: ZoneInfo) -> FigureRow:
    """An earlier row at the same time of the day so many days later."""
    days = _day(figures.from_at, zone) - _day(before.from_at, zone)
    begin = _later(row.from_at, days, zone)
    end = max(begin + 1, _later(row.until_at, days, zone))
    return FigureRow(
        from_at=begin,
        until_at=end,
        queue_id=None,
        channel=None,
        entry_point_id=None,
        agent_id=None,
        sums=row.sums,
        figures=row.figures,
    )


def _later(at: Millis, days: timedelta, zone: ZoneInfo) -> Millis:
    """The same wall clock some days later; a time that does not exist then is the moment after the gap."""
    wall = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)
    moved = datetime.combine(wall.date() + days, wall.time(), zone)
    return round(moved.timestamp() * 1000)


def _day(at: Millis, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).date()


def runs(points: Sequence[Point]) -> list[list[Point]]:
    """Points that follow each other without a gap."""
    found: list[list[Point]] = [list(points[:1])] if points else []
    for one, after in pairwise(points):
        if after.since - one.until > 1e-9:
            found.append([])
        found[-1].append(after)
    return found


def ticks(since: Millis, until: Millis, zone: ZoneInfo) -> tuple[tuple[float, str], ...]:
    """Words on the time axis: hours of one day, else days."""
    length = max(1, until - since)
    first, last = _day(since, zone), _day(until - 1, zone)
    days = (last - first).days + 1
    if days == 1:
        step = _HOURS if until - since > 14 * _HOUR else 1
        marks = (_hour(first, hour, zone) for hour in range(0, 24, step))
        return tuple(
            ((at - since) / length, time_of_day(at, zone=zone))
            for at in marks
            if since <= at < until
        )
    step = 1 if days <= _MOST_DAYS_NAMED else max(7, -(-days // 9 // 7) * 7)
    places = []
    for number in range(0, days, step):
        day = first + timedelta(days=number)
        at = _hour(day, 0, zone)
        places.append(((at - since) / length, day_words(day, week=step == 1)))
    return tuple(places)
