"""Rows of a report beside those of the days to compare with.

Promises that a day is compared with the same day of the week before, and an interval with the same time of that day,
also where the clocks changed between; that rows which were not there before have nothing beside them. Pure.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from agent_desktop.model.reports import Cell, Kind, Report
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.reports.cells import is_number

Row = tuple[Cell, ...]


def matched(report: Report, before: Report | None) -> list[Row | None]:
    """For each row its earlier one, None without one."""
    if before is None or [one.name for one in before.columns] != [
        one.name for one in report.columns
    ]:
        return [None] * len(report.rows)
    zone = ZoneInfo(report.zone)
    days = local(report.from_at, zone).date() - local(before.from_at, zone).date()
    earlier = {_key(_moved(row, before, days, zone), report): row for row in before.rows}
    return [earlier.get(_key(row, report)) for row in report.rows]


def moved(before: Report, report: Report) -> list[Row]:
    """The earlier rows, their times and days moved to those that they are compared with."""
    zone = ZoneInfo(report.zone)
    days = local(report.from_at, zone).date() - local(before.from_at, zone).date()
    return [_moved(row, before, days, zone) for row in before.rows]


def _key(row: Sequence[Cell], report: Report) -> Row:
    return tuple(cell for cell, one in zip(row, report.columns, strict=True) if not is_number(one))


def _moved(row: Row, report: Report, days: timedelta, zone: ZoneInfo) -> Row:
    return tuple(
        _later(cell, one.kind, days, zone) for cell, one in zip(row, report.columns, strict=True)
    )


def _later(cell: Cell, kind: Kind, days: timedelta, zone: ZoneInfo) -> Cell:
    if cell is None:
        return None
    if kind is Kind.DAY:
        try:
            return (date.fromisoformat(str(cell)) + days).isoformat()
        except ValueError:
            return cell
    if kind is Kind.MOMENT and not isinstance(cell, str):
        wall = local(round(cell), zone)
        then = datetime.combine(wall.date() + days, wall.time(), zone)
        return round(then.timestamp() * 1000)
    return cell
