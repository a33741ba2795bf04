"""What happens to calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.agent.output import Event
from agent_desktop.sip.audio_terms import Agreed, Held

if TYPE_CHECKING:
    from agent_desktop.sip.agent.call import Call
    from agent_desktop.sip.agent.referral import Referral

CallState: TypeAlias = Literal[
    "idle", "dialing", "ringing", "early", "active", "held", "transferring", "ended"
]


@dataclass(frozen=True, slots=True)
class CallArrived(Event):
    """Somebody calls; `call.offers` is what they want to speak. `replaces` is the call that this one takes over."""

    call: Call
    replaces: Call | None = None


@dataclass(frozen=True, slots=True)
class CallChanged(Event):
    """The call's state, as it was when this was said."""

    call: Call
    state: CallState
    held: Held | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class CallProgressed(Event):
    """What the network says while we wait: 180, 181 (forwarded), 182 (queued), 183. `ring` asks for our own tone."""

    call: Call
    status: int
    phrase: str
    ring: bool


@dataclass(frozen=True, slots=True)
class MediaAgreed(Event):
    """What sound goes where from now on. `early`: before the answer; another fork may say something else."""

    call: Call
    agreed: Agreed
    early: bool = False


@dataclass(frozen=True, slots=True)
class TermsWanted(Event):
    """The peer starts ICE anew, or offers what we did not ask for: say `accept(terms)` with fresh terms."""

    call: Call


@dataclass(frozen=True, slots=True)
class ChangeRefused(Event):
    """Hold, resume or another change did not happen; the call goes on as before."""

    call: Call
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DigitArrived(Event):
    """A digit by INFO."""

    call: Call
    digit: str
    duration_ms: int


@dataclass(frozen=True, slots=True)
class TransferChanged(Event):
    """How our transfer goes: provisional statuses while `done` is not said."""

    call: Call
    outcome: Outcome
    done: bool


@dataclass(frozen=True, slots=True)
class TransferAsked(Event):
    """The peer wants this call to go elsewhere: `referral.follow(terms, now)` or `.refuse(status, now)`."""

    call: Call
    referral: Referral


@dataclass(frozen=True, slots=True)
class CallReplaced(Event):
    """`old` ended because `new` took over."""

    old: Call
    new: Call
