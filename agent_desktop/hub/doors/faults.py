"""What a door can refuse, each with a stable code, an HTTP status and a WebSocket close code.

Promises that every refusal on the wire carries one of `CODES`, and that a client can act on the code alone. Refuses to
invent words: a fault says what happened and which value was wrong, as every `DeskError` does.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from agent_desktop.model.base import Millis
from agent_desktop.model.errors import DeskError, Problem


@dataclass(frozen=True)
class Code:
    """How one problem code travels: as an HTTP status, as a WebSocket close code, and what a client should do."""

    status: int
    close: int
    meaning: str


CODES: Final[dict[str, Code]] = {
    "malformed": Code(
        400, 1008, "Not JSON, a wrong type, an unknown field or type: mend the sender."
    ),
    "wrong_version": Code(
        400, 1002, "The hub speaks another version of the protocol: update one side."
    ),
    "needs_sign_in": Code(
        401, 4401, "No token, or one that is unknown, expired or revoked: sign in."
    ),
    "forbidden": Code(
        403, 4403, "The token is good, but not for this; or the page's origin is foreign."
    ),
    "not_found": Code(404, 1008, "There is no such thing, or it is not yours to see."),
    "method": Code(405, 1008, "The address knows other methods; `Allow` names them."),
    "conflict": Code(
        409, 1008, "Someone was faster, or the id was used for another body: read anew."
    ),
    "too_large": Code(413, 1009, "The body, frame or file is larger than allowed: send less."),
    "media_type": Code(
        415, 1008, "The content type is not taken here: bodies are `application/json`."
    ),
    "wrong_host": Code(
        421, 1008, "The `Host` header names another site: use the hub's own address."
    ),
    "refused": Code(
        422, 1008, "Understood, and the answer is no; the same again is refused again."
    ),
    "unsupported": Code(422, 1008, "This hub cannot do that."),
    "too_many": Code(
        429, 4429, "Too many requests, sockets or failures: wait for `Retry-After` seconds."
    ),
    "failed": Code(500, 1011, "The hub is at fault; nothing was changed. The log has the details."),
    "store_failed": Code(
        503, 1011, "The hub cannot write to its disk; nothing was changed. Try again later."
    ),
    "stopping": Code(503, 1012, "The hub stops or starts again: connect again in a moment."),
    "too_slow": Code(
        408, 4408, "Too slow in reading or sending; the hub closed the connection: connect again."
    ),
    "offline": Code(503, 1013, "What the hub needs for this cannot be reached: try again later."),
    "unclear": Code(500, 1011, "It is not known whether it took effect: look before repeating."),
}


def status_of(problem: Problem) -> int:
    """The HTTP status of a problem; 422 for codes that this version does not know."""
    known = CODES.get(problem.code)
    return known.status if known is not None else CODES["refused"].status


def close_code_of(problem: Problem) -> int:
    """The WebSocket close code (RFC 6455 section 7.4) of a problem."""
    known = CODES.get(problem.code)
    return known.close if known is not None else CODES["refused"].close


class Malformed(DeskError):
    """The body, frame or parameter is not what the protocol says; `field` and `value` name the place."""

    code = "malformed"


class WrongVersion(DeskError):
    """The client speaks another version of the protocol."""

    code = "wrong_version"


class Forbidden(DeskError):
    """Known, but not allowed to do this."""

    code = "forbidden"


class NotFound(DeskError):
    """There is no such thing, or not for this caller: both look the same from outside."""

    code = "not_found"


class MethodRefused(DeskError):
    """The address exists and knows other methods."""

    code = "method"

    def __init__(self, method: str, allowed: str) -> None:
        super().__init__(f"This address does not know {method}.", field="method", value=method)
        self.allowed = allowed


class TooLarge(DeskError):
    """More bytes than the limit."""

    code = "too_large"


class MediaTypeRefused(DeskError):
    """A body of a kind that is not taken."""

    code = "media_type"


class WrongHost(DeskError):
    """The `Host` header does not name this hub."""

    code = "wrong_host"


class TooSlow(DeskError):
    """The peer did not send or read in time."""

    code = "too_slow"


class Stopping(DeskError):
    """The hub is on its way down."""

    code = "stopping"


class TooMany(DeskError):
    """A rate limit or the sign-in backoff; try again after `retry_after_ms`.

    Over sockets, which have no `Retry-After`, the problem's `value` holds the seconds.
    """

    code: ClassVar[str] = "too_many"

    def __init__(self, message: str, retry_after_ms: Millis, *, field: str = "") -> None:
        seconds = whole_seconds(retry_after_ms)
        super().__init__(
            message,
            remedy=f"Try again in {seconds} s.",
            field=field or "retry_after",
            value=str(seconds),
        )
        self.retry_after_ms = retry_after_ms


def whole_seconds(duration: Millis) -> int:
    """A duration in seconds, rounded up, at least 1: what `Retry-After` holds."""
    return max(1, -(-duration // 1000))
