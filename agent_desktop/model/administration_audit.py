"""The audit trail as leads and administrators read it: who did what, to what, concerning whom.

Promises entries in pages, the newest first, out of the whole trail at the backend.
"""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.figure_questions import Named


class AuditLine(Record, frozen=True):
    """One entry. `act` is a code ("take_over"), `subject` "kind/id"; `detail` says more, in the backend's words. People
    and things have the names of now, empty where they have none. `conversation_id` is where it leads to, if there is
    one."""

    id: str
    at: Millis
    act: str
    who_id: str = ""
    who: str = ""
    subject: str = ""
    subject_name: str = ""
    whom_id: str = ""
    whom: str = ""
    detail: str = ""
    digest: str = ""
    conversation_id: str = ""


class AuditQuestion(Record, frozen=True):
    """What is looked for; all of it for an empty one. Each of `words`, parted by blanks, is in an entry, or is one of
    the acts that `means` has at its place. `about` is a thing, "queue/support"."""

    words: str = ""
    means: tuple[tuple[str, ...], ...] = ()
    who: str = ""
    act: str = ""
    about: str = ""
    since: Millis | None = None
    until: Millis | None = None


class AuditPage(Record, frozen=True):
    """Entries, the newest first; `before` asks for the next page, 0 at the end. A page may be shorter than others, and
    more still to come: then `reached` says how far back was looked.

    The first page says how many were found (`count`), all of them where `counted`, and whose and which queues' acts
    one may look for.
    """

    lines: tuple[AuditLine, ...] = ()
    before: int = 0
    count: int = 0
    counted: bool = False
    reached: Millis | None = None
    people: tuple[Named, ...] = ()
    queues: tuple[Named, ...] = ()


class AuditJudged(Record, frozen=True):
    """Whether the trail is whole. It is up to entry `entries`, which has the `digest`; `broken` is the first entry that
    is not what was written, None for none, and `why` how that shows."""

    entries: int
    digest: str
    broken: int | None = None
    why: str = ""


class AuditFormat(StrEnum):
    """How a trail is written to a file."""

    CSV = "csv"
    LINES = "jsonl"
