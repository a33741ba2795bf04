"""What is to be known of a recording if everybody who knew it dies: a small file beside it, from its first moment on.

Promises that a label which is cut off or damaged is none. Numbers of callers are in it: only its owner can read it, and
it goes when the recording is among the hub's files.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

KEPT: Final = ".kept"
MADE: Final = ".ogg"
BEGUN: Final = ".part"
LABEL: Final = ".json"
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_-]")


class Label(Struct, frozen=True, kw_only=True):
    """Whose a recording is: a call's, or a `message` of the caller with this `number` for this `queue`, or their
    `comment` on a survey, which is a message too.

    It is to be kept `keep_days` (None: for ever); a message of less than `least_ms` is none.
    """

    call: str
    recording: str
    message: bool
    number: str
    queue: str
    keep_days: int | None
    least_ms: int
    comment: bool = False


_decoder: Final = msgspec.json.Decoder(Label)


def recording_file(folder: Path, recording: str) -> Path:
    """Where a recording's packets are kept."""
    return folder / f"{_UNSAFE.sub('-', recording)}{KEPT}"


def label_file(path: Path) -> Path:
    """Where the label of the recording at `path` is."""
    return path.with_suffix(LABEL)


def write(label: Label, path: Path) -> None:
    """Put it beside the recording at `path`. Raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(label_file(path), flags, 0o600), "wb") as file:
        file.write(msgspec.json.encode(label))


def read(path: Path) -> Label | None:
    """That of the recording at `path`. Raises OSError for what is there and cannot be read."""
    try:
        return _decoder.decode(label_file(path).read_bytes())
    except (FileNotFoundError, msgspec.MsgspecError):
        return None


def discard(path: Path) -> None:
    """Delete whatever there is of the recording at `path`, its label last. Raises OSError."""
    for suffix in (KEPT, BEGUN, MADE, LABEL):
        path.with_suffix(suffix).unlink(missing_ok=True)
