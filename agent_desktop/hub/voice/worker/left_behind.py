"""Recordings of a worker that died: found in its folder, with what can be known of them without it.

Promises only files that a tape has begun, each with the call that it is of, as long as its last page says. Refuses
to touch them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"([0-9a-f]{26})-(tape[0-9]{1,6})\.ogg")
_PAGE: Final = b"OggS"
#: At its end a page is at most so long (RFC 3533, 6).
_TAIL: Final = 2 * 65_307
_PER_MS: Final = 48
"""Opus counts in 48 kHz, whatever was recorded (RFC 7845, 4)."""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """One file."""

    call: str
    recording: str
    path: Path
    length_ms: int


def left_behind(folder: Path) -> list[LeftBehind]:
    """Every recording in the folder that no worker completes any more. Raises `OSError`."""
    found = []
    for path in sorted(folder.glob("*.ogg")):
        match = _NAME.fullmatch(path.name)
        if match is not None:
            call, tape = match.groups()
            found.append(LeftBehind(call, f"{call}/{tape}", path, length_ms(path)))
    return found


def length_ms(path: Path) -> int:
    """How long an Ogg file with Opus plays, by its last page; 0 when there is none. Raises `OSError`."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    at = tail.rfind(_PAGE)
    granule = int.from_bytes(tail[at + 6 : at + 14], "little", signed=True) if at >= 0 else 0
    return max(0, granule) // _PER_MS
