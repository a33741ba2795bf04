"""Conferences: everybody hears the sum of those whom the matrix lets them hear, never themselves.

Promises one multiplication of matrices for all legs of a frame, and soft clipping where several shout. Talk, hold,
monitor, whisper and barge are nothing but shapes of that matrix.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import Enum
from typing import Final, Generic, TypeVar

import numpy as np

from agent_desktop.media.frames import Floats, Samples, to_int16

Leg = TypeVar("Leg", bound=Hashable)

#: Up to here the sum is untouched; above it is bent towards full scale.
_KNEE: Final = 24000.0
_ROOM: Final = 32767.0 - _KNEE


class Role(Enum):
    """What a leg may do in a call. Agent and customer are the call; the others are a supervisor's."""

    AGENT = "agent"
    CUSTOMER = "customer"
    MONITOR = "monitor"  # hears all, is heard by nobody
    WHISPER = "whisper"  # hears all, is heard by agents only
    BARGE = "barge"  # hears all, is heard by all but other supervisors who only listen
    HELD = "held"  # hears nobody, is heard by nobody


_PARTIES: Final = (Role.AGENT, Role.CUSTOMER, Role.BARGE)


def hears(listener: Role, speaker: Role) -> bool:
    """Whether one who has the first role hears one who has the second."""
    if Role.HELD in (listener, speaker) or speaker is Role.MONITOR:
        return False
    if speaker is Role.WHISPER:
        return listener is Role.AGENT
    return speaker in _PARTIES


class Mixer(Generic[Leg]):
    """The legs of one conference. Gains are factors, 1 by itself."""

    def __init__(self) -> None:
        self._legs: dict[Leg, int] = {}
        self._gains: Floats = np.zeros((0, 0), np.float32)

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Who is in, in the order of joining."""
        return tuple(self._legs)

    def add(self, leg: Leg) -> None:
        """A leg joins; it hears nobody and is heard by nobody until it is told. Raises `ValueError` when it is in."""
        if leg in self._legs:
            raise ValueError(f"{leg!r} is in this conference already")
        size = len(self._legs)
        self._legs[leg] = size
        gains = np.zeros((size + 1, size + 1), np.float32)
        gains[:size, :size] = self._gains
        self._gains = gains

    def remove(self, leg: Leg) -> None:
        """A leg leaves. Raises `KeyError` when it is not in."""
        place = self._legs.pop(leg)
        self._gains = np.delete(np.delete(self._gains, place, 0), place, 1)
        self._legs = {name: number for number, name in enumerate(self._legs)}

    def set_gain(self, listener: Leg, speaker: Leg, gain: float) -> None:
        """How loud one leg hears another: 0 not at all. Nobody hears themselves (`ValueError`)."""
        if listener == speaker:
            raise ValueError("nobody hears themselves")
        if not 0 <= gain <= 8:
            raise ValueError("a gain lies between 0 and 8")
        self._gains[self._legs[listener], self._legs[speaker]] = gain

    def set_roles(self, roles: Mapping[Leg, Role]) -> None:
        """Set the whole matrix from roles; legs without one are held."""
        self._gains[:] = 0
        for listener in self._legs:
            for speaker in self._legs:
                mine, theirs = roles.get(listener, Role.HELD), roles.get(speaker, Role.HELD)
                if listener != speaker and hears(mine, theirs):
                    self.set_gain(listener, speaker, 1.0)

    def mix(self, frames: Mapping[Leg, Samples], size: int) -> dict[Leg, Samples]:
        """What each leg hears while these frames of `size` samples are spoken; who gave none is silent."""
        spoken = np.zeros((len(self._legs), size), np.float32)
        for leg, frame in frames.items():
            if leg in self._legs:
                spoken[self._legs[leg]] = frame
        heard = to_int16(soft_clip(self._gains @ spoken))
        return {leg: heard[place] for leg, place in self._legs.items()}


def soft_clip(wave: Floats) -> Floats:
    """Bend what is beyond three quarters of full scale instead of cutting it. Changes `wave` and gives it back."""
    loud = np.abs(wave) > _KNEE
    if loud.any():
        beyond = wave[loud]
        bent = _KNEE + _ROOM * np.tanh((np.abs(beyond) - _KNEE) / _ROOM)
        wave[loud] = np.sign(beyond) * bent
    return wave
