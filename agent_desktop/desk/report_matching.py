"""Rows of a report beside those of the days to compare with.

Promises that a day is compared with the same day of the week before, and an interval with the same time of that day,
also where the clocks changed between; that rows which were not there before have nothing beside them. It works in
steps, so that who waits for a long report can do something else between them. Pure.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agent_desktop.model.base import Millis
from agent_desktop.model.reports import Cell, Column, Kind, Report

STEP: Final = 500
"""So many rows are looked at in a step."""
NOWHERE: Final = -1
Places = tuple[int, ...]
"""For each row the place of its earlier one, `NOWHERE` without one."""
_NUMBERS: Final = frozenset({Kind.COUNT, Kind.MS, Kind.SHARE, Kind.TIMES})


def keys_of(columns: tuple[Column, ...]) -> list[int]:
    """The columns that say what a row is about."""
    return [at for at, one in enumerate(columns) if one.kind not in _NUMBERS]


def matched(report: Report, before: Report | None) -> Places:
    """Where the earlier row of each row stands, all at once."""
    found: list[int] = []
    for part in steps(report, before):
        found += part
    return tuple(found)


def steps(report: Report, before: Report | None) -> Iterator[list[int]]:
    """The same, some rows at a time; empty parts while the earlier ones are looked through."""
    names = [one.name for one in report.columns]
    if before is None or [one.name for one in before.columns] != names:
        yield [NOWHERE] * len(report.rows)
        return
    zone = ZoneInfo(report.zone)
    days = _day(report.from_at, zone) - _day(before.from_at, zone)
    keys = keys_of(report.columns)
    kinds = [report.columns[at].kind for at in keys]
    known: dict[tuple[Cell, Kind], Cell] = {}

    def later(cell: Cell, kind: Kind) -> Cell:
        if (cell, kind) not in known:
            known[cell, kind] = _later(cell, kind, days, zone)
        return known[cell, kind]

    earlier: dict[tuple[Cell, ...], int] = {}
    for place, row in enumerate(before.rows):
        earlier[tuple(later(row[at], kind) for at, kind in zip(keys, kinds, strict=True))] = place
        if place % STEP == STEP - 1:
            yield []
    for start in range(0, len(report.rows), STEP):
        rows = report.rows[start : start + STEP]
        yield [earlier.get(tuple(row[at] for at in keys), NOWHERE) for row in rows]


def _day(at: Millis, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(at / 1000, zone).date()


def _later(cell: Cell, kind: Kind, days: timedelta, zone: ZoneInfo) -> Cell:
    if cell is None:
        return None
    if kind is Kind.DAY:
        try:
            return (date.fromisoformat(str(cell)) + days).isoformat()
        except ValueError:
            return cell
    if kind is Kind.MOMENT and not isinstance(cell, str):
        wall = datetime.fromtimestamp(round(cell) / 1000, zone)
        then = datetime.combine(wall.date() + days, wall.time(), zone)
        return round(then.timestamp() * 1000)
    return cell
