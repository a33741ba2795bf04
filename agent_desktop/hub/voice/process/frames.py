"""The words between the hub and a media worker: one JSON object a line, over the worker's stdin and stdout.

Promises that every line is one of these records, that the order is the order of events, and that no secret is longer
there than it is good for: of passwords only digests travel. Refuses to be spoken to by anybody but the parent.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec
from msgspec import Struct

from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.process.paths import as_path
from agent_desktop.hub.voice.process.setup import TrunkSetup
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.hub.voice.worker.centre import Farewell, News, Recorded, TrunkCondition
from agent_desktop.model.telephone import SoundServer

#: Seconds between two signs of life.
ALIVE_S: Final = 5.0
#: The path of the loopback WebSocket is its key; this header names who is behind it (an IP address).
PEER_HEADER: Final = "X-Peer"


class Frame(Struct, frozen=True, kw_only=True, tag=True):
    """A line."""


# --- to the worker


class Tell(Frame, frozen=True):
    """An input for the switch."""

    input: told.Input


class AdmitPhone(Frame, frozen=True):
    """This user (`phones.user_of`) may register until then (epoch ms); 0: no longer.

    `ha1` is the digest of the password by algorithm.
    """

    user: str
    ha1: dict[str, str]
    until: int


class TrunksDefined(Frame, frozen=True):
    """These are the ways to the telephone network from now on, the first to try first. Calls that are up stay."""

    trunks: tuple[TrunkSetup, ...]


class ServersDefined(Frame, frozen=True):
    """These servers help sound through firewalls from now on. Calls that are up keep theirs."""

    servers: tuple[SoundServer, ...]


class PromptsChanged(Frame, frozen=True):
    """Look into the folder of uploaded prompts again."""


class WebCallOffered(Frame, frozen=True):
    """Somebody calls from a web page: `sdp` is the browser's offer with all its candidates. `call` and `leg` are fresh.

    `entry_point` is one of the policy's. Without one the page answers: this leg has been calling it.
    """

    call: str
    leg: str
    entry_point: str
    sdp: str


class WebCallEnded(Frame, frozen=True):
    """The page has hung up, or is gone."""

    leg: str


class WebKeyPressed(Frame, frozen=True):
    """The visitor pressed a key of the page's keypad."""

    leg: str
    key: str


class Stop(Frame, frozen=True):
    """Say goodbye to everybody and end."""


ToWorker: TypeAlias = (
    Tell
    | AdmitPhone
    | TrunksDefined
    | ServersDefined
    | PromptsChanged
    | WebCallOffered
    | WebCallEnded
    | WebKeyPressed
    | Stop
)


# --- from the worker


class Ready(Frame, frozen=True):
    """It listens: SIP ports by transport ("udp", "tcp", "tls"), and the loopback port for telephones' WebSockets."""

    ports: dict[str, int]
    door: int
    key: str


class Failed(Frame, frozen=True):
    """It cannot start, in words."""

    why: str


class Alive(Frame, frozen=True):
    """Its loop turns: said every `ALIVE_S`."""


class LegEndsBy(Frame, frozen=True):
    """How the next worker could end a leg, if this one dies; None: it is over."""

    leg: str
    farewell: Farewell | None


class TrunkStands(Frame, frozen=True):
    """How a trunk is, as often as that changes."""

    trunk: str
    condition: TrunkCondition


class Happened(Frame, frozen=True):
    """Something became of a call."""

    news: News


class Pictured(Frame, frozen=True):
    """A call as it is now, after every change that can be seen."""

    call: VoiceCall


class FileComplete(Frame, frozen=True):
    """A recording's or message's file is complete."""

    recorded: Recorded


class PhoneHere(Frame, frozen=True):
    """An agent's telephone (its SIP address) is registered, or is not any more."""

    address: str
    here: bool


class WebCallAnswered(Frame, frozen=True):
    """Our answer for the browser."""

    leg: str
    sdp: str


class WebCallOver(Frame, frozen=True):
    """Hang up in the browser; `cause` is why."""

    leg: str
    cause: str


FromWorker: TypeAlias = (
    Ready
    | Failed
    | Alive
    | LegEndsBy
    | TrunkStands
    | Happened
    | Pictured
    | FileComplete
    | PhoneHere
    | WebCallAnswered
    | WebCallOver
)


_encoder = msgspec.json.Encoder(enc_hook=str)
to_worker = msgspec.json.Decoder(ToWorker)
from_worker = msgspec.json.Decoder(FromWorker, dec_hook=as_path)


def line(frame: ToWorker | FromWorker) -> bytes:
    """The frame as one line."""
    return _encoder.encode(frame) + b"\n"
