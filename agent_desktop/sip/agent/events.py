"""What a user agent says to its application: what to do with the network, and what happened.

Promises frozen records in the order in which things happened. Each is defined beside what it tells of, and named here.
"""

from agent_desktop.sip.agent.call_events import (
    CallArrived,
    CallChanged,
    CallProgressed,
    CallReplaced,
    CallState,
    ChangeRefused,
    DigitArrived,
    MediaAgreed,
    TermsWanted,
    TransferAsked,
    TransferChanged,
)
from agent_desktop.sip.agent.notifier import SubscriberGone, SubscriptionAsked
from agent_desktop.sip.agent.output import (
    Asked,
    CloseFlow,
    Event,
    MessagesWaiting,
    OpenFlow,
    Output,
    Ping,
    RegistrationChanged,
    RegistrationState,
    Warned,
)
from agent_desktop.sip.agent.server import BindingsChanged
from agent_desktop.sip.agent.subscription import Notified, SubscriptionChanged

__all__ = [
    "Asked",
    "BindingsChanged",
    "CallArrived",
    "CallChanged",
    "CallProgressed",
    "CallReplaced",
    "CallState",
    "ChangeRefused",
    "CloseFlow",
    "DigitArrived",
    "Event",
    "MediaAgreed",
    "MessagesWaiting",
    "Notified",
    "OpenFlow",
    "Output",
    "Ping",
    "RegistrationChanged",
    "RegistrationState",
    "SubscriberGone",
    "SubscriptionAsked",
    "SubscriptionChanged",
    "TermsWanted",
    "TransferAsked",
    "TransferChanged",
    "Warned",
]
