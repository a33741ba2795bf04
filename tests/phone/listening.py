"""Ears for the tests: how alike two sounds are, where they begin, and how long they stop."""

from __future__ import annotations

import asyncio
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

from agent_desktop.media.frames import Samples, silence
from agent_desktop.phone.audio.backend import RATE
from agent_desktop.phone.audio.file_backend import read_wav

#: Bytes of a WAV file before its sound.
_HEAD = 44
_PATIENCE_S = 30.0


async def comes(what: str, holds: Callable[[], object]) -> None:
    """Wait until it holds, asking in a thread so that sound goes on meanwhile. Fails naming `what`."""
    until = time.monotonic() + _PATIENCE_S

    def ask() -> None:
        while not holds():
            assert time.monotonic() < until, f"It never came: {what}."
            time.sleep(0.05)

    await asyncio.to_thread(ask)


def write_wav(path: Path, samples: Samples, rate: int = RATE, channels: int = 1) -> Path:
    """A file with these samples; those of several channels take turns."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def heard_in(path: Path) -> Samples:
    """What was written to a speaker's file until now; nothing while not even its head is there."""
    return read_wav(path) if path.stat().st_size > _HEAD else silence(0)


def alike(wanted: Samples, line: Samples) -> tuple[float, int]:
    """(correlation, place in samples) where `wanted` fits best into the longer `line`; 1 is the same."""
    if len(line) < len(wanted):
        return 0.0, 0
    model, sound = wanted.astype(np.float64), line.astype(np.float64)
    size = 1 << (len(sound) + len(model)).bit_length()
    product = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(model, size)), size)
    product = product[: len(sound) - len(model) + 1]
    energy = np.concatenate([[0.0], np.cumsum(sound**2)])
    window = energy[len(model) :] - energy[: -len(model)]
    norm = np.sqrt(np.maximum(window, 1.0) * max(1.0, float(model @ model)))
    fit = product / norm
    place = int(fit.argmax())
    return float(fit[place]), place


def similar(wanted: Samples, line: Samples) -> float:
    """The median correlation of the half seconds of `wanted`, each where it fits best.

    Clocks differ a little, and jitter buffers make pauses longer or shorter, so the whole never fits at one place.
    """
    size = RATE // 2
    parts = [wanted[at : at + size] for at in range(0, len(wanted) // size * size, size)]
    return float(np.median([alike(part, line)[0] for part in parts]))


def longest_silence_ms(line: Samples, quiet: int = 50, rate: int = RATE) -> float:
    """The longest stretch between the first and the last sound in which nothing is louder than `quiet`."""
    loud = np.flatnonzero(np.abs(line.astype(np.int32)) > quiet)
    return 0.0 if len(loud) < 2 else 1000 * float(np.diff(loud).max() - 1) / rate


#: What telephones say in tests, far from each other and from each other's harmonics.
TONES = (440.0, 700.0, 1150.0, 1900.0)


def tones(sound: Samples, rate: int = RATE) -> set[float]:
    """Which of the tones are in a sound; none in less than 100 ms."""
    if len(sound) < rate // 10:
        return set()
    window = np.hanning(len(sound))
    spectrum = np.abs(np.fft.rfft(sound * window)) / window.sum() * 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / rate)
    return {hz for hz in TONES if spectrum[np.abs(frequencies - hz) < 8].max() > 600}
