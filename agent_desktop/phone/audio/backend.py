"""What a way to hear and to be heard offers: devices, microphones, speakers.

Promises that reading and writing never wait; everything else here may take a while and belongs in a thread. Sound is
mono int16 at `RATE`, in frames of 20 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from agent_desktop.media.frames import Samples, frame_size
from agent_desktop.model.devices import AudioDevice

#: Speech in full; telephones have half of it at the most, browsers and headsets this much and more.
RATE: Final = 16_000
FRAME: Final = frame_size(RATE)
#: How much a device takes or gives at a time.
PERIOD_MS: Final = 10


class DeviceFailed(RuntimeError):
    """A device cannot be opened: unplugged, taken by another program, or forbidden by the system."""


@dataclass(frozen=True, slots=True)
class Slips:
    """How often a bridge between two clocks had nothing to give, and how often it had too much."""

    empty: int = 0
    full: int = 0


class OpenDevice(Protocol):
    """A device that is open."""

    @property
    def name(self) -> str:
        """The device's name."""

    @property
    def alive(self) -> bool:
        """False when it has called for nothing for so long that it must be gone."""

    @property
    def delay_ms(self) -> float:
        """How old the sound is that the next frame holds; of a speaker, how long until what is written is heard."""

    @property
    def slips(self) -> Slips:
        """What went wrong between the clocks until now."""

    def close(self) -> None:
        """Let go of the device. May wait."""


class Microphone(OpenDevice, Protocol):
    """A device that is open for hearing."""

    def read(self) -> Samples:
        """The next 20 ms; silence where the device gave none. Call it at the pace of the call."""


class Speaker(OpenDevice, Protocol):
    """A device that is open for being heard."""

    def write(self, frame: Samples) -> None:
        """The next 20 ms. Call it at the pace of the call."""


class Backend(Protocol):
    """One way to the devices. All of it may wait, and is called by one thread at a time."""

    def devices(self) -> tuple[AudioDevice, ...]:
        """What is plugged in now. Raises DeviceFailed when the system's sound does not answer."""

    def open_microphone(self, name: str) -> Microphone:
        """Open the device of this name, the system's choice for an empty one. Raises DeviceFailed."""

    def open_speaker(self, name: str) -> Speaker:
        """As above, for being heard."""

    def close(self) -> None:
        """Let go of everything."""
