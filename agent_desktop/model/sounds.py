"""Sounds that can be heard again: voicemails, recordings, sound files; what the window and the telephone say of them.

Promises that one sound at a time is with the telephone, which plays it out of the device chosen for calls, and only
while there is no call.
"""

from enum import StrEnum
from typing import Final, TypeAlias

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Record, Tagged
from agent_desktop.model.errors import Problem

SPEEDS: Final = (1.0, 1.5, 2.0)
"""How fast a sound can be heard; the pitch stays."""
PART: Final = 96 * 1024
"""Bytes of a sound that go to the telephone at a time."""
LARGEST: Final = 64 * 1024 * 1024
"""More bytes than this the telephone does not take."""


def is_sound(attachment: Attachment) -> bool:
    """Whether an attachment can be heard rather than looked at."""
    return attachment.audio is not None or attachment.media_type.startswith("audio/")


class Waveform(Record, frozen=True):
    """A sound at a glance: for each lane the loudness of equal parts of it, from 0 to 255.

    Of a call's recording the first lane is the agent, the second the customer.
    """

    length_ms: int
    lanes: tuple[bytes, ...]


class PlayState(StrEnum):
    """What the telephone does with the sound that it has."""

    PAUSED = "paused"
    PLAYING = "playing"
    ENDED = "ended"
    FAILED = "failed"


class Playback(Record, frozen=True):
    """The sound that the telephone has, where in it we are, and how fast. `problem` says why it failed."""

    sound_id: str
    state: PlayState
    at_ms: int = 0
    speed: float = 1.0
    problem: Problem | None = None


# --- commands to the telephone


class TakeSound(Tagged, frozen=True):
    """Some bytes of a sound file of `size` bytes, from `offset` on, in order; with the last ones it can be played.

    The first ones take the place of the sound that was there. The bytes stay in memory alone.
    """

    sound_id: str
    offset: int
    size: int
    data: bytes


class PlaySound(Tagged, frozen=True):
    """Play the sound, from `at_ms` or else from where it stands (from the beginning after its end).

    Refused without the sound, and while there is a call.
    """

    sound_id: str
    at_ms: int | None = None
    speed: float = 1.0


class PauseSound(Tagged, frozen=True):
    """Be silent; the place is kept."""

    sound_id: str


class MoveSound(Tagged, frozen=True):
    """Go to another place; what plays goes on there."""

    sound_id: str
    at_ms: int


class DropSound(Tagged, frozen=True):
    """Forget the sound."""

    sound_id: str


SoundCommand: TypeAlias = TakeSound | PlaySound | PauseSound | MoveSound | DropSound
