"""The packets of a recording as they came, in a file, to be made sound of later.

A file is a row of chunks, each with its length and the time at its end; a chunk is a row of packets and notes in the
order of their time. Promises that a file which is cut off anywhere is read up to its last whole chunk, and that any
bytes at all are read without an error. Refuses to know codecs: a stream says its own with its first packet.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, TypeAlias

import msgspec
from msgspec import Struct

from agent_desktop.sip.sdp_attributes import Codec

#: Times are counted in these, so that the jitter of packets is still seen.
PER_S: Final = 10_000
MOST_STREAMS: Final = 250
_CHUNK: Final = struct.Struct("<II")  # bytes that follow, time at the end
_ENTRY: Final = struct.Struct("<BHI")  # stream (0: a note), bytes that follow, time
#: A chunk that says more is damaged, and so is one that ends so long after the one before.
_LARGEST: Final = 16 * 1024 * 1024
_LONGEST: Final = 60 * PER_S


class Stream(Struct, frozen=True, tag=True):
    """What packets of this number are: whose side, and payload type → codec."""

    number: int
    theirs: bool
    types: dict[int, Codec]


class Paused(Struct, frozen=True, tag=True):
    """Nothing is recorded from now on. `reason` is the switch's code."""

    reason: str


class Resumed(Struct, frozen=True, tag=True):
    """It goes on."""


Note: TypeAlias = Stream | Paused | Resumed
_encoder: Final = msgspec.json.Encoder()
_decoder: Final = msgspec.json.Decoder(Stream | Paused | Resumed)


class Packet(Struct, frozen=True):
    """One packet of a stream."""

    stream: int
    data: bytes


class Entry(Struct, frozen=True):
    """Something that happened, `at` seconds after the beginning."""

    at: float
    what: Packet | Note


class Chunk:
    """What has not been written yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def packet(self, stream: int, data: bytes, at: float) -> None:
        """A packet came."""
        if len(data) <= 0xFFFF:
            self._parts += (_ENTRY.pack(stream, len(data), _units(at)), data)

    def note(self, note: Note, at: float) -> None:
        """Something else that whoever reads needs to know."""
        data = _encoder.encode(note)
        self._parts += (_ENTRY.pack(0, len(data), _units(at)), data)

    def take(self, at: float) -> bytes:
        """All of it as bytes for the file, with the time of now."""
        body, self._parts = b"".join(self._parts), []
        return _CHUNK.pack(len(body), _units(at)) + body


def _units(at: float) -> int:
    return min(0xFFFFFFFF, max(0, round(at * PER_S)))


def read(file: IO[bytes]) -> Iterator[tuple[float, list[Entry]]]:
    """Chunk by chunk: the time at its end, and what happened. Raises OSError."""
    for size, end in _heads(file):
        body = file.read(size)
        if len(body) < size:
            return
        yield end / PER_S, [*_entries(body, end)]


def length_ms(path: Path) -> int:
    """How long a recording is, by its last whole chunk. Raises OSError."""
    last = 0
    with path.open("rb") as file:
        whole = file.seek(0, 2)
        file.seek(0)
        for size, end in _heads(file):
            if file.seek(size, 1) > whole:
                break
            last = end
    return last * 1000 // PER_S


def _heads(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    before = 0
    while len(head := file.read(_CHUNK.size)) == _CHUNK.size:
        size, end = _CHUNK.unpack(head)
        if size > _LARGEST or not before <= end <= before + _LONGEST:
            return
        before = end
        yield size, end


def _entries(body: bytes, end: int) -> Iterator[Entry]:
    place = 0
    while place + _ENTRY.size <= len(body):
        stream, size, at = _ENTRY.unpack_from(body, place)
        at = min(at, end)
        place += _ENTRY.size
        data = body[place : place + size]
        place += size
        if stream:
            yield Entry(at / PER_S, Packet(stream, data))
            continue
        try:
            yield Entry(at / PER_S, _decoder.decode(data))
        except msgspec.MsgspecError:
            continue  # damaged on the disk
