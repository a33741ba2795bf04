"""Sound files read for being heard and seen: WAV, Ogg (Opus, Vorbis), MP3, FLAC and MP4, from bytes in memory.

Promises blocks of int16 at 16 kHz from any place of the file, and the peaks of all of it; that a file which was cut
short is read as far as it goes. Refuses, as `BadSound`, what is none of these kinds by its first bytes,
whatever else libav could open: files come from strangers. Never touches the disk; may take seconds, so call it in a
thread.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from agent_desktop.media.frames import FRAME_MS, Floats, Samples, to_int16
from agent_desktop.media.mixer import soft_clip

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

RATE: Final = 16_000
#: Samples of all lanes, shape (samples, 1) or (samples, 2).
Block: TypeAlias = npt.NDArray[np.int16]
#: So many peaks draw a whole file.
PEAKS: Final = 600
#: A recording of a working day; more is no call.
MOST_MS: Final = 12 * 3_600_000
LOWEST_RATE: Final = 4_000
"""Hz; telephones have 8,000."""
_BIN: Final = RATE * FRAME_MS // 1000
_CODECS: Final = frozenset({"opus", "vorbis", "mp3", "mp3float", "flac", "aac", "alac"})


class Why(Enum):
    """Why a file cannot be played."""

    UNKNOWN = "unknown"
    """None of the kinds that are read here."""
    DAMAGED = "damaged"
    EMPTY = "empty"
    TOO_LONG = "too_long"


class BadSound(ValueError):
    """This cannot be played; `why` says which of the reasons it is."""

    def __init__(self, why: Why) -> None:
        super().__init__(f"a sound file that cannot be played: {why.value}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Peaks:
    """A whole file at a glance: for each lane the loudest sample of each of up to `PEAKS` equal parts, 0 to 255."""

    length_ms: int
    lanes: tuple[bytes, ...]


def kind_of(data: bytes) -> str:
    """The container by the first bytes, as libav calls it. Raises BadSound."""
    if data[:4] == b"OggS":
        return "ogg"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:4] == b"fLaC":
        return "flac"
    if data[4:8] == b"ftyp":
        return "mov"
    if data[:3] == b"ID3" or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2):
        return "mp3"
    raise BadSound(Why.UNKNOWN)


def blocks(data: bytes, from_ms: int = 0) -> Iterator[Block]:
    """The sound from `from_ms` on, in pieces of up to a second. Raises BadSound, also in the middle of a file."""
    import av

    kind = kind_of(data)
    begun = False
    try:
        with av.open(io.BytesIO(data), "r", format=kind, metadata_errors="replace") as container:
            for block in _decoded(container, from_ms):
                begun = True
                yield block
    except BadSound:
        raise
    except (
        av.FFmpegError,
        ValueError,
    ) as error:  # the second where a file changes its sound's kind in the middle
        # What was cut short is heard to where it ends; what gives nothing at all is damaged.
        if not begun and from_ms == 0:
            raise BadSound(Why.DAMAGED) from error


def _decoded(container: InputContainer, from_ms: int) -> Iterator[Block]:
    from av import AudioResampler

    stream = _stream(container)
    layout = "stereo" if stream.channels > 1 else "mono"
    # In pieces of half a second: what Python does for each frame of 20 ms would cost more than the decoder.
    resampler = AudioResampler(format="s16", layout=layout, rate=RATE, frame_size=RATE // 2)
    if from_ms > 0:
        container.seek(from_ms * 1000)
    begins = (stream.start_time or 0) * float(stream.time_base or 1) if stream.time_base else 0.0
    lanes = 2 if layout == "stereo" else 1
    skip: int | None = None
    read = 0
    for frame in container.decode(stream):
        if skip is None:
            # The place that was found lies before the one that was wanted.
            at = (frame.time - begins) if frame.time is not None else from_ms / 1000
            skip = round((from_ms / 1000 - at) * RATE) if from_ms > 0 else 0
        for made in resampler.resample(frame):
            block = _block(made, lanes)
            if skip > 0:
                block, skip = block[skip:], max(0, skip - len(block))
            read += len(block)
            if read > MOST_MS * (RATE // 1000):
                raise BadSound(Why.TOO_LONG)
            if len(block):
                yield block
    for made in resampler.resample(None):
        rest = _block(made, lanes)
        if len(rest):
            yield rest


def _block(frame: AudioFrame, lanes: int) -> Block:
    return frame.to_ndarray().reshape(-1, lanes).astype(np.int16, copy=False)


def _stream(container: InputContainer) -> AudioStream:
    """The first stream of sound. Raises BadSound."""
    if not container.streams.audio:
        raise BadSound(Why.EMPTY)
    stream = container.streams.audio[0]
    context = getattr(stream, "codec_context", None)  # None where libav has no such codec
    name = context.name if context is not None else ""
    if name not in _CODECS and not name.startswith("pcm_"):
        raise BadSound(Why.UNKNOWN)
    # What says that it is slower would become hours of sound out of a small file.
    if stream.rate < LOWEST_RATE:
        raise BadSound(Why.UNKNOWN)
    return stream


def mono(block: Block) -> Samples:
    """Both lanes together, as one ear hears them."""
    if block.shape[1] == 1:
        return block[:, 0]
    both: Floats = block.astype(np.float32).sum(axis=1)
    return to_int16(soft_clip(both))


def peaks(data: bytes) -> Peaks:
    """The whole file at a glance. Raises BadSound."""
    parts: list[npt.NDArray[np.int16]] = []
    rest: Block | None = None
    size = 0
    for block in blocks(data):
        size += len(block)
        line = block if rest is None else np.concatenate([rest, block])
        whole = len(line) // _BIN * _BIN
        parts.append(_loudest(line[:whole], _BIN))
        rest = line[whole:]
    if rest is not None and len(rest):
        parts.append(_loudest(rest, len(rest)))
    if not size:
        raise BadSound(Why.EMPTY)
    line = np.concatenate(parts)
    step = max(1, -(-len(line) // PEAKS))
    padded = np.concatenate([line, np.zeros((-len(line) % step, line.shape[1]), np.int16)])
    seen = padded.reshape(-1, step, line.shape[1]).max(axis=1) >> 7
    lanes = tuple(seen[:, lane].astype(np.uint8).tobytes() for lane in range(seen.shape[1]))
    return Peaks(length_ms=size * 1000 // RATE, lanes=lanes)


def _loudest(block: Block, step: int) -> npt.NDArray[np.int16]:
    """The loudest sample of each `step` samples, lane by lane."""
    loud = np.abs(block.astype(np.int32)).reshape(-1, step, block.shape[1]).max(axis=1)
    most: npt.NDArray[np.int16] = np.minimum(loud, 32767).astype(np.int16)
    return most
