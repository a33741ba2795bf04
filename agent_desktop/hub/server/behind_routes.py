"""What stands behind a figure, over HTTP: what it counts, page by page.

Promises what `figure_routes` promises of figures: a lead sees the work of their own teams. That somebody looked at
whom a figure counts is written into the audit trail, once for each list; that they read a conversation is written
where it is read.
"""

from typing import Final

from agent_desktop.hub.centre.figures import Asked, rules_of
from agent_desktop.hub.centre.figures_behind import AskedBehind, behind, place_of
from agent_desktop.hub.doors.bodies import query_int
from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server.figure_routes import MOST_DAYS, days_asked, some
from agent_desktop.hub.server.operations import Call, Operation, Parameter
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.model.behind import Behind, Which

MOST_LINES: Final = 200
_LINES: Final = 50


async def lines_behind(call: Call[None]) -> Behind:
    """Whom a figure counts."""
    request, house, who = call.request, call.house, call.token.subject
    asked_for = request.query_params.get
    which = asked_for("which", Which.ALL.value)
    if which not in tuple(Which):
        raise Malformed(f"Lines are one of {', '.join(Which)}.", field="which", value=shown(which))
    written = asked_for("after", "")
    after = place_of(written)
    if written and after is None:
        raise Malformed("A page begins with what one ended with.", field="after")
    team, now = asked_for("team", ""), house.shared.clock()
    rules = await house.ledger.read(rules_of)
    first, count = days_asked(request, rules, now)
    asked = Asked(
        first=first,
        count=count,
        by=(),
        queues=some(request, "queue"),
        channels=some(request, "channel"),
        entry_points=some(request, "entry_point"),
        agents=some(request, "agent"),
        seen=await house.ask(lambda centre: centre.figures_seen(who, team)),
        tag=asked_for("tag", ""),
    )
    wanted = AskedBehind(
        asked=asked,
        measure=asked_for("measure", ""),
        which=Which(which),
        since=query_int(request, "since", 0) or None,
        until=query_int(request, "until", 0) or None,
        after=after,
        limit=query_int(request, "limit", _LINES, highest=MOST_LINES),
        disposition=asked_for("disposition"),
        mostly=asked_for("mostly", ""),
    )
    found = await house.ledger.read(lambda storage: behind(storage, wanted, now))
    if after is None:
        whom = {one.agent_id for one in found.lines} if asked.agents is not None else set()
        about = whom.pop() if len(whom) == 1 else ""
        subject, days = f"figure/{found.definition.name}", f"{first.isoformat()} +{count}"
        await house.ask(lambda centre: centre.note(who, "look_behind", subject, about, days=days))
    return found


OPERATIONS = (
    Operation(
        *("GET", "/v1/figures/behind", "List what a figure counts", lines_behind),
        scopes=LEADS,
        answers=Behind,
        query=(
            Parameter(
                "measure",
                "The figure: the name of a definition of `/v1/figures`, or what a report's column names as"
                " behind it.",
            ),
            Parameter(
                "which",
                "Everybody who counts (all, when absent), who adds to what is divided (counted), or"
                " who counts only below (others): of the service level, who was not answered in time.",
            ),
            Parameter("from", "The first day, in the house's time zone; today when absent."),
            Parameter("days", "How many days; 1 when absent.", number=(1, MOST_DAYS)),
            Parameter("period", "Instead of both, a name of days as `/v1/figures` takes it."),
            Parameter(
                "since", "Only from this moment on, a whole quarter of an hour of these days."
            ),
            Parameter("until", "Only before this moment, a whole quarter of an hour too."),
            Parameter("queue", "Only this queue; may come more than once, as the next three."),
            Parameter("channel", "Only this channel."),
            Parameter("entry_point", "Only this entry point."),
            Parameter("team", "Only what agents of this team had, and who waits in their queues."),
            Parameter("agent", "Only this agent; empty: what is in nobody's hands."),
            Parameter("tag", "Only what has this tag."),
            Parameter("disposition", "Of outcomes: only this one; empty: what ended without one."),
            Parameter("mostly", "Of customers: only those who came most by this channel."),
            Parameter("after", "Where the page before ended."),
            Parameter("limit", "So many lines at most; 50 when absent.", number=(1, MOST_LINES)),
        ),
        codes=("refused",),
    ),
)
