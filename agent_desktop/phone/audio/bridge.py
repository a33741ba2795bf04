"""Between a device's clock and the call's: a ring of samples each way, kept at its level by a slow change of speed.

A microphone, a speaker and a call have three clocks, which differ by up to 200 ppm: without correction a ring runs dry
or over within minutes. Promises a correction of 500 ppm at most, which nobody hears, and jumps only where something
stalled. Refuses to guess at what was lost: it is silence, and counted.
"""

from __future__ import annotations

import time
from typing import Final

import numpy as np

from agent_desktop.media.frames import FRAME_MS, Samples, silence
from agent_desktop.media.resample import MOST_PPM, DriftCorrector
from agent_desktop.phone.audio.backend import FRAME, PERIOD_MS, RATE, Slips
from agent_desktop.phone.audio.ring import Ring

_CAPACITY_MS: Final = 1000
#: What waits in a ring on average: a frame, a period, and the lateness of a busy computer.
TARGET_MS: Final = 40.0
#: A late frame to the speaker is a hole that the agent hears, so more waits there.
SPEAKER_TARGET_MS: Final = 60.0
#: On a computer that is busier than that, up to here; each time that a ring ran dry it rises by one period.
MOST_TARGET_MS: Final = 100.0
#: Beyond the target by this much something has stalled: jump instead of speeding up for minutes.
_FAR_MS: Final = 80.0
#: A device that was silent for so long is gone. Virtual devices take more than a second to begin.
GONE_S: Final = 3.0
_PER_MS: Final = RATE // 1000


class Steering:
    """How much faster or slower to read so that a ring keeps its level: proportional and integral, over seconds."""

    SMOOTH: Final = 0.02  # of the fill, per frame: about a second
    SLACK_MS: Final = (
        8.0  # a fill that is wrong by less is left alone: it moves with every period anyway
    )
    PROPORTIONAL: Final = 40.0  # ppm per millisecond
    INTEGRAL: Final = 0.02  # ppm per millisecond and frame

    def __init__(self) -> None:
        self._smooth = 0.0
        self._sum = 0.0

    def jumped(self) -> None:
        """The fill was set to its target by force."""
        self._smooth = 0.0

    def ppm(self, wrong_ms: float) -> float:
        """The correction for a fill that is wrong by so much; positive means to use up faster. Once a frame."""
        self._smooth += (wrong_ms - self._smooth) * self.SMOOTH
        wrong = self._smooth - max(-self.SLACK_MS, min(self.SLACK_MS, self._smooth))
        self._sum = max(-MOST_PPM, min(MOST_PPM, self._sum + wrong * self.INTEGRAL))
        wanted = wrong * self.PROPORTIONAL + self._sum
        return max(-MOST_PPM, min(MOST_PPM, wanted))


class _Bridge:
    """What both directions share."""

    def __init__(self) -> None:
        self._ring = Ring(_CAPACITY_MS * _PER_MS)
        self._drift = DriftCorrector()
        self._steering = Steering()
        self._target_ms = TARGET_MS
        self._flowing = False
        self._empty = self._full = 0
        self._touched = time.monotonic()

    @property
    def fill_ms(self) -> float:
        """What waits, in milliseconds."""
        return self._ring.fill / _PER_MS

    @property
    def alive(self) -> bool:
        """Whether the device has called lately."""
        return time.monotonic() - self._touched < GONE_S

    @property
    def slips(self) -> Slips:
        """How often it ran dry and over."""
        return Slips(self._empty, self._full)

    def _level(self) -> None:
        """For the reader: leave what is more than the target, the oldest first."""
        self._ring.skip(max(0, self._ring.fill - int(self._target_ms * _PER_MS)))

    def _ran_dry(self) -> None:
        self._empty += 1
        self._flowing = False
        self._target_ms = min(MOST_TARGET_MS, self._target_ms + PERIOD_MS)


class FromDevice(_Bridge):
    """A microphone's side: the device puts samples in, the call takes frames out."""

    def __init__(self) -> None:
        super().__init__()
        self._held = silence(0)

    def put(self, samples: Samples) -> None:
        """For the device's callback: copies and returns."""
        self._touched = time.monotonic()
        if not self._ring.write(samples):
            self._full += 1

    def read(self) -> Samples:
        """The next frame; silence until enough has come."""
        fill = self.fill_ms
        if not self._flowing:
            if fill < self._target_ms:
                return silence(FRAME)
            self._level()
            self._flowing = True
            fill = self.fill_ms
        if fill > self._target_ms + _FAR_MS:
            self._level()
            self._steering.jumped()
            self._full += 1
        ppm = self._steering.ppm(self.fill_ms - self._target_ms)
        while len(self._held) < FRAME:
            taken = self._ring.read(FRAME - len(self._held))
            if not len(taken):
                self._ran_dry()
                taken = silence(FRAME)
            self._held = np.concatenate([self._held, self._drift.process(taken, ppm)])
        frame, self._held = self._held[:FRAME], self._held[FRAME:]
        return frame


class ToDevice(_Bridge):
    """A speaker's side: the call puts frames in, the device takes samples out."""

    def __init__(self) -> None:
        super().__init__()
        self._target_ms = SPEAKER_TARGET_MS

    def write(self, frame: Samples) -> None:
        """The next frame. Dropped when the device has not taken the earlier ones."""
        if self.fill_ms > self._target_ms + _FAR_MS:
            self._full += self._flowing
            self._steering.jumped()
            return
        # Half of a frame more, because the ring was measured just before the frame goes in.
        wrong = self.fill_ms + FRAME_MS / 2 - self._target_ms
        ppm = self._steering.ppm(wrong if self._flowing else 0.0)
        self._ring.write(self._drift.process(frame, ppm))

    def take(self, count: int) -> Samples:
        """For the device's callback: so many samples, silence where none are there."""
        self._touched = time.monotonic()
        if not self._flowing:
            # After a stall the frames come in a burst: there is no need to wait for all of the target again.
            enough = self._target_ms if not self._empty else self._target_ms / 2
            if self.fill_ms < enough:
                return silence(count)
            self._level()
            self._flowing = True
        taken = self._ring.read(count)
        if len(taken) < count:
            self._ran_dry()
            taken = np.concatenate([taken, silence(count - len(taken))])
        return taken
