"""The cells of a report as people read them, and the lines at a report's head.

Promises times in the report's own zone, days as its language writes them, durations as hours, minutes and seconds, and
a dash where there is no data. A text that a spreadsheet would take for a formula is told from one (`harmless`).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from agent_desktop.hub.metrics.reports.languages import Say, say_in
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import zone_of
from agent_desktop.model.reports import Cell, Column, Kind, Report

NOTHING: Final = "–"
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before one that looks so."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def local(at: Millis, zone: str) -> datetime:
    """A moment on the clocks of a zone, to the second."""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(zone_of(zone))


def shown(cell: Cell, column: Column, report: Report) -> str:
    """A cell as text."""
    if cell is None:
        return NOTHING
    if isinstance(cell, str):
        day = day_of(cell) if column.kind is Kind.DAY else None
        return cell if day is None else day_words(day, report.language)
    comma = report.language == "de"
    match column.kind:
        case Kind.MS:
            return duration(round(cell))
        case Kind.SHARE:
            return _percent(_point(f"{100 * cell:.1f}", comma=comma), report)
        case Kind.TIMES:
            return _point(f"{cell:.2f}", comma=comma)
        case Kind.MOMENT:
            return _moment(round(cell), report)
        case _:
            return str(cell)


def _percent(number: str, report: Report) -> str:
    """As the report's language writes it."""
    return f"{number} %" if report.language == "de" else f"{number}%"


def day_of(text: str) -> date | None:
    """The day that a cell of days says; None where it says none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_words(day: date, language: str, *, year: bool = True) -> str:
    """A day: "14 Nov 2023", in German "14.11.2023"."""
    if language == "de":
        return f"{day:%d.%m.}{day.year if year else ''}"
    return f"{day.day} {_MONTHS.split()[day.month - 1]}{f' {day.year}' if year else ''}"


def _moment(at: Millis, report: Report) -> str:
    """Day and time of day, with a comma and a blank between."""
    clock = local(at, report.zone)
    return f"{day_words(clock.date(), report.language)}, {clock:%H:%M}"


def _point(number: str, *, comma: bool) -> str:
    return number.replace(".", ",") if comma else number


def duration(ms: Millis) -> str:
    """Hours, minutes and seconds."""
    seconds = round(ms / 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def head(report: Report) -> list[tuple[str, str]]:
    """What stands above a report, as what and which: its time, its zone, what it leaves out, when it was made."""
    say = say_in(report.language)
    return [
        (say("Time"), _time(report)),
        (say("Time zone"), report.zone),
        *([] if report.only else [(say("Only"), say("All"))]),
        *((f"{say('Only')}: {what}", which) for what, which in report.only),
        (say("Made"), _moment(report.made_at, report)),
    ]


def _time(report: Report) -> str:
    first = local(report.from_at, report.zone).date()
    last = (local(report.until_at, report.zone) - timedelta(seconds=1)).date()
    whole = day_words(last, report.language)
    if first == last:
        return whole
    return f"{day_words(first, report.language, year=first.year != last.year)} – {whole}"


def notes(report: Report) -> list[tuple[str, str]]:
    """What the columns mean, as caption and words."""
    return [(one.caption, one.words) for one in report.columns if one.words]


def remarks(report: Report) -> list[str]:
    """What is to be said of it: that it is empty, or cut, or still being counted."""
    say: Say = say_in(report.language)
    found = list(report.notes)
    if report.counted_again is not None:
        again = _percent(str(report.counted_again), report)
        found.append(f"{say('Still being counted again')}: {again}")
    if not report.rows:
        found.append(say("There is nothing in this time."))
    if report.cut:
        found.append(say("There is more than is shown here: choose a shorter time."))
    return found


def file_name(report: Report, ending: str) -> str:
    """What a report is called as a file: nothing in it needs care."""
    first = local(report.from_at, report.zone).date()
    return f"{report.name.replace('_', '-')}-{first}.{ending}"
