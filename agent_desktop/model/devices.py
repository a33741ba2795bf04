"""Microphones and speakers: what is plugged in, what the agent chose, what is used.

Promises devices remembered by name and kind, since nothing else about them outlives a plug. Refuses sound itself.
"""

from enum import StrEnum

from agent_desktop.model.base import Record


class DeviceKind(StrEnum):
    """Whether a device takes sound in or gives it out."""

    INPUT = "input"
    OUTPUT = "output"


class AudioDevice(Record, frozen=True):
    """A device that is plugged in. Its name and kind are what is remembered; `default` is the system's choice."""

    name: str
    kind: DeviceKind
    default: bool = False


class Ringtone(StrEnum):
    """What is heard when somebody calls."""

    CHIME = "chime"
    BELL = "bell"
    MARIMBA = "marimba"


class DeviceChoice(Record, frozen=True):
    """Which devices the agent wants, by name; empty follows the system. `loudness` is the ringer's, from 0 to 1, and
    `ringtone` what it plays."""

    microphone: str = ""
    speaker: str = ""
    ringer: str = ""
    loudness: float = 1.0
    ringtone: Ringtone = Ringtone.CHIME


class DevicesInUse(Record, frozen=True):
    """Which devices stand for the choice now. `missing` are chosen ones that are not plugged in: they are taken again
    when they come back."""

    microphone: str = ""
    speaker: str = ""
    ringer: str = ""
    missing: tuple[AudioDevice, ...] = ()


class EchoPhase(StrEnum):
    """Where an echo test is: it listens to the agent, plays what it heard, and is over."""

    OFF = "off"
    LISTENING = "listening"
    PLAYING = "playing"
