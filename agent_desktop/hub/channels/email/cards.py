"""Invitations and business cards in a mail as lines that people read; the files stay beside them.

Promises a few short lines of any bytes, without words of one language: signs, and dates as 2026-11-25 10:00. Refuses to
unfold repetitions, and to answer for the sender.
"""

import contextlib
import re
from datetime import date, datetime, timedelta
from typing import Any, Final

from agent_desktop.hub.channels.email.charsets import decoded

MAX_CARD: Final = 200_000
_WIDTH: Final = 200
_CARD_LINE: Final = re.compile(r"(?:[\w-]{1,40}\.)?([A-Za-z-]{1,40})((?:;[^:\n]{0,200})?):(.*)")
_SIGNS: Final = {
    "FN": "👤",
    "ORG": "🏢",
    "TITLE": "💼",
    "TEL": "☎",
    "EMAIL": "✉",
    "URL": "🔗",
    "NOTE": "📝",
}


def is_calendar(media: str, name: str) -> bool:
    """Whether a part is an invitation."""
    return media in ("text/calendar", "application/ics") or name.lower().endswith(".ics")


def is_card(media: str, name: str) -> bool:
    """Whether a part is a business card."""
    return media in ("text/vcard", "text/x-vcard", "text/directory") or name.lower().endswith(
        ".vcf"
    )


def calendar_lines(data: bytes) -> str:
    """What is when and where, of the first events of a calendar (RFC 5545); empty where that cannot be read."""
    from icalendar import Calendar

    # A library of others reads what strangers wrote: whatever it raises means that there is nothing to show.
    with contextlib.suppress(Exception):
        calendar: Any = Calendar.from_ical(decoded(data[:MAX_CARD], "utf-8"))
        cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        return "\n\n".join(
            _event(event, cancelled) for event in list(calendar.walk("VEVENT"))[:5]
        ).strip()
    return ""


def _event(event: Any, cancelled: bool) -> str:
    sign = "❌" if cancelled or str(event.get("STATUS", "")).upper() == "CANCELLED" else "📅"
    begin, end = _time(_value(event, "DTSTART")), _time(_end(event))
    again = " 🔁" if event.get("RRULE") else ""
    lines = [f"{sign} {_short(event.get('SUMMARY', ''))}".strip() + again]
    if begin:
        zone = begin[1] if begin[1] else ""
        until = ""
        if end and end[0] > begin[0]:
            same_day = end[0][:10] == begin[0][:10]
            until = f" – {end[0][11:] if same_day else end[0]}"
        lines.append(f"🕒 {begin[0]}{until}" + (f" ({zone})" if zone else ""))
    for name, mark in (("LOCATION", "📍"), ("ORGANIZER", "👤")):
        if value := _short(event.get(name, "")):
            lines.append(f"{mark} {re.sub(r'^mailto:', '', value, flags=re.IGNORECASE)}")
    return "\n".join(lines)


def _value(event: Any, name: str) -> Any:
    return getattr(event.get(name), "dt", None)


def _end(event: Any) -> Any:
    """When it ends, or its last day: a calendar names the day after that (RFC 5545, 3.6.1)."""
    begin, end, length = (_value(event, name) for name in ("DTSTART", "DTEND", "DURATION"))
    if end is None and isinstance(begin, date) and isinstance(length, timedelta):
        end = begin + length
    whole_days = isinstance(end, date) and not isinstance(end, datetime)
    return end - timedelta(days=1) if whole_days else end


def _time(moment: Any) -> tuple[str, str] | None:
    if isinstance(moment, datetime):
        zone = str(moment.tzinfo) if moment.tzinfo is not None else ""
        return f"{moment:%Y-%m-%d %H:%M}", zone[:60]
    return (f"{moment:%Y-%m-%d}", "") if isinstance(moment, date) else None


def card_lines(data: bytes) -> str:
    """Name, organisation, numbers and addresses of a business card (RFC 6350 and older)."""
    text = re.sub(r"\n[ \t]", "", decoded(data[:MAX_CARD], "utf-8"))
    lines: list[str] = []
    for line in text.split("\n")[:400]:
        found = _CARD_LINE.fullmatch(line[:1000].strip())
        sign = _SIGNS.get(found[1].upper()) if found else None
        if found is None or sign is None or "ENCODING" in found[2].upper():
            continue
        value = found[3].replace("\\n", " ").replace("\\,", ",").replace("\\;", ";")
        value = _short(re.sub(r"^tel:", "", ", ".join(filter(None, value.split(";")))))
        if value and f"{sign} {value}" not in lines:
            lines.append(f"{sign} {value}")
    return "\n".join(lines[:20])


def _short(value: object) -> str:
    return " ".join(str(value).split())[:_WIDTH]
