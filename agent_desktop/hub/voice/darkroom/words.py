"""The words between the hub and a darkroom, each one JSON object a line."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from agent_desktop.media.marks import Mark


class Order(Struct, frozen=True, kw_only=True):
    """Make the file `made` of the packets in `kept`. Of a `message` both channels hold the caller."""

    kept: str
    made: str
    message: bool


class Developed(Struct, frozen=True, kw_only=True):
    """It is there, whole, of this length; with the places where the recording was paused and resumed, and the reason of
    each pause. `problem`: why it is not there, in words."""

    length_ms: int = 0
    pauses: tuple[Mark, ...] = ()
    reasons: tuple[str, ...] = ()
    problem: str = ""


order: Final = msgspec.json.Decoder(Order)
developed: Final = msgspec.json.Decoder(Developed)


def line(words: Order | Developed) -> bytes:
    """These words as one line."""
    return msgspec.json.encode(words) + b"\n"
