"""Messages made worse on purpose: bits, splices, lengths that lie, repeats, lines in another order."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

NASTY = [
    *(b"\r\n", b"\r\n ", b"\r", b"\n", b"\x00", b'"', b"\\", b"<", b">", b"<>", b",", b",,", b";"),
    *(b";;", b"=", b":", b"::", b"@", b"%", b"%00", b"?", b"[", b"]", b"\xff", b"\xc3", b"*", b"("),
    *(b" ", b"\t", b"SIP/2.0", b"sip:", b"Via: ", b"l: 0\r\n", b"99999999999999999999", b"-1"),
]
_LENGTH = re.compile(rb"(?i)((?:content-length|l)\s*:\s*)[0-9]+")
Change = Callable[[random.Random, bytes, list[bytes]], bytes]


def _flip(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _splice(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    other = chance.choice(seeds)
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _insert(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(NASTY) * chance.choice([1, 1, 2, 3, 400]) + data[at:]


def _cut(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randint(1, 20) :]


def _repeat(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    at = chance.randrange(len(data))
    piece = data[at : at + chance.randint(1, 30)]
    return data[:at] + piece * chance.choice([2, 3, 200]) + data[at:]


def _lie(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    lie = chance.choice([b"0", b"1", b"65536", b"4294967296", b"-5", b"", b"0x10", b"9" * 5000])
    return _LENGTH.sub(lambda match: match[1] + lie, data)


def _reorder(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    first, _, rest = data.partition(b"\r\n")
    head, _, body = rest.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    chance.shuffle(lines)
    if chance.random() < 0.3:
        lines.append(chance.choice(lines))
    return b"\r\n".join([first, *lines, b"", body])


CHANGES: list[Change] = [_flip, _splice, _insert, _cut, _repeat, _lie, _reorder]


def mutated(chance: random.Random, seeds: list[bytes]) -> bytes:
    """One of `seeds` after one to three changes."""
    data = chance.choice(seeds)
    for _ in range(chance.choice([1, 1, 2, 3])):
        data = chance.choice(CHANGES)(chance, data, seeds) or b"\r"
    return data
