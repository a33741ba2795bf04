"""When a calendar is open, and when it opens next.

Promises local times as a clock on the wall shows them: a day on which the clocks change has its times too. A time that
the change skips is the moment after the gap; of a time that comes twice the first one opens and the last one closes. A
special day goes before the week, and one with a year before one of every year. Refuses zones that nobody knows: those
count as UTC.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from agent_desktop.model.base import Millis
from agent_desktop.model.calendars import Calendar, SpecialDay

DAY: Final = 1_440
LONGEST_DAYS: Final = 366 * 8 + 3
"""So far ahead an opening is looked for: the 29th of February may be eight years away."""


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo | None:
    """The time zone, None for one that this computer does not know."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, a path, a folder
        return None


def special_of(calendar: Calendar, day: date) -> SpecialDay | None:
    """What is special about a day: of this very year, else of every year."""
    whole = day.isoformat()
    named = {one.day: one for one in calendar.special if one.day in (whole, whole[5:])}
    return named.get(whole) or named.get(whole[5:])


def times_of(calendar: Calendar, day: date) -> list[tuple[int, int]]:
    """The times of a day in order, in minutes of it."""
    special = special_of(calendar, day)
    if special is not None:
        return sorted(special.times)
    week = (one for one in calendar.hours if one.weekday == day.weekday())
    return sorted((one.opens, one.closes) for one in week)


def moment_of(day: date, minute: int, zone: ZoneInfo, *, last: bool) -> Millis:
    """A time of the wall clock. What the change of clocks skips is the moment after the gap."""
    if minute == DAY:
        day, minute = day + timedelta(days=1), 0
    local = datetime.combine(day, time(minute // 60, minute % 60))
    moments = [local.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    first, second = (round(one.timestamp()) * 1_000 for one in moments)
    if first <= second:  # the same, or a time that comes twice
        return second if last else first
    return _after_gap(first, second, zone)


def _after_gap(above: Millis, below: Millis, zone: ZoneInfo) -> Millis:
    """The moment at which the clocks jump, between two readings of a time that does not exist."""
    before = _offset(below, zone)
    while above - below > 1_000:
        middle = (above + below) // 2_000 * 1_000
        if _offset(middle, zone) == before:
            below = middle
        else:
            above = middle
    return above


def _offset(at: Millis, zone: ZoneInfo) -> timedelta | None:
    return _local(at, zone).utcoffset()


def _local(at: Millis, zone: ZoneInfo) -> datetime:
    return (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=at)).astimezone(zone)


def _openings(calendar: Calendar, day: date, zone: ZoneInfo) -> Iterator[tuple[Millis, Millis]]:
    for opens, closes in times_of(calendar, day):
        begin = moment_of(day, opens, zone, last=False)
        end = moment_of(day, closes, zone, last=True)
        if begin < end:  # what lies in the gap alone is never open
            yield begin, end


def is_open(calendar: Calendar, at: Millis) -> bool:
    """Whether the house is open at a moment."""
    zone = zone_of(calendar.zone) or ZoneInfo("UTC")
    return any(
        begin <= at < end for begin, end in _openings(calendar, _local(at, zone).date(), zone)
    )


def next_opening(calendar: Calendar, at: Millis) -> Millis | None:
    """The moment from which the house is open: `at` itself while it is; None where it never opens again."""
    zone = zone_of(calendar.zone) or ZoneInfo("UTC")
    today = _local(at, zone).date()
    for day in _days(calendar, today):
        for begin, end in _openings(calendar, day, zone):
            if at < end:
                return max(at, begin)
    return None


def openings_between(
    calendar: Calendar, since: Millis, until: Millis
) -> Iterator[tuple[Millis, Millis]]:
    """When the house is open, in order, from the local day of `since` on to the one of `until`."""
    zone = zone_of(calendar.zone) or ZoneInfo("UTC")
    day, last = _local(since, zone).date(), _local(until, zone).date()
    while day <= last:
        yield from _openings(calendar, day, zone)
        day += timedelta(days=1)


def _days(calendar: Calendar, today: date) -> Iterable[date]:
    """The days that may have times, in order; not all of eight years where the week has hours."""
    if calendar.hours:
        return (today + timedelta(days=ahead) for ahead in range(LONGEST_DAYS))
    found: set[date] = set()
    for one in calendar.special:
        if one.times:
            found |= set(_dates(one.day, today))
    return sorted(found)


def _dates(day: str, today: date) -> Iterator[date]:
    years = [""] if len(day) > 5 else [f"{today.year + ahead:04}-" for ahead in range(9)]
    for year in years:
        try:
            found = date.fromisoformat(year + day)
        except ValueError:
            continue
        if found >= today:
            yield found
