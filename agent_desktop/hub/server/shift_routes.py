"""Shifts over HTTP: leads and administrators plan them, week by week or out of a file.

Promises that a lead plans for own teams alone, and that the path of what changes one agent's shift names the agent, so
that the audit trail says whom it concerns. Weeks and files are worked out beside the centre, whose writer others need.
"""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Final, TypeVar

from msgspec import Meta

from agent_desktop.hub.centre import shift_plans, shifts
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.centre.shift_plans import Draft, Plannable
from agent_desktop.hub.doors.bodies import query_int
from agent_desktop.hub.metrics import days
from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.operations import Call, Operation, Parameter
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.errors import Conflict
from agent_desktop.model.figures import zone_of
from agent_desktop.model.shifts import WEEK, Planned, Shift, ShiftPart, Shifts, monday

T = TypeVar("T")
_SHIFTS: Final = "/v1/shifts"
_ONE: Final = "/v1/agents/{agent}/shifts/{id}"
MOST_TEXT: Final = 500_000
TRIES: Final = 5
"""So often what is planned is worked out anew, while others change shifts meanwhile."""
TOLD_AT_ONCE: Final = 20
"""So many agents are told of their shifts before the hub's writer turns to others."""
Day = Annotated[str, Meta(max_length=10)]
Zone = Annotated[str, Meta(max_length=60)]


class DefineShift(Request, frozen=True, tag="define_shift"):
    """Plan a shift or change it: from `starts` to `ends`, minutes of the local `day` ("2026-03-29"); one that does not
    end after it starts ends on the next day. An empty `zone` is the house's.

    `parts` are breaks (unpaid), paid breaks, and other work without customers, such as a training.
    """

    day: Day
    starts: int
    ends: int
    zone: Zone = ""
    parts: Annotated[tuple[ShiftPart, ...], Meta(max_length=100)] = ()


class CopyWeek(Request, frozen=True, tag="copy_shifts"):
    """Plan the seven days from `to` on like those from `first` on, at the same local times; of one `team`, or of all
    that one leads. What is planned there already, just the same, is left alone."""

    first: Day
    to: Day
    team: Annotated[str, Meta(max_length=64)] = ""


class ImportFile(Request, frozen=True, tag="import_shifts"):
    """Plan what a file of comma-separated values says: all of it, or nothing. The columns are agent, day, start, end,
    breaks, zone."""

    text: Annotated[str, Meta(max_length=MOST_TEXT)]


async def _on_book(call: Call[Any], work: Callable[[Book], T]) -> T:
    def job(centre: Centre) -> T:
        with centre.request() as book:
            return work(book)

    return await call.house.ask(job)


async def list_shifts(call: Call[None]) -> Shifts:
    """The shifts that begin within some days, of those whom you lead."""
    query, who = call.request.query_params, call.token.subject
    team = query.get("team", "")
    count = query_int(call.request, "days", WEEK, 1, shifts.MOST_DAYS)
    first = query.get("from", "")
    if not first:
        zone = await call.house.ledger.read(shifts.house_zone)
        today = days.day_of(call.house.shared.clock(), zone_of(zone))
        first = monday(today).isoformat()
    return await _on_book(call, lambda book: shifts.listed(book, who, first, count, team))


async def define_shift(call: Call[DefineShift]) -> None:
    """Plan a shift, or change it."""
    wish, who = call.body, call.token.subject
    shift = Shift(
        id=call.chosen_id(),
        agent_id=call.path("agent"),
        day=wish.day,
        starts=wish.starts,
        ends=wish.ends,
        zone=wish.zone,
        parts=wish.parts,
    )
    await _on_book(call, lambda book: shifts.define(book, who, shift))


async def remove_shift(call: Call[None]) -> None:
    """Plan a shift no more."""
    who, agent, key = call.token.subject, call.path("agent"), call.path("id")
    await _on_book(call, lambda book: shifts.remove(book, who, agent, key))


async def copy_shifts(call: Call[CopyWeek]) -> Planned:
    """Plan a week like another one."""
    wish = call.body

    def draft(whom: Plannable, storage: Storage) -> Draft:
        return shift_plans.copied(storage, whom, wish.first, wish.to)

    return await _plan(call, wish.team, draft)


async def import_shifts(call: Call[ImportFile]) -> Planned:
    """Plan what a file says; the first line that is wrong is told, and then nothing is planned."""

    def draft(whom: Plannable, storage: Storage) -> Draft:
        return shift_plans.imported(storage, whom, call.body.text)

    return await _plan(call, "", draft)


async def _plan(
    call: Call[Any], team: str, draft: Callable[[Plannable, Storage], Draft]
) -> Planned:
    """Plan many shifts: worked out beside the hub's writer, kept by it, and told to a few agents after the other."""
    who = call.token.subject
    for _ in range(TRIES):
        whom = await _on_book(call, lambda book: shift_plans.plannable(book, who, team))
        made = await call.house.ledger.read_apart(partial(draft, whom))
        if await _on_book(call, partial(shift_plans.keep, who=who, draft=made)):
            break
    else:
        raise Conflict(
            "Others plan shifts at this moment, and nothing was planned.",
            remedy="Try again in a moment.",
        )
    for at in range(0, len(made.agents), TOLD_AT_ONCE):
        some = made.agents[at : at + TOLD_AT_ONCE]
        await _on_book(call, partial(shifts.tell, agents=some))
    return made.planned


OPERATIONS = (
    Operation(
        *("GET", _SHIFTS, "List shifts", list_shifts),
        scopes=LEADS,
        answers=Shifts,
        query=(
            Parameter("from", "The first day; Monday of this week when absent."),
            Parameter("days", "How many days; 7 when absent.", number=(1, shifts.MOST_DAYS)),
            Parameter("team", "Only agents of this team."),
        ),
        codes=("refused",),
    ),
    Operation(
        *("PUT", _ONE, "Plan or change a shift", define_shift),
        scopes=LEADS,
        body=DefineShift,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("DELETE", _ONE, "Remove a shift", remove_shift),
        scopes=LEADS,
        answers=None,
        codes=("refused",),
    ),
    Operation(
        *("POST", f"{_SHIFTS}/copy", "Plan a week like another one", copy_shifts),
        scopes=LEADS,
        body=CopyWeek,
        answers=Planned,
        codes=("refused",),
    ),
    Operation(
        *("POST", f"{_SHIFTS}/import", "Plan what a file says", import_shifts),
        scopes=LEADS,
        body=ImportFile,
        answers=Planned,
        codes=("refused",),
    ),
)
