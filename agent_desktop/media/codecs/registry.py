"""Which codecs there are: their names, clocks and numbers in SDP (RFC 3551, RFC 7587, RFC 4733, RFC 3389).

Promises the formats that work on this computer in order of preference, and the reading of what was negotiated as a
`PayloadMap`. Refuses to negotiate: that is the offer's and answer's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from agent_desktop.media.codecs import g711, g722, libopus, opus
from agent_desktop.media.codecs.base import CodecMissing, Decoder, Encoder

TELEPHONE_EVENT: Final = "telephone-event"
COMFORT_NOISE: Final = "CN"
#: RFC 3551, 6. The range 35-63 is unassigned there and serves when 96-127 is used up; 64-95 would collide with RTCP.
DYNAMIC: Final = (*range(96, 128), *range(35, 64))
#: RFC 3551: comfort noise at 8000 Hz.


@dataclass(frozen=True)
class Format:
    """A codec as SDP names it. `clock` counts timestamps, `rate` samples; `ticks` is a payload's length in timestamps.

    `static` is the payload type that RFC 3551 gives it; `parameters` the fmtp line that we offer. `decoder` takes the
    rate wanted, which not every codec can give: the decoder says its own.
    """

    name: str
    clock: int
    rate: int
    channels: int
    static: int | None
    parameters: str
    ticks: Callable[[bytes], int] = field(repr=False)
    encoder: Callable[[], Encoder] = field(repr=False)
    decoder: Callable[[int], Decoder] = field(repr=False)

    @property
    def rtpmap(self) -> str:
        """The text behind the number in an `a=rtpmap` line."""
        return f"{self.name}/{self.clock}" + (f"/{self.channels}" if self.channels > 1 else "")


OPUS: Final = Format(
    "opus",
    opus.CLOCK,
    opus.CLOCK,
    2,  # RFC 7587, 7: always said, whatever is sent
    None,
    "minptime=10;useinbandfec=1",
    opus.packet_ticks,
    opus.OpusEncoder,
    opus.OpusDecoder,
)
G722: Final = Format(
    "G722", 8000, g722.RATE, 1, 9, "", len, g722.G722Encoder, lambda _: g722.G722Decoder()
)
PCMU: Final = Format("PCMU", 8000, 8000, 1, 0, "", len, lambda: g711.ULAW, lambda _: g711.ULAW)
PCMA: Final = Format("PCMA", 8000, 8000, 1, 8, "", len, lambda: g711.ALAW, lambda _: g711.ALAW)
FORMATS: Final = (OPUS, G722, PCMA, PCMU)


def available() -> tuple[Format, ...]:
    """The formats that work here, best first; Opus is left out when its library is missing."""
    try:
        libopus.load()
    except CodecMissing:
        return tuple(found for found in FORMATS if found is not OPUS)
    return FORMATS


def find(name: str, clock: int, channels: int = 1) -> Format | None:
    """The format of an rtpmap; None when we do not have it. Names compare without case (RFC 4855, 3)."""
    for found in FORMATS:
        same = found.name.lower() == name.lower() and found.clock == clock
        if same and channels in (1, found.channels):
            return found
    return None


def static(payload_type: int) -> Format | None:
    """The format of a payload type that has no rtpmap line; None when it needs one or is unknown."""
    return next((found for found in FORMATS if found.static == payload_type), None)


def numbered(formats: Iterable[Format], taken: Iterable[int] = ()) -> dict[int, Format]:
    """Formats with the payload types to offer them under: the static one, else a free dynamic one."""
    chosen: dict[int, Format] = {}
    free = iter([number for number in DYNAMIC if number not in set(taken)])
    for wanted in formats:
        chosen[next(free) if wanted.static is None else wanted.static] = wanted
    return chosen


@dataclass(frozen=True)
class PayloadMap:
    """What was negotiated: payload types of audio, of telephone events (with their clock) and of comfort noise."""

    formats: Mapping[int, Format]
    events: Mapping[int, int] = field(default_factory=dict)
    comfort: frozenset[int] = frozenset()

    @classmethod
    def read(cls, entries: Iterable[tuple[int, str, int, int]]) -> PayloadMap:
        """From (payload type, name, clock, channels) as negotiated; what we do not know is left out."""
        formats: dict[int, Format] = {}
        events: dict[int, int] = {}
        comfort: set[int] = set()
        for number, name, clock, channels in entries:
            if name.lower() == TELEPHONE_EVENT:
                if clock > 0:
                    events[number] = clock
            elif name.lower() == COMFORT_NOISE.lower():
                comfort.add(number)
            elif (found := find(name, clock, channels)) is not None:
                formats[number] = found
        return cls(formats, events, frozenset(comfort))

    def event_type(self, clock: int) -> int | None:
        """The payload type for digits beside audio of `clock`: of the same clock if there is one (RFC 4733, 2.1)."""
        same = [number for number, rate in self.events.items() if rate == clock]
        return next(iter([*same, *self.events]), None)
