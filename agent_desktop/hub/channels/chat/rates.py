"""How much visitors may ask for.

Promises that one visitor cannot drown the agents and one address cannot fill the hub; the wider limits of every door
still hold. Refuses to slow a conversation at human speed: a fast typist stays far below.
"""

from dataclasses import dataclass, field
from typing import Final

from agent_desktop.hub.doors.faults import TooMany, whole_seconds
from agent_desktop.hub.doors.limits import Buckets, Rate
from agent_desktop.hub.doors.quotas import Quota
from agent_desktop.model.errors import Problem

VISITORS: Final = Quota(
    file=10 * 1024 * 1024,
    unsent=100 * 1024 * 1024,
    hourly_files=20,
    hourly_bytes=50 * 1024 * 1024,
)
"""A visitor has one conversation at a time, so this is also what a conversation takes within an hour."""


@dataclass(frozen=True)
class ChatRates:
    """Sessions, wrong signatures and calls count by network address, calls and the rest by visitor."""

    sessions: Rate = field(default_factory=lambda: Rate(per_minute=120, burst=60))
    forgeries: Rate = field(default_factory=lambda: Rate(per_minute=6, burst=10))
    messages: Rate = field(default_factory=lambda: Rate(per_minute=40, burst=20))
    frames: Rate = field(default_factory=lambda: Rate(per_minute=600, burst=200))
    files: Rate = field(default_factory=lambda: Rate(per_minute=20, burst=10))
    parts: Rate = field(default_factory=lambda: Rate(per_minute=240, burst=120))
    transcripts: Rate = field(default_factory=lambda: Rate(per_minute=20, burst=10))
    calls: Rate = field(default_factory=lambda: Rate(per_minute=3, burst=6))
    calls_by_address: Rate = field(default_factory=lambda: Rate(per_minute=30, burst=20))
    uploads: Quota = VISITORS


class ChatLimits:
    """The buckets behind `ChatRates`."""

    def __init__(self, rates: ChatRates) -> None:
        self.sessions = Buckets(rates.sessions)
        self.forgeries = Buckets(rates.forgeries)
        self.messages = Buckets(rates.messages)
        self.frames = Buckets(rates.frames)
        self.files = Buckets(rates.files)
        self.parts = Buckets(rates.parts)
        self.transcripts = Buckets(rates.transcripts)
        self.calls = Buckets(rates.calls)
        self.calls_by_address = Buckets(rates.calls_by_address)
        self.uploads = rates.uploads


RETRY_AFTER: Final = "retry_after"


def on_socket(error: TooMany) -> Problem:
    """The refusal for a socket, which has no `Retry-After` header: `value` holds the seconds."""
    problem = error.problem
    return Problem(
        code=problem.code,
        message=problem.message,
        remedy=problem.remedy,
        field=RETRY_AFTER,
        value=str(whole_seconds(error.retry_after_ms)),
    )
