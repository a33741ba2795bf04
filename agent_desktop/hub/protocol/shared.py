"""What desks and widgets share: the version, the limits, the strict base of what the hub receives."""

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Tagged
from agent_desktop.model.errors import Problem

PROTOCOL_VERSION = 1
MAX_FRAME_BYTES = 256 * 1024
MAX_TEXT = 10_000
MAX_ATTACHMENTS = 10
MAX_SDP = 16 * 1024
HEARTBEAT_MS = 5_000


class Request(Tagged, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frame or body that the hub receives: strict, so that a misspelt field is refused and not ignored."""


class Ping(Request, frozen=True, tag="ping"):
    """Answered by `Pong` with the same `id`; measures latency."""

    id: str


class Goodbye(Tagged, frozen=True, tag="goodbye"):
    """The hub closes this socket: token revoked, reader too slow, hub stopping."""

    problem: Problem


class Uploaded(Tagged, frozen=True, tag="uploaded"):
    """Answer of `PUT /v1/attachments/{id}` and `PUT /chat/v1/attachments/{id}`, body = the bytes."""

    attachment: Attachment


class Uploading(Tagged, frozen=True, tag="uploading"):
    """How a file stands that comes in parts: so many bytes are there; with the attachment all of it is, and was right.

    An `offset` smaller than what was sent says from where to go on: a link was cut, or the bytes were damaged.
    """

    offset: int
    attachment: Attachment | None = None


class ProblemBody(Tagged, frozen=True, tag="problem"):
    """The body of every HTTP answer from 400 on."""

    problem: Problem
