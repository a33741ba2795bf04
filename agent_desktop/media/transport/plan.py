"""What a media session is told and what it tells: settings, the negotiated plan, events, counters.

Promises frozen records that show no key. The callers translate a session description into a plan, because descriptions
belong to signalling.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from agent_desktop.media.rtcp import ReportBlock
from agent_desktop.media.secure.srtp import Keys, Refused
from agent_desktop.media.statistics import ReceptionFigures
from agent_desktop.media.transport.dtls import Certificate, Fingerprint, Role
from agent_desktop.media.transport.ice import IceSettings, Path
from agent_desktop.media.transport.latch import Address
from agent_desktop.media.transport.ports import DEFAULT_PORTS, PortRange


@dataclass(frozen=True, slots=True)
class SessionSettings:
    """How a session is made. `address` is the one of this host to bind; with `ice` that finds the addresses itself.

    `cname` names us in reports (RFC 7022: random, nothing personal). `silence_s` without a packet is an event.
    """

    address: str
    cname: str
    ports: PortRange = DEFAULT_PORTS
    ice: IceSettings | None = None
    certificate: Certificate | None = None
    silence_s: float = 5.0


@dataclass(frozen=True, slots=True)
class Sdes:
    """Keys that came with the descriptions."""

    ours: Keys
    theirs: Keys


@dataclass(frozen=True, slots=True)
class Dtls:
    """Keys are agreed on the media's way, with the owner of one of these certificates."""

    role: Role
    theirs: tuple[Fingerprint, ...]


@dataclass(frozen=True, slots=True)
class RemoteIce:
    """The peer's side of ICE. `complete` says that all its candidates are here."""

    username: str
    password: str = field(repr=False)
    candidates: tuple[str, ...] = ()
    complete: bool = True
    lite: bool = False


@dataclass(frozen=True, slots=True)
class MediaPlan:
    """What both sides agreed to.

    `clocks`: payload type → RTP clock in Hz, of all that may come or go. `remote` may be a name; None with ICE.
    `remote_rtcp` None: RTCP shares the port. `receives` is false while the peer shall send nothing (hold).
    """

    clocks: Mapping[int, int]
    remote: Address | None = None
    remote_rtcp: Address | None = None
    security: Sdes | Dtls | None = None
    ice: RemoteIce | None = None
    receives: bool = True


class Exposed(Exception):
    """A plan that would go on without the encryption that the call had. Nothing has changed."""


class NoWay(Exception):
    """A plan that leads nowhere: an unknown name, or ICE where none was opened. The message is for the log."""


@dataclass(frozen=True, slots=True)
class Connected:
    """Voice can go both ways now. `path` is None without ICE."""

    path: Path | None


@dataclass(frozen=True, slots=True)
class Failed:
    """The session is of no more use; `why` is for the log."""

    why: str


@dataclass(frozen=True, slots=True)
class Silent:
    """No packet for so many seconds, although the peer should send."""

    seconds: float


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """The first packet after `Silent`."""


@dataclass(frozen=True, slots=True)
class PeerMoved:
    """The peer sends from another address than the description says, or a restart of ICE found another way."""

    path: Path | None


@dataclass(frozen=True, slots=True)
class RestartFailed:
    """A restart of ICE found no way; the voice stays on the old one."""

    why: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What the peer's report says about one of our sources, and when it came by the loop's clock."""

    block: ReportBlock
    at: float


@dataclass(frozen=True, slots=True)
class PeerLeft:
    """The peer said goodbye on the media's way (RTCP BYE, or the end of DTLS). The call may still go on."""

    reason: str


SessionEvent: TypeAlias = (
    Connected | Failed | Silent | HeardAgain | PeerMoved | RestartFailed | Reported | PeerLeft
)


@dataclass(slots=True)
class Dropped:
    """Datagrams that went nowhere, by reason."""

    #: None of the protocols of a media port.
    stray: int = 0
    #: Of a protocol, and broken.
    malformed: int = 0
    #: Before there were keys.
    early: int = 0
    #: From somebody else's address.
    strangers: int = 0
    #: With a payload type that was not agreed, or a number far from the others.
    unexpected: int = 0
    #: Ours: no address, no way, no keys, or a full buffer.
    unsent: int = 0


@dataclass(frozen=True, slots=True)
class SessionFigures:
    """One moment's totals. The `remote` ones are what the peer reported of our packets; None before it did."""

    sent: int
    sent_octets: int
    received: ReceptionFigures
    remote_loss: float | None
    remote_jitter_ms: float | None
    round_trip_ms: float | None
    dropped: Dropped
    refused: Refused
