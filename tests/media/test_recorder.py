"""Recordings: both sides in their channels, pauses as the policy says, full disks and killed processes."""

import errno
import io
import os
import signal
import subprocess
import sys
import wave
from pathlib import Path
from typing import IO

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream

from agent_desktop.media.marks import Mark
from agent_desktop.media.recorder import PausePolicy, Recorder, State
from agent_desktop.media.recording_kind import Kind
from tests.media.sounds import tone

RATE = 16000


def play(path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    """The sound of a recording at its rate or 48 kHz, shape (samples, 2); whatever the file still holds."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        assert isinstance(stream, AudioStream)
        resampler = av.AudioResampler("s16", "stereo", RATE)
        parts = [
            done.to_ndarray().reshape(-1, 2)
            for frame in container.decode(stream)
            for done in resampler.resample(frame)
        ]
    return np.concatenate(parts)


def record(recorder: Recorder, seconds: float) -> None:
    left, right = tone(seconds, RATE, 400), tone(seconds, RATE, 900)
    for at in range(0, len(left), 320):
        recorder.frame(left[at : at + 320], right[at : at + 320])


def pitch(sound: np.ndarray[tuple[int, ...], np.dtype[np.int16]]) -> float:
    power = np.abs(np.fft.rfft(sound.astype(float) * np.hanning(len(sound))))
    return float(power.argmax() * RATE / len(sound))


@pytest.mark.parametrize("kind", list(Kind))
def test_the_agent_is_left_and_the_customer_right(kind: Kind, tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "call", RATE, kind)
    record(recorder, 2.3)
    assert recorder.state is State.RECORDING
    assert recorder.finish() is State.FINISHED
    sound = play(tmp_path / "call")
    assert abs(len(sound) - 2.3 * RATE) < RATE * 0.05
    assert abs(pitch(sound[4000:20000, 0]) - 400) < 5
    assert abs(pitch(sound[4000:20000, 1]) - 900) < 5
    assert recorder.length_ms == 2300
    if os.name == "posix":
        assert (tmp_path / "call").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", list(Kind))
def test_nobody_is_heard_in_the_lane_of_another(kind: Kind, tmp_path: Path) -> None:
    at = np.arange(8 * RATE) / RATE
    hiss = np.random.default_rng(1).standard_normal((2, len(at))) * 200
    voices = 8000 * np.sin(2 * np.pi * 700 * at) * (at % 0.5 < 0.35)
    voices += 8000 * np.sin(2 * np.pi * 1900 * at) * (at % 0.7 < 0.5)
    other = 8000 * np.sin(2 * np.pi * 440 * at) * (at % 0.6 < 0.4)
    left, right = (hiss + np.stack([voices, other])).clip(-32_000, 32_000).astype(np.int16)
    recorder = Recorder(tmp_path / "call", RATE, kind)
    for start in range(0, len(left), 320):
        recorder.frame(left[start : start + 320], right[start : start + 320])
    recorder.finish()
    sound = play(tmp_path / "call").astype(float)
    leaks = []
    for start in range(0, len(sound) - 1600, 800):
        parts = [lane[start : start + 1600] * np.hanning(1600) for lane in sound.T]
        power = [np.abs(np.fft.rfft(part, RATE)) for part in parts]
        leaks += [
            power[1 - lane][hz] / loud
            for lane, hz in ((0, 700), (1, 440))
            if (loud := power[lane][hz]) > 1_000_000
        ]
    assert len(leaks) > 50
    assert max(leaks) < 0.06


@pytest.mark.parametrize(
    ("policy", "length"), [(PausePolicy.SILENCE, 3000), (PausePolicy.GAP, 2000)]
)
def test_a_pause_leaves_nothing_that_was_said_and_is_marked(
    policy: PausePolicy, length: int, tmp_path: Path
) -> None:
    recorder = Recorder(tmp_path / "call", RATE, Kind.WAV, policy)
    record(recorder, 1)
    recorder.pause()
    recorder.pause()
    assert recorder.state is State.PAUSED
    record(recorder, 1)
    recorder.resume()
    record(recorder, 1)
    assert recorder.finish() is State.FINISHED
    assert recorder.marks == (Mark(1000, True), Mark(length - 1000, False))
    with wave.open(str(tmp_path / "call")) as file:
        assert (file.getnchannels(), file.getframerate()) == (2, RATE)
        sound = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert len(sound) == 2 * RATE * length // 1000
    middle = sound[2 * RATE : 4 * RATE]
    assert middle.any() == (policy is PausePolicy.GAP)


class FullDisk(io.RawIOBase):
    """A file on a disk that takes only so many bytes more."""

    def __init__(self, room: int) -> None:
        self.room, self.at = room, 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset
        return offset

    def tell(self) -> int:
        return self.at

    def write(self, data: object) -> int:
        size = len(bytes(data))  # type: ignore[call-overload]
        self.room -= size
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.at += size
        return int(size)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_full_disk_is_said_in_words_and_the_call_goes_on(kind: Kind, tmp_path: Path) -> None:
    def opener(_: Path) -> IO[bytes]:
        return FullDisk(3000)  # type: ignore[return-value]

    recorder = Recorder(tmp_path / "call", RATE, kind, opener=opener)
    record(recorder, 4)
    assert recorder.finish() is State.FAILED
    assert "no space left" in recorder.words
    assert "call goes on" in recorder.words
    record(recorder, 1)


def test_what_exists_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "call").write_bytes(b"evidence")
    recorder = Recorder(tmp_path / "call", RATE)
    record(recorder, 1)
    assert recorder.finish() is State.FAILED
    assert "exists already" in recorder.words
    assert (tmp_path / "call").read_bytes() == b"evidence"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_killed_process_leaves_what_was_said(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "call"
    program = (
        "import sys, time; from pathlib import Path\n"
        "from agent_desktop.media.recorder import Kind, Recorder\n"
        "from tests.media.sounds import tone\n"
        "recorder = Recorder(Path(sys.argv[1]), 16000, Kind(sys.argv[2]))\n"
        "left, right = tone(6, 16000, 400), tone(6, 16000, 900)\n"
        "for at in range(0, len(left), 320):\n"
        "    recorder.frame(left[at:at + 320], right[at:at + 320])\n"
        "while recorder.state.value == 'recording' and not recorder._line.empty(): time.sleep(0.01)\n"
        "print('spoken', flush=True); sys.stdin.read()\n"
    )
    run = [sys.executable, "-c", program, str(path), kind.value]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"spoken"
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    sound = play(path)
    assert len(sound) > 4.4 * RATE
    assert abs(pitch(sound[4000:20000, 0]) - 400) < 5


def test_frames_of_another_length_are_dropped(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "call", RATE)
    recorder.frame(np.zeros(160, np.int16), np.zeros(320, np.int16))
    assert recorder.finish() is State.FINISHED
    assert recorder.finish() is State.FINISHED
    assert recorder.length_ms == 0
