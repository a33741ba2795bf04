"""Calendars of the house: when it is open, in which time zone, and the days on which that is otherwise.

Promises times in minutes of a local day, as for the hours of numbers. Refuses to say what is open now.
"""

from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.base import Record


class SpecialDay(Record, frozen=True):
    """A day with other times. `day` is "2026-12-25", or "12-25" for every year. Without `times` it is closed.

    `times` are (opens, closes) in minutes of the day.
    """

    day: str
    name: str = ""
    times: tuple[tuple[int, int], ...] = ()


class Calendar(Record, frozen=True):
    """When the house is open. Without hours it is open on special days with times alone."""

    id: str
    name: str = ""
    zone: str = "UTC"
    hours: tuple[OpenHours, ...] = ()
    special: tuple[SpecialDay, ...] = ()


class Calendars(Record, frozen=True):
    """Every calendar of the house."""

    calendars: tuple[Calendar, ...] = ()


class KeepCalendar(Record, frozen=True):
    """Make a calendar or change one. `before` is None for a new one."""

    calendar: Calendar
    before: Calendar | None = None


class RemoveCalendar(Record, frozen=True):
    """Have a calendar no longer. Refused while a rule asks for it."""

    calendar_id: str
