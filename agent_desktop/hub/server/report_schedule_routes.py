"""Scheduled reports over HTTP: leads say what goes out when and to whom, and see how it went.

Promises that a schedule asks for nothing that its owner could not ask for themselves, now and at each hour; that leads
see and change their own schedules, administrators all. Everything that is changed stands in the audit trail.
"""

from typing import Annotated, Any, Final

from msgspec import Meta
from msgspec.structs import replace

from agent_desktop.hub.centre import report_hours
from agent_desktop.hub.doors.faults import Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.metrics.reports import languages
from agent_desktop.hub.metrics.reports.catalogue import listed
from agent_desktop.hub.metrics.reports.languages import LANGUAGES
from agent_desktop.hub.protocol import Request as Body
from agent_desktop.hub.server.operations import Call, Operation
from agent_desktop.hub.server.report_posts import question
from agent_desktop.hub.server.report_routes import FORMATS, QUERY, asked_for
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.hub.storage import networks, report_rows
from agent_desktop.hub.storage import report_schedules as kept
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.figure_questions import Named
from agent_desktop.model.figures import zone_of
from agent_desktop.model.report_schedules import ReportSchedule, ReportSchedules

_ONE: Final = "/v1/report-schedules/{id}"
_MAIL: Final = frozenset({"email", "email_in"})
MOST: Final = 200
"""So many schedules has a house."""
_Address = Annotated[str, Meta(max_length=254, pattern=r"^[^@\s<>,;]+@[^@\s<>,;]+$")]


class DefineReportSchedule(Body, frozen=True, tag="define_report_schedule"):
    """Have a report sent by e-mail.

    `report` and `query` are as `GET /v1/reports/{report}?{query}` takes them (`period=last_week&queue=support`; the
    names of days are those of the hour at which it goes out). On `days` (0 is Monday) at `minute` of the day in `zone`
    it goes from the mailbox `entry_point_id` to `receivers`, as csv, xlsx or pdf, in English or German.
    """

    report: Annotated[str, Meta(max_length=64)]
    entry_point_id: Annotated[str, Meta(max_length=64)]
    receivers: Annotated[tuple[_Address, ...], Meta(min_length=1, max_length=50)]
    query: Annotated[str, Meta(max_length=2_000)] = "period=yesterday"
    format: str = "pdf"
    language: str = "en"
    days: Annotated[tuple[Annotated[int, Meta(ge=0, le=6)], ...], Meta(min_length=1)] = (
        *(0, 1, 2, 3, 4),
    )
    minute: Annotated[int, Meta(ge=0, lt=1_440)] = 420
    zone: Annotated[str, Meta(max_length=60)] = "UTC"
    paused: bool = False


async def list_schedules(call: Call[None]) -> ReportSchedules:
    """Your schedules, an administrator's are all; with the mailboxes and the reports that can be chosen."""
    found = await call.house.rows(kept.schedules)
    language = languages.wanted(call.request.headers.get("accept-language", ""))
    return ReportSchedules(
        schedules=tuple(one for one in found if _own(call, one)),
        mailboxes=await call.house.rows(mailboxes),
        reports=tuple(languages.info(one, language) for one in listed()),
    )


def mailboxes(storage: Storage) -> tuple[Named, ...]:
    """Those that mail of the house can go out by, by their names."""
    names = report_rows.names(storage).entry_points
    found = [one.entry_point_id for one in _mail(storage)]
    return tuple(
        sorted(
            (Named(id=key, name=names.get(key) or key) for key in found),
            key=lambda one: (one.name.casefold(), one.id),
        )
    )


def _mail(storage: Storage) -> list[networks.KeptNetwork]:
    return [one for one in networks.kept_networks(storage) if one.network in _MAIL]


async def define_schedule(call: Call[DefineReportSchedule]) -> None:
    """Have a report sent by e-mail, or otherwise than before. It goes out as its owner may see it."""
    wish, house, key = call.body, call.house, call.chosen_id()
    now, who = house.shared.clock(), call.token.subject
    if wish.format not in FORMATS:
        raise Malformed(
            f"The format is {', '.join(FORMATS)}.", field="format", value=shown(wish.format)
        )
    if wish.language not in LANGUAGES:
        raise Malformed("The language is en or de.", field="language", value=shown(wish.language))
    zone_of(wish.zone)
    request = question(wish.query)
    unknown = set(request.query_params) - {one.name for one in QUERY}
    if unknown:
        raise Malformed("There is no such parameter.", field="query", value=shown(min(unknown)))
    before = await house.rows(lambda storage: kept.schedule(storage, key))
    if before is not None and not _own(call, before):
        raise _not_yours(key)
    owner = who if before is None else before.owner_id
    await asked_for(house, wish.report, request, owner, now)
    made = ReportSchedule(
        id=key,
        owner_id=owner,
        report=wish.report,
        query=wish.query,
        format=wish.format,
        language=wish.language,
        days=tuple(sorted(set(wish.days))),
        minute=wish.minute,
        zone=wish.zone,
        entry_point_id=wish.entry_point_id,
        receivers=tuple(dict.fromkeys(wish.receivers)),
        paused=wish.paused,
    )
    await house.rows(lambda storage: _keep(storage, report_hours.planned(made, now)))


def _keep(storage: Storage, made: ReportSchedule) -> None:
    if made.entry_point_id not in {one.entry_point_id for one in _mail(storage)}:
        raise Refused(
            "This entry point is no mailbox.",
            remedy="Choose a mailbox, or connect one.",
            field="entry_point_id",
            value=made.entry_point_id,
        )
    known = kept.schedule(storage, made.id)
    if known is not None and known.owner_id != made.owner_id:
        raise _not_yours(made.id)  # somebody was faster with this id
    if known is None and len(kept.schedules(storage)) >= MOST:
        raise Refused(
            f"A house has at most {MOST} scheduled reports.",
            remedy="Remove one first.",
            field="id",
            value=made.id,
        )
    if known is not None:
        made = replace(made, sent_at=known.sent_at, last_at=known.last_at)
    kept.keep(storage, made)


async def send_schedule(call: Call[None]) -> None:
    """The report goes out now, within half a minute, besides its hours; how it went stands where it always does."""
    key, now = call.chosen_id(), call.house.shared.clock()
    found = await call.house.rows(lambda storage: kept.schedule(storage, key))
    if found is None or not _own(call, found):
        raise _not_yours(key)
    await call.house.rows(lambda storage: _hasten(storage, key, now))


def _hasten(storage: Storage, key: str, now: Millis) -> None:
    found = kept.schedule(storage, key)
    if found is None:
        raise _not_yours(key)
    if found.paused:
        raise Refused("This report is paused.", remedy="Resume it, then send it.")
    if found.state == "sending":
        raise Conflict("This report is being sent just now.", remedy="See how that goes first.")
    kept.keep(storage, replace(found, due_at=now))


async def remove_schedule(call: Call[None]) -> None:
    """The report goes out no more."""
    key = call.chosen_id()

    def remove(storage: Storage) -> None:
        found = kept.schedule(storage, key)
        if found is None or not _own(call, found):
            raise _not_yours(key)
        kept.forget(storage, key)

    await call.house.rows(remove)


def _own(call: Call[Any], one: ReportSchedule) -> bool:
    return "admin" in call.token.scopes or one.owner_id == call.token.subject


def _not_yours(key: str) -> NotFound:
    return NotFound("There is no such scheduled report of yours.", field="id", value=shown(key))


OPERATIONS = (
    Operation(
        *("GET", "/v1/report-schedules", "List the reports that go out by e-mail", list_schedules),
        scopes=LEADS,
        answers=ReportSchedules,
    ),
    Operation(
        *("PUT", _ONE, "Have a report sent by e-mail", define_schedule),
        scopes=LEADS,
        body=DefineReportSchedule,
        answers=None,
        codes=("not_found", "refused"),
    ),
    Operation(
        *("POST", f"{_ONE}/sending", "Send a report now", send_schedule),
        scopes=LEADS,
        answers=None,
        codes=("not_found", "refused", "conflict"),
    ),
    Operation(
        *("DELETE", _ONE, "Have a report sent no more", remove_schedule),
        scopes=LEADS,
        answers=None,
        codes=("not_found",),
    ),
)
