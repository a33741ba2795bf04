"""The two kinds of file that a recording may be: WAV, and Opus in Ogg through av.

Promises that what was written until now can be played when the process ends without notice: a WAV header is corrected
every second, Ogg goes out in pages of a second. Raises `OSError` for what the disk refuses.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer

#: Interleaved stereo samples, shape (samples, 2).
Stereo = npt.NDArray[np.int16]
_HEADER_BYTES: Final = 44
_LARGEST: Final = 0xFFFFFFFF - _HEADER_BYTES


def create(path: Path) -> IO[bytes]:
    """A new file that only its owner can read. Raises `FileExistsError` when it is there."""
    descriptor = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    return os.fdopen(descriptor, "wb", buffering=0)


class StereoFile(Protocol):
    """A file that takes stereo sound."""

    def write(self, sound: Stereo) -> None:
        """Append; what was appended a second ago is safe."""

    def close(self) -> None:
        """Finish the file."""


class WavFile:
    """PCM, 16 bits, two channels."""

    def __init__(self, file: IO[bytes], rate: int) -> None:
        self._file, self._rate = file, rate
        self._bytes = 0
        self._header()

    def write(self, sound: Stereo) -> None:
        """Append about a second at a time: each call also corrects the header."""
        data = np.ascontiguousarray(sound, "<i2").tobytes()
        if self._bytes + len(data) > _LARGEST:
            raise OSError("a WAV file holds four gigabytes at most")
        write_all(self._file, data)
        self._bytes += len(data)
        self._header()

    def _header(self) -> None:
        frame = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, self._rate, self._rate * 4, 4, 16)
        head = struct.pack("<4sI4s", b"RIFF", 36 + self._bytes, b"WAVE") + frame
        self._file.seek(0)
        write_all(self._file, head + struct.pack("<4sI", b"data", self._bytes))
        self._file.seek(_HEADER_BYTES + self._bytes)

    def close(self) -> None:
        """Close; the header is right already."""
        self._file.close()


def write_all(file: IO[bytes], data: bytes) -> None:
    """An unbuffered file may take only a part, as a full disk does before it refuses."""
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]


class OggFile:
    """Opus at 32 kbit/s for both channels, each coded for itself (channel mapping family 255, RFC 7845, 5.1.1.3).

    Coded as a pair, one is heard in the other at this rate, and lanes must tell who spoke."""

    def __init__(self, file: IO[bytes], rate: int) -> None:
        import av
        from av.audio.stream import AudioStream

        self._file, self._rate = file, rate
        container: OutputContainer = av.open(
            file, "w", format="ogg", options={"page_duration": "500000", "flush_packets": "1"}
        )
        self._container = container
        stream = container.add_stream("libopus", rate=rate, options={"mapping_family": "255"})
        assert isinstance(stream, AudioStream)
        stream.layout, stream.format, stream.bit_rate = "stereo", "s16", 32000
        self._stream: AudioStream = stream
        self._at = 0

    def write(self, sound: Stereo) -> None:
        """Append; the encoder holds back less than a frame, the file less than a page."""
        from av import AudioFrame

        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(sound).reshape(1, -1), format="s16", layout="stereo"
        )
        frame.sample_rate, frame.pts = self._rate, self._at
        self._at += len(sound)
        for packet in self._stream.encode(frame):
            self._container.mux(packet)

    def close(self) -> None:
        """Write what is held back, and the last page."""
        try:
            for packet in self._stream.encode(None):
                self._container.mux(packet)
            self._container.close()
        finally:
            self._file.close()
