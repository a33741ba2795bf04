"""What the transaction layer says: messages to transmit, and what happened to transactions.

Promises frozen records. Refuses to hold anything that is not known to the application already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Message, Request, Response


@dataclass(frozen=True, slots=True)
class TransactionKey:
    """The name of a transaction, never used twice. `id` holds what RFC 3261 (17.1.3, 17.2.3) matches by."""

    side: Literal["client", "server"]
    id: str
    method: str


@dataclass(frozen=True, slots=True)
class Transmit:
    """Send `message` there. `key` says whose it is; None for what has no transaction."""

    message: Message
    to: Flow | Target
    key: TransactionKey | None


@dataclass(frozen=True, slots=True)
class RequestArrived:
    """A request for the application, once. The key is the one to answer; None for the ACK of a 2xx."""

    key: TransactionKey | None
    request: Request
    flow: Flow


@dataclass(frozen=True, slots=True)
class ResponseArrived:
    """A response to `request` of ours."""

    key: TransactionKey
    response: Response
    request: Request


@dataclass(frozen=True, slots=True)
class TimedOut:
    """Nobody answered `request` of ours; or (server) nobody acknowledged the refusal of theirs."""

    key: TransactionKey
    request: Request


@dataclass(frozen=True, slots=True)
class Failed:
    """The way to the peer broke before the transaction was done. `why` is for logs."""

    key: TransactionKey
    request: Request
    why: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The transaction is forgotten; its key means nothing any more."""

    key: TransactionKey


Output: TypeAlias = Transmit | RequestArrived | ResponseArrived | TimedOut | Failed | Ended
