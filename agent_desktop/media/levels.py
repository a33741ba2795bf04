"""How loud a frame is, and whether somebody speaks in it.

Promises dBFS (0 is a full-scale square wave) that never fall below -96, and a speech decision that follows the
background and holds on through the gaps between words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from agent_desktop.media.frames import Samples

FLOOR_DB: Final = -96.0
#: Above the background by this much is speech; never below this level.
_ABOVE_DB: Final = 9.0
_LEAST_DB: Final = -55.0
#: Pauses between words are shorter than this.
_HOLD_FRAMES: Final = 12
#: The background estimate rises so slowly, so that long speech does not become background.
_RISE_DB: Final = 0.03


@dataclass(frozen=True, slots=True)
class Level:
    """Peak and mean of a frame in dBFS."""

    peak_db: float
    rms_db: float


def level(samples: Samples) -> Level:
    """The level of a frame; an empty one is silent."""
    if not len(samples):
        return Level(FLOOR_DB, FLOOR_DB)
    wave = samples.astype(np.float32)
    peak = float(np.abs(wave).max())
    return Level(_db(peak), _db(float(np.sqrt(wave @ wave / len(wave)))))


def _db(value: float) -> float:
    return max(FLOOR_DB, 20 * float(np.log10(max(value, 1e-3) / 32768)))


class SpeechActivity:
    """Whether somebody speaks, frame by frame."""

    def __init__(self) -> None:
        self.background_db = -60.0
        self._hold = 0

    def frame(self, samples: Samples) -> bool:
        """Whether this 20 ms frame belongs to speech."""
        loud = level(samples).rms_db
        if loud < self.background_db:
            self.background_db += (loud - self.background_db) * 0.2
        else:
            self.background_db += _RISE_DB
        if loud > max(self.background_db + _ABOVE_DB, _LEAST_DB):
            self._hold = _HOLD_FRAMES
        elif self._hold:
            self._hold -= 1
        return self._hold > 0
