"""The audit trail over HTTP: searched, exported, and judged whether it is whole.

Promises that leads see the acts of their own teams and upon them, and administrators everything; that an export of
everything can be judged by itself, away from the hub; that reading the trail whole, and exporting it, is written down.
"""

import csv
import io
from collections.abc import AsyncIterator, Callable
from typing import Final

import msgspec
from starlette.responses import Response, StreamingResponse

from agent_desktop.hub.doors.bodies import query_int
from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server import auditing
from agent_desktop.hub.server.desk_routes import LARGEST
from agent_desktop.hub.server.operations import ADMIN, Call, Operation, Parameter
from agent_desktop.hub.server.team_routes import LEADS
from agent_desktop.hub.storage.trail import AuditEntry, Wanted
from agent_desktop.model.base import Millis, Record, Tagged

MOST: Final = 500
_COLUMNS: Final = AuditEntry.__struct_fields__
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FILTERS: Final = (
    Parameter("who", "Only what this person did."),
    Parameter("act", "Only this act; `supervise` finds `supervise_call` too."),
    Parameter("whom", "Only what concerns this agent."),
    Parameter("subject", "Only what was done to this, as `queues/support`."),
    Parameter("from", "From this moment on, in milliseconds.", number=(0, LARGEST)),
    Parameter("until", "Before this moment, in milliseconds.", number=(0, LARGEST)),
)


class AuditLine(Record, frozen=True):
    """One entry, and the names of the people at this moment. `digest` is in hexadecimal, `detail` JSON."""

    seq: int
    at: Millis
    who: str
    who_name: str
    act: str
    subject: str
    whom: str
    whom_name: str
    detail: str
    digest: str


class AuditPage(Tagged, frozen=True, tag="audit"):
    """The newest entries that were asked for, newest first. `more`: there are older ones."""

    entries: tuple[AuditLine, ...]
    more: bool


class AuditCheck(Tagged, frozen=True, tag="audit_check"):
    """Whether the trail is whole. `broken` is the first entry that is not what was written, null for none."""

    entries: int
    digest: str
    broken: int | None
    why: str


def _wanted(call: Call[None]) -> Wanted:
    query = call.request.query_params
    return Wanted(
        who=query.get("who", ""),
        act=query.get("act", ""),
        whom=query.get("whom", ""),
        subject=query.get("subject", ""),
        since=_time(call, "from"),
        until=_time(call, "until"),
    )


def _time(call: Call[None], name: str) -> Millis | None:
    if name not in call.request.query_params:
        return None
    return query_int(call.request, name, 0, lowest=0, highest=LARGEST)


async def search(call: Call[None]) -> AuditPage:
    """Entries of the audit trail."""
    wanted, who = _wanted(call), call.token.subject
    limit = query_int(call.request, "limit", 100, lowest=1, highest=MOST)
    before = query_int(call.request, "before", 0, lowest=1, highest=LARGEST) or None
    house = call.house
    found = await house.ask(lambda centre: centre.trail(who, wanted, before, limit + 1))
    names = {one.id: one.name for one in await house.ask(lambda centre: centre.agents())}
    lines = tuple(
        AuditLine(
            **msgspec.structs.asdict(one),
            who_name=names.get(one.who, ""),
            whom_name=names.get(one.whom, ""),
        )
        for one in found[:limit]
    )
    return AuditPage(entries=lines, more=len(found) > limit)


async def export(call: Call[None]) -> Response:
    """Entries as CSV or as JSON Lines, oldest first."""
    kind = call.request.query_params.get("format", "jsonl")
    if kind not in _WRITERS:
        raise Malformed("The format is csv or jsonl.", field="format", value=shown(kind))
    wanted, who = _wanted(call), call.token.subject
    await auditing.note(call.house, who, "export_audit", format=kind)
    media, write = _WRITERS[kind]
    headers = {"content-disposition": f'attachment; filename="audit.{kind}"'}
    pages = _pages(call, who, wanted, write)
    return StreamingResponse(pages, media_type=media, headers=headers)


async def _pages(
    call: Call[None], who: str, wanted: Wanted, write: Callable[[list[AuditEntry], bool], bytes]
) -> AsyncIterator[bytes]:
    after, first = 0, True
    while True:
        place = after
        found = await call.house.ask(
            lambda centre: centre.trail_after(who, wanted, place)  # noqa: B023
        )
        if found or first:
            yield write(found, first)
        if not found:
            return
        after, first = found[-1].seq, False


def _as_lines(entries: list[AuditEntry], first: bool) -> bytes:
    return b"".join(msgspec.json.encode(one) + b"\n" for one in entries)


def _as_csv(entries: list[AuditEntry], first: bool) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    if first:
        writer.writerow(_COLUMNS)
    for one in entries:
        writer.writerow(_harmless(value) for value in msgspec.structs.astuple(one))
    return made.getvalue().encode()


def _harmless(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


_WRITERS: Final = {
    "csv": ("text/csv; charset=utf-8", _as_csv),
    "jsonl": ("application/jsonl", _as_lines),
}


async def check(call: Call[None]) -> AuditCheck:
    """Judge the whole trail."""
    broken = await call.house.ask(lambda centre: centre.trail_broken())
    seq, digest = await call.house.ask(lambda centre: centre.trail_head())
    return AuditCheck(
        entries=seq,
        digest=digest.hex(),
        broken=None if broken is None else broken.seq,
        why="" if broken is None else broken.why,
    )


OPERATIONS = (
    Operation(
        *("GET", "/v1/audit", "Search the audit trail", search),
        scopes=LEADS,
        answers=AuditPage,
        query=(
            *_FILTERS,
            Parameter("before", "Only entries with a smaller sequence.", number=(1, LARGEST)),
            Parameter("limit", "How many at most; 100 when absent.", number=(1, MOST)),
        ),
    ),
    Operation(
        *("GET", "/v1/audit/export", "Export the audit trail", export),
        scopes=LEADS,
        answers=bytes,
        query=(Parameter("format", "csv or jsonl (when absent)."), *_FILTERS),
    ),
    Operation(
        *("GET", "/v1/audit/check", "Judge whether the audit trail is whole", check),
        scopes=ADMIN,
        answers=AuditCheck,
    ),
)
