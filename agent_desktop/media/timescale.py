"""Shortening and lengthening speech by whole periods of the voice (WSOLA on one frame).

Promises the pitch unchanged and no edges. Refuses (None) where the sound has no period to leave out or repeat, unless
it is quiet, when any place will do.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from agent_desktop.media.frames import Samples, to_int16
from agent_desktop.media.pitch import best_lag

#: Below this likeness of neighbours a change would be heard.
LIKENESS: Final = 0.8
#: Quieter than this (RMS) there is no voice in a frame.
QUIET_RMS: Final = 60.0
_SHORTEST_MS: Final = 2.5
_LONGEST_MS: Final = 12
_BLEND_MS: Final = 6


def is_quiet(samples: Samples) -> bool:
    """Whether a frame is a pause."""
    wave = samples.astype(np.float32)
    return float(wave @ wave) < QUIET_RMS**2 * len(wave)


def shorten(samples: Samples, rate: int) -> Samples | None:
    """The frame without one period (2.5 to 12 ms); None when it shows none or is shorter than 18 ms."""
    blend, most = int(_BLEND_MS * rate / 1000), int(_LONGEST_MS * rate / 1000)
    if len(samples) < blend + most:
        return None
    wave = samples.astype(np.float32)
    # Looking back from `most`: how far before it was the sound like there?
    if is_quiet(samples):
        lag = most
    else:
        lag, likeness = best_lag(
            wave[:most], wave[most : most + blend], int(_SHORTEST_MS * rate / 1000), most, rate
        )
        if likeness < LIKENESS:
            return None
    up = np.linspace(0, 1, blend, dtype=np.float32)
    start = most - lag
    joined = wave[start : start + blend] * (1 - up) + wave[most : most + blend] * up
    return np.concatenate([samples[:start], to_int16(joined), samples[most + blend :]])


def lengthen(past: Samples, samples: Samples, rate: int) -> Samples | None:
    """The frame with one period (2.5 to 12 ms) more, taken from it and the `past` before it; else None."""
    blend, most = int(_BLEND_MS * rate / 1000), int(_LONGEST_MS * rate / 1000)
    if len(samples) < blend or len(past) < most:
        return None
    wave, before = samples.astype(np.float32), past[-most:].astype(np.float32)
    if is_quiet(samples):
        lag = most
    else:
        least = int(_SHORTEST_MS * rate / 1000)
        lag, likeness = best_lag(before, wave[:blend], least, most, rate)
        if likeness < LIKENESS:
            return None
    line = np.concatenate([before, wave])
    up = np.linspace(0, 1, blend, dtype=np.float32)
    again = line[most - lag :]
    joined = wave[:blend] * (1 - up) + again[:blend] * up
    return np.concatenate([to_int16(joined), to_int16(again[blend:])])
