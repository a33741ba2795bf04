"""The audit trail of a hub, for its administrators. Promises what `administration` promises."""

from typing import TYPE_CHECKING, Final

from agent_desktop.model.administration_audit import AuditLine, AuditTrail
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Refused

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_AUDIT: Final = "/v1/audit"
NEWEST: Final = 500


class _Line(Record, frozen=True):
    seq: int
    at: Millis
    who: str
    who_name: str
    act: str
    subject: str
    whom: str
    whom_name: str
    detail: str


class _Page(Record, frozen=True):
    entries: tuple[_Line, ...]
    more: bool


class _Check(Record, frozen=True):
    broken: int | None


async def read_trail(door: "Door", token: str) -> AuditTrail:
    """The newest entries, with the names of the people."""
    page = await door.get(_AUDIT, _Page, token, limit=NEWEST)
    return AuditTrail(
        lines=tuple(
            AuditLine(
                id=str(one.seq),
                at=one.at,
                who=one.who_name or one.who,
                act=one.act,
                subject=one.subject,
                whom=one.whom_name or one.whom,
                detail=one.detail,
            )
            for one in page.entries
        ),
        more=page.more,
    )


async def check_trail(door: "Door", token: str) -> None:
    """Judge all of it. Raises Refused."""
    found = await door.get(f"{_AUDIT}/check", _Check, token)
    if found.broken is not None:
        raise Refused(
            f"The audit trail is not what was written, from entry {found.broken} on.",
            remedy="Compare it with an export that lies elsewhere, and with a backup.",
            field="id",
            value=str(found.broken),
        )
