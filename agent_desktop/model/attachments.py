"""Files of a conversation: those that travel with a message, and those that an agent has not sent yet.

Part of the timeline's vocabulary, and found there too.
"""

from enum import StrEnum

from agent_desktop.model.base import Millis, Record
from agent_desktop.model.files import Check


class AudioKind(StrEnum):
    """How a sound came to be."""

    SOUND = "sound"
    """A file that somebody sent."""
    VOICEMAIL = "voicemail"
    """A caller left it as a message."""
    COMMENT = "comment"
    """A caller said it in answer to a survey."""
    RECORDING = "recording"
    """A call, recorded with both sides."""


class AudioPause(Record, frozen=True):
    """A stretch of a recording in which nothing was recorded, in ms from the file's beginning.

    Both are equal where the pause left nothing in the file. `reason` is a code ("card"), `by` the name of who paused.
    """

    from_ms: int
    to_ms: int
    reason: str = ""
    by: str = ""


class AudioFacts(Record, frozen=True):
    """What the backend knows of a sound without decoding it. `stereo`: the agent is left, the customer right."""

    length_ms: Millis
    kind: AudioKind = AudioKind.SOUND
    stereo: bool = False
    pauses: tuple[AudioPause, ...] = ()


class Attachment(Record, frozen=True):
    """A file that travels with a message. `size` is in bytes; `media_type` is sniffed by the hub, never believed.

    With `audio` it is a sound whose length and pauses the backend knows: a voicemail is a `Message` of the customer on
    the voice channel with one such attachment (and no text, or what it says); the recording of a call is a
    `SystemLine` of the kind RECORDED with one. Any other sound shows its length once it was fetched.

    `finding` is what the scanner calls what it found.
    """

    id: str
    name: str
    media_type: str
    size: int
    audio: AudioFacts | None = None
    check: Check = Check.NONE
    finding: str = ""


class LocalFile(Record, frozen=True):
    """A file that the agent attached and that has not been uploaded yet. `path` is on this computer."""

    id: str
    path: str
    name: str
    size: int
