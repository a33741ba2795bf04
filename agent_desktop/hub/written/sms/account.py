"""What all accounts at HTTP providers of SMS have in common: where they are, how we are reached, and how they write
numbers and moments.

A provider's own class inherits this and adds its paths, fields, signatures and words. Promises that a provider which
has no lists says so: what it is not asked for is neither missed nor found. Pure.
"""

from collections.abc import Sequence
from datetime import datetime

from agent_desktop.hub.written.calls import Reply
from agent_desktop.hub.written.records import Letter
from agent_desktop.hub.written.sms.settings import AccountSettings
from agent_desktop.hub.written.sms.shapes import Came, Request
from agent_desktop.model.base import Millis
from agent_desktop.model.people import Address, AddressKind

_SHORT = 7
"""Numbers with no more digits are those of services."""


class Account:
    """The part of a `Provider` that is alike for all. `secret` is one of the entry point's."""

    def __init__(self, settings: AccountSettings, secret: str) -> None:
        self.base = settings.server
        self.address = settings.address
        self.rules = settings.rules
        self.key = secret.encode()

    def thanks(self) -> tuple[int, dict[str, str], bytes]:
        return 200, {}, b""

    def missed(self, since: Millis) -> Request | None:
        return None

    def following(self, request: Request, reply: Reply) -> Request | None:
        return None

    def listed(self, reply: Reply) -> Sequence[Came]:
        return ()

    def pictures(self, reply: Reply) -> tuple[str, ...]:
        return ()

    def search(self, letter: Letter) -> Request | None:
        return None

    def found(self, letter: Letter, reply: Reply, known: frozenset[str]) -> tuple[str, ...]:
        return ()


def phone(number: str) -> Address:
    """Whose number it is, where a provider leaves the + out; short numbers and names stay as they are."""
    whole = number.isascii() and number.isdecimal() and len(number) > _SHORT
    return Address(kind=AddressKind.PHONE, value=f"+{number}" if whole else number)


def moment(value: object, otherwise: Millis) -> Millis:
    """A moment as ISO 8601 writes it."""
    try:
        return int(datetime.fromisoformat(str(value)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return otherwise
