"""Filling holes in speech by repeating the last period of the voice, after the idea of G.711 appendix I.

Promises sound in the place of any loss: the voice for 10 ms, fading until 60 ms, then noise as loud as the background
was; and a smooth way back. Works on samples of any codec; codecs with concealment of their own come first.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from agent_desktop.media.frames import Floats, Samples, silence, to_int16
from agent_desktop.media.pitch import best_lag

_SHORTEST_MS: Final = 2.5
_LONGEST_MS: Final = 15
_MATCH_MS: Final = 20
_HISTORY_MS: Final = 60
_FULL_MS: Final = 10
_GONE_MS: Final = 60
#: The way back: 4 ms, and 4 more for each 10 ms lost, at most 10 (appendix I).
_RETURN_MS: Final = 4
_LONGEST_RETURN_MS: Final = 10


class Concealer:
    """Follows a stream: `good` for what was decoded, `conceal` for what is missing."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._history: Samples = silence(self._size(_HISTORY_MS))
        self._cycle: Floats = np.zeros(1, np.float32)
        self._lag = 1
        self._made = 0  # samples made since the last good one
        self._step = 0.0  # the edge between history and repetition, smoothed away
        self._background: float | None = None
        self._random = np.random.default_rng(0)

    def _size(self, length_ms: float) -> int:
        return int(length_ms * self.rate / 1000)

    @property
    def concealing(self) -> bool:
        """Whether the last samples were made up."""
        return self._made > 0

    @property
    def history(self) -> Samples:
        """The last 60 ms that went out."""
        return self._history

    def good(self, samples: Samples) -> Samples:
        """Decoded samples on their way out; their start is blended with what was made up before them."""
        if not len(samples):
            return samples
        if self._made:
            back = _RETURN_MS + 4 * (1000 * self._made // self.rate // 10)
            size = min(self._size(min(back, _LONGEST_RETURN_MS)), len(samples))
            up = np.linspace(0, 1, size, dtype=np.float32)
            blended = samples[:size] * up + self._continued(size) * (1 - up)
            samples = np.concatenate([to_int16(blended), samples[size:]])
            self._made = 0
        self._note_background(samples)
        self.went_out(samples)
        return samples

    def went_out(self, samples: Samples) -> None:
        """Remember samples that somebody else made (a codec's own concealment, comfort noise)."""
        keep = len(self._history)
        if len(samples) >= keep:
            self._history = samples[-keep:].copy()
        else:
            self._history = np.concatenate([self._history[len(samples) :], samples])

    def conceal(self, size: int) -> Samples:
        """`size` samples for a hole right after everything that went out until now."""
        if not self._made:
            self._analyse()
        made = to_int16(self._continued(size))
        self._made += size
        self.went_out(made)
        return made

    def _analyse(self) -> None:
        past = self._history.astype(np.float32)
        match = self._size(_MATCH_MS)
        self._lag, _ = best_lag(
            past[:-match],
            past[-match:],
            self._size(_SHORTEST_MS),
            self._size(_LONGEST_MS),
            self.rate,
        )
        lag, edge = self._lag, max(1, self._lag // 4)
        # The last three periods; their end is led into what comes before a period, so that repeating has no edge.
        self._cycle = past[-3 * lag :].copy()
        down = np.linspace(1, 0, edge, dtype=np.float32)
        self._cycle[-edge:] = past[-edge:] * down + past[-lag - edge : -lag] * (1 - down)
        self._step = float(past[-1] - past[-lag - 1])

    def _continued(self, size: int) -> Floats:
        """The next samples of the repetition, faded; does not move on."""
        start, lag = self._made, self._lag
        index = np.arange(start, start + size)
        # The first 10 ms repeat one period, the next 10 two, then three: fewer metallic tones.
        wave = self._cycle[2 * lag + index % lag]
        if start + size > self._size(10):
            two = self._cycle[lag + index % (2 * lag)]
            three = self._cycle[index % (3 * lag)]
            wave = np.where(
                index < self._size(10), wave, np.where(index < self._size(20), two, three)
            )
        edge = self._step * np.exp(-index / max(1, self._size(0.5)))
        gone, full = self._size(_GONE_MS), self._size(_FULL_MS)
        gain = np.clip((gone - index) / (gone - full), 0, 1)
        noise = self._random.standard_normal(size, np.float32) * (self._background or 0.0)
        return np.asarray((wave + edge) * gain + noise * (1 - gain), np.float32)

    def _note_background(self, samples: Samples) -> None:
        """The quietest recent frame; it rises by 3 dB in about a second when nothing is that quiet."""
        power = samples.astype(np.float32)
        level = math.sqrt(float(power @ power) / len(power))
        if self._background is None:
            self._background = min(level, 100.0)
        else:
            self._background = min(level, self._background * 1.007 + 0.01, 400.0)
