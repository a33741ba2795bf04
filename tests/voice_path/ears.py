"""How alike a sound that arrived is to the one that was spoken, half second by half second, in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from agent_desktop.media.frames import Samples
from agent_desktop.phone.audio.backend import RATE
from tests.phone.listening import alike

PART = RATE // 2
#: How far the delay may wander between two halves of a second: a frame or two, or a period of the voice.
WANDER = RATE * 60 // 1000


@dataclass(frozen=True)
class Heard:
    """The normalised cross-correlation of each part, and by how many ms each is behind the first."""

    parts: tuple[float, ...]
    behind_ms: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median of the parts: a frame that was lost spoils one of them, not the call."""
        return float(np.median(self.parts))

    @property
    def wander_ms(self) -> float:
        """How much the delay changed in all."""
        return max(self.behind_ms) - min(self.behind_ms)


def heard(wanted: Samples, line: Samples) -> Heard:
    """Look for `wanted` in the longer `line`: each part must come where the ones before it say, or nearby."""
    _, place = alike(wanted, line)
    parts, behind, offset = [], [], place
    for at in range(0, len(wanted) - PART + 1, PART):
        start = max(0, at + offset - WANDER)
        fit, found = alike(wanted[at : at + PART], line[start : at + offset + PART + WANDER])
        parts.append(fit)
        if fit > 0.5:
            offset = start + found - at
        behind.append(1000 * (offset - place) / RATE)
    return Heard(tuple(parts), tuple(behind))
