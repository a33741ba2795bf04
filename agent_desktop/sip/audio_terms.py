"""What two sides of a call can agree on: our wishes for the voice of a call, and what came out of them.

Promises frozen records for the media room, and keys that no `repr` shows. Refuses to know how it is agreed:
`offer_answer.py` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from agent_desktop.sip.sdp_attributes import Codec, Crypto, Direction, Fingerprint, Ice

#: required: no call without; offered: encrypted with everyone who can (RFC 8643); none: never.
Encryption: TypeAlias = Literal["required", "offered", "none"]

Held: TypeAlias = Literal["local", "remote", "both"]


class Unacceptable(Exception):
    """No agreement is possible. `status` is what to answer (488); `why` is fit for logs and names what was missing."""

    status = 488

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class WrongMoment(Exception):
    """An offer or answer that is not due, such as an offer while another waits (491, RFC 3261, 14.2)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Our side. `codecs` come the preferred first; DTMF and comfort noise are named beside them.

    With a `fingerprint` calls are encrypted by DTLS, else by SDES with one of `suites`, the preferred first. `ice` is
    offered when it is there; `needs_ice` refuses who has none. `rtcp_port` 0 stands for the next after `port`.
    """

    address: str
    port: int
    codecs: tuple[Codec, ...]
    encryption: Encryption
    hold: bool = False
    dtmf: bool = True
    comfort_noise: bool = False
    suites: tuple[str, ...] = (
        "AEAD_AES_128_GCM",
        "AES_CM_128_HMAC_SHA1_80",
        "AES_CM_128_HMAC_SHA1_32",
    )
    fingerprint: Fingerprint | None = None
    ice: Ice | None = None
    needs_ice: bool = False
    rtcp_mux: bool = True
    rtcp_port: int = 0
    ptime: int = 20


@dataclass(frozen=True, slots=True)
class Sdes:
    """Encrypted with keys out of the description. `ours` is for what we send."""

    ours: Crypto
    theirs: Crypto


@dataclass(frozen=True, slots=True)
class Dtls:
    """Encrypted with keys agreed on the media's way. One of `theirs` is the hash of the peer's certificate."""

    role: Literal["client", "server"]
    theirs: tuple[Fingerprint, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """The voice of a call as both want it.

    `send_type` and `send_codec` are for what we send (the peer's numbers and parameters); `receive_types` for what we
    get, which includes DTMF and comfort noise. `dtmf_type` (payload type, clock) is how to send digits; None when the
    peer cannot take them. `ptime` is how much sound, in ms, the peer wants in a packet, `most_ptime` what it takes at
    most. `direction` is ours. `remote` may be a name; with ICE it means nothing.
    """

    send_type: int
    send_codec: Codec
    receive_types: dict[int, Codec]
    remote: tuple[str, int]
    remote_rtcp: tuple[str, int] | None
    direction: Direction
    security: Sdes | Dtls | None
    dtmf_type: tuple[int, int] | None = None
    comfort_noise_type: int | None = None
    ptime: int = 20
    most_ptime: int = 120
    ice: Ice | None = None
    ice_restarted: bool = False
    held_by_us: bool = False
    held_by_them: bool = False
    mid: str | None = field(default=None)

    @property
    def held(self) -> Held | None:
        """Who lets the other side wait."""
        if self.held_by_us:
            return "both" if self.held_by_them else "local"
        return "remote" if self.held_by_them else None
