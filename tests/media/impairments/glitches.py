"""A detector of what an ear hears as a click or a gap: in a steady tone, and in speech that is known.

A tone that goes on has the same strength in every hundredth of a second, turns by the same angle from one to the next,
and leaves nothing when it is taken away. Any cut, jump, repetition of a wrong length or single wrong sample breaks at
least one of the three.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from agent_desktop.media.frames import Samples

WINDOW_S = 0.01
#: A jump of a tenth of a turn of the tone; the noise of G.711 turns it by a fifth of that.
TURN = 0.1
#: Strength may vary by so much.
STRENGTH = 0.1
#: What is left without the tone: G.711 has 37 dB, one wrong sample of half of the peak 22.
LEFT_DB = -26.0


@dataclass(frozen=True)
class Glitches:
    """Places (in seconds) where the tone is not the tone."""

    jumps: tuple[float, ...]
    gaps: tuple[float, ...]
    clicks: tuple[float, ...]

    def __bool__(self) -> bool:
        return bool(self.jumps or self.gaps or self.clicks)


def in_tone(sound: Samples, hz: float, rate: int) -> Glitches:
    """Where a tone is broken. `hz` times the window must be whole; the tone may be off by 1000 ppm."""
    size = round(WINDOW_S * rate)
    assert abs(hz * size / rate - round(hz * size / rate)) < 1e-9
    parts = sound[: len(sound) // size * size].reshape(-1, size).astype(np.float64)
    turn = np.exp(-2j * np.pi * hz * np.arange(size) / rate)
    found = parts @ turn * 2 / size
    strength = np.abs(found)
    usual = float(np.median(strength))
    left = parts - np.real(found[:, None] * np.conj(turn)[None, :])
    noise = 10 * np.log10(np.maximum((left**2).mean(axis=1), 1e-9) / (usual**2 / 2))
    angle = np.angle(found[1:] * np.conj(found[:-1]))
    drift = float(np.median(angle))

    def places(bad: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[float, ...]:
        return tuple(round(float(one) * WINDOW_S, 3) for one in np.flatnonzero(bad))

    return Glitches(
        jumps=places(np.abs(angle - drift) > TURN),
        gaps=places(np.abs(strength / usual - 1) > STRENGTH),
        clicks=places(noise > LEFT_DB),
    )


@dataclass(frozen=True)
class Following:
    """How speech was followed: the worst likeness of any piece, and the delay of each in samples."""

    likeness: tuple[float, ...]
    delay: tuple[int, ...]


def in_speech(said: Samples, arrived: Samples, rate: int, longest_s: float = 0.3) -> Following:
    """Find every half second of what was said in what arrived, at most `longest_s` later; quiet ones are left out.

    `arrived` begins at the same moment as `said`. Above 2 kHz is not compared: there half a sample makes a difference.
    """
    size, most = rate // 2, int(longest_s * rate)
    soft = np.ones(rate // 2000) * 2000 / rate
    spoken, heard = (np.convolve(one, soft, "same").astype(np.float32) for one in (said, arrived))
    likeness, delay = [], []
    for at in range(0, len(heard) - size - most, size):
        piece = spoken[at : at + size].astype(np.float64)
        line = heard[at : at + size + most].astype(np.float64)
        if np.sqrt(np.mean(piece**2)) < 300:
            continue
        length = 1 << (len(line) + size).bit_length()
        product = np.fft.irfft(np.fft.rfft(line, length) * np.conj(np.fft.rfft(piece, length)))
        product = product[: most + 1]
        energy = np.concatenate([[0.0], np.cumsum(line**2)])
        window = np.maximum(energy[size:] - energy[:-size], 1.0)
        fit = product / np.sqrt(window * (piece @ piece))
        likeness.append(float(fit.max()))
        delay.append(int(fit.argmax()))
    return Following(tuple(likeness), tuple(delay))
