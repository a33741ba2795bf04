"""The shape of sound in this room: int16 mono samples in frames of 20 ms, at 8000, 16000 or 48000 Hz.

Promises the words that the other modules share. Refuses conversions: codecs and resamplers do them.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

#: Mono samples, one axis, full scale ±32768.
Samples: TypeAlias = npt.NDArray[np.int16]
#: Samples in the middle of a calculation, same scale.
Floats: TypeAlias = npt.NDArray[np.float32]

FRAME_MS: Final = 20
FRAMES_PER_S: Final = 1000 // FRAME_MS
RATES: Final = (8000, 16000, 48000)


def frame_size(rate: int) -> int:
    """Samples in one frame at `rate` Hz. Raises `ValueError` for a rate that this room does not use."""
    if rate not in RATES:
        raise ValueError(f"{rate} Hz is none of {RATES}")
    return rate // FRAMES_PER_S


def silence(size: int) -> Samples:
    """`size` samples of digital silence."""
    return np.zeros(size, np.int16)


def to_int16(values: npt.NDArray[np.floating]) -> Samples:
    """Round to int16; what is beyond full scale is clipped."""
    whole = np.rint(values)
    # Two plain steps take a third of np.clip's time on a frame, and this is the most frequent thing done to sound.
    np.minimum(np.maximum(whole, -32768, out=whole), 32767, out=whole)
    clipped: Samples = whole.astype(np.int16)
    return clipped
