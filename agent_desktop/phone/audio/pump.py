"""The heart of the sound: every 20 ms, what each one says goes to those who hear it.

Promises one turn for each 20 ms of the loop's clock, caught up after a short stall, so that calls keep their pace
whatever the devices do; a muted call hears silence; joined calls hear each other. Devices may come and go between two
turns. Knows calls only as `Party`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from agent_desktop.media.frames import FRAME_MS, Samples, silence
from agent_desktop.media.mixer import Mixer
from agent_desktop.phone.audio.backend import FRAME, Microphone, Speaker
from agent_desktop.phone.audio.processing import Processing
from agent_desktop.phone.audio.ringtones import Once, alert

log = logging.getLogger(__name__)

_STEP_S: Final = FRAME_MS / 1000
#: A stall up to here is caught up; beyond it the time is lost, as it is for everybody who listened.
_CAUGHT_UP: Final = 5
_AGENT: Final = ""


class Party(Protocol):
    """One who hears the agent and is heard: a call, a test."""

    def hear(self, frame: Samples) -> None:
        """20 ms of what this one is to hear."""

    def speak(self) -> Samples:
        """20 ms of what this one says."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A party and its place in the conversation."""

    party: Party
    muted: bool = False
    joined: bool = False


@dataclass(slots=True)
class Peaks:
    """The loudest samples since they were last taken, 0 to 1."""

    microphone: float = 0.0
    speaker: float = 0.0


class Pump:
    """Runs while it has anything to do; `stop` ends it."""

    def __init__(self, clean: Callable[[], Processing | None] = lambda: None) -> None:
        """`clean` gives the processing of the microphone, None while it is not ready."""
        self.microphone: Microphone | None = None
        self.speaker: Speaker | None = None
        self.ringer: Speaker | None = None
        self.tone: Callable[[], Samples] | None = None
        self.signal: Once | None = None
        self.ring: Callable[[], Samples] | None = None
        self.alert: Once | None = None
        self._loudness = 1.0
        self.peaks = Peaks()
        self.latest_ms = 0.0
        self._clean = clean
        self._seats: dict[str, Seat] = {}
        self._mixer: Mixer[str] = Mixer()
        self._mixer.add(_AGENT)
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    @property
    def seats(self) -> dict[str, Seat]:
        """Who sits where, by name."""
        return dict(self._seats)

    def place(self, name: str, seat: Seat) -> None:
        """Let a party hear and speak from the next turn on; again to change its seat. `name` is not empty."""
        if name not in self._seats:
            self._mixer.add(name)
        self._seats[name] = seat
        self._arrange()

    def leave(self, name: str) -> None:
        """A party hears and speaks no more. One that is not there is no failure."""
        if self._seats.pop(name, None) is not None:
            self._mixer.remove(name)
            self._arrange()

    def _arrange(self) -> None:
        for name, seat in self._seats.items():
            self._mixer.set_gain(_AGENT, name, 1.0)
            self._mixer.set_gain(name, _AGENT, 0.0 if seat.muted else 1.0)
            for other, theirs in self._seats.items():
                if other != name:
                    self._mixer.set_gain(name, other, float(seat.joined and theirs.joined))

    def run(self) -> None:
        """Begin. Again while it runs is no failure."""
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._due = loop.time()
            self._timer = loop.call_at(self._due, self._wake)

    def sound_alert(self, loudness: float) -> None:
        """Let an alert be heard once, as soon as the ringer is open."""
        self.alert, self._loudness = Once(alert()), loudness
        self.run()

    def stop(self) -> None:
        """End; devices and seats stay as they are."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wake(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        late = now - self._due
        self.latest_ms = max(self.latest_ms, 1000 * late)
        if late > _CAUGHT_UP * _STEP_S:
            log.info("the sound stalled for %d ms", 1000 * late)
            self._due = now
        turns = 0
        while self._due <= now:
            self._due += _STEP_S
            turns += 1
        self._timer = loop.call_at(self._due, self._wake)
        for _ in range(turns):
            self._turn()

    def _turn(self) -> None:
        """20 ms."""
        said = {name: seat.party.speak() for name, seat in self._seats.items()}
        said[_AGENT] = self._hear(self._mixer.mix(said, FRAME)[_AGENT])
        heard = self._mixer.mix(said, FRAME)
        for name, seat in list(self._seats.items()):
            seat.party.hear(heard[name])
        if self.ringer is not None:
            self.ringer.write(self._rings())

    def _rings(self) -> Samples:
        """What the ringer plays: a ringing, else an alert once."""
        if self.ring is not None:
            return self.ring()
        if self.alert is None:
            return silence(FRAME)
        frame = self.alert.frame(self._loudness)
        self.alert = None if self.alert.over else self.alert
        return frame

    def _hear(self, far: Samples) -> Samples:
        """Give the speaker its frame; the microphone's, cleaned of it."""
        if self.tone is not None:
            far = _over(far, self.tone())
        if self.signal is not None and self.speaker is not None:
            far = _over(far, self.signal.frame())
            self.signal = None if self.signal.over else self.signal
        delay = 0.0
        if self.speaker is not None:
            delay = self.speaker.delay_ms
            self.speaker.write(far)
            self.peaks.speaker = max(self.peaks.speaker, _peak(far))
        if self.microphone is None:
            return silence(FRAME)
        delay += self.microphone.delay_ms
        near = self.microphone.read()
        processing = self._clean()
        if processing is not None:
            near = processing.clean(near, far, delay)
        self.peaks.microphone = max(self.peaks.microphone, _peak(near))
        return near

    def take_peaks(self) -> Peaks:
        """The loudest since the last call."""
        peaks, self.peaks = self.peaks, Peaks()
        return peaks


def _over(far: Samples, tone: Samples) -> Samples:
    """A tone laid over what is heard."""
    return np.clip(far + tone.astype(np.int32), -32768, 32767).astype(np.int16)


def _peak(frame: Samples) -> float:
    return float(np.abs(frame.astype(np.int32)).max()) / 32768
