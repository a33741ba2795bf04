"""Which of two reports of a message's way is the later one."""

from agent_desktop.model.timeline import Delivery

_ORDER = {state: rank for rank, state in enumerate(Delivery)}


def further(one: Delivery, other: Delivery) -> Delivery:
    """The later of two states on the way UNDO to READ, so that late or doubled receipts never turn time back.

    REFUSED and UNCLEAR are answers about one attempt: anything from SENT on overrules them.
    """
    sent = _ORDER[Delivery.SENT]
    for state in (one, other):
        if state in (Delivery.REFUSED, Delivery.UNCLEAR):
            rest = other if state is one else one
            return rest if sent <= _ORDER[rest] <= _ORDER[Delivery.READ] else state
    return one if _ORDER[one] >= _ORDER[other] else other
