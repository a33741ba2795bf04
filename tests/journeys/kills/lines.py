"""Lines between a test and a life: written at once, read without reading ahead."""

import os
from typing import TypeVar

import msgspec

from agent_desktop.model.base import Record

R = TypeVar("R", bound=Record)


def read_line(handle: int) -> bytes:
    """One line of a pipe, byte by byte, so that what follows is left for its reader."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(handle, 1)
        if not byte:
            break
        line += byte
    return line


def decoded(line: bytes, kind: type[R]) -> R:
    """The record in a line."""
    return msgspec.json.decode(line, type=kind)


def say(*words: object) -> None:
    """Write a line to stdout in one call: it is out, or it was never said."""
    os.write(1, " ".join(str(one) for one in words).encode() + b"\n")
