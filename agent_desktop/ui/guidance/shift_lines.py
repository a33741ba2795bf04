"""The own shifts in words: one for the status bar, and a line for each in the sheet.

Promises moments on the clock of this computer (`zone` in its place), with the hours on the shift's own wall beside them
where these are others. Pure: nothing here knows a widget.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agent_desktop.model.base import Millis
from agent_desktop.model.shifts import PartKind, Shift
from agent_desktop.ui.kit.format import day, local, time_of_day
from agent_desktop.ui.settings.shift_words import city, hours, parts_words
from agent_desktop.ui.words import tr


@dataclass(frozen=True)
class ShiftLine:
    """A shift: its day, from when until when, what is paid; breaks and the other zone. `now`: it goes on."""

    day: str
    times: str
    paid: str
    more: str
    now: bool


def status(one: Shift, now: Millis, zone: tzinfo | None = None) -> str:
    """About the shift of now, or the next one."""
    if one.starts_at <= now:
        return tr("Shift until {time}", time=time_of_day(one.ends_at, zone=zone))
    begins = time_of_day(one.starts_at, zone=zone)
    if local(one.starts_at, zone).date() == local(now, zone).date():
        return tr("Shift from {time}", time=begins)
    return tr("Next shift {day}, {time}", day=day(one.starts_at, now, zone=zone), time=begins)


def lines(shifts: Iterable[Shift], now: Millis, zone: tzinfo | None = None) -> list[ShiftLine]:
    """All of them, the first first."""
    return [_line(one, now, zone) for one in sorted(shifts, key=lambda one: one.starts_at)]


def _line(one: Shift, now: Millis, zone: tzinfo | None) -> ShiftLine:
    return ShiftLine(
        day=day(one.starts_at, now, zone=zone),
        times=_span(one, zone),
        paid=tr("{hours} paid", hours=hours(one.paid_ms)),
        more=" \u00b7 ".join(part for part in (_elsewhere(one, zone), *_parts(one)) if part),
        now=one.starts_at <= now < one.ends_at,
    )


def _span(one: Shift, zone: tzinfo | None) -> str:
    return f"{time_of_day(one.starts_at, zone=zone)}\u2013{time_of_day(one.ends_at, zone=zone)}"


def _elsewhere(one: Shift, zone: tzinfo | None) -> str:
    """The hours on the wall of the shift's own zone, where they are others than here."""
    try:
        own = ZoneInfo(one.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    here = (local(at, zone).replace(tzinfo=None) for at in (one.starts_at, one.ends_at))
    there = (local(at, own).replace(tzinfo=None) for at in (one.starts_at, one.ends_at))
    if list(here) == list(there):
        return ""
    return tr("{times} in {city}", times=_span(one, own), city=city(one.zone))


def _parts(one: Shift) -> Iterable[str]:
    """Breaks and what else is planned in it, as its own wall shows it."""
    kinds = {
        PartKind.BREAK: tr("Break"),
        PartKind.PAID_BREAK: tr("Paid break"),
        PartKind.OTHER: tr("Away from customers"),
    }
    for kind, word in kinds.items():
        found = [part for part in one.parts if part.kind is kind]
        if found:
            yield f"{word} {parts_words(found)}"
