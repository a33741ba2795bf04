"""SIP transactions (RFC 3261, 17, corrected by RFC 6026): requests and responses over a network that loses and repeats.

Rule: pure. No clock, no socket, no chance of its own: time comes as an argument, tokens from a function. What goes out
is what `TransactionLayer.take` returns, and every transaction that begins also ends.

What an application has to know beyond the names:

- `send` puts the Via on top of a copy; the request in the outputs is that copy. An ACK for a 2xx is no transaction:
  `send` lets it leave at once, the same ACK with the same branch each time, and its key never comes back.
- Each client transaction tells exactly one of: a final `ResponseArrived`, `TimedOut`, `Failed`; then, later, `Ended`.
  Only a 2xx for INVITE may come more than once (repeated or forked), and every one of them wants an ACK.
- A CANCEL that arrives is answered here. When it cancels something, it is handed on as `RequestArrived` with the key of
  the INVITE, which is the one to answer (487).
- A 2xx for INVITE is repeated by the application: it calls `respond` again with the same response (RFC 6026, 7.1).
- An INVITE that rings, on either side, has no time limit here; one that was cancelled has.
- `opened` tells that a target became a flow; from then on its transactions go there and fail with it.
"""

from agent_desktop.sip.transactions.layer import TransactionLayer
from agent_desktop.sip.transactions.outputs import (
    Ended,
    Failed,
    Output,
    RequestArrived,
    ResponseArrived,
    TimedOut,
    TransactionKey,
    Transmit,
)
from agent_desktop.sip.transactions.replies import reply
from agent_desktop.sip.transactions.timing import Times

__all__ = [
    "Ended",
    "Failed",
    "Output",
    "RequestArrived",
    "ResponseArrived",
    "TimedOut",
    "Times",
    "TransactionKey",
    "TransactionLayer",
    "Transmit",
    "reply",
]
