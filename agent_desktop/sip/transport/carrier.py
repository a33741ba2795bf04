"""What all transports share: who hears of messages, what is refused for lack of room, and how a failure is told.

Promises words in `Unreachable` that name what was wrong. Refuses to hold a socket.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Message
from agent_desktop.sip.parse import BadMessage

Hindrance: TypeAlias = Literal["network", "certificate", "denied"]
"""What stands between: no way there; a peer that cannot prove who it is; a door that does not let us in."""


class Unreachable(Exception):
    """A peer that could not be reached, or not any longer. `why` is a sentence part for logs and for people."""

    def __init__(self, why: str, hindrance: Hindrance = "network") -> None:
        super().__init__(why)
        self.why = why
        self.hindrance = hindrance


class Receiver(Protocol):
    """Who hears what comes in. Called on the event loop; must not block."""

    def message(self, message: Message, flow: Flow) -> None:
        """A message came."""

    def bad_message(self, bad: BadMessage, flow: Flow) -> None:
        """Something came that is no message; `bad` says how to answer, if at all."""

    def closed(self, flow: Flow, why: str) -> None:
        """A connection is gone; not called for one that we closed."""

    def ponged(self, flow: Flow) -> None:
        """The other end answered `ping`."""


class Carrier(Protocol):
    """One open socket."""

    @property
    def flow(self) -> Flow:
        """Its way to the peer."""

    def send(self, data: bytes) -> None:
        """Let a whole message leave. Raises `Unreachable`."""

    def ping(self) -> None:
        """Ask the other end for a sign of life (RFC 5626, 4.4.1); nothing when it is closed."""

    async def close(self) -> None:
        """Close it without a word to the receiver."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Room for strangers, in seconds, bytes and numbers. They hold for connections that came to us.

    `unsent` holds for all: a peer that does not read is cut off before it fills the memory.
    """

    connections: int = 2000
    connections_of_one: int = 100
    first_message_bytes: int = 16 * 1024
    first_message_s: float = 20.0
    idle_s: float = 900.0
    unsent: int = 1024 * 1024
