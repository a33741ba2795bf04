"""The words between a worker and a studio: orders to it, events from it, each one JSON object a line when a process
stands between them.

Promises that the order of both is the order in which they were meant. Keys of calls are in them: refuses to be spoken
anywhere but inside a process, or over the pipes between parent and child.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec
from msgspec import Struct

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.process.paths import as_path
from agent_desktop.hub.voice.studio.label import Label
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.media.transport.ice import IceSettings, TurnServer
from agent_desktop.sip.audio_terms import Agreed, Dtls, Encryption, Sdes, Terms
from agent_desktop.sip.flow import Transport
from agent_desktop.sip.sdp_attributes import Codec, Direction, Ice


class Reach(Struct, frozen=True, kw_only=True):
    """How sound finds its way through firewalls, as `IceSettings` says it."""

    stun: tuple[tuple[str, int], ...]
    turn: tuple[TurnServer, ...]
    addresses: tuple[str, ...] | None
    gather_s: float

    @classmethod
    def of(cls, ice: IceSettings) -> Reach:
        """The same, ready to travel."""
        return cls(stun=ice.stun, turn=ice.turn, addresses=ice.addresses, gather_s=ice.gather_s)

    def settings(self) -> IceSettings:
        """The same, ready for use."""
        return IceSettings(
            stun=self.stun, turn=self.turn, addresses=self.addresses, gather_s=self.gather_s
        )


class StudioSetup(Struct, frozen=True, kw_only=True):
    """All that a studio needs. `address` is this computer's to use, with media on the ports from `first` to `last`.

    Without `reach` there is no ICE. A leg from which nothing was heard for `lost_after_s` is lost. `codecs` are names,
    best first; empty: all that work here. `recordings` is the folder of what is recorded, `prompts` that of uploaded
    ones.
    """

    address: str
    recordings: str
    prompts: str = ""
    first: int
    last: int
    reach: Reach | None
    lost_after_s: float
    codecs: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"StudioSetup({self.address!r})"


class Agreement(Struct, frozen=True, kw_only=True):
    """An `Agreed` that can travel: its two kinds of security stand in two places."""

    send_type: int
    send_codec: Codec
    receive_types: dict[int, Codec]
    remote: tuple[str, int]
    remote_rtcp: tuple[str, int] | None
    direction: Direction
    sdes: Sdes | None
    dtls: Dtls | None
    dtmf_type: tuple[int, int] | None
    comfort_noise_type: int | None
    ptime: int
    most_ptime: int
    ice: Ice | None
    ice_restarted: bool
    held_by_us: bool
    held_by_them: bool
    mid: str | None

    @classmethod
    def of(cls, agreed: Agreed) -> Agreement:
        """What was agreed, ready to travel."""
        security = agreed.security
        return cls(
            sdes=security if isinstance(security, Sdes) else None,
            dtls=security if isinstance(security, Dtls) else None,
            **{name: getattr(agreed, name) for name in _SHARED},
        )

    def agreed(self) -> Agreed:
        """The same, as it was."""
        return Agreed(
            security=self.sdes or self.dtls, **{name: getattr(self, name) for name in _SHARED}
        )

    def __repr__(self) -> str:
        return f"Agreement({self.send_codec.name!r})"


_SHARED: Final = tuple(name for name in Agreement.__struct_fields__ if name not in {"sdes", "dtls"})


# --- orders, beside the switch's own (`Play`, `Connect`, `Record`…)


class Order(Struct, frozen=True, tag=True):
    """To the studio."""


class Enter(Order, frozen=True):
    """A leg belongs to a call from now on."""

    call: str
    leg: str


class Open(Order, frozen=True, kw_only=True):
    """Open a leg's ports or candidates, and say our side of it: `Opened`, or `NotOpened`. Earlier ones close.

    `transport` is that of signalling: only where it is TLS are keys shown in descriptions.
    """

    leg: str
    encryption: Encryption
    transport: Transport
    ice: bool
    offering: bool


class Anew(Order, frozen=True):
    """The peer starts ICE anew, and so do we: `Opened` once more."""

    leg: str


class Follow(Order, frozen=True):
    """This was agreed on; do so."""

    leg: str
    agreement: Agreement


class PassKey(Order, frozen=True):
    """A leg's peer pressed a key, and said it by other ways than its sound: for those who hear it."""

    leg: str
    key: str


class Begin(Order, frozen=True):
    """A recording that the next order is about: what is to be known of it. Nothing is new when it has begun."""

    label: Label

    def __repr__(self) -> str:
        return f"Begin({self.label.recording!r})"


class Leave(Order, frozen=True):
    """A leg is no part of its call any more; its sound ends with `Close`."""

    leg: str


class Close(Order, frozen=True):
    """A leg is over: free everything."""

    leg: str


class Over(Order, frozen=True):
    """A call is over: complete its recordings."""

    call: str


class Found(Order, frozen=True):
    """Sound of legs to come finds its way like this."""

    reach: Reach | None

    def __repr__(self) -> str:
        return "Found()"


class Look(Order, frozen=True):
    """The uploaded prompts have changed."""


class Stop(Order, frozen=True):
    """Complete every recording, and end."""


Said: TypeAlias = (
    Enter
    | Open
    | Anew
    | Follow
    | PassKey
    | Begin
    | Leave
    | Close
    | Over
    | Found
    | Look
    | Stop
    | d.Play
    | d.StopPlaying
    | d.Connect
    | d.Record
    | d.PauseRecording
    | d.StopRecording
    | d.RecordMessage
    | d.StopMessage
)


# --- events, beside the switch's own inputs


class Event(Struct, frozen=True, tag=True):
    """From the studio."""


class Ready(Event, frozen=True):
    """A studio's process begins."""


class Load(Event, frozen=True):
    """How much of a core the process uses, 0 to 1: said every second while it has calls."""

    share: float


class Opened(Event, frozen=True):
    """Our side of a leg."""

    leg: str
    terms: Terms

    def __repr__(self) -> str:
        return f"Opened({self.leg!r})"


class NotOpened(Event, frozen=True):
    """There are no ports for a leg; `why` is an exception's name."""

    leg: str
    why: str


class Connected(Event, frozen=True):
    """Sound can go both ways."""

    leg: str


class PeerLeft(Event, frozen=True):
    """The peer said goodbye on the sound's own way."""

    leg: str


class Lost(Event, frozen=True):
    """Nothing can be heard of a leg any more; `why` is fit for logs."""

    leg: str
    why: str


class Keyed(Event, frozen=True):
    """A leg's peer pressed a key, and who hears it has been passed it."""

    leg: str
    key: str


class Unsent(Event, frozen=True):
    """A leg takes no keys beside its sound: this one has to reach it in another way."""

    leg: str
    key: str


class Complete(Event, frozen=True):
    """A recording's file is complete."""

    recorded: Recorded


Heard: TypeAlias = (
    Ready
    | Load
    | Opened
    | NotOpened
    | Connected
    | PeerLeft
    | Lost
    | Keyed
    | Unsent
    | Complete
    | told.PlaybackFinished
    | told.RecordingFailed
    | told.SilenceHeard
    | d.Noted
)


_encoder = msgspec.json.Encoder(enc_hook=str)
setup = msgspec.json.Decoder(StudioSetup)
said = msgspec.json.Decoder(Said)
heard = msgspec.json.Decoder(Heard, dec_hook=as_path)


def line(words: StudioSetup | Said | Heard) -> bytes:
    """These words as one line."""
    return _encoder.encode(words) + b"\n"
