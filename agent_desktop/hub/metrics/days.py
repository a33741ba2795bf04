"""Days and their intervals in a house's time zone.

Promises that a day is from one local midnight to the next, with 23 or 25 hours where the clocks change, and that its
intervals fill it without gap and overlap. A midnight that does not exist is the first moment after the gap.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from agent_desktop.model.base import Millis

EVERY: Final = ("15", "30", "60", "day", "week", "month")
"""How long an interval may be: minutes, or what a calendar says. Weeks begin on Monday."""

PERIODS: Final = ("today", "yesterday", "this_week", "last_week", "this_month", "last_month")
"""Days that have a name."""


def midnight(day: date, zone: ZoneInfo) -> Millis:
    """When a local day begins."""
    begins = datetime.combine(day, time(), zone)
    return round(begins.timestamp()) * 1000


def day_of(at: Millis, zone: ZoneInfo) -> date:
    """The local day of a moment."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).date()


def days_from(first: date, count: int, zone: ZoneInfo) -> list[tuple[Millis, Millis]]:
    """So many days, each with where it begins and where it ends."""
    found = [midnight(first + timedelta(days=number), zone) for number in range(count + 1)]
    return list(pairwise(found))


def bounds(first: date, count: int, every: str, zone: ZoneInfo) -> list[Millis]:
    """Where the intervals of some days begin, in order, and at the end where the last one ends.

    The first and the last week or month are as long as the days that are asked for.
    """
    found: list[Millis] = []
    for number, (begin, end) in enumerate(days_from(first, count, zone)):
        day = first + timedelta(days=number)
        if every.isdecimal():
            found += range(begin, end, int(every) * 60_000)
        elif not number or _begins(day, every):
            found.append(begin)
    return [*found, midnight(first + timedelta(days=count), zone)]


def period(name: str, today: date) -> tuple[date, int]:
    """The first of the days that a name of `PERIODS` means on a day, and how many they are; none lies ahead."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    match name:
        case "yesterday":
            return today - timedelta(days=1), 1
        case "this_week":
            return monday, (today - monday).days + 1
        case "last_week":
            return monday - timedelta(days=7), 7
        case "this_month":
            return first, today.day
        case "last_month":
            before = (first - timedelta(days=1)).replace(day=1)
            return before, (first - before).days
    return today, 1


def _begins(day: date, every: str) -> bool:
    """Whether an interval begins with a day."""
    return every == "day" or (day.day == 1 if every == "month" else day.weekday() == 0)


def interval(at: Millis, starts: Sequence[Millis]) -> int:
    """In which interval a moment lies: the number of its beginning. It must lie in one."""
    return bisect_right(starts, at) - 1
