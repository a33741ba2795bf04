"""Echo, noise and loudness: what the microphone hears, without what the speaker says and without the fan.

Promises frames of the same length, and the frame as it came when the library is missing or fails, with one word of it
in the log: a call with echo is better than none.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import numpy as np

from agent_desktop.media.frames import Samples
from agent_desktop.phone.audio.backend import FRAME, RATE

if TYPE_CHECKING:
    from livekit.rtc import AudioFrame

log = logging.getLogger(__name__)

#: The library works on 10 ms.
_HALF = FRAME // 2
_LONGEST_DELAY_MS = 500


class Processing:
    """The processing of one microphone. Loading the library takes a third of a second: make it in a thread."""

    def __init__(self) -> None:
        from livekit.rtc import AudioFrame, AudioProcessingModule

        self._module = AudioProcessingModule(
            echo_cancellation=True,
            noise_suppression=True,
            high_pass_filter=True,
            auto_gain_control=True,
        )
        self._near = AudioFrame(bytearray(2 * _HALF), RATE, 1, _HALF)
        self._far = AudioFrame(bytearray(2 * _HALF), RATE, 1, _HALF)
        self._delay_ms = -1
        self._well = True

    def clean(self, near: Samples, far: Samples, delay_ms: float) -> Samples:
        """`near` without the echo of `far`. `delay_ms` passes between handing `far` over and hearing it back here."""
        if not self._well:
            return near
        try:
            self._set_delay(delay_ms)
            halves = [self._half(near[at : at + _HALF], far[at : at + _HALF]) for at in (0, _HALF)]
        except RuntimeError as error:
            self._well = False
            log.error("echo cancellation stopped: %s", error)
            return near
        return np.concatenate(halves)

    def _set_delay(self, delay_ms: float) -> None:
        rounded = max(0, min(_LONGEST_DELAY_MS, round(delay_ms / 10) * 10))
        if rounded != self._delay_ms:
            self._module.set_stream_delay_ms(rounded)
            self._delay_ms = rounded

    def _half(self, near: Samples, far: Samples) -> Samples:
        _view(self._far)[:] = far
        self._module.process_reverse_stream(self._far)
        _view(self._near)[:] = near
        self._module.process_stream(self._near)
        return _view(self._near).copy()


def _view(frame: AudioFrame) -> Samples:
    """A frame's samples, in place."""
    return np.frombuffer(frame.data, np.int16)
