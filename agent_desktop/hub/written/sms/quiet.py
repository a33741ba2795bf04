"""Quiet hours: when nobody is to be woken by a message that answers nothing.

Promises the local time of the number that is written to, by the zones that phonenumbers knows for it. A number that may
be in several zones (a mobile of a wide country) is left in peace while it is night in any of them; where that would be
always, the zone in the middle decides. Refuses nothing: a number without a zone takes the team's.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Refused

_STEP = timedelta(minutes=15)  # every zone's offset is a multiple of it
_DAY_STEPS = 96


class QuietHours(Record, frozen=True):
    """From `begins` until `ends`, in minutes of the local day; past midnight where it ends earlier than it begins."""

    begins: int
    ends: int

    def hold(self, minute: int) -> bool:
        """Whether a minute of the day is quiet."""
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


def hours(text: str, field: str = "quiet") -> QuietHours | None:
    """ "21:00-08:00" as hours, None for nothing. Raises Refused."""
    if not text.strip():
        return None
    try:
        begins, ends = (_minute(side) for side in text.split("-"))
        if begins == ends:
            raise ValueError
    except ValueError:
        raise Refused(
            "The quiet hours cannot be read.",
            field=field,
            value=text,
            remedy="Write them as 21:00-08:00, or leave the field empty.",
        ) from None
    return QuietHours(begins=begins, ends=ends)


def _minute(text: str) -> int:
    hour, minute = (int(part) for part in text.strip().split(":"))
    if not (0 <= hour < 24 and 0 <= minute < 60):
        raise ValueError
    return hour * 60 + minute


def zones(number: str, home: str = "UTC") -> tuple[str, ...]:
    """The zones in which a number (E.164) may be, from west to east as phonenumbers lists them; `home` if unknown."""
    import phonenumbers
    from phonenumbers import timezone

    try:
        found = timezone.time_zones_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        found = ()
    known = tuple(zone for zone in found if zone != timezone.UNKNOWN_TIMEZONE)
    return known or (home,)


def quiet_until(
    number: str, now: Millis, quiet: QuietHours | None, home: str = "UTC"
) -> Millis | None:
    """When the quiet of a number ends, None when it may be written to now."""
    if quiet is None:
        return None
    moment = datetime.fromtimestamp(now / 1000, UTC)
    places = [ZoneInfo(zone) for zone in zones(number, home)]
    if not _any_quiet(moment, places, quiet):
        return None
    places.sort(key=lambda place: moment.astimezone(place).utcoffset() or timedelta())
    middle = places[len(places) // 2 : len(places) // 2 + 1]
    for chosen in (places, middle):
        if not _any_quiet(moment, chosen, quiet):
            return None
        step = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
        for _ in range(_DAY_STEPS):
            step += _STEP
            if not _any_quiet(step, chosen, quiet):
                return int(step.timestamp() * 1000)
    return None


def _any_quiet(moment: datetime, places: list[ZoneInfo], quiet: QuietHours) -> bool:
    for place in places:
        local = moment.astimezone(place)
        if quiet.hold(local.hour * 60 + local.minute):
            return True
    return False
