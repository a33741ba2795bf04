"""The few ways in which something can fail, each with words for the agent.

A `Problem` travels (on the wire, in the outbox); a `DeskError` is raised. Every error says what happened, names the
value that was wrong, and says what to do next.
"""

from typing import ClassVar

from agent_desktop.model.base import Record


class Problem(Record, frozen=True):
    """Why something was refused: a stable `code`, a sentence, the field and the value at fault, and the remedy."""

    code: str
    message: str
    field: str = ""
    value: str = ""
    remedy: str = ""

    def words(self) -> str:
        """One line for the screen: what happened and what to do next."""
        return f"{self.message} {self.remedy}".strip()


class DeskError(Exception):
    """The base of all expected failures. `problem` is what may be shown and stored."""

    code: ClassVar[str] = "failed"

    def __init__(self, message: str, *, remedy: str = "", field: str = "", value: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(
            code=self.code, message=message, remedy=remedy, field=field, value=value[:200]
        )

    @classmethod
    def of(cls, problem: Problem) -> "DeskError":
        """The error that carries `problem`, its own code kept."""
        error = cls(problem.message)
        error.problem = problem
        return error


class Offline(DeskError):
    """The backend cannot be reached; nothing was done, try again later."""

    code = "offline"


class Unclear(DeskError):
    """The link broke after sending: the backend may or may not have acted."""

    code = "unclear"


class Refused(DeskError):
    """The backend understood and said no; the same request will be refused again."""

    code = "refused"


class Conflict(DeskError):
    """Someone was faster: the offer was taken, the id was used for another body."""

    code = "conflict"


class NeedsSignIn(DeskError):
    """The token is missing, expired or revoked, or the password is wrong."""

    code = "needs_sign_in"


class Unsupported(DeskError):
    """This backend cannot do that, and its manifest says so."""

    code = "unsupported"


class StoreFailed(DeskError):
    """The desk's own database refused: disk full, locked, damaged or of a newer version."""

    code = "store_failed"
