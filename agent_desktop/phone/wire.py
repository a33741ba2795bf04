"""What window and engine say to each other: one JSON record a line, over a local socket.

Promises small frames and a version. A window says hello with the token of the engine's file, is welcomed with the whole
state, and then sends commands with ids of its own: the same id again is answered again and done once.
"""

from typing import Final, TypeAlias

import msgspec

from agent_desktop.model.base import Record, Tagged
from agent_desktop.model.calls import PhoneCommand
from agent_desktop.model.errors import Problem
from agent_desktop.model.phone import PhoneEvent, PhoneState
from agent_desktop.phone.setup import PhoneAccount

VERSION: Final = 2
#: The longest line. A state with hundreds of calls fits.
LONGEST: Final = 256 * 1024
#: Both sides say something at least so often.
BEAT_S: Final = 1.0
#: Who says nothing for so long is gone, or hangs.
SILENT_S: Final = 10.0


class Said(Record, frozen=True):
    """What an engine says to who started it, on its stdout: ready, or why not."""

    ready: bool = False
    failed: Problem | None = None


class Hello(Tagged, frozen=True):
    """A window's first line."""

    version: int
    token: str


class Do(Tagged, frozen=True):
    """Do this once."""

    id: str
    command: PhoneCommand


class ChangeAccounts(Tagged, frozen=True):
    """Have these accounts from now on, once. The local socket is this user's alone; no log shows them."""

    id: str
    accounts: tuple[PhoneAccount, ...]


class Leave(Tagged, frozen=True):
    """The window closes. Without `keep_calls` the engine ends, unless another window is there."""

    keep_calls: bool


class Beat(Tagged, frozen=True):
    """I am still here."""


class Welcome(Tagged, frozen=True):
    """The engine's first line. `engine` names this run of it."""

    engine: str
    pid: int
    state: PhoneState


class Denied(Tagged, frozen=True):
    """The engine's only line to who may not enter."""

    problem: Problem


class Done(Tagged, frozen=True):
    """The command was taken."""

    id: str


class Failed(Tagged, frozen=True):
    """The command was refused."""

    id: str
    problem: Problem


class Happened(Tagged, frozen=True):
    """News."""

    event: PhoneEvent


FromWindow: TypeAlias = Hello | Do | ChangeAccounts | Leave | Beat
FromEngine: TypeAlias = Welcome | Denied | Done | Failed | Happened | Beat

from_window: Final = msgspec.json.Decoder(FromWindow)
from_engine: Final = msgspec.json.Decoder(FromEngine)
_encoder: Final = msgspec.json.Encoder()


def line(frame: FromWindow | FromEngine) -> bytes:
    """A frame as it travels."""
    return _encoder.encode(frame) + b"\n"
