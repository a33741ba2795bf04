"""What the attributes of a voice section mean: codecs, keys, fingerprints, ICE, RTCP.

Promises records without the strings that they came from, and keys that no `repr` shows. Refuses by leaving out: a
codec, key or fingerprint that cannot be read is not there. RFC 8866, 4568, 8122, 8839, 3605.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from agent_desktop.sip.sdp import BadSdp, Line, Sdp, Section, address

Direction: TypeAlias = Literal["sendrecv", "sendonly", "recvonly", "inactive"]

#: Who sends in each direction: (we, they), as the writer of the description sees it.
_FLOWS: Final[dict[Direction, tuple[bool, bool]]] = {
    "sendrecv": (True, True),
    "sendonly": (True, False),
    "recvonly": (False, True),
    "inactive": (False, False),
}
#: Payload types that need no rtpmap (RFC 3551, 6): name, clock, channels.
STATIC: Final = {
    0: ("PCMU", 8000, 1),
    3: ("GSM", 8000, 1),
    4: ("G723", 8000, 1),
    8: ("PCMA", 8000, 1),
    9: ("G722", 8000, 1),
    13: ("CN", 8000, 1),
    18: ("G729", 8000, 1),
}
#: Suite of RFC 4568, 6188 or 7714 → bytes of key and salt together.
SUITES: Final = {
    "AES_CM_128_HMAC_SHA1_80": 30,
    "AES_CM_128_HMAC_SHA1_32": 30,
    "AES_256_CM_HMAC_SHA1_80": 46,
    "AES_256_CM_HMAC_SHA1_32": 46,
    "AEAD_AES_128_GCM": 28,
    "AEAD_AES_256_GCM": 44,
}
#: Fingerprints by hashes that still hold → their length in bytes.
HASHES: Final = {"sha-256": 32, "sha-384": 48, "sha-512": 64}
_RTPMAP: Final = re.compile(r"(\d{1,3})\s+([\w.+-]+)/(\d{1,6})(?:/(\d{1,2}))?")
_CRYPTO: Final = re.compile(r"(\d{1,9})\s+(\w+)\s+inline:([A-Za-z0-9+/=]+)((?:\|[^\s;|]+)*)(\s.*)?")
#: A key that may protect fewer packets would run out within a long call (RFC 4568, 9.2): 2^24 last 90 hours.
_LEAST_LIFETIME: Final = 1 << 24
_LIFETIME: Final = re.compile(r"\|(?:2\^(\d{1,2})|(\d{1,15}))")
_CANDIDATE: Final = re.compile(r"\S{1,32} \d{1,5} \S+ \d{1,10} \S+ \d{1,5} typ \S+(?: \S+)*")
_PAIRS: Final = re.compile(r"[0-9A-F]{2}(?::[0-9A-F]{2})*")
_UFRAG: Final = re.compile(r"[A-Za-z0-9+/]{4,256}")
_PASSWORD: Final = re.compile(r"[A-Za-z0-9+/]{22,256}")


@dataclass(frozen=True, slots=True)
class Codec:
    """A way to code voice. `parameters` is its fmtp: what its owner wants to receive."""

    name: str
    clock: int
    channels: int = 1
    parameters: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        """What two sides must have in common."""
        return (self.name.lower(), self.clock, self.channels)

    @property
    def rtpmap(self) -> str:
        """`opus/48000/2`."""
        return f"{self.name}/{self.clock}" + (f"/{self.channels}" if self.channels > 1 else "")


@dataclass(frozen=True, slots=True)
class Crypto:
    """One key of SDES (RFC 4568)."""

    tag: int
    suite: str
    key: bytes = field(repr=False)

    def line(self) -> Line:
        """As it goes into a section."""
        text = base64.b64encode(self.key).decode("ascii")
        return Line("a", f"crypto:{self.tag} {self.suite} inline:{text}")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The hash of a certificate: `algorithm` in lower case, `value` as upper-case pairs with colons."""

    algorithm: str
    value: str


@dataclass(frozen=True, slots=True)
class Ice:
    """One side's ICE. `candidates` are the values of their attributes; `complete` says that no more will come."""

    ufrag: str
    password: str = field(repr=False)
    candidates: tuple[str, ...] = ()
    complete: bool = True
    lite: bool = False
    trickle: bool = False


def direction_of(sdp: Sdp, section: Section) -> Direction:
    """What the writer of the description wants; sendrecv when it does not say (RFC 8866, 6.7)."""
    for block in (section, sdp):
        for kind, value in block.lines:
            for direction in _FLOWS:
                if kind == "a" and value == direction:
                    return direction
    return "sendrecv"


def turned(direction: Direction) -> Direction:
    """The same, as the other side sees it."""
    sends, receives = _FLOWS[direction]
    return _named(receives, sends)


def both(one: Direction, other: Direction) -> Direction:
    """What both allow, seen from the same side."""
    (a, b), (c, d) = _FLOWS[one], _FLOWS[other]
    return _named(a and c, b and d)


def sends(direction: Direction) -> bool:
    """Whether its writer sends."""
    return _FLOWS[direction][0]


def receives(direction: Direction) -> bool:
    """Whether its writer receives."""
    return _FLOWS[direction][1]


def codecs_of(section: Section) -> dict[int, Codec]:
    """Payload type → codec, in the order of the `m=` line."""
    maps: dict[int, tuple[str, int, int]] = dict(STATIC)
    for value in section.attributes("rtpmap"):
        if found := _RTPMAP.fullmatch(value):
            maps[int(found[1])] = (found[2], int(found[3]), int(found[4] or 1))
    parameters: dict[str, str] = {}
    for value in section.attributes("fmtp"):
        number, _, text = value.partition(" ")
        parameters.setdefault(number, text.strip())
    codecs = {}
    for word in section.formats:
        kind = _number(word)
        if kind is not None and kind < 128 and kind in maps:
            codecs[kind] = Codec(*maps[kind], parameters.get(word, ""))
    return codecs


def ptime_of(section: Section) -> int:
    """Milliseconds a packet that the writer wants to receive: 20 when it does not say, within 10 and 60."""
    wanted, most = (_number(section.attribute(name)) for name in ("ptime", "maxptime"))
    return max(10, min(wanted or 20, most or 60, 60))


def most_ptime_of(section: Section) -> int:
    """Milliseconds that the writer takes in a packet at most: 120 when it does not say (RFC 7587, 6.1), at least 10."""
    return max(10, _number(section.attribute("maxptime")) or 120)


def cryptos_of(section: Section) -> list[Crypto]:
    """The keys of SDES that can be used.

    Not those with an MKI, with too short a life, or with session parameters that change the protection.
    """
    found = []
    for value in section.attributes("crypto"):
        match = _CRYPTO.fullmatch(value)
        if match is None or match[2].upper() not in SUITES:
            continue
        if not _lasts(match[4]) or any(
            not word.startswith("WSH=") for word in (match[5] or "").split()
        ):
            continue
        try:
            key = base64.b64decode(match[3] + "=" * (-len(match[3]) % 4), validate=True)
        except binascii.Error:
            continue
        if len(key) == SUITES[match[2].upper()]:
            found.append(Crypto(int(match[1]), match[2].upper(), key))
    return found


def _lasts(parameters: str) -> bool:
    """Whether what follows a key is nothing, or a lifetime that outlasts every call."""
    if not parameters:
        return True
    lifetime = _LIFETIME.fullmatch(parameters)
    if lifetime is None:
        return False
    packets = 1 << int(lifetime[1]) if lifetime[1] else int(lifetime[2])
    return packets >= _LEAST_LIFETIME


def fingerprints_of(sdp: Sdp, section: Section) -> tuple[Fingerprint, ...]:
    """The fingerprints by hashes that still hold."""
    found = []
    for value in sdp.inherited(section, "fingerprint"):
        algorithm, _, text = value.partition(" ")
        size, text = HASHES.get(algorithm.lower(), 0), text.strip().upper()
        if len(text) == 3 * size - 1 and _PAIRS.fullmatch(text):
            found.append(Fingerprint(algorithm.lower(), text))
    return tuple(found)


def ice_of(sdp: Sdp, section: Section) -> Ice | None:
    """The writer's ICE; None without, or when its name or password is none."""
    ufrag = next(iter(sdp.inherited(section, "ice-ufrag")), "")
    password = next(iter(sdp.inherited(section, "ice-pwd")), "")
    if not _UFRAG.fullmatch(ufrag) or not _PASSWORD.fullmatch(password):
        return None
    options = " ".join([*sdp.attributes("ice-options"), *section.attributes("ice-options")]).split()
    trickle = "trickle" in options
    return Ice(
        ufrag,
        password,
        tuple(one for one in section.attributes("candidate") if _CANDIDATE.fullmatch(one)),
        complete=not trickle or bool(sdp.inherited(section, "end-of-candidates")),
        lite=bool(sdp.attributes("ice-lite")),
        trickle=trickle,
    )


def rtcp_of(section: Section, host: str) -> tuple[str, int]:
    """Where RTCP goes when it does not share the port (RFC 3605): to the next one if nothing is said."""
    words = (section.attribute("rtcp") or "").split(maxsplit=1)
    port = _number(words[0]) if words else None
    if port is None or not 0 < port < 65536:
        return host, section.port + 1
    try:
        return (address(words[1]) if len(words) > 1 else host), port
    except BadSdp:
        return host, port


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _named(sending: bool, receiving: bool) -> Direction:
    return next(name for name, flows in _FLOWS.items() if flows == (sending, receiving))
