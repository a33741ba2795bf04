"""What is wrong with a calendar, before anything is decided by it.

Promises every fault with its field, in words. Refuses to mend anything.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from agent_desktop.hub.rules.hours import DAY, zone_of
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

MAX_HOURS: Final = 100
MAX_SPECIAL: Final = 1_000
MAX_TIMES: Final = 20
LEAP_YEAR: Final = "2000-"
Times = Sequence[tuple[int, int]]


def check(calendar: Calendar) -> None:
    """Raises Refused, with the field at fault."""
    if zone_of(calendar.zone) is None:
        raise _refused(later("There is no such time zone."), "zone", calendar.zone)
    if len(calendar.hours) > MAX_HOURS or len(calendar.special) > MAX_SPECIAL:
        raise _refused(later("These are too many."), "hours", calendar.name)
    for weekday in range(7):
        times = [(one.opens, one.closes) for one in calendar.hours if one.weekday == weekday]
        _check_times(times, "hours")
    if any(not 0 <= one.weekday <= 6 for one in calendar.hours):
        raise _refused(later("A week has seven days."), "hours", calendar.name)
    days = set()
    for one in calendar.special:
        if not _is_day(one.day):
            raise _refused(later("There is no such day."), "special", one.day)
        if one.day in days:
            raise _refused(later("This day stands here twice."), "special", one.day)
        days.add(one.day)
        _check_times(one.times, "special")


def _is_day(day: str) -> bool:
    whole = day if len(day) > len("12-25") else LEAP_YEAR + day
    try:
        return len(whole) == len("2000-12-25") and date.fromisoformat(whole).isoformat() == whole
    except ValueError:
        return False


def _check_times(times: Times, field: str) -> None:
    for fault, (opens, closes) in _wrong(times):
        raise _refused(fault, field, f"{_clock(opens)}–{_clock(closes)}")


def _wrong(times: Times) -> Iterator[tuple[str, tuple[int, int]]]:
    for opens, closes in times:
        if not 0 <= opens < closes <= DAY:
            yield (
                later("These times end before they begin, or are none of the day."),
                (opens, closes),
            )
    for (_, closes), (opens, until) in pairwise(sorted(times)):
        if opens < closes:
            yield later("Two of these times meet."), (opens, until)
    if len(times) > MAX_TIMES:
        yield later("These are too many."), times[0]


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _refused(message: str, field: str, value: str) -> Refused:
    return Refused(message, remedy="Choose another one.", field=field, value=value[:60])
