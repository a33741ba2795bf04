"""RTCP packets (RFC 3550, 6; RFC 4585, 6; RFC 5506): reports, descriptions, goodbyes, feedback.

Promises that any bytes give a list of records or `BadRtcp`, nothing else, and that unknown packet types are passed
over. Refuses arithmetic: `statistics.py` fills and reads the reports.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

SR, RR, SDES, BYE, APP, RTPFB, PSFB, XR = 200, 201, 202, 203, 204, 205, 206, 207
#: A compound packet is one datagram; more packets in it than this is an attack.
MOST_PACKETS: Final = 64
_CNAME: Final = 1
_HEAD: Final = struct.Struct("!BBH")
_SENDER: Final = struct.Struct("!IQIII")
_BLOCK: Final = struct.Struct("!IIIIII")


class BadRtcp(ValueError):
    """Bytes that are no RTCP; the message says why. Such a datagram is dropped."""


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """What a receiver says about one source (RFC 3550, 6.4.1).

    `fraction_lost` is in 1/256, `cumulative_lost` may be negative (duplicates), `highest` is the extended sequence
    number, `jitter` in timestamp units, `last_sr` the middle 32 bits of an NTP time, `delay` in 1/65536 s.
    """

    ssrc: int
    fraction_lost: int
    cumulative_lost: int
    highest: int
    jitter: int
    last_sr: int
    delay: int


@dataclass(frozen=True, slots=True)
class SenderReport:
    """What a sender has sent: `ntp` is 32.32 fixed point seconds, `timestamp` the same moment in RTP."""

    ssrc: int
    ntp: int
    timestamp: int
    packets: int
    octets: int
    blocks: tuple[ReportBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiverReport:
    """What one who sends nothing has received."""

    ssrc: int
    blocks: tuple[ReportBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """The canonical name of a source (SDES CNAME); other items are not kept."""

    ssrc: int
    cname: str


@dataclass(frozen=True, slots=True)
class Bye:
    """These sources are leaving."""

    ssrcs: tuple[int, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """RFC 4585 feedback: `kind` RTPFB or PSFB, its format number, and its control information as bytes."""

    kind: int
    format: int
    ssrc: int
    media_ssrc: int
    data: bytes = field(default=b"", repr=False)


Report: TypeAlias = SenderReport | ReceiverReport | Description | Bye | Feedback


def parse(data: bytes) -> list[Report]:
    """The packets of one datagram, compound or reduced-size (RFC 5506). Raises `BadRtcp`."""
    found: list[Report] = []
    at = 0
    for _ in range(MOST_PACKETS):
        if at == len(data):
            return found
        if len(data) - at < 4:
            raise BadRtcp("cut off in a header")
        first, kind, words = _HEAD.unpack_from(data, at)
        end = at + 4 + 4 * words
        if first >> 6 != 2:
            raise BadRtcp(f"version {first >> 6}, not 2")
        if end > len(data):
            raise BadRtcp("a packet is longer than the datagram")
        body = data[at + 4 : end]
        if first & 0x20:
            if not body or not 0 < body[-1] <= len(body):
                raise BadRtcp("padding is longer than its packet")
            body = body[: -body[-1]]
        found += _packet(kind, first & 0x1F, body)
        at = end
    raise BadRtcp(f"more than {MOST_PACKETS} packets in one datagram")


def _packet(kind: int, count: int, body: bytes) -> list[Report]:
    try:
        if kind == SR:
            ssrc, ntp, timestamp, packets, octets = _SENDER.unpack_from(body)
            return [SenderReport(ssrc, ntp, timestamp, packets, octets, _blocks(body, 24, count))]
        if kind == RR:
            return [ReceiverReport(struct.unpack_from("!I", body)[0], _blocks(body, 4, count))]
        if kind == SDES:
            return list(_descriptions(body, count))
        if kind == BYE:
            ssrcs = struct.unpack_from(f"!{count}I", body)
            rest = body[4 * count :]
            return [Bye(ssrcs, _text(rest[1 : 1 + rest[0]]) if rest else "")]
        if kind in (RTPFB, PSFB):
            ssrc, media = struct.unpack_from("!II", body)
            return [Feedback(kind, count, ssrc, media, body[8:])]
    except (struct.error, IndexError):
        raise BadRtcp(f"a packet of type {kind} is too short") from None
    return []


def _blocks(body: bytes, at: int, count: int) -> tuple[ReportBlock, ...]:
    blocks = []
    for number in range(count):
        ssrc, lost, highest, jitter, last_sr, delay = _BLOCK.unpack_from(body, at + 24 * number)
        cumulative = lost & 0xFFFFFF
        if cumulative & 0x800000:
            cumulative -= 0x1000000
        blocks.append(ReportBlock(ssrc, lost >> 24, cumulative, highest, jitter, last_sr, delay))
    return tuple(blocks)


def _descriptions(body: bytes, count: int) -> Iterable[Description]:
    at = 0
    for _ in range(count):
        ssrc = struct.unpack_from("!I", body, at)[0]
        at += 4
        while body[at]:
            kind, length = body[at], body[at + 1]
            if at + 2 + length > len(body):
                raise IndexError("a description item is cut off")
            if kind == _CNAME:
                yield Description(ssrc, _text(body[at + 2 : at + 2 + length]))
            at += 2 + length
        at += 4 - at % 4  # the end mark, and zeros up to the next word


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def encode(reports: Iterable[Report]) -> bytes:
    """The datagram that carries these packets, in order. Raises `ValueError` when a value does not fit."""
    try:
        return b"".join(_encoded(report) for report in reports)
    except struct.error as error:
        raise ValueError(f"a number does not fit its RTCP field: {error}") from None


def _encoded(report: Report) -> bytes:
    match report:
        case SenderReport(ssrc, ntp, timestamp, packets, octets, blocks):
            body = _SENDER.pack(ssrc, ntp, timestamp, packets & 0xFFFFFFFF, octets & 0xFFFFFFFF)
            return _framed(SR, len(blocks), body + b"".join(map(_block, blocks)))
        case ReceiverReport(ssrc, blocks):
            return _framed(RR, len(blocks), struct.pack("!I", ssrc) + b"".join(map(_block, blocks)))
        case Description(ssrc, cname):
            name = _cut(cname)
            body = struct.pack("!IBB", ssrc, _CNAME, len(name)) + name + b"\0"
            return _framed(SDES, 1, body)
        case Bye(ssrcs, reason):
            said = _cut(reason)
            tail = bytes([len(said)]) + said if said else b""
            return _framed(BYE, len(ssrcs), struct.pack(f"!{len(ssrcs)}I", *ssrcs) + tail)
        case Feedback(kind, number, ssrc, media, data):
            return _framed(kind, number, struct.pack("!II", ssrc, media) + data)


def _block(block: ReportBlock) -> bytes:
    cumulative = max(-0x800000, min(0x7FFFFF, block.cumulative_lost)) & 0xFFFFFF
    return _BLOCK.pack(
        block.ssrc,
        block.fraction_lost << 24 | cumulative,
        block.highest,
        block.jitter,
        block.last_sr,
        block.delay,
    )


def _framed(kind: int, count: int, body: bytes) -> bytes:
    if not 0 <= count < 32:
        raise ValueError("an RTCP packet counts to 31")
    body += bytes(-len(body) % 4)
    return _HEAD.pack(0x80 | count, kind, len(body) // 4) + body


def _cut(text: str) -> bytes:
    """UTF-8 of at most 255 bytes, whole characters."""
    return text.encode("utf-8", "replace")[:255].decode("utf-8", "ignore").encode()
