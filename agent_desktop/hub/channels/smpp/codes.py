"""An SMSC's codes in words: why a bind or a message was refused, and how a message ended.

Promises a verdict for every code there is, also for vendors' own: what is not known to pass by itself is final.
"""

from enum import Enum
from typing import Final

from agent_desktop.hub.written.records import NotNow, Rejected
from agent_desktop.model.base import Millis
from agent_desktop.model.timeline import Delivery
from agent_desktop.model.words import later

OK: Final = 0x00
_THROTTLED: Final = frozenset({0x58, 0x14})
_LATER: Final = frozenset({0x04, 0x08, 0x64})
_WAIT_MS: Final[Millis] = 5_000

_REFUSED: Final = {
    0x01: later("The network says that the message has a wrong length."),
    0x0A: later("The network does not accept our sender."),
    0x0B: later("The network does not accept the customer's number."),
    0x45: later("The network could not take the message."),
    0x48: later("The network does not accept our sender."),
    0x49: later("The network does not accept our sender."),
    0x50: later("The network does not accept the customer's number."),
    0x51: later("The network does not accept the customer's number."),
    0x65: later("The network refuses the message for good."),
    0x66: later("The network refuses the message."),
    0xFE: later("The message could not be delivered."),
}
_ENDED: Final = {
    "EXPIRED": later("The phone could not be reached in time."),
    "DELETED": later("The network deleted the message."),
    "UNDELIV": later("The message could not be delivered."),
    "REJECTD": later("The network refused the message."),
}


class Bind(Enum):
    """What a refused bind means for the next try."""

    USER = "user"
    PASSWORD = "password"
    SYSTEM_TYPE = "system_type"
    LATER = "later"


def bind_refused(status: int) -> Bind:
    """Whose fault a refused bind is. ESME_RBINDFAIL says nothing: it may be a session of ours that lingers there."""
    return {0x0E: Bind.PASSWORD, 0x0F: Bind.USER, 0x53: Bind.SYSTEM_TYPE}.get(status, Bind.LATER)


_BIND_WORDS: Final = {
    Bind.PASSWORD: (
        later("The SMS server refuses the password."),
        later("Type the password anew in the entry point's settings."),
    ),
    Bind.USER: (
        later("The SMS server does not know the user name."),
        later("Correct the user name in the entry point's settings."),
    ),
    Bind.SYSTEM_TYPE: (
        later("The SMS server does not know the system type."),
        later("Correct the system type in the entry point's settings."),
    ),
    Bind.LATER: (
        later(
            "The SMS server refused the sign-in: the user name or the password is wrong, "
            "or an older session of ours is still there."
        ),
        later("Check both in the entry point's settings, or wait a few minutes."),
    ),
}


def bind_words(status: int) -> tuple[str, str]:
    """A refused bind in words, and the remedy."""
    return _BIND_WORDS[bind_refused(status)]


def throttled(status: int) -> bool:
    """Whether everybody on this link has to slow down."""
    return status in _THROTTLED


def refused(status: int) -> Rejected | NotNow:
    """What an answer other than OK means for a message."""
    if status in _THROTTLED:
        return NotNow(problem=later("The network takes no more messages now."), wait_ms=_WAIT_MS)
    if status in _LATER:
        return NotNow(problem=later("The network cannot take messages now."))
    words = _REFUSED.get(status, later("The network refused the message."))
    return Rejected(problem=f"{words} (SMPP 0x{status:02X})")


def ended(state: str, error: str) -> tuple[Delivery, str] | None:
    """How a receipt's word changes a message, with the reason; None for a word that ends nothing."""
    if state == "DELIVRD":
        return Delivery.DELIVERED, ""
    words = _ENDED.get(state)
    if words is None:
        return None
    code = error.lstrip("0") if error.isdecimal() else error
    return Delivery.REFUSED, f"{words} ({code[:12]})" if code else words
