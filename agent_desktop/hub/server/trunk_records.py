"""The records of the trunks' administration: the ways to the telephone network, how they are, what a test found.

Promises that no password is in an answer; that every state and every step of a test has a code for programs beside its
sentences for people. Lists of trunks are in the order in which outgoing calls try them.
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from agent_desktop.hub.protocol import Request
from agent_desktop.hub.server.records import Words
from agent_desktop.hub.voice.dialplan import NumberForm
from agent_desktop.hub.voice.worker.centre import TrunkStanding
from agent_desktop.model.base import Millis, Record, Tagged

TrunkId: TypeAlias = Annotated[str, Meta(min_length=1, max_length=64)]
Digits: TypeAlias = Annotated[str, Meta(pattern=r"^(\+?[0-9]{1,20}\*?|\*)$")]
"""A number, or the beginning of a block of numbers with "*" behind it; "*" alone: all numbers."""
CallerId: TypeAlias = Annotated[str, Meta(pattern=r"^(\+?[0-9]{1,20})?$")]

State: TypeAlias = Literal["paused", "unknown"] | TrunkStanding
"""How a trunk is. "unknown": no telephones run here, or nothing was heard yet."""


class TrunkHealth(Record, frozen=True):
    """How a trunk is, `since` when (epoch ms; null where that is not known).

    `registered`: its provider knows this hub. `reachable`: it answers, and wants no registration. `joining`: being
    asked. `refused`: the provider said no, and is not asked again before the trunk is defined anew or resumed.
    `unreachable`: no answer; tried again by itself. `busy`: the provider answers that it cannot now; the same.
    `status` is SIP's (0: none came), `words` and `remedy` say what happened and what to do, `warnings` are sentences
    about what works and ought to be otherwise.
    """

    state: State
    since: Millis | None
    status: int
    words: str
    remedy: str
    warnings: tuple[str, ...]


class TrunkInfo(Record, frozen=True):
    """A trunk without its password. `DefineTrunk` says what the fields are."""

    id: str
    name: str
    host: str
    transport: str
    port: int
    networks: tuple[str, ...]
    domain: str
    user: str
    has_password: bool
    registers: bool
    encryption: str
    numbers: tuple[str, ...]
    caller_id: str
    caller_ids: dict[str, str]
    form: str
    paused: bool
    health: TrunkHealth


class VoiceTrunks(Tagged, frozen=True, tag="voice_trunks"):
    """The ways to the telephone network; outgoing calls try them in this order."""

    trunks: tuple[TrunkInfo, ...]


class DefineTrunk(Request, frozen=True, tag="define_trunk"):
    """What a trunk is. A new one is the last that outgoing calls try.

    `port` 0 leaves port and servers to DNS. Calls from `networks` ("192.0.2.0/24") are let in. `domain` stands behind
    numbers that are called; empty: the host. One that `registers` tells the provider where this hub is, and may call
    from there. A `password` is never shown again; null leaves the old one. `encryption` is that of the sound.

    `numbers` are those that it brings, whole or "+4930999*": calls over it reach no others; empty: all of them. What
    called people see: `caller_ids` by queue id, else the queue's own number where this trunk brings it, else
    `caller_id`, else the house's. `form` is how it wants numbers: "plus" +4930123, "digits" 4930123, "prefix"
    004930123, "national" 030123, as one dials in the house's region. Numbers of emergency services are never changed.
    """

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    host: Annotated[str, Meta(pattern="^[A-Za-z0-9_.:-]{1,253}$")]
    transport: Literal["udp", "tcp", "tls"] = "tls"
    port: Annotated[int, Meta(ge=0, le=65_535)] = 0
    networks: Annotated[tuple[Words, ...], Meta(max_length=100)] = ()
    domain: Annotated[str, Meta(pattern="^[A-Za-z0-9_.:-]{0,253}$")] = ""
    user: Annotated[str, Meta(pattern="^[A-Za-z0-9+_.~!*()-]{0,120}$")] = ""
    password: Annotated[str, Meta(max_length=200)] | None = None
    registers: bool = False
    encryption: Literal["none", "offered", "required"] = "none"
    numbers: Annotated[tuple[Digits, ...], Meta(max_length=1_000)] = ()
    caller_id: CallerId = ""
    caller_ids: Annotated[dict[TrunkId, CallerId], Meta(max_length=1_000)] = {}
    form: NumberForm = "plus"


class OrderTrunks(Request, frozen=True, tag="order_trunks"):
    """Outgoing calls try the trunks in this order; each of them is named once."""

    trunks: Annotated[tuple[TrunkId, ...], Meta(max_length=100)]


class PauseTrunk(Request, frozen=True, tag="pause_trunk"):
    """Use a trunk no more for new calls, in or out, and leave its provider; or use it again. Calls that are up stay."""

    paused: bool


class TestStep(Record, frozen=True):
    """One step of a test. `skipped`: it does not apply, or an earlier one failed; `words` say which."""

    step: Literal["resolve", "connect", "certificate", "options", "register"]
    result: Literal["good", "failed", "skipped"]
    words: str
    remedy: str = ""


class TrunkTested(Tagged, frozen=True, tag="trunk_tested"):
    """What a test of a trunk found: all five steps, in their order."""

    steps: tuple[TestStep, ...]
