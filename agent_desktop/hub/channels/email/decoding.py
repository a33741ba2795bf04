"""What a part's transfer encoding hides (RFC 2045, section 6), decoded piece by piece.

Promises pieces for all bytes, and memory for a few blocks however long the part is. What is broken is decoded as far as
it goes.
"""

import binascii
from collections.abc import Iterator
from typing import Final

from agent_desktop.hub.channels.email.received import Raw

BLOCK: Final = 1 << 20
_NOT_BASE64: Final = bytes(
    byte
    for byte in range(256)
    if byte not in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
)


def pieces(raw: Raw, start: int, end: int, encoding: str) -> Iterator[bytes]:
    """The decoded bytes of what lies between `start` and `end`; `encoding` as its header names it."""
    match encoding.strip().lower():
        case "base64":
            return _base64(raw, start, end)
        case "quoted-printable":
            return map(binascii.a2b_qp, _lines(raw, start, end))
        case "x-uuencode" | "uuencode" | "x-uue":
            return _uuencoded(raw, start, end)
    return (raw[at : min(at + BLOCK, end)] for at in range(start, end, BLOCK))


def _base64(raw: Raw, start: int, end: int) -> Iterator[bytes]:
    rest = b""
    for at in range(start, end, BLOCK):
        data = raw[at : min(at + BLOCK, end)]
        # What follows the padding is no part of it: lists append their footers there.
        padding = data.find(b"=")
        plain = rest + (data if padding < 0 else data[:padding]).translate(None, _NOT_BASE64)
        if padding >= 0:
            rest = plain
            break
        whole = len(plain) // 4 * 4
        rest = plain[whole:]
        yield binascii.a2b_base64(plain[:whole])
    spare = len(rest) % 4
    yield binascii.a2b_base64(rest[:-1] if spare == 1 else rest + b"=" * (-len(rest) % 4))


def _lines(raw: Raw, start: int, end: int) -> Iterator[bytes]:
    """Blocks that end with a line, or, where lines have no end, before what could be a sign of three letters."""
    rest = b""
    for at in range(start, end, BLOCK):
        data = rest + raw[at : min(at + BLOCK, end)]
        cut = data.rfind(b"\n") + 1
        if not cut:
            sign = data.rfind(b"=", len(data) - 2)
            cut = sign if sign > 0 else len(data)
        rest = data[cut:]
        yield data[:cut]
    if rest:
        yield rest


def _uuencoded(raw: Raw, start: int, end: int) -> Iterator[bytes]:
    for block in _lines(raw, start, end):
        out = bytearray()
        for line in block.splitlines():
            if line.startswith(b"begin ") or not line.strip():
                continue
            if line.strip() == b"end":
                yield bytes(out)
                return
            try:
                out += _uuencoded_line(line)
            except binascii.Error:
                out = bytearray(block)
                break
        yield bytes(out)


def _uuencoded_line(line: bytes) -> bytes:
    """Raises binascii.Error."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some encoders pad wrongly: take as many letters as the line's first one says.
        wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
        return binascii.a2b_uu(line[:wanted])
