"""What holidays of a file make of a calendar: special days, with the hours that are left of those with times.

Promises one day for all that falls on it, under all its names, and nothing that the calendar has already. Refuses to
read files (`holiday_file`) and to open a day that the week closes.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import QDate

from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import SpecialDay
from agent_desktop.ui.settings.holiday_file import DAY, Closing
from agent_desktop.ui.settings.hours import Times, week_of

MOST_NAME = 120


def today() -> date:
    """The day on this computer; what is before it is over."""
    now = QDate.currentDate()
    return date(now.year(), now.month(), now.day())


def special_days(closings: Iterable[Closing], hours: Sequence[OpenHours]) -> tuple[SpecialDay, ...]:
    """A special day for each day that is not as every week; the closings are in order."""
    week, found = week_of(hours), []
    for day, together in groupby(closings, key=lambda one: one.day):
        parts = list(together)
        usual = week[day.weekday()]
        times = left_of(usual, parts)
        if times != usual or any(one.begin <= 0 and one.end >= DAY for one in parts):
            names = dict.fromkeys(one.name for one in parts if one.name)
            name = " / ".join(names)[:MOST_NAME]
            found.append(SpecialDay(day=day.isoformat(), name=name, times=times))
    return tuple(found)


def left_of(times: Times, closings: Iterable[Closing]) -> Times:
    """The times without what lies in closings."""
    for one in closings:
        parts = []
        for opens, closes in times:
            parts += [(opens, min(closes, one.begin)), (max(opens, one.end), closes)]
        times = tuple((opens, closes) for opens, closes in parts if opens < closes)
    return times


def fresh(days: Iterable[SpecialDay], known: Sequence[SpecialDay]) -> tuple[SpecialDay, ...]:
    """Those that the calendar does not have: neither of that very day, nor the same of every year."""
    own = {one.day for one in known if len(one.day) > len("12-25")}
    yearly = {one.day: one.times for one in known if len(one.day) == len("12-25")}
    return tuple(
        one
        for one in days
        if one.day not in own and yearly.get(one.day[len("2026-") :]) != one.times
    )
