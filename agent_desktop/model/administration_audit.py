"""The audit trail as an administrator reads it: who did what, to what, concerning whom.

Promises the newest entries only; whatever is older is found and exported at the backend.
"""

from agent_desktop.model.base import Millis, Record


class AuditLine(Record, frozen=True):
    """One entry. `act` is a code ("take_over"), `subject` "kind/id"; `detail` says more, in the backend's words."""

    id: str
    at: Millis
    who: str = ""
    act: str = ""
    subject: str = ""
    whom: str = ""
    detail: str = ""


class AuditTrail(Record, frozen=True):
    """The newest entries, the newest first. `more`: the backend has older ones."""

    lines: tuple[AuditLine, ...]
    more: bool = False


class CheckTrail(Record, frozen=True):
    """Judge the whole trail; refused, naming the first entry, where it is not what was written."""
