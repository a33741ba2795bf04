"""Sounds for the tests: a synthetic voice, noise, tones, and numbers that say how alike two sounds are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from agent_desktop.media.frames import Floats, Samples, to_int16


def tone(seconds: float, rate: int, hz: float, peak: float = 10000) -> Samples:
    """A sine."""
    return to_int16(peak * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate))


def noise(seconds: float, rate: int, rms: float = 1000, seed: int = 1) -> Samples:
    """White noise."""
    return to_int16(np.random.default_rng(seed).standard_normal(int(seconds * rate)) * rms)


def speech(seconds: float, rate: int, seed: int = 3, peak: float = 12000) -> Samples:
    """A voice-like sound: harmonics of a moving pitch under moving formants, syllables with short pauses."""
    chance = np.random.default_rng(seed)
    size = int(seconds * rate)
    time = np.arange(size) / rate
    syllables = int(seconds * 4) + 2
    knots = np.linspace(0, seconds, syllables)

    def moving(low: float, high: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.interp(time, knots, chance.uniform(low, high, syllables))

    pitch = moving(95, 150)
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    formants = [(moving(300, 800), 90.0, 1.0), (moving(900, 2000), 120.0, 0.5)]
    formants.append((moving(2200, 2900), 180.0, 0.25))
    sound = np.zeros(size)
    for number in range(1, int(min(3600, rate * 0.45) / 95)):
        hz = number * pitch
        gain = sum(
            weight / (1 + ((hz - centre) / width) ** 2) for centre, width, weight in formants
        )
        sound += np.where(hz < 0.45 * rate, gain, 0) * np.sin(number * phase + number**2)
    strength = np.abs(np.sin(np.pi * np.minimum(1, time * 4 % 1 / 0.85))) ** 0.5
    pause = np.interp(time, knots, (chance.random(syllables) > 0.15).astype(float))
    sound *= strength * pause
    sound += chance.standard_normal(size) * 0.002 * np.abs(sound).max()
    return to_int16(peak * sound / np.abs(sound).max())


def snr_db(wanted: Samples, got: Samples) -> float:
    """How far the difference of two sounds is below the first, in dB."""
    signal: Floats = wanted.astype(np.float32)
    error = got.astype(np.float32) - signal
    return float(10 * np.log10(np.mean(signal**2) / max(1e-9, float(np.mean(error**2)))))


def distortion_db(sound: Samples, hz: float, rate: int) -> float:
    """Everything that is not the tone `hz` (nor nearer than 30 Hz to it), in dB below the tone."""
    window = np.hanning(len(sound))
    power = np.abs(np.fft.rfft(sound * window)) ** 2
    near = np.abs(np.fft.rfftfreq(len(sound), 1 / rate) - hz) < 30
    return float(10 * np.log10(power[~near].sum() / power[near].sum()))


def spectral_distance_db(wanted: Samples, got: Samples, rate: int) -> float:
    """How unlike two sounds are to an ear that hears bands: the mean difference of band levels, in dB.

    Frames of 32 ms, 20 bands from 100 Hz to the highest that speech needs, levels from 50 dB below the loudest up;
    pauses of the first sound are left out.
    """
    size = rate * 32 // 1000
    edges = np.geomspace(100, min(3700, rate * 0.46), 21) * size / rate

    def levels(sound: Samples) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        frames = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), size)
        power = np.abs(np.fft.rfft(frames[:: size // 2] * np.hanning(size), axis=1)) ** 2
        spans = [(int(low), max(int(low) + 1, int(high))) for low, high in pairwise(edges)]
        return np.stack([power[:, low:high].mean(axis=1) for low, high in spans], axis=1)

    count = min(len(wanted), len(got))
    true, heard = levels(wanted[:count]), levels(got[:count])
    floor = true.max() * 1e-5
    spoken = true.sum(axis=1) > 20 * floor
    difference = np.log10(np.maximum(true, floor)) - np.log10(np.maximum(heard, floor))
    return float(10 * np.abs(difference[spoken]).mean())
