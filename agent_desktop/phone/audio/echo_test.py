"""The echo test: the agent says something for three seconds, and hears it.

Promises to end by itself. Takes the place of a call's far end, so it proves microphone, processing and speaker at once.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from agent_desktop.media.frames import FRAMES_PER_S, Samples, silence
from agent_desktop.model.devices import EchoPhase
from agent_desktop.phone.audio.backend import FRAME

LISTEN_FRAMES: Final = 3 * FRAMES_PER_S


class EchoTest:
    """One test, from listening to its end."""

    def __init__(self) -> None:
        self._frames: list[Samples] = []
        self._played = 0
        self._loudest = 0

    @property
    def phase(self) -> EchoPhase:
        """Where it is."""
        if len(self._frames) < LISTEN_FRAMES:
            return EchoPhase.LISTENING
        return EchoPhase.PLAYING if self._played < len(self._frames) else EchoPhase.OFF

    @property
    def loudest(self) -> float:
        """The peak of what was heard, 0 to 1."""
        return self._loudest / 32768

    def hear(self, frame: Samples) -> None:
        """20 ms from the microphone."""
        if self.phase is EchoPhase.LISTENING:
            self._frames.append(frame)
            self._loudest = max(self._loudest, int(np.abs(frame.astype(np.int32)).max()))

    def speak(self) -> Samples:
        """20 ms for the speaker."""
        if self.phase is not EchoPhase.PLAYING:
            return silence(FRAME)
        self._played += 1
        return self._frames[self._played - 1]
