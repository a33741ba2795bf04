"""What the import of holidays says: its days, what else there is of the file, and each event that was left out.

Promises a remedy with every fault. Refuses to name an event by more than a line.
"""

from datetime import date

from PySide6.QtCore import QDate, QLocale

from agent_desktop.model.calendars import SpecialDay
from agent_desktop.ui.kit.chosen_text import FileFault
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.settings.holiday_file import LeftOut, NoHolidays, Why
from agent_desktop.ui.settings.hours import times_words
from agent_desktop.ui.words import plural, tr

_NAME = 40


def _short(name: str) -> str:
    """A name on one line; of a long one the beginning."""
    shown = single_line(name, _NAME + 1)
    return shown if len(shown) <= _NAME else f"{shown[: _NAME - 1].rstrip()}…"


def day_line(one: SpecialDay) -> str:
    """A day with its name and what is left of its hours."""
    day = date.fromisoformat(one.day)
    shown = QLocale().toString(QDate(day.year, day.month, day.day), tr("d MMM yyyy"))
    weekday = QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    name = _short(one.name) or tr("Holiday")
    return f"{weekday} {shown} · {name} · {times_words(one.times) or tr('closed')}"


def beside(*, over: int, known: int, idle: int, too_many: int) -> str:
    """What else there is of the file in these years."""
    words = []
    if over:
        words.append(plural(over, "{n} day is over.", "{n} days are over."))
    if known:
        words.append(
            plural(
                known,
                "{n} day is in the calendar already.",
                "{n} days are in the calendar already.",
            )
        )
    if idle:
        words.append(
            plural(
                idle,
                "{n} day changes nothing: it is closed then anyway.",
                "{n} days change nothing: it is closed then anyway.",
            )
        )
    if too_many:
        words.append(
            plural(
                too_many,
                "{n} more day does not fit here. Choose fewer years.",
                "{n} more days do not fit here. Choose fewer years.",
            )
        )
    return " ".join(words)


def nothing_words(fault: NoHolidays) -> str:
    """Why nothing of a file can be used, and what to do."""
    match fault:
        case NoHolidays.NO_CALENDAR:
            return tr("This is no iCalendar file. Choose one that ends in .ics.")
        case NoHolidays.NO_EVENTS:
            return tr("There is no event in this file, or it is broken. Save or fetch it again.")
        case NoHolidays.TOO_MANY:
            return tr(
                "The file has too many events. Save only the holidays, or fewer years of them."
            )


def left_out_words(one: LeftOut) -> str:
    """An event that was left out, with the reason and what to do."""
    name = _short(one.name) or tr("An event without a name")
    where = f"{name} ({one.begin})" if one.begin else name
    return tr("{event} was left out: {why}", event=where, why=_why(one.why))


def _why(why: Why) -> str:
    match why:
        case Why.NO_BEGIN:
            return tr("it has no day that can be read. Type the day yourself.")
        case Why.NO_LENGTH:
            return tr("it takes no time, or ends before it begins. Type the day yourself.")
        case Why.TOO_LONG:
            return tr("it takes longer than two months. Change the opening hours for that time.")
        case Why.TOO_OFTEN:
            return tr("it repeats too often for a holiday. Change the opening hours instead.")
        case Why.NO_RULE:
            return tr("it repeats in a way that cannot be read. Type its days yourself.")
        case Why.NO_TIME_LEFT:
            return tr("to unfold it takes too long. Type its days yourself.")


def unread_words(fault: FileFault) -> str:
    """Why a file cannot be read, and what to do."""
    match fault:
        case FileFault.UNREADABLE:
            return tr("The file cannot be read. Choose another one.")
        case FileFault.NO_TEXT:
            return tr(
                "The file is not in UTF-8. Save it as iCalendar in UTF-8, and import it again."
            )
        case FileFault.TOO_LONG:
            return tr("The file is too large. Save only the holidays, or fewer years of them.")
