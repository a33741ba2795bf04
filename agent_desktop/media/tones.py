"""Tones of the telephone: making the two-tone signals of keys and call progress, and hearing keys within the sound.

Promises to hear keys of 40 ms and more (ITU-T Q.24) and not to take speech for them. Detection is for lines without
telephone events; where those were negotiated `dtmf.py` is exact.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from agent_desktop.media.frames import Floats, Samples, silence, to_int16

LOW_HZ: Final = (697, 770, 852, 941)
HIGH_HZ: Final = (1209, 1336, 1477, 1633)
_PAD: Final = ("123A", "456B", "789C", "*0#D")
#: Second harmonics: strong in voices, absent in tones.
_BLOCK_MS: Final = 20
_STEP_MS: Final = 10
_LEAST_RMS: Final = 80.0
#: How much of the block's power the two tones hold at least.
_PURE: Final = 0.85
#: The two tones differ by at most so much (Q.24: 4 to 8 dB, either way).
_TWIST: Final = 10 ** (8 / 10)
#: Each tone is so much stronger than the others of its group.
_ALONE: Final = 6.0
#: Blocks in a row to believe a key, and without it to believe that it ended.
_BELIEVE: Final = 2
_FORGET: Final = 2


def tone(frequencies: tuple[float, ...], ms: int, rate: int, peak: float = 8000.0) -> Samples:
    """Sines together, each with this peak, with edges of 2 ms that do not click."""
    size = rate * ms // 1000
    time = np.arange(size) / rate
    wave = np.zeros(size)
    for hz in frequencies:
        wave += peak * np.sin(2 * np.pi * hz * time)
    edge = min(rate // 500, size // 2)
    ramp = np.linspace(0, 1, edge, endpoint=False)
    wave[:edge] *= ramp
    if edge:
        wave[-edge:] *= ramp[::-1]
    return to_int16(wave)


def pair(key: str) -> tuple[float, float]:
    """The two frequencies of a key. Raises `ValueError` for what is no key."""
    for low, row in zip(LOW_HZ, _PAD, strict=True):
        if len(key) == 1 and key.upper() in row:
            return low, HIGH_HZ[row.index(key.upper())]
    raise ValueError(f"{key!r} is no key of a telephone")


def dial(keys: str, rate: int, tone_ms: int = 100, pause_ms: int = 80) -> Samples:
    """The sound of keys pressed one after the other."""
    gap = silence(rate * pause_ms // 1000)
    parts = [part for key in keys for part in (tone(pair(key), tone_ms, rate), gap)]
    return np.concatenate(parts) if parts else silence(0)


class KeyDetector:
    """Hears keys in sound, block by block of 20 ms, two of them overlapping by half (Goertzel's sums, vectorised)."""

    def __init__(self, rate: int) -> None:
        self._size, self._step = rate * _BLOCK_MS // 1000, rate * _STEP_MS // 1000
        time = np.arange(self._size) / rate
        window = np.hamming(self._size)
        wave = np.exp(-2j * np.pi * np.outer((*LOW_HZ, *HIGH_HZ), time)) * window
        self._waves = wave.astype(np.complex64)
        # A sine of power P gives |sum|² = 2P * (sum of the window / 2)²
        self._scale = 2 / float(window.sum()) ** 2
        self._window = window.astype(np.float32)
        self._energy = float((window**2).sum())
        self._rest: Floats = np.zeros(0, np.float32)
        self._candidate: str | None = None
        self._seen = self._missed = 0
        self._down: str | None = None

    def feed(self, samples: Samples) -> str:
        """The keys that begin in these samples, in order; empty mostly."""
        line = np.concatenate([self._rest, samples.astype(np.float32)])
        found = ""
        at = 0
        while at + self._size <= len(line):
            found += self._judge(self._key(line[at : at + self._size]))
            at += self._step
        self._rest = line[at:]
        return found

    def _judge(self, key: str | None) -> str:
        """Believe a key that stays, forget one that is gone."""
        if key is not None and key == self._candidate:
            self._seen += 1
        else:
            self._candidate, self._seen = key, 1
        if self._down is not None:
            self._missed = 0 if key == self._down else self._missed + 1
            if self._missed >= _FORGET:
                self._down = None
        if key is not None and self._down is None and self._seen >= _BELIEVE:
            self._down, self._missed = key, 0
            return key
        return ""

    def _key(self, block: Floats) -> str | None:
        windowed = block * self._window
        total = float(windowed @ windowed) / self._energy
        if total < _LEAST_RMS**2:
            return None
        power = np.abs(self._waves @ block) ** 2 * self._scale
        low, high = power[:4], power[4:]
        row, column = int(low.argmax()), int(high.argmax())
        first, second = float(low[row]), float(high[column])
        if first + second < _PURE * total or not 1 / _TWIST < first / max(second, 1e-9) < _TWIST:
            return None
        others = max(np.delete(low, row).max() / first, np.delete(high, column).max() / second)
        return _PAD[row][column] if others * _ALONE < 1 else None
