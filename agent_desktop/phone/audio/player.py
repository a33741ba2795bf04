"""A sound file as a party that the agent hears: decoded ahead in a thread, played, moved through, heard faster.

Promises that a turn of the sound never waits for the decoder (what is not ready is silence, and the place stands
still), and that the bytes stay in memory. Refuses to hear: what is said to it is passed over.
"""

from __future__ import annotations

import logging
import queue
import threading
from typing import Final

import numpy as np

from agent_desktop.media.frames import FRAME_MS, Samples, silence
from agent_desktop.media.sound_file import BadSound, Why, blocks, mono
from agent_desktop.media.tempo import Tempo
from agent_desktop.model.errors import Problem
from agent_desktop.phone.audio.backend import FRAME, RATE
from agent_desktop.phone.audio.unplayable import unplayable

log = logging.getLogger(__name__)

#: So many frames are decoded ahead.
_AHEAD: Final = 100
_LOOK_S: Final = 0.2


class _Run:
    """One reading of the file from one place at one speed, in a thread of its own."""

    def __init__(self, data: bytes, from_ms: int, speed: float) -> None:
        self.frames: queue.Queue[tuple[Samples, int] | None] = queue.Queue(_AHEAD)
        """Frames with the place in the file behind each; None after the last one."""
        self.problem: Problem | None = None
        self._left = threading.Event()
        self._thread = threading.Thread(
            target=self._read, args=(data, from_ms, speed), name="player", daemon=True
        )
        self._thread.start()

    def leave(self) -> None:
        """It is not needed any more."""
        self._left.set()

    def _read(self, data: bytes, from_ms: int, speed: float) -> None:
        try:
            self._decode(data, from_ms, speed)
        except BadSound as error:
            self.problem = unplayable(error.why)
        except Exception:  # whatever a decoder makes of a stranger's file must not reach the calls
            log.exception("a sound file could not be decoded")
            self.problem = unplayable(Why.DAMAGED)
        self._put(None)

    def _decode(self, data: bytes, from_ms: int, speed: float) -> None:
        tempo = Tempo(speed, RATE)
        held = silence(0)
        at = float(from_ms)
        for block in blocks(data, from_ms):
            held = np.concatenate([held, tempo.process(mono(block))])
            while len(held) >= FRAME:
                frame, held = held[:FRAME], held[FRAME:]
                at += FRAME_MS * speed
                if not self._put((frame, int(at))):
                    return
        if len(held):
            end = int(at + len(held) * speed * 1000 / RATE)
            self._put((np.concatenate([held, silence(FRAME - len(held))]), end))

    def _put(self, item: tuple[Samples, int] | None) -> bool:
        """Wait for room; False once nobody wants it."""
        while not self._left.is_set():
            try:
                self.frames.put(item, timeout=_LOOK_S)
            except queue.Full:
                continue
            return True
        return False


class Player:
    """One file. Reading begins with `play`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._run: _Run | None = None
        self._speed = 1.0
        self.at_ms = 0
        self.playing = False
        self.ended = False
        self.problem: Problem | None = None

    def play(self, at_ms: int | None, speed: float) -> None:
        """Go on from here or from `at_ms`; after the end from the beginning."""
        if at_ms is None and self.ended:
            at_ms = 0
        if self._run is None or at_ms is not None or speed != self._speed:
            self._leave()
            self.at_ms = max(0, at_ms if at_ms is not None else self.at_ms)
            self._speed = speed
            self._run = _Run(self._data, self.at_ms, speed)
        self.playing, self.ended, self.problem = True, False, None

    def pause(self) -> None:
        """Stand still."""
        self.playing = False

    def move(self, at_ms: int) -> None:
        """Go to another place."""
        if self.playing:
            self.play(at_ms, self._speed)
        else:
            self._leave()
            self.at_ms, self.ended = max(0, at_ms), False

    def close(self) -> None:
        """Let go of the thread."""
        self.playing = False
        self._leave()

    def _leave(self) -> None:
        if self._run is not None:
            self._run.leave()
            self._run = None

    # As a party

    def hear(self, frame: Samples) -> None:
        """Nothing: it only speaks."""

    def speak(self) -> Samples:
        """The next 20 ms."""
        if not self.playing or self._run is None:
            return silence(FRAME)
        try:
            item = self._run.frames.get_nowait()
        except queue.Empty:
            return silence(FRAME)
        if item is None:
            self.problem = self._run.problem
            self.playing, self.ended = False, True
            self._leave()
            return silence(FRAME)
        frame, self.at_ms = item
        return frame
