"""A recording under way: which legs are on which side, or one caller's message with its silence.

Promises our side left and theirs right; of a message both channels hold the caller. A disk's failure is told once, as
words. Refuses to wait for a disk: only `finish`, in a thread of its own, does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np

from agent_desktop.hub.voice.prompts.loudness import RATE
from agent_desktop.hub.voice.studio.playback import FRAME
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.media.frames import FRAME_MS, Floats, Samples, silence, to_int16
from agent_desktop.media.levels import SpeechActivity
from agent_desktop.media.mixer import soft_clip
from agent_desktop.media.recorder import Kind, Recorder, State

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_-]")


class Tape:
    """A call's recording; a `message` is one of a single leg, and `silence_ms` ends it."""

    def __init__(
        self, folder: Path, call: str, recording: str, kind: Kind, silence_ms: int | None = None
    ) -> None:
        self.call, self.id = call, recording
        self.message = silence_ms is not None
        self.ours: tuple[str, ...] = ()
        self.theirs: tuple[str, ...] = ()
        self._suffix = ".ogg" if kind is Kind.OPUS else ".wav"
        path = folder / f"{_UNSAFE.sub('-', recording)}{self._suffix}"
        self._recorder = Recorder(path, RATE, kind)
        self._silence_ms = silence_ms or 0
        self._activity = SpeechActivity()
        self._quiet_ms = 0
        self._told_silence = self._told_failure = False
        self._reasons: tuple[str, ...] = ()

    @property
    def legs(self) -> tuple[str, ...]:
        """Who is to be heard on it now."""
        return self.ours + self.theirs

    def take(self, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
        """Record these from now on."""
        self.ours, self.theirs = ours, theirs
        self._recorder.resume()

    def pause(self, reason: str) -> None:
        """Record nothing until the next `take`. `reason` is the switch's code."""
        self.ours, self.theirs = (), ()
        marks = self._recorder.marks
        self._recorder.pause()
        if self._recorder.marks != marks:
            self._reasons += (reason,)

    def frame(self, frames: Mapping[str, Samples]) -> None:
        """20 ms of the call."""
        theirs = _sum(frames, self.theirs)
        self._recorder.frame(theirs if self.message else _sum(frames, self.ours), theirs)
        if self.message:
            speaks = self._activity.frame(theirs)
            self._quiet_ms = 0 if speaks else self._quiet_ms + FRAME_MS

    def silent(self) -> bool:
        """Whether a message has been silent for too long; true once."""
        if not self.message or self._told_silence or self._quiet_ms < self._silence_ms:
            return False
        self._told_silence = True
        return True

    def failure(self) -> str:
        """Why the disk does not take it any more, in words; once, else empty."""
        if self._told_failure or self._recorder.state is not State.FAILED:
            return ""
        self._told_failure = True
        return self._recorder.words

    def finish(self, *, keep_days: int | None = None) -> Recorded:
        """Complete the file. Waits for the disk."""
        self._recorder.finish()
        return Recorded(
            call=self.call,
            recording=self.id,
            path=self._recorder.path,
            length_ms=self._recorder.length_ms,
            message=self.message,
            keep_days=keep_days,
            pauses=self._recorder.marks,
            reasons=self._reasons,
            problem=self._recorder.words,
        )

    def discard(self) -> None:
        """Delete what there is. Waits for the disk. Raises `OSError`."""
        self._recorder.finish()
        self._recorder.path.unlink(missing_ok=True)


def _sum(frames: Mapping[str, Samples], legs: tuple[str, ...]) -> Samples:
    found = [frames[leg] for leg in legs if leg in frames]
    if not found:
        return silence(FRAME)
    total: Floats = np.sum(found, axis=0, dtype=np.float32)
    return found[0] if len(found) == 1 else to_int16(soft_clip(total))
