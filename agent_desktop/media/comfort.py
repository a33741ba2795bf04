"""Comfort noise (RFC 3389): what a silence sounds like, described in a few bytes and made again.

Promises noise of the described level and colour without an audible loop seam. A payload of any bytes is understood.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from agent_desktop.media.frames import Floats, Samples, to_int16

#: Reflection coefficients that we send; RFC 3389 recommends to keep them few.
ORDER: Final = 6
_MOST: Final = 12
_SECONDS: Final = 1
#: 0 dBov is the power of a square wave at full scale.
_FULL: Final = 32768.0


def describe(samples: Samples) -> bytes:
    """The payload for background noise like these samples (20 ms or more)."""
    wave = samples.astype(np.float64)
    power = float(np.mean(wave * wave))
    level = 127 if power <= 0 else round(-10 * np.log10(power / _FULL**2))
    coefficients = _reflection(wave * np.hanning(len(wave)), ORDER)
    quantised = np.clip(np.rint(coefficients * 128 + 127), 0, 254).astype(np.uint8)
    return bytes([min(127, max(0, level))]) + quantised.tobytes()


def _reflection(
    wave: np.ndarray[tuple[int], np.dtype[np.float64]], order: int
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Reflection coefficients by Levinson's recursion."""
    correlation = np.array([wave[: len(wave) - lag] @ wave[lag:] for lag in range(order + 1)])
    correlation[0] = correlation[0] * 1.0001 + 1e-9
    error, line = correlation[0], np.array([1.0])
    found = np.zeros(order)
    for number in range(order):
        found[number] = -(line @ correlation[number + 1 : 0 : -1]) / error
        line = np.append(line, 0) + found[number] * np.append(line, 0)[::-1]
        error *= 1 - found[number] ** 2
    return found


class ComfortNoise:
    """Makes the noise of the last description; before the first one it is silence."""

    def __init__(self, rate: int, seed: int = 0) -> None:
        self.rate = rate
        self._random = np.random.default_rng(seed)
        self._ring: Floats = np.zeros(_SECONDS * rate, np.float32)
        self._at = 0
        self._payload: bytes | None = None

    def update(self, payload: bytes) -> None:
        """A new description. An empty one is silence."""
        if payload == self._payload:
            return
        self._payload = payload
        if not payload:
            self._ring = np.zeros_like(self._ring)
            return
        level = payload[0] & 0x7F
        line = np.array([1.0])
        for byte in payload[1 : 1 + _MOST]:
            # 255 is reserved; short of ±1 the filter is stable.
            coefficient = np.clip((byte - 127) / 128, -0.99, 0.99)
            line = np.append(line, 0) + coefficient * np.append(line, 0)[::-1]
        size = len(self._ring)
        # The noise is periodic in the ring, so its end runs into its start without a seam.
        spectrum = np.fft.rfft(self._random.standard_normal(size)) / np.abs(np.fft.rfft(line, size))
        spectrum[0] = 0
        wave = np.fft.irfft(spectrum, size)
        rms = float(np.sqrt(np.mean(wave * wave)))
        self._ring = (wave * (_FULL * 10 ** (-level / 20) / rms)).astype(np.float32)

    def make(self, size: int) -> Samples:
        """The next `size` samples."""
        index = np.arange(self._at, self._at + size) % len(self._ring)
        self._at = (self._at + size) % len(self._ring)
        return to_int16(self._ring[index])
