"""Invitations and business cards within a mail's text, as the hub writes them: paragraphs whose lines begin with signs.

Promises days and times as the language of the program writes them, in the zone that the invitation names. Refuses to
reckon: what is no day stays as it stands.
"""

import re
from typing import Final

from PySide6.QtCore import QDate, QLocale, QTime

_SIGNS: Final = frozenset("📅❌🕒📍👤🔁🏢💼☎✉🔗📝")
_WHEN: Final = "🕒 "
_DAY: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_TIME: Final = re.compile(r"\b(\d\d):(\d\d)\b")


def places(text: str, line_end: str) -> tuple[tuple[int, int], ...]:
    """Where they stand in a text with these line ends: (start, length) of each."""
    found, start = [], 0
    for paragraph in text.split(2 * line_end):
        if _is_fact(paragraph.split(line_end)):
            found.append((start, len(paragraph)))
        start += len(paragraph) + 2 * len(line_end)
    return tuple(found)


def localised(text: str) -> str:
    """The text with the times of its invitations in the program's language."""
    if _WHEN not in text:
        return text
    return "\n\n".join(map(_paragraph, text.split("\n\n")))


def _paragraph(text: str) -> str:
    lines = text.split("\n")
    if not _is_fact(lines):
        return text
    return "\n".join(_when(line) if line.startswith(_WHEN) else line for line in lines)


def _is_fact(lines: list[str]) -> bool:
    return all(line[:1] in _SIGNS for line in lines) and bool(lines[0])


def _when(line: str) -> str:
    when, bracket, zone = line.partition(" (")
    return _TIME.sub(_time, _DAY.sub(_day, when)) + bracket + zone


def _day(found: re.Match[str]) -> str:
    date = QDate(*map(int, found.groups()))
    return QLocale().toString(date, QLocale.FormatType.LongFormat) if date.isValid() else found[0]


def _time(found: re.Match[str]) -> str:
    time = QTime(*map(int, found.groups()))
    return QLocale().toString(time, QLocale.FormatType.ShortFormat) if time.isValid() else found[0]
