"""What a connector says of its backend, so that the screen shows only what is true."""

from enum import StrEnum

from agent_desktop.model.administration import Topic
from agent_desktop.model.base import Record
from agent_desktop.model.work import Channel


class Capability(StrEnum):
    """One thing that a backend may be able to do."""

    REALTIME = "realtime"
    REPLAY = "replay"
    IDEMPOTENT_SEND = "idempotent_send"
    HISTORY = "history"
    TYPING = "typing"
    DELIVERY_MARKS = "delivery_marks"
    NOTES = "notes"
    ATTACHMENTS = "attachments"
    SAVED_REPLIES = "saved_replies"
    PRESENCE = "presence"
    ROUTING = "routing"
    PULL = "pull"
    WRAP_UP = "wrap_up"
    EDIT_CUSTOMER = "edit_customer"
    MERGE_CUSTOMERS = "merge_customers"
    REARRANGE = "rearrange"
    BEGIN = "begin"
    VOICE = "voice"
    SUPERVISOR = "supervisor"
    FIGURES = "figures"
    RAISE_HAND = "raise_hand"
    TRANSFER = "transfer"


class FieldKind(StrEnum):
    """How a sign-in field is asked for."""

    TEXT = "text"
    ADDRESS = "address"
    SECRET = "secret"


class Field(Record, frozen=True):
    """One field of a connector's sign-in form. `hint` is shown while it is empty."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""
    required: bool = True


class Manifest(Record, frozen=True):
    """A connector's honest description of its backend. Sizes in bytes, text in characters.

    `administration` is what this account may set up for the team: nothing for who is no administrator.
    """

    name: str
    title: str
    subtitle: str
    channels: tuple[Channel, ...]
    capabilities: frozenset[Capability]
    fields: tuple[Field, ...] = ()
    max_text: int = 10_000
    max_attachment_bytes: int = 25 * 1024 * 1024
    max_attachments: int = 10
    administration: tuple[Topic, ...] = ()

    def can(self, capability: Capability) -> bool:
        """True when the backend has `capability`."""
        return capability in self.capabilities
