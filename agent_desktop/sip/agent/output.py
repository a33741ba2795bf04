"""What a user agent says: what to do with the network, and what happened, here to its accounts.

What happens to calls and subscriptions is an `Event`, too, and stands beside them. `Transmit` is that of the
transaction layer. Refuses to know calls and subscriptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from agent_desktop.sip.agent.message_summary import MessageSummary
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.transactions import Transmit

RegistrationState: TypeAlias = Literal[
    "off", "connecting", "registering", "registered", "waiting", "refused", "leaving"
]


class Event:
    """Something happened."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenFlow:
    """Open a way, then say `opened` or `unreachable`."""

    target: Target


@dataclass(frozen=True, slots=True)
class CloseFlow:
    """Nobody needs that way any more. With `failed`, its server did not do: take another one next time."""

    flow: Flow
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Ping:
    """Ask the other end of a connection for a sign of life, below SIP; then say `ponged`."""

    flow: Flow


@dataclass(frozen=True, slots=True)
class RegistrationChanged(Event):
    """`number` counts the account's servers from 0. `outcome` says why it is not registered, if it should be."""

    account: str
    number: int
    state: RegistrationState
    outcome: Outcome | None = None
    expires_s: int = 0


@dataclass(frozen=True, slots=True)
class Warned(Event):
    """Something that an administrator ought to change."""

    account: str
    what: Literal["digest-in-clear"]


@dataclass(frozen=True, slots=True)
class Asked(Event):
    """What an account's server said to a question that changes nothing; a local outcome: nobody answered."""

    account: str
    question: Literal["OPTIONS", "REGISTER"]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class MessagesWaiting(Event):
    """A mailbox told an account that asked for nothing (a server's habit)."""

    account: str
    summary: MessageSummary


Output: TypeAlias = Transmit | OpenFlow | CloseFlow | Ping | Event
