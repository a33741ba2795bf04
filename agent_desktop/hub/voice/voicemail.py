"""Leaving a message: greeting, tone, recording, thanks.

Promises that a message ends by itself: after its limit, after silence, with "#", or with the call. `length_ms` is what
was said, without the silence that ended it; what is shorter than `least_ms` is no message. The outcome is "message".
"""

from __future__ import annotations

from agent_desktop.hub.voice import policy
from agent_desktop.hub.voice.programme import Programme


class Message(Programme):
    """One caller's message. `recording` is true while what is said is kept."""

    def __init__(self, settings: policy.Voicemail) -> None:
        super().__init__()
        self.settings = settings
        self.recording = False
        self.length_ms = 0
        self._began_at = 0
        self._greeting = True
        self.begin(settings.greeting)

    @property
    def is_kept(self) -> bool:
        """Whether there is a message to keep. Good once it is over."""
        return self.length_ms >= self.settings.least_ms

    def digit(self, digit: str, now: int) -> None:
        """ "#" goes on to the tone, or ends the message."""
        if digit != "#":
            return
        if self.recording:
            self.end(now)
        elif self._greeting:
            self._tone()

    def finished(self, now: int) -> None:
        """After the greeting comes the tone, after the tone the recording."""
        if self._greeting:
            self._tone()
        elif not self.recording:
            self.hush()
            self.recording, self._began_at = True, now
            self.due = now + self.settings.limit_ms

    def tick(self, now: int) -> None:
        """The message is as long as it may be."""
        self.end(now)

    def silent(self, now: int) -> None:
        """Nothing was said for `silence_ms`."""
        if self.recording:
            self.end(now, trailing_ms=self.settings.silence_ms)

    def end(self, now: int, trailing_ms: int = 0) -> None:
        """The message is over, also because the caller hung up."""
        if self.recording:
            self.recording = False
            self.length_ms = max(0, now - self._began_at - trailing_ms)
        self.due = None
        self.outcome = "message"

    def _tone(self) -> None:
        self._greeting = False
        self.begin("tone/beep")
