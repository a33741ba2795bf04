"""Reports that go out by e-mail: rows to records and back.

Each function works in the open transaction of the storage that it is given.
"""

from typing import Any, Final

import msgspec
from sqlalchemy import delete, select

from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.people import as_json
from agent_desktop.hub.storage.report_tables import report_schedules
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.report_schedules import ReportSchedule

_LISTS: Final = {"days": tuple[int, ...], "receivers": tuple[str, ...]}
_NAMES: Final = tuple(column.name for column in report_schedules.columns)


def keep(storage: Storage, schedule: ReportSchedule) -> None:
    """Insert or replace it."""
    storage.put(report_schedules, (schedule.id,), _row, schedule)


def _row(schedule: ReportSchedule) -> Values:
    found = (getattr(schedule, name) for name in _NAMES)
    return tuple(
        as_json(value) if name in _LISTS else value
        for name, value in zip(_NAMES, found, strict=True)
    )


def schedules(storage: Storage) -> list[ReportSchedule]:
    """All of them, by their ids."""
    return [_read(row) for row in storage.rows(select(report_schedules).order_by("id"))]


def schedule(storage: Storage, schedule_id: str) -> ReportSchedule | None:
    """One of them."""
    found = select(report_schedules).where(report_schedules.c.id == schedule_id)
    row = storage.row(found)
    return None if row is None else _read(row)


def forget(storage: Storage, schedule_id: str) -> None:
    """Have it no longer."""
    storage.execute(delete(report_schedules).where(report_schedules.c.id == schedule_id))


def due(storage: Storage, now: Millis) -> list[ReportSchedule]:
    """Those whose hour has come."""
    return [
        one
        for one in schedules(storage)
        if not one.paused
        and one.state != "sending"
        and one.due_at is not None
        and one.due_at <= now
    ]


def _read(row: Any) -> ReportSchedule:
    values = {name: getattr(row, name) for name in _NAMES}
    for name, kind in _LISTS.items():
        values[name] = msgspec.json.decode(values[name], type=kind)
    values["paused"] = bool(values["paused"])
    return ReportSchedule(**values)
