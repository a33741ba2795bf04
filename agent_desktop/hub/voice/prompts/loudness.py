"""How loud a prompt is, and making it as loud as the others.

Promises one measure: the mean power of the 20 ms frames in which something sounds, so that pauses between words do not
make a sentence look quiet. A prompt that is brought to the level never clips: peaks are bent, and leave room for what a
codec adds.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from agent_desktop.media.frames import Floats, Samples, frame_size, to_int16
from agent_desktop.media.levels import FLOOR_DB

#: The one rate of prompts in Hz.
RATE: Final = 16000
#: How loud the shipped sentences are, dBFS.
SPEECH_DB: Final = -20.0
#: Peaks above the knee are bent, up to the ceiling (-2.7 dBFS).
_KNEE: Final = 14000.0
_CEILING: Final = 24000.0
#: Frames so far below the loudest one are pauses.
_PAUSE_DB: Final = 30.0


def loudness(samples: Samples) -> float:
    """The RMS level in dBFS of those frames in which something sounds; -96 for silence."""
    powers = _powers(samples)
    if not len(powers) or powers.max() < 1:
        return FLOOR_DB
    sounding = powers[powers > powers.max() * 10 ** (-_PAUSE_DB / 10)]
    return float(10 * np.log10(sounding.mean() / 32768**2))


def levelled(samples: Samples, target_db: float = SPEECH_DB) -> Samples:
    """The same sound at `target_db` dBFS. Silence stays what it is."""
    now = loudness(samples)
    if now <= FLOOR_DB:
        return samples
    wave = samples.astype(np.float32) * np.float32(10 ** ((target_db - now) / 20))
    over = np.abs(wave) > _KNEE
    room = _CEILING - _KNEE
    wave[over] = np.sign(wave[over]) * (_KNEE + room * np.tanh((np.abs(wave[over]) - _KNEE) / room))
    return to_int16(wave)


def trimmed(samples: Samples, margin_ms: int = 40) -> Samples:
    """Without the silence before and after; `margin_ms` of it stays on both sides."""
    powers = _powers(samples)
    if not len(powers) or powers.max() < 1:
        return samples[:0]
    size, margin = frame_size(RATE), RATE * margin_ms // 1000
    sounding = np.flatnonzero(powers > powers.max() * 10 ** (-(_PAUSE_DB + 10) / 10))
    first, last = int(sounding[0]) * size, int(sounding[-1] + 1) * size
    return samples[max(0, first - margin) : last + margin]


def _powers(samples: Samples) -> Floats:
    """The mean square of each whole 20 ms frame; a shorter rest counts as one frame."""
    size = frame_size(RATE)
    if 0 < len(samples) < size:
        samples = np.pad(samples, (0, size - len(samples)))
    frames = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float32)
    powers: Floats = np.square(frames).mean(axis=1)
    return powers
