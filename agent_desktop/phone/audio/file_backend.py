"""Devices that are files, in real time: a WAV for a microphone, WAVs for speaker and ringer.

Promises what a real device does: a clock of its own that waits for nobody, so what comes too late is silence in the
file. Refuses rates other than 8, 16 and 48 kHz, and more than one channel.
"""

from __future__ import annotations

import struct
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np

from agent_desktop.media.frames import RATES, Samples
from agent_desktop.media.resample import Resampler
from agent_desktop.model.devices import AudioDevice, DeviceKind
from agent_desktop.phone.audio.backend import PERIOD_MS, RATE, DeviceFailed, Slips
from agent_desktop.phone.audio.bridge import FromDevice, ToDevice

MICROPHONE: Final = "File microphone"
SPEAKER: Final = "File speaker"
RINGER: Final = "File ringer"
_PERIOD: Final = RATE * PERIOD_MS // 1000
#: Periods between two corrections of the length in a file's header.
_HEADER_EVERY: Final = 25


class Clock:
    """A device's clock: calls every 10 ms, and as often as was missed when the computer was busy."""

    def __init__(self, call: Callable[[], None], name: str) -> None:
        self._call = call
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        due = time.monotonic()
        while True:
            due += PERIOD_MS / 1000
            if self._stop.wait(max(0.0, due - time.monotonic())):
                return
            self._call()

    def stop(self) -> None:
        """End; returns when the last call is over."""
        self._stop.set()
        self._thread.join()


class FileMicrophone:
    """Speaks a file once, then is silent; `again` begins it anew at each end."""

    def __init__(self, path: Path, *, again: bool) -> None:
        self.name = MICROPHONE
        self._samples = read_wav(path)
        self._again = again
        self._at = 0
        self._bridge = FromDevice()
        self._clock = Clock(self._tick, "file-microphone")

    def _tick(self) -> None:
        part = self._samples[self._at : self._at + _PERIOD]
        self._at += _PERIOD
        if self._again and self._at >= len(self._samples):
            self._at = 0
        self._bridge.put(np.pad(part, (0, _PERIOD - len(part))))

    @property
    def alive(self) -> bool:
        """Files are never unplugged."""
        return True

    @property
    def delay_ms(self) -> float:
        """What waits between the clocks."""
        return self._bridge.fill_ms

    @property
    def slips(self) -> Slips:
        """What went wrong between the clocks."""
        return self._bridge.slips

    def read(self) -> Samples:
        """The next 20 ms."""
        return self._bridge.read()

    def close(self) -> None:
        """Stop."""
        self._clock.stop()


class FileSpeaker:
    """Writes what is heard to a file, from the moment of opening to the moment of closing, without a break."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._file = WavFile(path)
        self._bridge = ToDevice()
        self._clock = Clock(self._tick, name.lower().replace(" ", "-"))

    def _tick(self) -> None:
        self._file.write(self._bridge.take(_PERIOD))

    @property
    def alive(self) -> bool:
        """Files are never unplugged."""
        return True

    @property
    def delay_ms(self) -> float:
        """What waits between the clocks."""
        return self._bridge.fill_ms

    @property
    def slips(self) -> Slips:
        """What went wrong between the clocks."""
        return self._bridge.slips

    def write(self, frame: Samples) -> None:
        """The next 20 ms."""
        self._bridge.write(frame)

    def close(self) -> None:
        """Stop, and finish the file."""
        self._clock.stop()
        self._file.close()


class FileBackend:
    """A microphone and two speakers; opening one again writes its file anew."""

    def __init__(
        self, microphone: Path, speaker: Path, ringer: Path | None, *, again: bool = False
    ) -> None:
        self._microphone = microphone
        self._speakers = {SPEAKER: speaker}
        if ringer is not None:
            self._speakers[RINGER] = ringer
        self._again = again

    def devices(self) -> tuple[AudioDevice, ...]:
        """The files. A microphone whose file is gone is unplugged."""
        microphone = AudioDevice(name=MICROPHONE, kind=DeviceKind.INPUT, default=True)
        return (
            *([microphone] if self._microphone.exists() else []),
            *(
                AudioDevice(name=name, kind=DeviceKind.OUTPUT, default=name == SPEAKER)
                for name in self._speakers
            ),
        )

    def open_microphone(self, name: str) -> FileMicrophone:
        """Speak the file from its beginning. Raises DeviceFailed."""
        if name not in {"", MICROPHONE}:
            raise DeviceFailed(f"there is no microphone {name!r}")
        try:
            return FileMicrophone(self._microphone, again=self._again)
        except (OSError, EOFError, wave.Error) as error:
            raise DeviceFailed(str(error)) from error

    def open_speaker(self, name: str) -> FileSpeaker:
        """Write a file. Raises DeviceFailed."""
        path = self._speakers.get(name or SPEAKER)
        if path is None:
            raise DeviceFailed(f"there is no speaker {name!r}")
        try:
            return FileSpeaker(path, name or SPEAKER)
        except OSError as error:
            raise DeviceFailed(str(error)) from error

    def close(self) -> None:
        """Nothing is kept open."""


class WavFile:
    """A WAV that can be read at every moment, also when its writer is killed: the header never says too much."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("wb")
        self._size = 0
        self._periods = 0
        self._header()

    def _header(self) -> None:
        self._file.seek(0)
        form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
        data = struct.pack("<4sI", b"data", self._size)
        self._file.write(struct.pack("<4sI4s", b"RIFF", 36 + self._size, b"WAVE") + form + data)
        self._file.seek(0, 2)
        self._file.flush()

    def write(self, samples: Samples) -> None:
        """Add samples."""
        self._file.write(samples.astype("<i2").tobytes())
        self._size += 2 * len(samples)
        self._periods += 1
        if self._periods % _HEADER_EVERY == 0:
            self._file.flush()
            self._header()

    def close(self) -> None:
        """Finish."""
        self._header()
        self._file.close()


def read_wav(path: Path) -> Samples:
    """A mono 16-bit WAV at the engine's rate. Raises OSError, EOFError, wave.Error."""
    with wave.open(str(path), "rb") as file:
        if file.getnchannels() != 1 or file.getsampwidth() != 2 or file.getframerate() not in RATES:
            raise wave.Error(f"{path.name} is not a mono WAV of 16 bits at 8, 16 or 48 kHz")
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)
        rate = file.getframerate()
    ratio = max(1, rate // RATE)
    return Resampler(rate, RATE).process(samples[: len(samples) // ratio * ratio])
