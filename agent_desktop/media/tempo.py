"""Speech heard faster, at its own pitch: overlapping windows, each laid where it fits its neighbour (WSOLA).

Promises the wanted speed on average to a fraction of a window, whatever the sound is (`timescale` leaves out a period
where there is one, which is for small corrections). Refuses to be slower than the sound itself.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from agent_desktop.media.frames import Floats, Samples, silence, to_int16

_HOP_MS: Final = 16
_SEARCH_MS: Final = 8


class Tempo:
    """A stream at `speed` times its pace, 1 to 4."""

    def __init__(self, speed: float, rate: int) -> None:
        if not 1.0 <= speed <= 4.0:
            raise ValueError(f"a speed of {speed} is not between 1 and 4")
        self._speed = speed
        self._hop = _HOP_MS * rate // 1000
        self._search = _SEARCH_MS * rate // 1000
        self._up: Floats = np.sin(np.linspace(0, np.pi / 2, self._hop, dtype=np.float32)) ** 2
        self._line: Floats = np.zeros(0, np.float32)
        self._wanted = 0.0
        """Where the next window would begin, if it need not fit; counted in `_line`."""
        self._tail: Floats | None = None
        """What follows the last window in the sound: the next one must be like it."""

    def process(self, samples: Samples) -> Samples:
        """What of the sound, up to here, can be heard now; the rest waits for what follows it."""
        if self._speed == 1.0:
            return samples
        self._line = np.concatenate([self._line, samples.astype(np.float32)])
        made: list[Floats] = []
        need = 2 * self._hop + self._search
        while int(self._wanted) + need <= len(self._line):
            at = self._fitting(int(self._wanted))
            window = self._line[at : at + self._hop]
            if self._tail is not None:
                window = window * self._up + self._tail * (1 - self._up)
            made.append(window)
            self._tail = self._line[at + self._hop : at + 2 * self._hop]
            self._wanted += self._hop * self._speed
        gone = max(0, min(int(self._wanted) - self._search, len(self._line)))
        self._line, self._wanted = self._line[gone:], self._wanted - gone
        return to_int16(np.concatenate(made)) if made else silence(0)

    def _fitting(self, wanted: int) -> int:
        """The place near `wanted` where the sound is most like what followed the last window."""
        if self._tail is None:
            return wanted
        low = max(0, wanted - self._search)
        part = self._line[low : wanted + self._search + self._hop]
        fit = np.correlate(part, self._tail, "valid")
        energy = np.cumsum(np.concatenate([np.zeros(1, np.float32), part * part]))
        power = energy[self._hop :] - energy[: -self._hop]
        return low + int(np.argmax(fit / np.sqrt(power + 1.0)))
