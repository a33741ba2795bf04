"""The records of the written channels' administration: the networks there are, entry points at them, how they stand.

Promises that no secret is in an answer: which ones are set is told by their names.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.records import Identifier, Label
from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import Standing, Step
from agent_desktop.model.base import Millis, Record, Tagged
from agent_desktop.model.work import Channel

FieldName: TypeAlias = Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,39}$")]
Value: TypeAlias = Annotated[str, Meta(max_length=4_000)]
Values: TypeAlias = Annotated[dict[FieldName, Value], Meta(max_length=60)]


class NetworkKind(Record, frozen=True):
    """A network that entry points can reach: what it can, and the fields of its settings."""

    name: str
    channel: Channel
    limits: Limits


class NetworkEntry(Record, frozen=True):
    """An entry point at a network. `secrets` are the names of those that are set."""

    id: str
    name: str
    queue_id: str
    network: str
    channel: Channel
    settings: dict[str, str]
    secrets: tuple[str, ...]
    paused: bool
    standing: Standing


class Networks(Tagged, frozen=True, tag="networks"):
    """The networks, and the entry points at them in order of definition."""

    kinds: tuple[NetworkKind, ...]
    entries: tuple[NetworkEntry, ...]


class DefineNetworkEntry(Request, frozen=True, tag="define_network_entry"):
    """Make an entry point at a network, or change it. Of `secrets` those that are not named stay as they are."""

    name: Label
    queue_id: Identifier
    network: Annotated[str, Meta(min_length=1, max_length=40)]
    settings: Values = {}
    secrets: Values = {}


class PauseNetworkEntry(Request, frozen=True, tag="pause_network_entry"):
    """Take nothing in and send nothing out by an entry point; or do it again. What waits to be sent stays."""

    paused: bool


class NetworkTested(Tagged, frozen=True, tag="network_tested"):
    """What a test of an entry point found, step by step."""

    steps: tuple[Step, ...]


class BeginConsent(Request, frozen=True, tag="begin_consent"):
    """Ask the provider for consent to use what an entry point would be; of `secrets` those that are not named stay.

    By "browser": it comes back to `port` of the loopback address, where the one who asks listens. By "code": a person
    types it anywhere.
    """

    network: Annotated[str, Meta(min_length=1, max_length=40)]
    by: Literal["browser", "code"]
    settings: Values = {}
    secrets: Values = {}
    port: Annotated[int, Meta(ge=0, le=65535)] = 0


class ConsentBegun(Tagged, frozen=True, tag="consent_begun"):
    """What to open in a browser; with a `code`, it is typed there. Good until `until`.

    The browser comes back with this `state`; an answer with another one is not for this consent.
    """

    id: str
    address: str
    until: Millis
    code: str = ""
    state: str = ""


class AnswerConsent(Request, frozen=True, tag="answer_consent"):
    """With what the browser came back: a code, or an error."""

    state: Annotated[str, Meta(max_length=200)]
    code: Annotated[str, Meta(max_length=4_000)] = ""
    error: Annotated[str, Meta(max_length=200)] = ""


class AwaitConsent(Request, frozen=True, tag="await_consent"):
    """Wait up to `within_ms` for the end of a consent."""

    within_ms: Annotated[int, Meta(ge=0, le=30_000)] = 25_000


class ConsentStands(Tagged, frozen=True, tag="consent_stands"):
    """Whether it was given. What was given for an entry point that is kept holds already, else as soon as it is."""

    given: bool
