"""Which protocol a datagram on a media port speaks, by its first bytes (RFC 7983, RFC 5761).

Promises an answer for any bytes. Refuses to look further: the protocols judge their own.
"""

from __future__ import annotations

import enum


class Protocol(enum.Enum):
    """What a media port may get. STRAY is none of it."""

    STUN = "stun"
    DTLS = "dtls"
    RTP = "rtp"
    RTCP = "rtcp"
    STRAY = "stray"


#: By the first byte; RTCP is told from RTP by the second.
_FIRST = (
    [Protocol.STUN] * 4
    + [Protocol.STRAY] * 16
    + [Protocol.DTLS] * 44
    + [Protocol.STRAY] * 64
    + [Protocol.RTP] * 64
    + [Protocol.STRAY] * 64
)


def protocol(data: bytes) -> Protocol:
    """The protocol of a datagram."""
    if len(data) < 2:
        return Protocol.STRAY
    found = _FIRST[data[0]]
    if found is Protocol.RTP and 192 <= data[1] < 224:
        return Protocol.RTCP
    return found
