"""Sampling rates: between 8, 16 and 48 kHz, and the few parts per million between two clocks by a slow ratio.

Promises streams without edges between chunks. A whole frame in gives a whole frame out, always: a library that works in
blocks of its own (soxr gives nothing, then a lot) would make a jitter buffer believe that sound is missing.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import ceil, floor
from typing import Final

import numpy as np

from agent_desktop.media.frames import Floats, Samples, silence, to_int16

#: Two crystals differ by 200 ppm at the very most; more would be heard as another pitch one day.
MOST_PPM: Final = 500.0
_TAPS: Final = 32
_PHASES: Final = 1024
#: So far apart (in samples) filters are mixed.
_NEAR: Final = 0.05


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
            return to_int16(_windows(line, len(self._weights), self._ratio) @ self._weights)
        made = np.empty((len(samples), self._ratio), np.float32)
        for place, weights in enumerate(_between(self._ratio)):
            made[:, place] = np.correlate(line, weights)
        return to_int16(made.reshape(-1))


def _windows(line: Floats, size: int, step: int) -> Floats:
    """Views of `size` samples every `step`: what sliding_window_view gives, at a tenth of its price."""
    count, width = (len(line) - size) // step + 1, line.itemsize
    return np.ndarray((count, size), line.dtype, line, 0, (step * width, width))


@cache
def _low_pass(ratio: int) -> Floats:
    """A low pass at the Nyquist frequency of the lower rate; `32 * ratio` taps that sum to one."""
    size = _TAPS * ratio
    place = (np.arange(size) - (size - 1) / 2) / ratio
    weights = np.sinc(place * 0.94) * np.kaiser(size, 6.0)
    taps: Floats = (weights / weights.sum()).astype(np.float32)
    return taps


@cache
def _between(ratio: int) -> tuple[Floats, ...]:
    """One short filter for each of the samples between two."""
    phases = _low_pass(ratio).reshape(_TAPS, ratio)[::-1] * ratio
    return tuple(np.ascontiguousarray(phases[:, place]) for place in range(ratio))


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
        slope = max(-MOST_PPM, min(MOST_PPM, ppm)) * 1e-6
        step = 1 + slope
        count = max(0, ceil((ready - self._fraction) / step))
        if count and self._fraction + step * (count - 1) >= ready:
            count -= 1  # one too many by rounding
        made = self._read(line, count, slope)
        self._fraction += step * count - ready
        self._tail = line[ready:]
        return to_int16(made)

    def _read(self, line: Samples, count: int, slope: float) -> Floats:
        """`count` samples; the place of sample i is i, the fraction, and i times the slope.

        The filter for a place is nearly that of the next, so it is taken at a few places only, and what lies between
        is a mixture of both, at most a two-thousandth off.
        """
        around = np.zeros(
            len(line) + 2, np.float32
        )  # a filter may begin before, where it weighs nothing
        around[1:-1] = line
        parts = max(1, ceil(abs(slope) * count / _NEAR))
        edges = [count * part // parts for part in range(parts + 1)]
        made = np.empty(count, np.float32)
        for first, last in pairwise(edges):
            if first == last:
                continue
            here = _filtered(around, self._fraction + slope * first, first, last)
            there = _filtered(around, self._fraction + slope * last, first, last)
            share = np.arange(last - first, dtype=np.float32) / (last - first)
            made[first:last] = here + (there - here) * share
        return made


def _filtered(around: Floats, offset: float, first: int, last: int) -> Floats:
    """The samples from `first` to `last`, read `offset` later."""
    whole = floor(offset)
    weights = _filters()[round((offset - whole) * _PHASES)]
    start = 1 + first + whole
    return np.correlate(around[start : start + last - first + _TAPS - 1], weights)
