"""Shifts: when an agent is to work, with breaks and whatever else is planned, as the clock on the wall shows it.

Promises times in minutes of a local day, in the shift's own time zone, so that a copied week has the same hours on both
sides of a change of clocks. Refuses to say how many shifts are needed, and who should have them.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.figure_questions import Named

DAY: Final = 1_440
"""Minutes of a usual day."""
WEEK: Final = 7


class PartKind(StrEnum):
    """What is planned within a shift, besides work."""

    BREAK = "break"
    """Nobody pays for it."""
    PAID_BREAK = "paid_break"
    OTHER = "other"
    """A meeting, a training: paid, and away from customers."""


class ShiftPart(Record, frozen=True):
    """A part of a shift in which customers are not served. One that begins before the shift's own hour is of the next
    day."""

    starts: int
    ends: int
    kind: PartKind = PartKind.BREAK


class Shift(Record, frozen=True):
    """When one agent is to work. It begins on the local `day` ("2026-03-29"); where `ends` is not after `starts`, it
    ends on the next one. An empty `zone` is the house's.

    The hub says in moments when that is, and how much of it is paid.
    """

    id: str
    agent_id: str = ""
    day: str = ""
    starts: int = 9 * 60
    ends: int = 17 * 60
    zone: str = ""
    parts: tuple[ShiftPart, ...] = ()
    starts_at: Millis = 0
    ends_at: Millis = 0
    paid_ms: Millis = 0


class Shifts(Tagged, frozen=True, tag="shifts"):
    """The shifts that begin within some days, of those whom one leads; and whom one may plan.

    `zone` is the house's time zone; `team_id` is empty for all teams.
    """

    first: str
    days: int
    team_id: str
    zone: str
    shifts: tuple[Shift, ...]
    agents: tuple[Named, ...] = ()
    teams: tuple[Named, ...] = ()


class ShiftsPlanned(Tagged, frozen=True):
    """The own shifts that are not over, of the next weeks, as they are planned now."""

    shifts: tuple[Shift, ...]


class Planned(Tagged, frozen=True, tag="shifts_planned"):
    """What came of copying or importing: so many new shifts; so many were there already, just the same."""

    planned: int
    known: int


class KeepShift(Record, frozen=True):
    """Plan a shift or change it. `before` is None for a new one."""

    shift: Shift
    before: Shift | None = None


class RemoveShift(Record, frozen=True):
    """Plan it no more."""

    agent_id: str
    shift_id: str


class CopyShifts(Record, frozen=True):
    """Plan the days from `to` on like the week that begins with `first`; of one team, or of all that one leads."""

    first: str
    to: str
    team_id: str = ""


class ImportShifts(Record, frozen=True):
    """Plan what a file of comma-separated values says: all of it, or nothing."""

    text: str


ShiftOrder: TypeAlias = KeepShift | RemoveShift | CopyShifts | ImportShifts
"""What a lead may ask for."""


def sought(first: str, team_id: str = "") -> str:
    """The words that ask for the week which begins with a day, of one team or of all."""
    return f"{first} {team_id}".strip()


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())
