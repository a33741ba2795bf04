"""The audit trail over HTTP: searched, exported, and judged whether it is whole.

Promises that leads see the acts of their own teams and upon them, and administrators everything; that an export of
everything can be judged by itself, away from the hub; that reading the trail whole, and exporting it, is written down;
that none of it, however long the trail, keeps the hub's writer or its loop waiting.
"""

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
from agent_desktop.hub.storage import trail_files
from agent_desktop.hub.storage.trail import Chain, head_of, judge_on
from agent_desktop.hub.storage.trail_files import FileHead
from agent_desktop.hub.storage.trail_search import Wanted, matching_after
from agent_desktop.hub.storage.trail_search import search as look_for
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.figure_questions import Named

MOST: Final = 500
_FILTERS: Final = (
    Parameter("who", "Only what this person did."),
    Parameter("act", "Only this act; `supervise` finds `supervise_call` too."),
    Parameter("whom", "Only what concerns this agent."),
    Parameter("subject", "Only what was done to this, as `queues/support`."),
    Parameter(
        "about",
        "Only what concerns this, in whatever way: `queue/support`, `agent/ann`, `interaction/` and its id.",
    ),
    Parameter(
        "words",
        "Words that an entry holds, each of them or one that begins so: in its act, subject or detail; or in the name"
        " of a person, queue or team that it is about. Case and accents make no difference; 8 at most.",
    ),
    Parameter(
        "means",
        "For each of the words, parted by commas: acts that it stands for in your language, parted by dots.",
    ),
    Parameter("from", "From this moment on, in milliseconds.", number=(0, LARGEST)),
    Parameter("until", "Before this moment, in milliseconds.", number=(0, LARGEST)),
)


class AuditLine(Record, frozen=True):
    """One entry, and the names of the people and of what it was done to at this moment. `digest` is in hexadecimal,
    `detail` JSON; `conversation_id` is the conversation that it leads to, if any."""

    seq: int
    at: Millis
    who: str
    who_name: str
    act: str
    subject: str
    subject_name: str
    whom: str
    whom_name: str
    detail: str
    digest: str
    conversation_id: str


class AuditPage(Tagged, frozen=True, tag="audit"):
    """Entries that were asked for, newest first. `more`: there may be older ones, which `before` asks for.

    A page may have fewer than its `limit`, or none, and still more to come: a question is answered in bounded time.
    `reached` is then when the oldest entry was written that was looked at. A page without `before` counts, too: `count`
    are found so far, up to 1,000 and one, and `counted` says that these are all; and it names the `people` and `queues`
    that one may look for.
    """

    entries: tuple[AuditLine, ...]
    more: bool
    before: int = 0
    count: int = 0
    counted: bool = False
    reached: Millis | None = None
    people: tuple[Named, ...] = ()
    queues: tuple[Named, ...] = ()


class AuditCheck(Tagged, frozen=True, tag="audit_check"):
    """Whether the trail is whole. `broken` is the first entry that is not what was written, null for none; up to
    `entries` it is, and the last of these has the `digest`, in hexadecimal."""

    entries: int
    digest: str
    broken: int | None
    why: str


async def _wanted(call: Call[None]) -> Wanted:
    """What is asked for, as far as the person may see it."""
    query, who = call.request.query_params, call.token.subject
    wanted = Wanted(
        who=query.get("who", ""),
        act=query.get("act", ""),
        whom=query.get("whom", ""),
        subject=query.get("subject", ""),
        about=query.get("about", ""),
        since=_time(call, "from"),
        until=_time(call, "until"),
    )
    words, means = query.get("words", ""), query.get("means", "")
    return await call.house.ask(lambda centre: centre.trail_wanted(who, wanted, words, means))


def _time(call: Call[None], name: str) -> Millis | None:
    if name not in call.request.query_params:
        return None
    return query_int(call.request, name, 0, lowest=0, highest=LARGEST)


async def search(call: Call[None]) -> AuditPage:
    """Entries of the audit trail."""
    limit = query_int(call.request, "limit", 100, lowest=1, highest=MOST)
    before = query_int(call.request, "before", 0, lowest=1, highest=LARGEST) or None
    wanted, house, who, first = await _wanted(call), call.house, call.token.subject, before is None
    found = await house.ledger.read(
        lambda storage: look_for(storage, wanted, before, limit, count=first)
    )
    named = await house.ask(lambda centre: centre.trail_named(found.entries))
    people, queues = await house.ask(lambda centre: centre.trail_people(who)) if first else ((), ())
    lines = tuple(
        AuditLine(
            **msgspec.structs.asdict(one.entry),
            who_name=one.who_name,
            whom_name=one.whom_name,
            subject_name=one.subject_name,
            conversation_id=one.conversation_id,
        )
        for one in named
    )
    return AuditPage(
        entries=lines,
        more=found.before > 0,
        before=found.before,
        count=found.count,
        counted=found.counted,
        reached=found.reached,
        people=people,
        queues=queues,
    )


async def export(call: Call[None]) -> Response:
    """Entries as CSV or as JSON Lines, oldest first; the last line is the head of the trail."""
    query = call.request.query_params
    kind = query.get("format", "jsonl")
    if kind not in _WRITERS:
        raise Malformed("The format is csv or jsonl.", field="format", value=shown(kind))
    wanted, who = await _wanted(call), call.token.subject
    said: dict[str, object] = {"format": kind}
    if narrowed := sorted(set(query.keys()) - {"format", "means"}):
        said["fields"] = narrowed  # never what somebody looked for
    await auditing.note(call.house, who, "export_audit", "", **said)
    media, write, end = _WRITERS[kind]
    headers = {"content-disposition": f'attachment; filename="audit.{kind}"'}
    pages = _pages(call, wanted, write, end)
    return StreamingResponse(pages, media_type=media, headers=headers)


async def _pages(
    call: Call[None],
    wanted: Wanted,
    write: Callable[..., bytes],
    end: Callable[[FileHead], bytes],
) -> AsyncIterator[bytes]:
    house = call.house
    newest, digest = await house.ledger.read_apart(head_of)
    after, count = 0, 0
    while True:
        place = after
        found = await house.ledger.read_apart(
            lambda storage: matching_after(storage, wanted, place, newest)  # noqa: B023
        )
        if found or not count:
            yield write(found, first=not count)
        if not found:
            break
        after, count = found[-1].seq, count + len(found)
    yield end(
        FileHead(
            head=newest,
            digest=digest.hex(),
            at=house.shared.clock(),
            entries=count,
            whole=wanted.whole,
        )
    )


_WRITERS: Final = {
    "csv": ("text/csv; charset=utf-8", trail_files.as_csv, trail_files.csv_end),
    "jsonl": ("application/jsonl", trail_files.as_lines, trail_files.lines_end),
}


async def check(call: Call[None]) -> AuditCheck:
    """Judge the whole trail, a page at a time."""
    chain, broken, over = Chain(), None, False
    while not over:
        over, broken = await call.house.ledger.read_apart(lambda storage: judge_on(storage, chain))
    return AuditCheck(
        entries=chain.seq,
        digest=chain.digest.hex(),
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
