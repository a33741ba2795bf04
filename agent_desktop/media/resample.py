"""Sampling rates: between 8, 16 and 48 kHz, and the few parts per million between two clocks by a slow ratio.

Promises streams without edges between chunks. A whole frame in gives a whole frame out, always: a library that works in
blocks of its own (soxr gives nothing, then a lot) would make a jitter buffer believe that sound is missing.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from agent_desktop.media.frames import Floats, Samples, silence, to_int16

#: Two crystals differ by 200 ppm at the very most; more would be heard as another pitch one day.
MOST_PPM: Final = 500.0
_TAPS: Final = 32
_PHASES: Final = 1024


class Resampler:
    """From one of the rates to another by their whole ratio (2, 3 or 6); with equal rates it passes samples through.

    Delays by 16 samples of the lower rate. Chunks must be multiples of the ratio when the rate falls.
    """

    def __init__(self, source: int, target: int) -> None:
        high, low = max(source, target), min(source, target)
        if low <= 0 or high % low:
            raise ValueError(f"{source} Hz and {target} Hz have no whole ratio")
        self.source, self.target = source, target
        self._ratio = high // low
        self._weights = _low_pass(self._ratio)
        size = len(self._weights) if target < source else _TAPS
        self._tail: Floats = np.zeros(size - 1, np.float32)

    def process(self, samples: Samples) -> Samples:
        """As many samples as the ratio says."""
        if self._ratio == 1 or not len(samples):
            return samples
        line = np.concatenate([self._tail, samples.astype(np.float32)])
        self._tail = line[len(samples) :]
        if self.target < self.source:
            windows = sliding_window_view(line, len(self._weights))[:: self._ratio]
            return to_int16(windows @ self._weights)
        # One short filter for each of the samples between two.
        phases = self._weights.reshape(_TAPS, self._ratio)[::-1] * self._ratio
        return to_int16((sliding_window_view(line, _TAPS) @ phases).reshape(-1))


@cache
def _low_pass(ratio: int) -> Floats:
    """A low pass at the Nyquist frequency of the lower rate; `32 * ratio` taps that sum to one."""
    size = _TAPS * ratio
    place = (np.arange(size) - (size - 1) / 2) / ratio
    weights = np.sinc(place * 0.94) * np.kaiser(size, 6.0)
    taps: Floats = (weights / weights.sum()).astype(np.float32)
    return taps


@cache
def _filters() -> Floats:
    """For each fraction of a sample, the windowed sine that interpolates there. Shape (phases + 1, taps)."""
    fraction = np.arange(_PHASES + 1)[:, None] / _PHASES
    distance = np.arange(_TAPS) - (_TAPS // 2 - 1) - fraction
    window = np.i0(9.0 * np.sqrt(np.clip(1 - (distance / (_TAPS / 2)) ** 2, 0, None))) / np.i0(9.0)
    weights = np.sinc(distance) * window
    filters: Floats = (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
    return filters


class DriftCorrector:
    """Reads a stream a little faster or slower than it was written. Delays it by 16 samples."""

    def __init__(self) -> None:
        self._tail = silence(_TAPS - 1)
        self._fraction = 0.0

    def process(self, samples: Samples, ppm: float) -> Samples:
        """The samples as a reader hears them whose clock is `ppm` slower than the writer's: with positive ppm fewer
        samples come out than went in. Beyond ±500 ppm the value is cut.
        """
        if not len(samples):
            return samples
        line = np.concatenate([self._tail, samples])
        ready = len(samples)  # windows that fit into the line
        if ppm == 0 and self._fraction == 0:
            self._tail = line[ready:]
            middle = _TAPS // 2 - 1
            return line[middle : middle + ready]
        step = 1 + max(-MOST_PPM, min(MOST_PPM, ppm)) * 1e-6
        count = max(0, int(np.ceil((ready - self._fraction) / step)))
        places = self._fraction + step * np.arange(count)
        whole = places.astype(np.intp)
        # The count may be one too many by rounding.
        keep = whole < ready
        places, whole = places[keep], whole[keep]
        phases = np.rint((places - whole) * _PHASES).astype(np.intp)
        windows = sliding_window_view(line.astype(np.float32), _TAPS)[whole]
        made = np.einsum("ij,ij->i", windows, _filters()[phases])
        self._fraction = self._fraction + step * len(whole) - ready
        self._tail = line[ready:]
        return to_int16(made)
