"""What the desk holds in mind of the audit trail: what is looked for, the entries that came, and what was judged.

Promises values that are replaced and never changed in place.
"""

from agent_desktop.model.administration_audit import AuditJudged, AuditLine, AuditQuestion
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import Named


class Judging(Record, frozen=True):
    """Whether the trail is whole: it is being judged, was `judged`, or could not be."""

    on: bool = False
    judged: AuditJudged | None = None
    problem: Problem | None = None


class TrailState(Record, frozen=True):
    """`lines` are those of all pages of the `question` that came; `came`: the first one did. `before` asks for the next
    page, 0 at the end; `reached` is how far back was looked where a page was cut short.

    `reading`: a page is on its way; `problem` says why none came. `asks` counts the pages that were asked for.
    `saving` are files that are being written.
    """

    question: AuditQuestion | None = None
    came: bool = False
    lines: tuple[AuditLine, ...] = ()
    before: int | None = None
    count: int = 0
    counted: bool = False
    reached: Millis | None = None
    people: tuple[Named, ...] = ()
    queues: tuple[Named, ...] = ()
    reading: bool = False
    problem: Problem | None = None
    asks: int = 0
    judging: Judging = Judging()
    saving: tuple[str, ...] = ()
