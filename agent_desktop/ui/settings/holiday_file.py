"""Days on which a house is closed, out of an iCalendar file (RFC 5545), as public holiday calendars come.

Promises every day of the years that were asked for, repetitions unfolded, on which an event lies, and each event that
could not be used with the reason; a bound to size, number and time, whatever stands in the file. Refuses to know which
hours are left open on a day with times: `holidays` does.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, Final
from zoneinfo import ZoneInfo

MOST: Final = 500_000
"""Characters of a file; holidays of a country for ten years have a fifth of them."""
MOST_PARTS: Final = 3_000
"""Events, alarms and whatever else a file is made of."""
MOST_DAYS: Final = 2_000
LONGEST: Final = timedelta(days=62)
OFTEN: Final = 400
"""Somebody's daily work begins so many times; a holiday does not."""
PATIENCE_S: Final = 3.0
DAY: Final = 1_440
_RARE: Final = {"YEARLY", "MONTHLY", "WEEKLY", "DAILY"}
_NAME: Final = 120


class Why(Enum):
    """Why an event was left out."""

    NO_BEGIN = "no_begin"
    NO_LENGTH = "no_length"
    TOO_LONG = "too_long"
    TOO_OFTEN = "too_often"
    NO_RULE = "no_rule"
    NO_TIME_LEFT = "no_time_left"


class NoHolidays(Enum):
    """Why nothing of a file can be used."""

    NO_CALENDAR = "no_calendar"
    NO_EVENTS = "no_events"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Closing:
    """The house is closed from `begin` until `end`, in minutes of the day; a whole day is 0 to 1,440."""

    day: date
    name: str
    begin: int = 0
    end: int = DAY


@dataclass(frozen=True)
class LeftOut:
    """An event that could not be used; `begin` is the day where it stands, as far as that can be told."""

    name: str
    begin: str
    why: Why


@dataclass(frozen=True)
class Found:
    """What a file says of the years that were asked for."""

    closings: tuple[Closing, ...]
    left_out: tuple[LeftOut, ...] = ()


class _LeftOutError(Exception):
    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class _Event:
    """When one begins and how long it lasts: whole days, or times of a clock on the wall in its own zone."""

    begin: datetime
    length: timedelta
    whole: bool
    zone: Any


def read(text: str, first: int, last: int, zone: str) -> Found | NoHolidays:
    """The closings of the years `first` to `last`, the earliest first; times are those of the zone."""
    if text.upper().count("BEGIN:") > MOST_PARTS:
        return NoHolidays.TOO_MANY
    from icalendar import Calendar

    events: list[Any] = []
    # A library of others reads what strangers wrote: whatever it raises means that this is no calendar.
    with suppress(Exception):
        for calendar in Calendar.from_ical(text, multiple=True):
            events += calendar.walk("VEVENT")
    if "BEGIN:VCALENDAR" not in text.upper():
        return NoHolidays.NO_CALENDAR
    if not events:
        return NoHolidays.NO_EVENTS
    moved = {key for key in (_moved(one) for one in events) if key is not None}
    until = time.monotonic() + PATIENCE_S
    days, left_out = dict[Closing, None](), list[LeftOut]()
    for one in events:
        if str(one.get("STATUS", "")).upper() == "CANCELLED":
            continue
        name = " ".join(str(one.get("SUMMARY", "")).split())[:_NAME]
        try:
            event = _event(one)
            for begin in _begins(one, event, first, last, until, moved):
                days.update(dict.fromkeys(_closings(event, begin, name, zone)))
        except _LeftOutError as fault:
            left_out.append(LeftOut(name, _shown(one), fault.why))
        except Exception:
            left_out.append(LeftOut(name, _shown(one), Why.NO_RULE))
    inside = sorted((one for one in days if first <= one.day.year <= last), key=_when)
    if len(inside) > MOST_DAYS:
        return NoHolidays.TOO_MANY
    return Found(tuple(inside), tuple(left_out))


def _when(one: Closing) -> tuple[date, int, str]:
    return one.day, one.begin, one.name


def _shown(event: Any) -> str:
    begin = _value(event, "DTSTART")
    return f"{begin:%Y-%m-%d}" if isinstance(begin, date) else ""


def _value(event: Any, name: str) -> Any:
    """A moment of an event; None where there is none, or what stands there is none."""
    with suppress(Exception):  # of a library of others, which says so in its own way
        return event.get(name).dt
    return None


def _moved(event: Any) -> tuple[str, date] | None:
    """Which time of a repeated event this one stands for."""
    begin = _value(event, "RECURRENCE-ID")
    return None if begin is None else (str(event.get("UID", "")), _moment(begin).date())


def _moment(value: Any) -> datetime:
    """A day or a time as the clock on the wall says it."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return _midnight(value)
    raise _LeftOutError(Why.NO_BEGIN)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def _event(event: Any) -> _Event:
    begin, end, length = (_value(event, name) for name in ("DTSTART", "DTEND", "DURATION"))
    whole = not isinstance(begin, datetime)
    start = _moment(begin)
    if end is not None:
        length = _between(begin, end)
    if not isinstance(length, timedelta) or (whole and not length):
        length = timedelta(days=1) if whole else timedelta()
    if length <= timedelta():
        raise _LeftOutError(Why.NO_LENGTH)
    if length > LONGEST:
        raise _LeftOutError(Why.TOO_LONG)
    return _Event(start, length, whole, None if whole else begin.tzinfo)


def _between(begin: Any, end: Any) -> timedelta:
    aware = all(isinstance(one, datetime) and one.tzinfo for one in (begin, end))
    return end - begin if aware else _moment(end) - _moment(begin)


def _begins(
    one: Any, event: _Event, first: int, last: int, until: float, moved: set[tuple[str, date]]
) -> Iterator[datetime]:
    """When it begins, each time that may reach into these years."""
    since, to = _midnight(date(first, 1, 1)) - LONGEST, _midnight(date(last + 1, 1, 1))
    found = dict.fromkeys(_repeated(one, event, to, until, since))
    for extra in _listed(one, "RDATE"):
        found[extra] = None
    out = set(_listed(one, "EXDATE"))
    days = {day for key, day in moved if key == str(one.get("UID", ""))}
    own = one.get("RECURRENCE-ID") is not None
    for begin in found:
        hidden = begin in out or (not own and begin.date() in days)
        if since <= begin < to and not hidden:
            yield begin


def _listed(one: Any, name: str) -> Iterator[datetime]:
    found = one.get(name)
    for part in found if isinstance(found, list) else [found]:
        for when in getattr(part, "dts", ()):
            value = when.dt
            yield _moment(value[0] if isinstance(value, tuple) else value)


def _repeated(
    one: Any, event: _Event, to: datetime, until: float, since: datetime
) -> Iterator[datetime]:
    """The first time, and the others by the rule of the event."""
    yield event.begin
    rules = one.get("RRULE")
    if rules is None:
        return
    if isinstance(rules, list) or str(next(iter(rules.get("FREQ", [""])))).upper() not in _RARE:
        raise _LeftOutError(Why.TOO_OFTEN if not isinstance(rules, list) else Why.NO_RULE)
    if time.monotonic() > until:
        raise _LeftOutError(Why.NO_TIME_LEFT)
    from dateutil.rrule import rrulestr

    stop = min(to, _stop(rules, event) or to)
    text = rules.to_ical().decode()
    kept = ";".join(part for part in text.split(";") if not part.upper().startswith("UNTIL="))
    count = 0
    for begin in rrulestr(kept, dtstart=event.begin):
        if begin > stop:
            return
        if time.monotonic() > until:
            raise _LeftOutError(Why.NO_TIME_LEFT)
        if begin >= since:
            count += 1
            if count > OFTEN:
                raise _LeftOutError(Why.TOO_OFTEN)
            yield begin
    if time.monotonic() > until:
        raise _LeftOutError(Why.NO_TIME_LEFT)


def _stop(rules: Any, event: _Event) -> datetime | None:
    """The last moment at which it may begin."""
    ends = rules.get("UNTIL")
    if not ends:
        return None
    last = ends[0]
    if isinstance(last, datetime):
        if last.tzinfo is not None and event.zone is not None:
            last = last.astimezone(event.zone)
        elif event.whole:
            last = last.replace(hour=23, minute=59)
        return _moment(last)
    return _moment(last) + timedelta(days=1, seconds=-1)


def _closings(event: _Event, begin: datetime, name: str, zone: str) -> Iterator[Closing]:
    """The days of one time, each with its part."""
    end = begin + event.length
    if event.zone is not None:
        here = ZoneInfo(zone)
        end = (
            (begin.replace(tzinfo=event.zone) + event.length).astimezone(here).replace(tzinfo=None)
        )
        begin = begin.replace(tzinfo=event.zone).astimezone(here).replace(tzinfo=None)
    day = begin.date()
    while (midnight := _midnight(day)) < end:
        since = max(0, int((begin - midnight).total_seconds() // 60))
        until = min(DAY, -int((midnight - end).total_seconds() // 60))
        yield Closing(day, name, since, DAY if until == DAY - 1 else until)
        day += timedelta(days=1)
