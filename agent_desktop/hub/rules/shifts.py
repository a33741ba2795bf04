"""Shifts as moments: when each part of one begins and ends, whether it is paid, and whether the shift can be.

Promises what `hours` promises of local times: a night in which the clocks change has its true length. Work, breaks and
the rest fill the shift without gap and overlap. Refuses what nobody can work: too long, no length, breaks outside.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from agent_desktop.hub.rules.hours import moment_of
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused
from agent_desktop.model.figures import zone_of
from agent_desktop.model.shifts import DAY, PartKind, Shift, ShiftPart
from agent_desktop.model.words import later

LONGEST_HOURS: Final = 16
LONGEST_MS: Final[Millis] = LONGEST_HOURS * 3_600_000
MOST_PARTS: Final = 20
_EARLIEST: Final = date(2000, 1, 1)
_LATEST: Final = date(2100, 1, 1)


class Stretch(NamedTuple):
    """A part of a shift. `works` with customers, or not."""

    since: Millis
    until: Millis
    works: bool
    paid: bool


def placed(shift: Shift) -> tuple[Shift, tuple[Stretch, ...]]:
    """The shift with its moments, its parts in order, and its stretches. Raises Refused, with the field at fault."""
    day, zone = day_of(shift.day), zone_of(shift.zone)
    _check_minutes(shift.starts, shift.ends)
    if len(shift.parts) > MOST_PARTS:
        raise Refused(f"A shift has at most {MOST_PARTS} breaks.", field="parts")
    starts_at = _moment(day, shift.starts, zone, last=False)
    ends_at = _moment(day, _later(shift.ends, shift.starts), zone, last=True)
    if ends_at <= starts_at:
        raise Refused(
            "This shift ends before it begins.", remedy="Correct its times.", field="ends"
        )
    if ends_at - starts_at > LONGEST_MS:
        raise Refused(
            f"A shift has at most {LONGEST_HOURS} hours.",
            remedy="Make two of it, or correct its times.",
            field="ends",
        )
    parts = _parts(shift, day, zone, (starts_at, ends_at))
    found = tuple(_stretches((starts_at, ends_at), [one for _, one in parts]))
    paid = sum(one.until - one.since for one in found if one.paid)
    shift = replace(
        shift,
        day=day.isoformat(),
        parts=tuple(part for part, _ in parts),
        starts_at=starts_at,
        ends_at=ends_at,
        paid_ms=paid,
    )
    return shift, found


def day_of(text: str, field: str = "day") -> date:
    """A day such as 2026-03-29. Raises Refused."""
    found = None
    with suppress(ValueError):
        found = date.fromisoformat(text)
    if found is None or len(text) != 10 or not _EARLIEST <= found < _LATEST:
        raise Refused(
            "There is no such day.",
            remedy="Write it like 2026-03-29.",
            field=field,
            value=text[:40],
        )
    return found


def _check_minutes(starts: int, ends: int, field: str = "starts") -> None:
    if not (0 <= starts < DAY and 0 <= ends <= DAY):
        raise Refused(
            "There is no such time of day.",
            remedy="Times are from 0:00 to 24:00.",
            field=field,
            value=f"{starts}-{ends}",
        )


def _later(ends: int, starts: int) -> int:
    """The end in minutes after the midnight before `starts`."""
    return ends if ends > starts else ends + DAY


def _moment(day: date, minute: int, zone: ZoneInfo, *, last: bool) -> Millis:
    return moment_of(day + timedelta(days=minute // DAY), minute % DAY, zone, last=last)


def _parts(
    shift: Shift, day: date, zone: ZoneInfo, whole: tuple[Millis, Millis]
) -> list[tuple[ShiftPart, Stretch]]:
    """The breaks and the like with their moments, in order."""
    found = []
    for part in shift.parts:
        _check_minutes(part.starts, part.ends, "parts")
        starts = part.starts if part.starts >= shift.starts else part.starts + DAY
        ends = part.ends + DAY * (starts // DAY)
        since = _moment(day, starts, zone, last=False)
        until = _moment(day, _later(ends, starts), zone, last=True)
        if not whole[0] <= since < until <= whole[1]:
            raise _wrong(part, later("This break is not within its shift."))
        paid = part.kind is not PartKind.BREAK
        found.append((part, Stretch(since, until, works=False, paid=paid)))
    found.sort(key=lambda one: one[1])
    for (_, first), (part, second) in pairwise(found):
        if second.since < first.until:
            raise _wrong(part, later("Two breaks of this shift meet."))
    return found


def _wrong(part: ShiftPart, words: str) -> Refused:
    return Refused(
        words, remedy="Correct its times.", field="parts", value=clock(part.starts, part.ends)
    )


def clock(starts: int, ends: int) -> str:
    """Two times as people write them."""
    return "-".join(f"{one // 60}:{one % 60:02}" for one in (starts, ends))


def _stretches(whole: tuple[Millis, Millis], parts: list[Stretch]) -> Iterator[Stretch]:
    at, end = whole
    for one in parts:
        if at < one.since:
            yield Stretch(at, one.since, works=True, paid=True)
        yield one
        at = one.until
    if at < end:
        yield Stretch(at, end, works=True, paid=True)
