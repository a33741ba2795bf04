"""The words of shifts: times of day as one writes them, days, weeks, hours that are paid.

Promises that what is written comes back as it was meant. Refuses to guess: what is no time is said to be none.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QLocale

from agent_desktop.model.base import Millis
from agent_desktop.model.shifts import DAY, PartKind, ShiftPart
from agent_desktop.ui.settings.rows import NoValue
from agent_desktop.ui.words import tr

_TIME: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_HOUR: Final = 60


def minute_of(text: str) -> int:
    """The minute of the day of a time such as 9:00, 9.30 or 9. Raises NoValue."""
    found = _TIME.fullmatch(text.strip())
    minute = int(found[1]) * _HOUR + int(found[2] or 0) if found is not None else -1
    if found is None or int(found[2] or 0) >= _HOUR or minute > DAY:
        raise NoValue(tr("“{text}” is no time of day. Write it like 9:00.", text=text.strip()[:40]))
    return minute


def clock(minute: int) -> str:
    """A time of day."""
    return f"{minute // _HOUR}:{minute % _HOUR:02}"


def span(starts: int, ends: int) -> str:
    """From and until."""
    return f"{clock(starts)}–{clock(ends)}"


def parts_of(text: str, kind: PartKind) -> tuple[ShiftPart, ...]:
    """The breaks of a line such as "12:00–12:30, 15:00–15:15". Raises NoValue."""
    found = []
    for part in (one.strip() for one in text.split(",")):
        if not part:
            continue
        ends = re.split(r"\s*[-–—]\s*", part)
        if len(ends) != 2:
            raise NoValue(tr("“{text}” is no break. Write it like 12:00–12:30.", text=part[:40]))
        found.append(ShiftPart(starts=minute_of(ends[0]), ends=minute_of(ends[1]), kind=kind))
    return tuple(found)


def parts_words(parts: Iterable[ShiftPart]) -> str:
    """Breaks as one writes them."""
    return ", ".join(span(one.starts, one.ends) for one in parts)


def hours(ms: Millis) -> str:
    """A length in hours and minutes."""
    minutes = round(ms / 60_000)
    return tr("{hours} h", hours=clock(minutes))


def city(zone: str) -> str:
    """A time zone, short: the place that it is named after."""
    return zone.rpartition("/")[2].replace("_", " ")


def day_words(day: date) -> str:
    """A day of a week, short."""
    return f"{QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)} {day.day}"


def week_words(first: date) -> str:
    """The week that begins with a day."""
    last = first + timedelta(days=6)
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
