"""What is played to one leg: prompts one after the other, or music in a loop, frame by frame.

Promises whole frames, silence while the sounds are being read, and one end. A loop goes on from a given place, and its
`place` says where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from agent_desktop.hub.voice.prompts.loudness import RATE
from agent_desktop.media.frames import Samples, frame_size, silence

FRAME: Final = frame_size(RATE)


class Playback:
    """`id` is the switch's, `rate` that of its sounds in Hz. Begins when it is given them."""

    def __init__(
        self,
        playback: str,
        prompts: tuple[str, ...],
        *,
        loop: bool,
        place: int,
        rate: int = RATE,
    ) -> None:
        self.id, self.prompts, self.loop, self.rate = playback, prompts, loop, rate
        self._size = frame_size(rate)
        self.place = place
        self._sound: Samples | None = None

    def give(self, sounds: Sequence[Samples]) -> None:
        """The sounds are there; missing ones were left out."""
        self._sound = np.concatenate([silence(0), *sounds])
        if self.loop and len(self._sound):
            self.place %= len(self._sound)

    @property
    def over(self) -> bool:
        """Whether it was played to its end. A loop never is."""
        return not self.loop and self._sound is not None and self.place >= len(self._sound)

    def frame(self) -> Samples:
        """The next 20 ms."""
        sound = self._sound
        if sound is None or not len(sound):
            return silence(self._size)
        made = sound[self.place : self.place + self._size]
        self.place += self._size
        if len(made) < self._size:
            rest = self._size - len(made)
            if self.loop:
                self.place %= len(sound)
                return np.resize(np.concatenate([made, sound[:rest]]), self._size)
            return np.concatenate([made, silence(rest)])
        return made
