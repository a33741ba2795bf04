"""Reports over HTTP: listed, read, and taken along as files.

Promises what `figure_routes` promises of figures: a lead sees the work of their own teams. Files are drawn beside the
loop; every file says of which time, zone and part of the house it is.
"""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from agent_desktop.hub.centre import reports
from agent_desktop.hub.centre.figures import Asked, rules_of
from agent_desktop.hub.centre.reports import AskedReport
from agent_desktop.hub.doors.faults import Malformed, NotFound
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.reports import languages
from agent_desktop.hub.metrics.reports.catalogue import BY_NAME, OfFigures, OfRows, listed
from agent_desktop.hub.server import auditing
from agent_desktop.hub.server.figure_routes import MOST_DAYS, check_length, days_asked, some
from agent_desktop.hub.server.house import House
from agent_desktop.hub.server.operations import Call, Operation, Parameter
from agent_desktop.hub.server.report_aims import Missed, missed
from agent_desktop.hub.server.report_cells import file_name
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.model.aims import Aims
from agent_desktop.model.base import Millis
from agent_desktop.model.reports import Report, Reports

PARTS: Final = ("queue", "channel", "entry_point", "agent")
FORMATS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


async def list_reports(call: Call[None]) -> Reports:
    """Every report."""
    language = languages.wanted(call.request.headers.get("accept-language", ""))
    return Reports(reports=tuple(languages.info(one, language) for one in listed()))


async def report(call: Call[None]) -> Report | Response:
    """A report, as JSON or as a file. The column captions are German when `Accept-Language` asks for it."""
    kind = call.request.query_params.get("format", "json")
    if kind != "json" and kind not in FORMATS:
        raise Malformed(
            f"The format is json, {', '.join(FORMATS)}.", field="format", value=shown(kind)
        )
    name, who, now = call.path("name"), call.token.subject, call.house.shared.clock()
    made = await made_for(call.house, name, call.request, who, now)
    await _note(call, name, kind)
    language = languages.wanted(call.request.headers.get("accept-language", ""))
    made = languages.translated(made, language)
    if kind == "json":
        return made
    misses = await missed_in(call.house, call.request, who, made)
    data = await asyncio.to_thread(drawn, made, kind, misses)
    headers = {"content-disposition": f'attachment; filename="{file_name(made, kind)}"'}
    return Response(data, media_type=FORMATS[kind], headers=headers)


async def missed_in(house: House, request: Request, who: str, made: Report) -> Missed:
    """Which figures of a report miss the targets that this person sees."""
    aims = await house.ask(lambda centre: centre.figure_names(who).aims) or Aims()
    queues, channels = some(request, "queue") or (), some(request, "channel") or ()
    return await asyncio.to_thread(
        missed,
        made,
        aims,
        queues[0] if len(queues) == 1 else "",
        channels[0] if len(channels) == 1 else "",
    )


async def _note(call: Call[None], name: str, kind: str) -> None:
    """A report that is taken along is an act, and so is reading what customers wrote."""
    who, house = call.token.subject, call.house
    if kind != "json":
        await auditing.note(house, who, "export_report", f"report/{name}", format=kind)
    elif name == "journey":
        customer = call.request.query_params.get("customer", "")
        await auditing.note_journey(house, who, customer)


def drawn(made: Report, kind: str, misses: Missed) -> bytes:
    """A report as a file, with what misses its target marked. What draws it is read in when it is needed."""
    if kind == "pdf":
        from agent_desktop.hub.server.report_pages import as_pdf

        return as_pdf(made, misses)
    if kind == "xlsx":
        from agent_desktop.hub.server.report_books import as_xlsx

        return as_xlsx(made, misses)
    from agent_desktop.hub.server.report_sheets import as_csv

    return as_csv(made, misses)


async def made_for(house: House, name: str, request: Request, who: str, at: Millis) -> Report:
    """The report as that person may see it; days with a name are those of the moment `at`. Raises what a wrong question
    or a lost right makes of it."""
    wanted = await asked_for(house, name, request, who, at)
    now = house.shared.clock()
    made, threads = await house.ledger.read_apart(
        lambda storage: reports.made(storage, wanted, now)
    )
    if name != "journey":
        return made
    mine = await house.ask(lambda centre: centre.readable(who, sorted(set(threads))))
    return reports.without(made, threads, mine)


async def asked_for(house: House, name: str, request: Request, who: str, at: Millis) -> AskedReport:
    """What a question means. Raises NotFound, Malformed, OutOfReach."""
    query = request.query_params
    definition = BY_NAME.get(name)
    if definition is None:
        raise NotFound("There is no such report.", field="name", value=shown(name))
    rules = await house.ledger.read(rules_of)
    team = query.get("team", "")
    customer = query.get("customer", "")
    if name == "journey" and not customer:
        raise Malformed("Say whose journey it is.", field="customer", value="")
    tag = query.get("tag", "")
    if tag and "tag" not in definition.asks:
        raise Malformed("This report cannot be narrowed to a tag.", field="tag", value=shown(tag))
    every = query.get("every", "") or getattr(definition, "every", "day")
    if every not in days.EVERY:
        raise Malformed(
            f"An interval is one of {', '.join(days.EVERY)}.", field="every", value=shown(every)
        )
    first, count = days_asked(request, rules, at)
    asked = Asked(
        first=first,
        count=count,
        every=every,
        by=_by(definition, query.get("by", "")),
        queues=some(request, "queue"),
        channels=some(request, "channel"),
        entry_points=some(request, "entry_point"),
        agents=some(request, "agent"),
        seen=await house.ask(lambda centre: centre.figures_seen(who, team)),
        tag=tag,
    )
    check_length(asked)
    teams = await house.ask(lambda centre: centre.teams_seen(who, team))
    everything = asked.seen is None
    known = None if everything else await house.ask(lambda centre: centre.figure_names(who))
    return AskedReport(
        name=name,
        asked=asked,
        customer_id=customer,
        teams=teams,
        team_name=next((one.name for one in teams), team) if team else "",
        known=known,
    )


def _by(definition: OfFigures | OfRows, asked: str) -> tuple[str, ...]:
    if isinstance(definition, OfRows):
        return ()
    if not asked or "by" not in definition.asks:
        return definition.by
    found = tuple(filter(None, asked.split(",")))
    known = ("interval", *PARTS)
    wrong = next((one for one in found if one not in known), None)
    if wrong is not None:
        words = f"Rows are told apart by {', '.join(known)}."
        raise Malformed(words, field="by", value=shown(wrong))
    return found


QUERY: Final = (
    Parameter("from", "The first day, in the house's time zone; today when absent."),
    Parameter("days", "How many days; 1 when absent.", number=(1, MOST_DAYS)),
    Parameter("period", f"Instead of both, a name: {', '.join(days.PERIODS)}."),
    Parameter("every", "An interval: 15, 30 or 60 minutes, day, week, month."),
    Parameter("by", "What rows are told apart by, where the report asks for it."),
    Parameter("queue", "Only this queue; may come more than once, as the next three."),
    Parameter("channel", "Only this channel."),
    Parameter("entry_point", "Only this entry point."),
    Parameter("agent", "Only what this agent had, or was asked to take."),
    Parameter("team", "Only what agents of this team had, and who waits in their queues."),
    Parameter("tag", "Only what has this tag, where the report asks for it."),
    Parameter("customer", "Whose journey."),
)
"""How a report is narrowed."""

OPERATIONS = (
    Operation(
        *("GET", "/v1/reports", "List the reports", list_reports),
        scopes=LEADS,
        answers=Reports,
    ),
    Operation(
        *("GET", "/v1/reports/{name}", "Get a report", report),
        scopes=LEADS,
        answers=Report,
        query=(
            *QUERY,
            Parameter("format", "json (when absent), csv, xlsx or pdf."),
        ),
        codes=("not_found",),
    ),
)
