"""Pure formatting of times and sizes for the screen.

Promises short, tabular, translatable words for values whose units are in their names. Refuses the system clock: `now`
is always handed in, and the zone is the machine's unless another is given.
"""

from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QDate, QLocale, QTime

from agent_desktop.model.base import Millis
from agent_desktop.ui.words import tr

MINUS = "\u2212"

_SECOND = 1_000
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_PRECISE_AGE = 5 * _MINUTE


def timer(duration_ms: int, *, pad: bool = False) -> str:
    """A running time: `4:12`, padded `04:12`, from one hour `1:04:12`. Negative counts as zero."""
    seconds = max(0, duration_ms) // _SECOND
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    if hour:
        return f"{hour}:{minute:02}:{second:02}"
    return f"{minute:02}:{second:02}" if pad else f"{minute}:{second:02}"


def countdown(left_ms: int) -> str:
    """Time left, second by second: `0:20` until 19 s are left, so that it says `0:00` at the end and not before."""
    return timer(-(-left_ms // _SECOND) * _SECOND)


def age(duration_ms: int) -> str:
    """How long something has been waiting: `4:12` under five minutes, then `26 min`, `3 h`, from 48 hours `2 d`."""
    if duration_ms < _PRECISE_AGE:
        return timer(duration_ms)
    return _coarse(duration_ms)


def remaining(duration_ms: int) -> str:
    """Time left to a deadline: `19 s`, `2 min`, `3 h`, `2 d`; overdue time is negative: `−15 min`."""
    words = _coarse(abs(duration_ms))
    return f"{MINUS}{words}" if duration_ms < 0 else words


def _coarse(duration_ms: int) -> str:
    if duration_ms < _MINUTE:
        return tr("{n} s", n=duration_ms // _SECOND)
    if duration_ms < _HOUR:
        return tr("{n} min", n=duration_ms // _MINUTE)
    if duration_ms < 2 * _DAY:
        return tr("{n} h", n=duration_ms // _HOUR)
    return tr("{n} d", n=duration_ms // _DAY)


def local(at: Millis, zone: tzinfo | None = None) -> datetime:
    """The moment on the wall clock of `zone`, or of this machine."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)


def time_of_day(at: Millis, *, seconds: bool = False, zone: tzinfo | None = None) -> str:
    """`14:02`, or `14:02:11`; with AM and PM where the language of the program writes them."""
    moment = local(at, zone)
    locale = QLocale()
    twelve = "a" in locale.timeFormat(QLocale.FormatType.ShortFormat).lower()
    hours = "h:mm" if twelve else "HH:mm"
    pattern = hours + (":ss" if seconds else "") + (" AP" if twelve else "")
    return locale.toString(QTime(moment.hour, moment.minute, moment.second), pattern)


def day(at: Millis, now: Millis, *, zone: tzinfo | None = None) -> str:
    """A heading for a day: `Today`, `Yesterday`, `Mon 23 Nov`, in another year `3 Nov 2025`."""
    moment, today = local(at, zone).date(), local(now, zone).date()
    if moment == today:
        return tr("Today")
    if moment == today - timedelta(days=1):
        return tr("Yesterday")
    pattern = tr("ddd d MMM") if moment.year == today.year else tr("d MMM yyyy")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), pattern)


def moment(at: Millis, now: Millis, *, zone: tzinfo | None = None) -> str:
    """A date and time in a line: `14:02` today, `Mon 09:05` within a week, then `3 Nov`, `3 Nov 2025`."""
    then, today = local(at, zone).date(), local(now, zone).date()
    if then == today:
        return time_of_day(at, zone=zone)
    date = QDate(then.year, then.month, then.day)
    if timedelta(0) < today - then < timedelta(days=7):
        return f"{QLocale().toString(date, 'ddd')} {time_of_day(at, zone=zone)}"
    pattern = tr("d MMM") if then.year == today.year else tr("d MMM yyyy")
    return QLocale().toString(date, pattern)


def byte_size(count: int) -> str:
    """`512 B`, `184 KB`, `2.1 MB`, `1.4 GB`, in thousands."""
    if count < 1_000:
        return tr("{n} B", n=count)
    size = count / 1_000
    for unit in (tr("{n} KB"), tr("{n} MB")):
        if size < 999.5:
            return unit.format(n=_short(size))
        size /= 1_000
    return tr("{n} GB", n=_short(size))


def _short(value: float) -> str:
    return QLocale().toString(value, "f", 1 if value < 9.95 and round(value, 1) % 1 else 0)
