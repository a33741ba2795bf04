"""What is heard around a call: ringing, the far telephone's ringing, a second call. Made by code, so nobody owns them.

Promises loops: the end of each fits its beginning.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np

from agent_desktop.media.frames import Samples, frame_size, silence, to_int16
from agent_desktop.media.tones import tone
from agent_desktop.model.devices import Ringtone
from agent_desktop.phone.audio.backend import RATE

#: (when in ms, Hz) of what is struck: a fourth upwards twice, friendly and unlike the tones of the network; a hammer
#: between two bells; wood, low enough for those who hear high notes badly.
_STRUCK: Final = {
    Ringtone.CHIME: ((0, 659.3), (160, 880.0), (540, 659.3), (700, 880.0)),
    Ringtone.BELL: tuple((at, 1046.5 if at % 80 else 1318.5) for at in range(0, 1200, 40)),
    Ringtone.MARIMBA: ((0, 392.0), (180, 523.3), (360, 659.3), (720, 523.3), (900, 392.0)),
}
#: How quickly each dies away, per second.
_DIES: Final = {Ringtone.CHIME: 9.0, Ringtone.BELL: 14.0, Ringtone.MARIMBA: 12.0}


@cache
def ringing(ringtone: Ringtone = Ringtone.CHIME) -> Samples:
    """Three seconds of the telephone on the desk: struck notes that die away, then a pause."""
    time = np.arange(RATE * 600 // 1000) / RATE
    line = np.zeros(3 * RATE)
    for at_ms, hz in _STRUCK[ringtone]:
        at = at_ms * RATE // 1000
        wave = np.sin(2 * np.pi * hz * time) + 0.35 * np.sin(2 * np.pi * 2 * hz * time)
        fades = np.exp(-_DIES[ringtone] * time) * np.minimum(1, time * 400)
        line[at : at + len(time)] += wave * fades
    return _whole_frames(to_int16(line * (26_000 / np.abs(line).max())))


@cache
def ringback() -> Samples:
    """The far telephone rings: 425 Hz, one second in five (ETSI TR 101 041-2, Europe)."""
    return _whole_frames(np.concatenate([tone((425.0,), 1000, RATE, 4000.0), silence(4 * RATE)]))


@cache
def waiting() -> Samples:
    """Another call rings while one is talked to: two soft beeps in ten seconds, in the headset."""
    beep = tone((425.0,), 150, RATE, 2000.0)
    gap = silence(RATE * 150 // 1000)
    return _whole_frames(np.concatenate([beep, gap, beep, silence(10 * RATE - 450 * RATE // 1000)]))


@cache
def announcement() -> Samples:
    """A call answers itself: two rising notes in the headset, so that nobody is heard unawares."""
    notes = [tone((hz,), 120, RATE, 6000.0) for hz in (587.3, 880.0)]
    return _whole_frames(np.concatenate([notes[0], silence(RATE * 40 // 1000), notes[1]]))


@cache
def alert() -> Samples:
    """A lead should look: three falling notes on the ringer, unlike any ringing."""
    notes = [tone((hz,), 160, RATE, 12_000.0) for hz in (783.99, 659.26, 523.25)]
    gap = silence(RATE * 60 // 1000)
    return _whole_frames(np.concatenate([one for note in notes for one in (note, gap)]))


def _whole_frames(samples: Samples) -> Samples:
    size = frame_size(RATE)
    return samples[: len(samples) // size * size]


class Once:
    """A sound that is heard once, and then silence."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._at = 0

    @property
    def over(self) -> bool:
        """Whether all of it was heard."""
        return self._at >= len(self._samples)

    def frame(self, loudness: float = 1.0) -> Samples:
        """The next 20 ms; `loudness` is a factor from 0 to 1."""
        if self.over:
            return silence(frame_size(RATE))
        part = self._samples[self._at : self._at + frame_size(RATE)]
        self._at += frame_size(RATE)
        return _at(part, loudness)


class Loop:
    """A sound that begins again and again."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._at = 0

    def frame(self, loudness: float = 1.0) -> Samples:
        """The next 20 ms; `loudness` is a factor from 0 to 1."""
        size = frame_size(RATE)
        part = self._samples[self._at : self._at + size]
        self._at = (self._at + size) % len(self._samples)
        return _at(part, loudness)


def _at(part: Samples, loudness: float) -> Samples:
    return part if loudness == 1.0 else to_int16(part.astype(np.float32) * loudness)
