"""Rows of a report beside those of the days to compare with.

Promises that a day is compared with the same day of the week before, and an interval with the same time of that day,
also where the clocks changed between; that rows which were not there before have nothing beside them. Pure.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from agent_desktop.model.reports import Cell, Kind, Report
from agent_desktop.ui.kit.format import local
from agent_desktop.ui.reports.cells import keys_of

Row = tuple[Cell, ...]


def matched(report: Report, before: Report | None) -> list[Row | None]:
    """For each row its earlier one, None without one."""
    if before is None or [one.name for one in before.columns] != [
        one.name for one in report.columns
    ]:
        return [None] * len(report.rows)
    zone = ZoneInfo(report.zone)
    days = local(report.from_at, zone).date() - local(before.from_at, zone).date()
    keys = keys_of(report.columns)
    kinds = [report.columns[at].kind for at in keys]
    known: dict[tuple[Cell, Kind], Cell] = {}

    def later(cell: Cell, kind: Kind) -> Cell:
        if (cell, kind) not in known:
            known[cell, kind] = _later(cell, kind, days, zone)
        return known[cell, kind]

    earlier = {
        tuple(later(row[at], kind) for at, kind in zip(keys, kinds, strict=True)): row
        for row in before.rows
    }
    return [earlier.get(tuple(row[at] for at in keys)) for row in report.rows]


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
