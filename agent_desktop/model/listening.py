"""What a person asks of the sounds in a conversation: to see them, and to hear them."""

from typing import TypeAlias

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.base import Record


class ShowSound(Record, frozen=True):
    """Bring how a sound looks, so that it can be seen before it is heard."""

    attachment: Attachment


class Listen(Record, frozen=True):
    """Play a sound out of the device chosen for calls, from where it was left or from `at_ms`."""

    attachment: Attachment
    at_ms: int | None = None


class PauseListening(Record, frozen=True):
    """Let a sound stand still."""

    attachment: Attachment


class SeekTo(Record, frozen=True):
    """Go to another place of a sound, whether it plays or not."""

    attachment: Attachment
    at_ms: int


class ChooseSpeed(Record, frozen=True):
    """Hear sounds at one of the `SPEEDS` from now on."""

    speed: float


AskOfSounds: TypeAlias = ShowSound | Listen | PauseListening | SeekTo | ChooseSpeed
