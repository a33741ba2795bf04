"""What an administrator sees and says of consents: who may be written to at which address, since when, and by whom.

Promises the whole history of an address, the newest word first. Refuses to take a word back: a correction is one more,
with its reason.
"""

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.people import AddressKind


class SaidOfConsent(Record, frozen=True):
    """One word: the customer's own in these `words`, by that `entry_point` (name); or recorded `by` somebody of the
    team (name), with the reason as its words."""

    given: bool
    words: str
    at: Millis
    by: str = ""
    entry_point: str = ""


class AddressConsent(Record, frozen=True):
    """Whether an address may be written to, with all that was `said` of it, the newest first. `customer` is a name.

    `reason` is empty in what is kept: an administrator who says otherwise gives one.
    """

    kind: AddressKind = AddressKind.PHONE
    network: str = ""
    address: str = ""
    given: bool = False
    customer: str = ""
    said: tuple[SaidOfConsent, ...] = ()
    reason: str = ""


class Consents(Record, frozen=True):
    """The addresses of whom something was said, those with the newest word first, and how many `more` there are."""

    addresses: tuple[AddressConsent, ...] = ()
    more: int = 0


class RecordConsent(Record, frozen=True):
    """Note what a customer said of an address to the team. `before` is what the administrator saw, None for an address
    of which nothing was known."""

    consent: AddressConsent
    before: AddressConsent | None = None
