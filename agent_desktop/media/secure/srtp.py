"""SRTP and SRTCP (RFC 3711, RFC 7714): packets sealed with our keys, and the peer's opened with theirs.

Promises that no packet, ours or hostile, raises: what cannot be sealed or opened is None, and counted by its reason.
Rollover counters and sources are libsrtp's to follow; a source takes memory only after a packet of it was genuine.
Refuses keys of the wrong length and suites that libsrtp does not offer (AES_256_CM is one).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from pylibsrtp import Error, Policy, Session


@dataclass(frozen=True, slots=True)
class Suite:
    """A way to protect packets: libsrtp's number, and the bytes of master key and master salt."""

    profile: int
    key: int
    salt: int

    @property
    def size(self) -> int:
        """Bytes of key and salt together."""
        return self.key + self.salt


#: By the names of RFC 4568 and RFC 7714, the strongest per cost first.
SUITES: Final = {
    "AEAD_AES_128_GCM": Suite(Policy.SRTP_PROFILE_AEAD_AES_128_GCM, 16, 12),
    "AEAD_AES_256_GCM": Suite(Policy.SRTP_PROFILE_AEAD_AES_256_GCM, 32, 12),
    "AES_CM_128_HMAC_SHA1_80": Suite(Policy.SRTP_PROFILE_AES128_CM_SHA1_80, 16, 14),
    "AES_CM_128_HMAC_SHA1_32": Suite(Policy.SRTP_PROFILE_AES128_CM_SHA1_32, 16, 14),
}
#: Packets that may come late, in sequence numbers.
WINDOW: Final = 1024


class BadKeys(ValueError):
    """Keys that cannot be used. The message names the suite and lengths, never the key."""


@dataclass(frozen=True, slots=True)
class Keys:
    """One direction's protection: a suite's name, and its master key followed by the salt."""

    suite: str
    master: bytes = field(repr=False)

    def __post_init__(self) -> None:
        known = SUITES.get(self.suite)
        if known is None:
            raise BadKeys(f"the suite {self.suite[:40]!r} is not available here")
        if len(self.master) != known.size:
            raise BadKeys(
                f"{self.suite} takes {known.size} bytes of key and salt, not {len(self.master)}"
            )


@dataclass(slots=True)
class Refused:
    """Packets that were not opened or sealed, by reason."""

    forged: int = 0
    replayed: int = 0
    malformed: int = 0
    #: Ours: a number used twice, or a packet that is none.
    unsealed: int = 0


class Srtp:
    """Both directions of one call. One instance lives as long as its keys: a second one would reuse numbers."""

    def __init__(self, ours: Keys, theirs: Keys) -> None:
        self.ours, self.theirs = ours, theirs
        self.refused = Refused()
        self._out = _session(ours, Policy.SSRC_ANY_OUTBOUND)
        self._in = _session(theirs, Policy.SSRC_ANY_INBOUND)

    def change_keys(self, ours: Keys, theirs: Keys) -> None:
        """New keys for the same call. A direction whose keys stay goes on counting, so that no number is used twice."""
        if ours != self.ours:
            self.ours, self._out = ours, _session(ours, Policy.SSRC_ANY_OUTBOUND)
        if theirs != self.theirs:
            self.theirs, self._in = theirs, _session(theirs, Policy.SSRC_ANY_INBOUND)

    def seal(self, packet: bytes) -> bytes | None:
        """An RTP packet, protected; None when its number was used before or it is none."""
        try:
            return self._out.protect(packet)
        except (Error, ValueError):
            self.refused.unsealed += 1
            return None

    def seal_rtcp(self, packet: bytes) -> bytes | None:
        """An RTCP datagram, protected; None when it is none."""
        try:
            return self._out.protect_rtcp(packet)
        except (Error, ValueError):
            self.refused.unsealed += 1
            return None

    def open(self, packet: bytes) -> bytes | None:
        """The RTP packet in an SRTP packet; None when it is not genuine or not new."""
        try:
            return self._in.unprotect(packet)
        except (Error, ValueError) as error:
            self._count(error)
            return None

    def open_rtcp(self, packet: bytes) -> bytes | None:
        """The RTCP datagram in an SRTCP datagram; None when it is not genuine or not new."""
        try:
            return self._in.unprotect_rtcp(packet)
        except (Error, ValueError) as error:
            self._count(error)
            return None

    def _count(self, error: Exception) -> None:
        # libsrtp's status reaches us only as its words.
        words = str(error)
        if words.startswith("authentication"):
            self.refused.forged += 1
        elif words.startswith("replay"):
            self.refused.replayed += 1
        else:
            self.refused.malformed += 1


def _session(keys: Keys, sources: int) -> Session:
    policy = Policy(key=keys.master, ssrc_type=sources, srtp_profile=SUITES[keys.suite].profile)
    policy.window_size = WINDOW
    return Session(policy)
