"""Recording a call in stereo: the agent left, the customer right.

Promises that the audio loop never waits for a disk and never sees its errors: frames go to a thread through a bounded
line, and what goes wrong becomes a state with words. A pause writes silence or leaves a gap, as the policy says, and is
marked either way. A process that is killed leaves what was recorded until a second before.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import IO, Final, TypeAlias

import numpy as np

from agent_desktop.media import recording_files
from agent_desktop.media.frames import FRAMES_PER_S, Samples, frame_size
from agent_desktop.media.marks import Mark
from agent_desktop.media.recording_files import OggFile, Stereo, StereoFile, WavFile
from agent_desktop.media.recording_kind import Kind

#: So many seconds may wait for a slow disk.
WAITING_S: Final = 10


class PausePolicy(Enum):
    """What a pause leaves in the file: silence of its length, or nothing."""

    SILENCE = "silence"
    GAP = "gap"


class State(Enum):
    """Where a recording stands."""

    RECORDING = "recording"
    PAUSED = "paused"
    FAILED = "failed"
    FINISHED = "finished"


Opener: TypeAlias = Callable[[Path], IO[bytes]]


class Recorder:
    """One recording. All methods but `finish` return at once and raise nothing."""

    def __init__(
        self,
        path: Path,
        rate: int,
        kind: Kind = Kind.WAV,
        policy: PausePolicy = PausePolicy.SILENCE,
        *,
        opener: Opener = recording_files.create,
    ) -> None:
        """Frames come at `rate`. The file is made by the thread; a failure shows in `state` and `words`."""
        self.path, self.rate = path, rate
        self._size = frame_size(rate)
        self._kind, self._policy, self._opener = kind, policy, opener
        self._line: queue.Queue[Stereo | None] = queue.Queue(2 * WAITING_S)
        self._second: list[Stereo] = []
        self._frames = 0
        self._paused = False
        self._failure = ""
        self._finished = False
        self.marks: tuple[Mark, ...] = ()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    @property
    def state(self) -> State:
        """Where it stands now."""
        if self._failure:
            return State.FAILED
        if self._finished:
            return State.FINISHED
        return State.PAUSED if self._paused else State.RECORDING

    @property
    def words(self) -> str:
        """Why it failed, in words for the agent; empty when it did not."""
        return self._failure

    @property
    def length_ms(self) -> int:
        """The length of what was recorded, pauses included as the policy says."""
        return self._frames * 1000 // FRAMES_PER_S

    def frame(self, agent: Samples, customer: Samples) -> None:
        """20 ms of both. Frames of another length, and after a failure or the end, are dropped."""
        if self._finished or self._failure:
            return
        if len(agent) != self._size or len(customer) != self._size:
            return
        if self._paused:
            if self._policy is PausePolicy.GAP:
                return
            sound: Stereo = np.zeros((self._size, 2), np.int16)
        else:
            sound = np.stack([agent, customer], axis=1)
        self._frames += 1
        self._second.append(sound)
        if len(self._second) >= FRAMES_PER_S // 2:
            self._hand_over()

    def pause(self) -> None:
        """Stop recording what is said, for example while a card number is spoken."""
        self._turn(paused=True)

    def resume(self) -> None:
        """Record again."""
        self._turn(paused=False)

    def _turn(self, *, paused: bool) -> None:
        if self._paused != paused and not self._finished:
            self._paused = paused
            self.marks += (Mark(self.length_ms, paused),)

    def finish(self, timeout_s: float = 10.0) -> State:
        """Write the rest and close; waits for the disk. To be called outside the audio loop."""
        if not self._finished:
            self._hand_over()
            self._finished = True
            with contextlib.suppress(queue.Full):  # then the thread is stuck, which shows below
                self._line.put(None, timeout=0 if self._failure else timeout_s)
        self._thread.join(timeout_s)
        if self._thread.is_alive():
            self._fail("the disk did not finish the recording in time")
        return self.state

    def _hand_over(self) -> None:
        if not self._second:
            return
        sound, self._second = np.concatenate(self._second), []
        try:
            self._line.put_nowait(sound)
        except queue.Full:
            self._fail("the disk does not take the recording quickly enough")

    def _fail(self, why: str) -> None:
        if not self._failure:
            self._failure = stopped(why)

    def _run(self) -> None:
        """The thread: alone touches the file."""
        file: StereoFile | None = None
        try:
            raw = self._opener(self.path)
            file = WavFile(raw, self.rate) if self._kind is Kind.WAV else OggFile(raw, self.rate)
            while (sound := self._line.get()) is not None:
                file.write(sound)
                if self._failure:
                    break
        except Exception as error:  # whatever a disk or a codec says must not reach the call
            self._fail(reason(error))
        if file is not None:
            try:
                file.close()
            except Exception as error:
                self._fail(reason(error))


def stopped(why: str) -> str:
    """For the agent: there is no more of a recording."""
    return f"The recording stopped: {why}. What was recorded until then is kept. The call goes on."


def reason(error: Exception) -> str:
    """What a disk said, without the path, which may name a customer."""
    if isinstance(error, FileExistsError):
        return "a file of that name exists already"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return "the file could not be written"
