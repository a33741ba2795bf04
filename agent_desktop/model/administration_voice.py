"""What an administrator sets up for the telephones: trunks, the ways to the telephone network, with how each is.

Promises the field names of the backend, as in `administration`. Refuses passwords in anything that a backend tells.
"""

from enum import StrEnum
from typing import Literal

from agent_desktop.model.base import Millis, Record


class Standing(StrEnum):
    """How a trunk is. REGISTERED and REACHABLE work; a REFUSED one waits for the administrator, the others are tried
    again by themselves."""

    REGISTERED = "registered"
    REACHABLE = "reachable"
    JOINING = "joining"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    PAUSED = "paused"
    UNKNOWN = "unknown"


class Health(Record, frozen=True):
    """How a trunk is since a moment, what happened and what to do, and what works but ought to be otherwise."""

    state: Standing = Standing.UNKNOWN
    since: Millis | None = None
    status: int = 0
    words: str = ""
    remedy: str = ""
    warnings: tuple[str, ...] = ()


class Trunk(Record, frozen=True):
    """A way to the telephone network.

    `port` 0 leaves port and servers to DNS. Calls from `networks` are let in. `domain` stands behind numbers that are
    called; empty: the host. One that `registers` tells the provider where the backend is. `encryption` is that of the
    sound. `numbers` are those that it brings, whole or "+4930999*"; empty: all. What called people see is of
    `caller_ids` by queue, else `caller_id`. `form` is how the provider wants numbers to be written. `paused` and
    `health` are told; a trunk is paused by `PauseTrunk` alone.
    """

    id: str
    name: str = ""
    host: str = ""
    transport: Literal["udp", "tcp", "tls"] = "tls"
    port: int = 0
    networks: tuple[str, ...] = ()
    domain: str = ""
    user: str = ""
    has_password: bool = False
    registers: bool = True
    encryption: Literal["none", "offered", "required"] = "offered"
    numbers: tuple[str, ...] = ()
    caller_id: str = ""
    caller_ids: dict[str, str] = {}
    form: Literal["plus", "digits", "prefix", "national"] = "plus"
    paused: bool = False
    health: Health = Health()


class Trunks(Record, frozen=True):
    """Every trunk; calls out try them in this order."""

    trunks: tuple[Trunk, ...]


class KeepTrunk(Record, frozen=True):
    """Make a trunk or change one. `before` is None for a new one; a `password` of None leaves the old one."""

    trunk: Trunk
    before: Trunk | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return f"KeepTrunk({self.trunk.id!r})"


class TryTrunk(Record, frozen=True):
    """Test what a trunk would be, without keeping it; answered with a `TrialStep` for each thing that was tried."""

    trunk: Trunk
    password: str | None = None

    def __repr__(self) -> str:
        return f"TryTrunk({self.trunk.id!r})"


class PauseTrunk(Record, frozen=True):
    """Use a trunk no more for new calls, or use it again."""

    trunk_id: str
    paused: bool


class OrderTrunks(Record, frozen=True):
    """Let calls out try the trunks in this order. `before` is the order that the administrator saw."""

    trunks: tuple[str, ...]
    before: tuple[str, ...]


class RemoveTrunk(Record, frozen=True):
    """Have a trunk no longer."""

    trunk_id: str


class Helping(Record, frozen=True):
    """Whether a server helped when the backend tried it last (None: not tried), and which addresses were of no use."""

    answers: bool | None = None
    words: str = ""


class SoundHelper(Record, frozen=True):
    """A STUN or TURN server, or several that are used alike. With a `secret` that it shares with the backend everybody
    has a password of their own; else `user` and a password are for all, and can be read by all. `uris` as in RFC 7064
    and 7065."""

    id: str
    uris: tuple[str, ...] = ()
    user: str = ""
    has_secret: bool = False
    has_password: bool = False
    helping: Helping = Helping()


class SoundHelpers(Record, frozen=True):
    """Every server that helps sound through firewalls."""

    helpers: tuple[SoundHelper, ...]


class KeepSoundHelper(Record, frozen=True):
    """Use a server, or use it otherwise. `secret` and `password` of None leave the old ones."""

    helper: SoundHelper
    before: SoundHelper | None = None
    secret: str | None = None
    password: str | None = None

    def __repr__(self) -> str:
        return f"KeepSoundHelper({self.helper.id!r})"


class RemoveSoundHelper(Record, frozen=True):
    """Use a server no longer."""

    helper_id: str


class TrialStep(Record, frozen=True):
    """One thing that a test tried. SKIPPED ones do not apply, or an earlier one failed."""

    step: str
    result: Literal["good", "failed", "skipped"]
    words: str
    remedy: str = ""
