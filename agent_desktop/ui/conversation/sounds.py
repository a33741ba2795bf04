"""From the hands on a sound's card to intents.

Promises that what our own side recorded may be fetched when it is seen, and that a stranger's file waits for a click.
"""

from collections.abc import Callable
from typing import Final

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.intents import (
    Intent,
)
from agent_desktop.model.listening import ChooseSpeed, Listen, PauseListening, SeekTo, ShowSound
from agent_desktop.ui.conversation.timeline.view import Timeline

_DRAWN: Final = 4 * 1024 * 1024
"""Bytes of a recording that is fetched as soon as it is seen; a longer one, when it is played."""


def connect_sounds(timeline: Timeline, post: Callable[[Intent], None]) -> None:
    """Post what is asked of the timeline's sounds."""

    def seen(attachment: Attachment) -> None:
        if attachment.audio is not None and attachment.size <= _DRAWN:
            post(ShowSound(attachment=attachment))

    def play(attachment: Attachment, on: bool) -> None:
        post(Listen(attachment=attachment) if on else PauseListening(attachment=attachment))

    def seek(attachment: Attachment, at_ms: int) -> None:
        post(SeekTo(attachment=attachment, at_ms=at_ms))

    timeline.sound_seen.connect(seen)
    timeline.play_asked.connect(play)
    timeline.seek_asked.connect(seek)
    timeline.speed_asked.connect(lambda speed: post(ChooseSpeed(speed=speed)))
