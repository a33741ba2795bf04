"""People: customers with their addresses, and the agents who serve them."""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.work import Channel


class AddressKind(StrEnum):
    """What sort of thing an address is; it decides how the value is normalised and shown."""

    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    VISITOR = "visitor"
    ACCOUNT = "account"


class Address(Record, frozen=True):
    """One way to reach a customer.

    `value` is normalised (E.164 for phones, lower case for e-mail, the visitor key or the site's own customer id).
    `network` names the network of a handle ("matrix", "telegram"). `verified` is true when a signature or a sign-in
    proved that the address belongs to the person.
    """

    kind: AddressKind
    value: str
    network: str = ""
    verified: bool = False


class Customer(Record, frozen=True):
    """The person or organisation that the team serves, with every known address.

    `lifetime_value` is in minor units of `currency` (cents), None when nobody knows it.
    """

    id: str
    name: str
    addresses: tuple[Address, ...] = ()
    organisation: str = ""
    vip: bool = False
    language: str = ""
    time_zone: str = ""
    place: str = ""
    lifetime_value: int | None = None
    currency: str = ""
    attributes: dict[str, str] = {}
    created_at: Millis = 0
    updated_at: Millis = 0


class WhyAlike(StrEnum):
    """Why two customers may be one person, the surest first."""

    NUMBER = "number"
    """The same telephone number in another form."""
    ORDER = "order"
    """Both told the same order number."""
    MAIL = "mail"
    """The same name, and the same beginning of a mail address."""
    POSTAL = "postal"
    """The same name, and both told the same postal address."""
    PLACE = "place"
    """The same name in the same place."""


class Alike(Record, frozen=True):
    """A customer who may be the same person. `detail` is what both have: the number, the name."""

    customer: Customer
    why: WhyAlike
    detail: str = ""


class Union(Record, frozen=True):
    """Another record that became a part of a customer, and can be given back."""

    merged_id: str
    name: str
    at: Millis


class FactKind(StrEnum):
    """What a customer told of themselves."""

    NAME = "name"
    PHONE = "phone"
    LANGUAGE = "language"
    ORDER = "order"
    POSTAL = "postal"
    """A postal address, in one line."""


class Fact(Record, frozen=True):
    """Something that a customer told of themselves, by which channel, when, and where it stands."""

    kind: FactKind
    value: str
    channel: Channel
    at: Millis
    conversation_id: str = ""


class NoSurveys(Record, frozen=True):
    """A customer wants to answer no surveys: since when, and by which channel they said so."""

    at: Millis
    channel: Channel


class Kin(Record, frozen=True):
    """Besides a customer's profile: who may be the same person, who became a part of them, what they told; and whether
    they want to be asked no more."""

    alike: tuple[Alike, ...] = ()
    unions: tuple[Union, ...] = ()
    facts: tuple[Fact, ...] = ()
    no_surveys: NoSurveys | None = None


class Agent(Record, frozen=True):
    """A person of the team who answers customers. `extension` is the number under which colleagues call them."""

    id: str
    name: str
    email: str = ""
    extension: str = ""


class PresenceState(StrEnum):
    """What an agent chose, or what the hub set for them. Only READY is offered work."""

    READY = "ready"
    BUSY = "busy"
    BREAK = "break"
    MEAL = "meal"
    MEETING = "meeting"
    TRAINING = "training"
    NOT_RESPONDING = "not_responding"
    OFFLINE = "offline"


class Activity(StrEnum):
    """What is observed of an agent, apart from the presence that they chose. A call outweighs an offer, an offer the
    messages that are being worked on, these outweigh wrap-up."""

    IDLE = "idle"
    OFFERED = "offered"
    TALKING = "talking"
    MESSAGING = "messaging"
    HOLD = "hold"
    WRAP_UP = "wrap_up"


class Presence(Record, frozen=True):
    """An agent's presence since a moment, with the reason when the hub or the program set it.

    `next` is the state that begins by itself when the current work is finished; `in_call` says that the agent talks to
    somebody now.
    """

    agent_id: str
    state: PresenceState
    since: Millis
    reason: str = ""
    next: PresenceState | None = None
    in_call: bool = False

    @property
    def routable(self) -> bool:
        """True when new work may be offered."""
        return self.state is PresenceState.READY
