"""What a user agent is told: about itself (`Config`) and about each account that it speaks for (`Account`).

Promises frozen records whose passwords no `repr` shows. Refuses to say how sound is coded: the terms of a call do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Request
from agent_desktop.sip.transactions import Times

ALLOW: Final = "INVITE, ACK, CANCEL, BYE, OPTIONS, PRACK, UPDATE, INFO, REFER, NOTIFY, SUBSCRIBE"
ACCEPT: Final = "application/sdp, application/dtmf-relay, message/sipfrag"


@dataclass(frozen=True, slots=True)
class Account:
    """An address that we are, and the servers that know it.

    `aor` is `sip:alice@example.org`; `servers` are tried each for itself: with Outbound all of them at once (RFC 5626),
    else the first. One without `registers` only places calls through its first server, or with none, directly.
    `instance` is a URN that names this installation for ever. `contact_user` makes the Contact ours.
    """

    name: str
    aor: str
    servers: tuple[Target, ...] = ()
    credentials: Credentials | None = None
    display: str = ""
    registers: bool = True
    outbound: bool = True
    instance: str = ""
    contact_user: str = ""
    expires_s: int = 600
    #: A way may end without a word: ask the server so often whether it is there (`pulse.py`). 0: never.
    keep_alive_s: float = 30.0


@dataclass(frozen=True, slots=True)
class Refused:
    """What a gate says to a request that it does not let in."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


#: Judges requests that open something (INVITE, SUBSCRIBE, REFER, …) before anything else does; None lets them in.
Gate = Callable[[Request, Flow, float], Refused | None]


@dataclass(frozen=True, slots=True)
class Config:
    """Times are seconds. `redirects` is how many contacts of a 3xx a call may follow: none by default.

    `session_s` 0 asks for no session timer (RFC 4028). `packages` are the subscriptions that we let others have.
    """

    product: str = "Agent Desktop"
    times: Times = field(default_factory=Times)
    reliable_provisionals: bool = True
    session_s: int = 1800
    min_session_s: int = 90
    redirects: int = 0
    ring_s: float = 180.0
    #: A server that shows no sign of an INVITE for so long is passed over, if its name has others (RFC 3263, 4.3);
    #: by then it was sent three times. One that was slow lately has longer, one that is silent already less.
    elsewhere_s: float = 2.0
    #: Calls that are not answered yet outlive their way to the account's server for so long; 0: they end with it.
    strand_s: float = 0.0
    transfer_s: float = 180.0
    packages: tuple[str, ...] = ()
    calls: int = 2000
    #: Most transactions at once. Over UDP one is remembered for 32 s after its answer: a hub needs more than a phone.
    transactions: int = 10_000
    #: Requests of more bytes leave by TCP, not UDP, where the peer takes that; 0: none do (phones do not take it).
    large: int = 0
    gate: Gate | None = None
