"""The reports of a hub: read, drawn as files, and sent by e-mail at certain hours.

Promises the hub's own numbers and files: nothing is counted or drawn here.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import msgspec
from msgspec.structs import asdict, replace

from agent_desktop.connectors.hub.long_reports import report_of
from agent_desktop.connectors.hub.translate import stranger
from agent_desktop.connectors.hub.unchanged import unchanged
from agent_desktop.model.errors import Conflict
from agent_desktop.model.report_questions import Format, ReportQuestion, parameters
from agent_desktop.model.report_schedules import (
    PauseReportSchedule,
    RemoveReportSchedule,
    ReportSchedule,
    ReportSchedules,
    ScheduleOrder,
    SendReportSchedule,
)
from agent_desktop.model.reports import FoundCustomer, FoundCustomers, Report, ReportInfo, Reports

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_REPORTS: Final = "/v1/reports"
_CUSTOMERS: Final = "/v1/reports/journey/customers"
_SCHEDULES: Final = "/v1/report-schedules"
DRAWN_WITHIN_S: Final = 120.0
"""A long report takes a while to be drawn."""
LONGEST: Final = 256 * 1024 * 1024
_WISHED: Final = (
    *("report", "query", "format", "language", "days", "minute", "zone", "entry_point_id"),
    *("receivers", "paused"),
)


class HubReports:
    """Implements `Reporting` through a hub's door."""

    def __init__(self, door: "Door", token: str) -> None:
        self._door = door
        self._token = token

    async def listed(self, language: str) -> tuple[ReportInfo, ...]:
        """See `Reporting`."""
        found = await self._door.get_in(language, _REPORTS, Reports, self._token, {})
        return found.reports

    async def read(self, asked: ReportQuestion, language: str) -> Report:
        """See `Reporting`."""
        body = await self._door.read_in(language, _path(asked), self._token, parameters(asked))
        try:
            return await report_of(body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise stranger() from None

    async def customers(self, words: str) -> tuple[FoundCustomer, ...]:
        """See `Reporting`."""
        found = await self._door.get(_CUSTOMERS, FoundCustomers, self._token, find=words)
        return found.customers

    async def save(
        self, asked: ReportQuestion, made_as: Format, language: str, target: Path
    ) -> None:
        """See `Reporting`."""
        await self._door.draw(
            _path(asked),
            target,
            self._token,
            {**parameters(asked), "format": made_as.value},
            {"Accept-Language": language},
            most=LONGEST,
            within_s=DRAWN_WITHIN_S,
        )


def _path(asked: ReportQuestion) -> str:
    return f"{_REPORTS}/{quote(asked.name, safe='')}"


async def read_schedules(door: "Door", token: str) -> ReportSchedules:
    """What goes out, and what one may choose."""
    return await door.get(_SCHEDULES, ReportSchedules, token)


def _wished(one: ReportSchedule) -> ReportSchedule:
    """A schedule without what the hub alone tells."""
    return ReportSchedule(id=one.id, **{name: getattr(one, name) for name in _WISHED})


async def carry_out(door: "Door", token: str, order: ScheduleOrder) -> None:
    """Do it."""
    if isinstance(order, RemoveReportSchedule):
        await door.do("DELETE", f"{_SCHEDULES}/{quote(order.schedule_id, safe='')}", token)
        return
    if isinstance(order, SendReportSchedule):
        path = f"{_SCHEDULES}/{quote(order.schedule_id, safe='')}/sending"
        await door.do("POST", path, token)
        return
    kept = await read_schedules(door, token)
    if isinstance(order, PauseReportSchedule):
        found = [one for one in kept.schedules if one.id == order.schedule_id]
        if not found:
            raise Conflict("Somebody else removed this meanwhile.", remedy="Nothing was changed.")
        await _define(door, token, replace(found[0], paused=order.paused))
        return
    one = order.schedule
    before = None if order.before is None else _wished(order.before)
    unchanged(one.id, before, {each.id: _wished(each) for each in kept.schedules})
    await _define(door, token, one)


async def _define(door: "Door", token: str, one: ReportSchedule) -> None:
    fields = asdict(replace(one, receivers=tuple(each.strip() for each in one.receivers)))
    body = {"type": "define_report_schedule"} | {name: fields[name] for name in _WISHED}
    path = f"{_SCHEDULES}/{quote(one.id, safe='')}"
    await door.do("PUT", path, token, msgspec.json.encode(body))
