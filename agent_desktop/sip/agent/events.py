"""What a user agent says to its application: what to do with the network, and what happened.

Promises frozen records in the order in which things happened. `Transmit` is that of the transaction layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.audio_terms import Agreed
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.transactions import Transmit

if TYPE_CHECKING:
    from agent_desktop.sip.agent.call import Call
    from agent_desktop.sip.agent.dialog_info import DialogInfo
    from agent_desktop.sip.agent.message_summary import MessageSummary
    from agent_desktop.sip.agent.notifier import Notifier
    from agent_desktop.sip.agent.referral import Referral
    from agent_desktop.sip.agent.server import Binding
    from agent_desktop.sip.agent.subscription import Subscription

RegistrationState: TypeAlias = Literal[
    "off", "connecting", "registering", "registered", "waiting", "refused", "leaving"
]
CallState: TypeAlias = Literal[
    "idle", "dialing", "ringing", "early", "active", "held", "transferring", "ended"
]
Held: TypeAlias = Literal["local", "remote", "both"]


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
class RegistrationChanged:
    """`number` counts the account's servers from 0. `outcome` says why it is not registered, if it should be."""

    account: str
    number: int
    state: RegistrationState
    outcome: Outcome | None = None
    expires_s: int = 0


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that an administrator ought to change."""

    account: str
    what: Literal["digest-in-clear"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an account's server said to a question that changes nothing; a local outcome: nobody answered."""

    account: str
    question: Literal["OPTIONS", "REGISTER"]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CallArrived:
    """Somebody calls; `call.offers` is what they want to speak. `replaces` is the call that this one takes over."""

    call: Call
    replaces: Call | None = None


@dataclass(frozen=True, slots=True)
class CallChanged:
    """The call's state, as it was when this was said."""

    call: Call
    state: CallState
    held: Held | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class CallProgressed:
    """What the network says while we wait: 180, 181 (forwarded), 182 (queued), 183. `ring` asks for our own tone."""

    call: Call
    status: int
    phrase: str
    ring: bool


@dataclass(frozen=True, slots=True)
class MediaAgreed:
    """What sound goes where from now on. `early`: before the answer; another fork may say something else."""

    call: Call
    agreed: Agreed
    early: bool = False


@dataclass(frozen=True, slots=True)
class TermsWanted:
    """The peer starts ICE anew, or offers what we did not ask for: say `accept(terms)` with fresh terms."""

    call: Call


@dataclass(frozen=True, slots=True)
class ChangeRefused:
    """Hold, resume or another change did not happen; the call goes on as before."""

    call: Call
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DigitArrived:
    """A digit by INFO."""

    call: Call
    digit: str
    duration_ms: int


@dataclass(frozen=True, slots=True)
class TransferChanged:
    """How our transfer goes: provisional statuses while `done` is not said."""

    call: Call
    outcome: Outcome
    done: bool


@dataclass(frozen=True, slots=True)
class TransferAsked:
    """The peer wants this call to go elsewhere: `referral.follow(terms, now)` or `.refuse(status, now)`."""

    call: Call
    referral: Referral


@dataclass(frozen=True, slots=True)
class CallReplaced:
    """`old` ended because `new` took over."""

    old: Call
    new: Call


@dataclass(frozen=True, slots=True)
class SubscriptionChanged:
    """Ours, with somebody. `outcome` says why it ended."""

    subscription: Subscription
    state: Literal["pending", "active", "terminated"]
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Notified:
    """What a subscription of ours tells."""

    subscription: Subscription
    news: MessageSummary | DialogInfo | None
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class MessagesWaiting:
    """A mailbox told an account that asked for nothing (a server's habit)."""

    account: str
    summary: MessageSummary


@dataclass(frozen=True, slots=True)
class SubscriptionAsked:
    """Somebody wants to know: `notifier.accept(…)` or `.refuse(…)`."""

    notifier: Notifier


@dataclass(frozen=True, slots=True)
class SubscriberGone:
    """A notifier of ours ended: it ran out, was given up, or the subscriber is not there."""

    notifier: Notifier


@dataclass(frozen=True, slots=True)
class BindingsChanged:
    """Where an address is reached from now on (registrar)."""

    aor: str
    bindings: tuple[Binding, ...]


Event: TypeAlias = (
    RegistrationChanged
    | Warned
    | Asked
    | CallArrived
    | CallChanged
    | CallProgressed
    | MediaAgreed
    | TermsWanted
    | ChangeRefused
    | DigitArrived
    | TransferChanged
    | TransferAsked
    | CallReplaced
    | SubscriptionChanged
    | Notified
    | MessagesWaiting
    | SubscriptionAsked
    | SubscriberGone
    | BindingsChanged
)
Output: TypeAlias = Transmit | OpenFlow | CloseFlow | Ping | Event
