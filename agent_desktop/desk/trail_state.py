"""What the desk holds in mind of the audit trail: what is looked for, the entries that came, and what was judged.

Promises values that are replaced and never changed in place.
"""

from agent_desktop.desk.pages_state import Paged
from agent_desktop.model.administration_audit import AuditJudged, AuditLine, AuditQuestion
from agent_desktop.model.base import Millis, Record
from agent_desktop.model.errors import Problem
from agent_desktop.model.figure_questions import Named


class Judging(Record, frozen=True):
    """Whether the trail is whole: it is being judged, was `judged`, or could not be."""

    on: bool = False
    judged: AuditJudged | None = None
    problem: Problem | None = None


class TrailState(Paged, frozen=True):
    """`lines` are those of all pages of the `question` that came; `came`: the first one did. `before` asks for the next
    page, 0 at the end; `reached` is how far back was looked where a page was cut short.
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
    judging: Judging = Judging()
    saving: tuple[str, ...] = ()

    @property
    def more(self) -> bool:
        """See `Paged`."""
        return self.question is not None and self.before != 0
