"""Figures over HTTP: team leads and administrators ask for them, administrators say how they are made.

Promises figures of what is kept, read beside the hub's writer so that a month keeps nobody waiting; each says for which
moment it is true. A lead sees what the agents had whom they lead, and who waits in these agents' queues.
"""

from datetime import date, timedelta
from typing import Annotated, Final

from msgspec import Meta
from msgspec.structs import replace
from starlette.requests import Request

from agent_desktop.hub.centre.figure_teams import TAG, TEAM, by_tag, by_team, tags
from agent_desktop.hub.centre.figures import Asked, define_rules, made, rules_of
from agent_desktop.hub.doors.bodies import query_int
from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.metrics import days
from agent_desktop.hub.metrics.table import BY
from agent_desktop.hub.protocol import Request as Body
from agent_desktop.hub.server.operations import ADMIN, Call, Operation, Parameter
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.model.base import Millis, Tagged
from agent_desktop.model.figure_questions import FigureNames
from agent_desktop.model.figures import AGAIN_MS, FigureRules, Figures, Variant, zone_of
from agent_desktop.model.work import Channel

MOST_DAYS: Final = 366
SHORT_DAYS: Final = 31
"""For so many days intervals may be shorter than a day."""
AGENT_DAYS: Final = 7
"""The same where agents are told apart or named."""
MOST_NAMED: Final = 1_000
_RULES: Final = "/v1/admin/figures"
_BY: Final = "interval,queue"
ISSUES: Final = "issues"
SELF_SERVICE: Final = "self_service"


class DefineFigures(Body, frozen=True, tag="define_figures"):
    """How figures are made from now on, also those of days that were.

    `zone`: the time zone of the house's days. `variant`: what the service level makes of those who gave up. Whoever
    gives up within `short_ms` did so after a moment. `within_ms`: within which time customers are to be answered, by
    channel (missing: voice and video 20 s, chat 30 s, SMS and social networks an hour, e-mail a day); `queues`: the
    same for a queue of its own. Who comes again within `again_ms` about the same has the same issue (a week when
    missing); `unresolved` are the dispositions that say that it is not settled; `calendar` counts business hours,
    `calendars` those of a queue of its own.
    """

    zone: Annotated[str, Meta(max_length=60)] = "UTC"
    variant: Variant = Variant.IGNORE
    short_ms: Millis = 5_000
    within_ms: dict[Channel, Millis] = {}
    queues: dict[str, dict[Channel, Millis]] = {}
    again_ms: Millis = AGAIN_MS
    unresolved: Annotated[tuple[str, ...], Meta(max_length=1_000)] = ()
    calendar: Annotated[str, Meta(max_length=64)] = ""
    calendars: dict[str, Annotated[str, Meta(max_length=64)]] = {}


class FigureInfo(Tagged, frozen=True, tag="figure_rules"):
    """What the house says about figures, as `DefineFigures` takes it."""

    zone: str
    variant: Variant
    short_ms: Millis
    within_ms: dict[Channel, Millis]
    queues: dict[str, dict[Channel, Millis]]
    again_ms: Millis
    unresolved: tuple[str, ...]
    calendar: str
    calendars: dict[str, str]


async def show_rules(call: Call[None]) -> FigureInfo:
    """How figures are made."""
    kept = await call.house.rows(rules_of)
    return FigureInfo(
        zone=kept.zone,
        variant=kept.variant,
        short_ms=kept.short_ms,
        within_ms=kept.within_ms,
        queues=kept.queues,
        again_ms=kept.again_ms,
        unresolved=kept.unresolved,
        calendar=kept.calendar,
        calendars=kept.calendars,
    )


async def change_rules(call: Call[DefineFigures]) -> None:
    """Say how figures are made."""
    body = call.body
    rules = FigureRules(
        zone=body.zone,
        variant=body.variant,
        short_ms=body.short_ms,
        within_ms=body.within_ms,
        queues=body.queues,
        again_ms=body.again_ms,
        unresolved=body.unresolved,
        calendar=body.calendar,
        calendars=body.calendars,
    )
    await call.house.rows(lambda storage: define_rules(storage, rules))
    call.house.ledger.hurry()


async def figures(call: Call[None]) -> Figures:
    """The figures of some days, by what is asked for."""
    request = call.request
    every = request.query_params.get("every", "30")
    if every not in days.EVERY:
        raise Malformed(
            f"An interval is one of {', '.join(days.EVERY)}.", field="every", value=shown(every)
        )
    by = tuple(filter(None, request.query_params.get("by", _BY).split(",")))
    ways = (*BY, TEAM, TAG)
    wrong = next((one for one in by if one not in ways), None)
    if wrong is not None:
        raise Malformed(
            f"Rows are told apart by {', '.join(ways)}.", field="by", value=shown(wrong)
        )
    if TEAM in by and TAG in by:
        raise Malformed("Rows are told apart by team or by tag.", field="by", value=TAG)
    also = tuple(filter(None, request.query_params.get("also", "").split(",")))
    wrong = next((one for one in also if one not in (ISSUES, SELF_SERVICE)), None)
    if wrong is not None:
        raise Malformed(
            f"There is also {ISSUES} and {SELF_SERVICE}.", field="also", value=shown(wrong)
        )
    team = request.query_params.get("team", "")
    now = call.house.shared.clock()
    rules = await call.house.ledger.read(rules_of)
    first, count = days_asked(request, rules, now)
    asked = Asked(
        first=first,
        count=count,
        every=every,
        by=by,
        queues=some(request, "queue"),
        channels=some(request, "channel"),
        entry_points=some(request, "entry_point"),
        agents=some(request, "agent"),
        seen=await call.house.ask(lambda centre: centre.figures_seen(call.token.subject, team)),
        tag=request.query_params.get("tag", ""),
        issues=ISSUES in also,
        self_service=SELF_SERVICE in also,
    )
    check_length(asked)
    if TAG in by:
        return await call.house.ledger.read(lambda storage: by_tag(storage, asked, now))
    if TEAM not in by:
        return await call.house.ledger.read(lambda storage: made(storage, asked, now))
    teams = await call.house.ask(lambda centre: centre.figure_teams(call.token.subject, team))
    return await call.house.ledger.read(lambda storage: by_team(storage, asked, teams, now))


async def figure_names(call: Call[None]) -> FigureNames:
    """What rows can be about, and the names of it."""
    subject = call.token.subject
    names = await call.house.ask(lambda centre: centre.figure_names(subject))
    seen = await call.house.ask(lambda centre: centre.figures_seen(subject, ""))
    now = call.house.shared.clock()
    found = await call.house.ledger.read(lambda storage: tags(storage, seen, now))
    return replace(names, tags=found)


def some(request: Request, name: str) -> tuple[str, ...] | None:
    """The values of a parameter that may come more than once. Raises Malformed."""
    found = request.query_params.getlist(name)
    if len(found) > MOST_NAMED:
        raise Malformed(f"At most {MOST_NAMED} can be named.", field=name, value=str(len(found)))
    return tuple(found) or None


def check_length(asked: Asked) -> None:
    """Raises Malformed where the time is too long for intervals that are so short."""
    if not ("interval" in asked.by and asked.every.isdecimal()):
        return
    agents = (
        {"agent", TEAM, TAG} & set(asked.by)
        or asked.agents is not None
        or asked.seen is not None
        or asked.tag
    )
    longest = AGENT_DAYS if agents else SHORT_DAYS
    if asked.count > longest:
        raise Malformed(
            f"Intervals shorter than a day can be had for {longest} days.",
            field="days",
            value=str(asked.count),
        )


def days_asked(request: Request, rules: FigureRules, now: Millis) -> tuple[date, int]:
    """The first day that is asked for, and how many. Raises Malformed."""
    asked = request.query_params.get("from", "")
    name = request.query_params.get("period", "")
    count = query_int(request, "days", 1, lowest=1, highest=MOST_DAYS)
    if not name:
        return _first(asked, rules, now), count
    if name not in days.PERIODS or asked or "days" in request.query_params:
        raise Malformed(
            f"Days have a name of {', '.join(days.PERIODS)}, or a first day and a number.",
            field="period",
            value=shown(name),
        )
    return days.period(name, days.day_of(now, zone_of(rules.zone)))


def _first(asked: str, rules: FigureRules, now: Millis) -> date:
    if not asked:
        return days.day_of(now, zone_of(rules.zone))
    try:
        found = date.fromisoformat(asked)
    except ValueError:
        found = date.min
    if not date(1971, 1, 1) <= found <= date(9000, 1, 1) - timedelta(days=MOST_DAYS):
        raise Malformed("A day looks like 2026-03-29.", field="from", value=shown(asked))
    return found


OPERATIONS = (
    Operation(
        *("GET", "/v1/figures", "Get the figures of some days", figures),
        scopes=LEADS,
        answers=Figures,
        query=(
            Parameter("from", "The first day, in the house's time zone; today when absent."),
            Parameter("days", "How many days; 1 when absent.", number=(1, MOST_DAYS)),
            Parameter("period", f"Instead of both: {', '.join(days.PERIODS)}, without days ahead."),
            Parameter("every", "An interval: 15, 30 or 60 minutes, day, week, month; else 30."),
            Parameter(
                "by",
                "Some of interval, queue, channel, entry_point, agent, and team or tag; else the first"
                " two. An agent of several teams is in the row of each, and once in the total; so is"
                " what has several tags, or none.",
            ),
            Parameter(
                "also",
                "Some of issues (what became of issues, the backlog and surveys, too) and self_service (talks with"
                " menus and bots).",
            ),
            Parameter("queue", "Only this queue; may come more than once, as the next three."),
            Parameter("channel", "Only this channel."),
            Parameter("entry_point", "Only this entry point."),
            Parameter("team", "Only what agents of this team had, and who waits in their queues."),
            Parameter("agent", "Only what this agent had, or was asked to take."),
            Parameter("tag", "Only what has this tag."),
        ),
    ),
    Operation(
        *("GET", "/v1/figures/names", "List what figures can be about", figure_names),
        scopes=LEADS,
        answers=FigureNames,
    ),
    Operation(
        *("GET", _RULES, "Show how figures are made", show_rules),
        scopes=ADMIN,
        answers=FigureInfo,
    ),
    Operation(
        *("PUT", _RULES, "Say how figures are made", change_rules),
        scopes=ADMIN,
        body=DefineFigures,
        answers=None,
        codes=("refused",),
    ),
)
