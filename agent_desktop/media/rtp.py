"""RTP packets (RFC 3550, 5) and the counting of their 16- and 32-bit numbers.

Promises that any bytes give a `Packet` or `BadRtp`, nothing else; that `encode` gives what `parse` reads. Refuses to
know payloads: header extensions are kept as bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

VERSION: Final = 2
_HEADER: Final = struct.Struct("!BBHII")
_PAIR: Final = struct.Struct("!HH")
#: RFC 5761, 4: with RTP and RTCP on one port these second bytes are RTCP.
_RTCP_TYPES: Final = range(192, 224)


class BadRtp(ValueError):
    """Bytes that are no RTP packet; the message says why. Such a packet is dropped."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One RTP packet. `sequence` is 16 bits, `timestamp` and `ssrc` are 32; padding is gone.

    `extension` is (profile, data) of the header extension, its data a multiple of four bytes.
    """

    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes
    marker: bool = False
    csrcs: tuple[int, ...] = ()
    extension: tuple[int, bytes] | None = None

    def encode(self) -> bytes:
        """The packet's bytes. Raises `ValueError` when a number does not fit its field."""
        head = VERSION << 6 | (self.extension is not None) << 4 | len(self.csrcs)
        if len(self.csrcs) > 15 or not 0 <= self.payload_type < 128:
            raise ValueError("an RTP header holds 15 contributors and payload types below 128")
        try:
            data = _HEADER.pack(
                head, self.marker << 7 | self.payload_type, self.sequence, self.timestamp, self.ssrc
            )
            if self.csrcs:
                data += struct.pack(f"!{len(self.csrcs)}I", *self.csrcs)
            if self.extension is not None:
                profile, body = self.extension
                if len(body) % 4:
                    raise ValueError("a header extension is a multiple of four bytes")
                data += _PAIR.pack(profile, len(body) // 4) + body
        except struct.error as error:
            raise ValueError(f"a number does not fit the RTP header: {error}") from None
        return data + self.payload


def parse(data: bytes) -> Packet:
    """The packet in a datagram. Raises `BadRtp`."""
    if len(data) < 12:
        raise BadRtp("shorter than an RTP header")
    first, second, sequence, timestamp, ssrc = _HEADER.unpack_from(data)
    if first >> 6 != VERSION:
        raise BadRtp(f"version {first >> 6}, not 2")
    start = 12 + 4 * (first & 15)
    csrcs: tuple[int, ...] = ()
    if first & 15:
        if len(data) < start:
            raise BadRtp("cut off in its contributing sources")
        csrcs = struct.unpack_from(f"!{first & 15}I", data, 12)
    extension = None
    if first & 0x10:
        if len(data) < start + 4:
            raise BadRtp("cut off in its header extension")
        profile, words = _PAIR.unpack_from(data, start)
        start += 4
        if len(data) < start + 4 * words:
            raise BadRtp("its header extension is longer than the packet")
        extension = (profile, bytes(data[start : start + 4 * words]))
        start += 4 * words
    end = len(data)
    if first & 0x20:
        padding = data[-1]
        if not 0 < padding <= end - start:
            raise BadRtp("its padding is longer than its payload")
        end -= padding
    return Packet(
        second & 0x7F,
        sequence,
        timestamp,
        ssrc,
        bytes(data[start:end]),
        second >= 0x80,
        csrcs,
        extension,
    )


def is_rtcp(data: bytes) -> bool:
    """Whether a datagram on a port that carries both is RTCP (RFC 5761, 4)."""
    return len(data) >= 2 and data[0] >> 6 == VERSION and data[1] in _RTCP_TYPES


def difference(new: int, old: int, bits: int) -> int:
    """How far `new` is ahead of `old` on a counter that wraps at `bits`; negative when behind."""
    half = 1 << (bits - 1)
    return ((new - old + half) & ((1 << bits) - 1)) - half


class Unwrapper:
    """Follows a counter that wraps: the number nearest to the last one, without an upper end.

    The first number comes out as it is. Numbers may come out of order; below zero is possible then.
    """

    __slots__ = ("_bits", "_last")

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._last: int | None = None

    def __call__(self, value: int) -> int:
        """The unwrapped number for `value`, which then counts as the last one."""
        if self._last is None:
            self._last = value
        else:
            self._last += difference(value, self._last & ((1 << self._bits) - 1), self._bits)
        return self._last
