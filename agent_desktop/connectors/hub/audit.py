"""The audit trail of a hub, for those who may read it. Promises what `administration` promises."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agent_desktop.model.administration_audit import (
    AuditFormat,
    AuditJudged,
    AuditLine,
    AuditPage,
    AuditQuestion,
)
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.figure_questions import Named

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_AUDIT: Final = "/v1/audit"
PAGE: Final = 100
LONG_S: Final = 900.0
"""A trail of years takes a while to be judged."""
SILENT_S: Final = 120.0
"""A hub that writes one may look so long for the next entry; a longer silence is a link that is cut."""
LONGEST: Final = 8 * 1024**3
"""bytes of a file."""


_LAST: Final = 4_096
_ENDS: Final = (b'{"head":', b"head,")
"""How the last line of an export begins, as JSON and as CSV."""


class _Line(Record, frozen=True):
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


class _Page(Record, frozen=True):
    entries: tuple[_Line, ...]
    before: int = 0
    count: int = 0
    counted: bool = False
    reached: Millis | None = None
    people: tuple[Named, ...] = ()
    queues: tuple[Named, ...] = ()


class HubTrail:
    """Implements what `Administration` says of the trail, through a hub's door."""

    def __init__(self, door: "Door", token: str) -> None:
        self._door = door
        self._token = token

    async def find_acts(self, asked: AuditQuestion, before: int | None) -> AuditPage:
        """See `Administration`."""
        query: dict[str, int | str] = {**_query(asked), "limit": PAGE}
        if before is not None:
            query["before"] = before
        page = await self._door.get(_AUDIT, _Page, self._token, **query)
        return AuditPage(
            lines=tuple(_line(one) for one in page.entries),
            before=page.before,
            count=page.count,
            counted=page.counted,
            reached=page.reached,
            people=page.people,
            queues=page.queues,
        )

    async def judge_trail(self) -> AuditJudged:
        """See `Administration`."""
        path = f"{_AUDIT}/check"
        return await self._door.ask("GET", path, AuditJudged, self._token, b"", LONG_S)

    async def save_trail(self, asked: AuditQuestion, made_as: AuditFormat, target: Path) -> None:
        """See `Administration`."""
        query = {**_query(asked), "format": made_as.value}
        path = f"{_AUDIT}/export"
        await self._door.draw(
            *(path, target, self._token, query, {}),
            most=LONGEST,
            within_s=SILENT_S,
            whole=_has_end,
        )


def _has_end(path: Path) -> bool:
    """Whether the last line is the one that a hub ends its export with."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST))
        last = file.read()
    lines = last.splitlines()
    return last.endswith(b"\n") and bool(lines) and lines[-1].startswith(_ENDS)


def _query(asked: AuditQuestion) -> dict[str, int | str]:
    """The question as parameters; empty ones are left out."""
    given: dict[str, int | str | None] = {
        "words": asked.words,
        "means": ",".join(".".join(acts) for acts in asked.means).rstrip(","),
        "who": asked.who,
        "act": asked.act,
        "about": asked.about,
        "from": asked.since,
        "until": asked.until,
    }
    return {name: one for name, one in given.items() if one not in ("", None)}


def _line(one: _Line) -> AuditLine:
    return AuditLine(
        id=str(one.seq),
        at=one.at,
        act=one.act,
        who_id=one.who,
        who=one.who_name or one.who,
        subject=one.subject,
        subject_name=one.subject_name,
        whom_id=one.whom,
        whom=one.whom_name or one.whom,
        detail=one.detail,
        digest=one.digest,
        conversation_id=one.conversation_id,
    )
