"""Shifts out of a file of comma-separated values, as docs/guide/supervisors.md tells leads to write it.

Promises a shift for each line, or the first line that is wrong, in words. Commas or semicolons part the columns, as
spreadsheets write them; the first line names them, in any order. Refuses to guess: unknown columns are wrong.
"""

import csv
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from agent_desktop.model.errors import Refused
from agent_desktop.model.shifts import DAY, PartKind, Shift, ShiftPart

COLUMNS: Final = ("agent", "day", "start", "end", "breaks", "zone")
NEEDED: Final = COLUMNS[:4]
MOST_LINES: Final = 5_000
_KINDS: Final = {
    "": PartKind.BREAK,
    "unpaid": PartKind.BREAK,
    "paid": PartKind.PAID_BREAK,
    "other": PartKind.OTHER,
}
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})")
_PART: Final = re.compile(r"(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*([a-z]*)", re.IGNORECASE)


class Line(NamedTuple):
    """A shift, and the line of the file that says so. Its `agent_id` is what stands there: an id or an e-mail."""

    number: int
    shift: Shift


def read(text: str) -> Iterator[Line]:
    """The shifts of a file, one by one. Raises Refused at the first line that is wrong."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    rows = csv.reader(
        text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    names: list[str] | None = None
    count = 0
    for row in _rows(rows):
        if not any(one.strip() for one in row):
            continue
        number = rows.line_num
        if names is None:
            names = _names(row, number)
            continue
        count += 1
        if count > MOST_LINES:
            raise at_line(Refused(f"A file has at most {MOST_LINES} shifts."), number)
        try:
            yield Line(number, _shift(dict(zip(names, map(str.strip, row), strict=False))))
        except Refused as error:
            raise at_line(error, number) from None
    if names is None or not count:
        raise Refused(
            "There is no shift in this file.",
            remedy="The first line names the columns: agent, day, start, end, breaks, zone.",
            field="text",
        )


def at_line(error: Refused, number: int) -> Refused:
    """The same refusal, of the same kind, which says where in the file it is."""
    said = Refused(
        error.problem.message,
        remedy=f"Correct line {number} and import the file again: nothing of it was planned.",
        field="text",
        value=error.problem.value,
    )
    made = type(error)(said.problem.message)
    made.problem = said.problem
    return made


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        raise Refused(
            "This is no file of comma-separated values.",
            remedy="Save it as CSV, in UTF-8.",
            field="text",
        ) from None


def _names(row: list[str], number: int) -> list[str]:
    names = [one.strip().casefold() for one in row]
    while names and not names[-1]:
        names.pop()
    for one in names:
        if one not in COLUMNS or names.count(one) > 1:
            raise at_line(Refused("There is no such column.", value=one[:40]), number)
    for one in NEEDED:
        if one not in names:
            raise at_line(Refused("A column is missing.", value=one), number)
    return names


def _shift(cells: dict[str, str]) -> Shift:
    for one in NEEDED:
        if not cells.get(one):
            raise Refused("A cell is empty.", value=one)
    return Shift(
        id="",
        agent_id=cells["agent"],
        day=cells["day"],
        starts=_minute(cells["start"]),
        ends=_minute(cells["end"]),
        zone=cells.get("zone", ""),
        parts=tuple(map(_part, filter(None, re.split(r"\s*[,;+]\s*", cells.get("breaks", ""))))),
    )


def _minute(text: str) -> int:
    found = _TIME.fullmatch(text)
    minute = int(found[1]) * 60 + int(found[2]) if found else -1
    if found is None or int(found[2]) > 59 or not 0 <= minute <= DAY:
        raise Refused("There is no such time of day.", value=text[:40])
    return minute


def _part(text: str) -> ShiftPart:
    found = _PART.fullmatch(text.strip())
    kind = _KINDS.get(found[3].casefold()) if found else None
    if found is None or kind is None:
        raise Refused("This is no break: write it like 12:00-12:30 paid.", value=text[:40])
    return ShiftPart(starts=_minute(found[1]), ends=_minute(found[2]), kind=kind)
