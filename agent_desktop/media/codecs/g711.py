"""G.711 μ-law and A-law (ITU-T G.711) as table look-ups.

Promises a few microseconds a frame and the values of the recommendation's tables. Every payload is valid.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from agent_desktop.media.frames import Samples

_BIAS: Final = 33  # on the recommendation's 14-bit scale


def _ulaw_values() -> Samples:
    """The 256 decoder output values on the 16-bit scale (G.711, table 2)."""
    code = ~np.arange(256) & 0xFF
    size = (((code & 15) * 2 + _BIAS) << (code >> 4 & 7)) - _BIAS
    return (np.where(code & 0x80, -size, size) * 4).astype(np.int16)


def _alaw_values() -> Samples:
    """The 256 decoder output values on the 16-bit scale (G.711, table 1)."""
    code = np.arange(256) ^ 0x55
    segment, step = code >> 4 & 7, (code & 15) * 2 + 1
    size = np.where(segment > 0, (step + 32) << np.maximum(segment - 1, 0), step)
    return (np.where(code & 0x80, size, -size) * 8).astype(np.int16)


def _codes(values: Samples) -> npt.NDArray[np.uint8]:
    """For each of the 65536 inputs, read as unsigned, the code whose value is nearest; the smaller one at a tie."""
    positive = np.arange(128, 256)  # in both laws; the negative half mirrors it
    rising = positive[np.argsort(values[positive])]
    levels = values[rising].astype(np.int32)
    limits = (levels[1:] + levels[:-1]) // 2
    inputs = np.arange(65536).astype(np.uint16).view(np.int16).astype(np.int32)
    up = rising[np.searchsorted(limits, inputs, side="left")]
    down = rising[np.searchsorted(limits, -inputs, side="left")] ^ 0x80
    return np.where(inputs >= 0, up, down).astype(np.uint8)


class _Law:
    """One of the two laws: encoder and decoder without memory."""

    rate = 8000

    def __init__(self, values: Samples) -> None:
        self._values = values
        self._codes = _codes(values)

    def encode(self, samples: Samples) -> bytes:
        """One byte for each sample."""
        return self._codes[samples.view(np.uint16)].tobytes()

    def decode(self, payload: bytes) -> Samples:
        """One sample for each byte."""
        return self._values[np.frombuffer(payload, np.uint8)]

    def conceal(self, size: int, following: bytes | None = None) -> Samples | None:
        """None: the law knows nothing of what came before."""
        return None


ULAW: Final = _Law(_ulaw_values())
ALAW: Final = _Law(_alaw_values())
