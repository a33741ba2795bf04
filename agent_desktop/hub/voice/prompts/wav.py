"""Uploaded prompts: a WAV file of whatever rate becomes 16 kHz mono, or is refused with words.

Promises that no header is believed: every length is checked against the bytes that are there, sizes and durations are
bounded before anything is converted, and what comes out is always within full scale. PCM of 8, 16, 24 and 32 bits and
32-bit floats are read (RIFF, WAVE_FORMAT_PCM, _IEEE_FLOAT and _EXTENSIBLE), with one or two channels.

Raises `BadWav` for everything else.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import soxr  # type: ignore[import-untyped]

from agent_desktop.hub.voice.prompts.loudness import RATE
from agent_desktop.media.frames import Samples, to_int16

#: Largest upload, and the longest and shortest prompt.
MOST_BYTES: Final = 32 * 1024 * 1024
LONGEST_S: Final = 300
SHORTEST_MS: Final = 100
RATES: Final = (8000, 192_000)
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE
#: The last 14 bytes of the GUIDs of WAVE_FORMAT_EXTENSIBLE (RFC 2361's base).
_GUID_REST: Final = bytes.fromhex("000000001000800000aa00389b71")
_MOST_CHUNKS: Final = 64


class BadWav(ValueError):
    """This upload cannot become a prompt. The message says why, in words for an administrator."""


@dataclass(frozen=True, slots=True)
class _Format:
    kind: int
    channels: int
    rate: int
    bits: int

    @property
    def frame_bytes(self) -> int:
        return self.channels * self.bits // 8


def read(data: bytes, *, streamed: bool = False) -> Samples:
    """The sound of a WAV file at 16 kHz. `streamed`: its writer could not know the length, so the data goes to the end.

    Raises `BadWav`.
    """
    if len(data) > MOST_BYTES:
        raise BadWav(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    form, sound = _chunks(data, streamed=streamed)
    frames = len(sound) // form.frame_bytes
    if frames > LONGEST_S * form.rate:
        raise BadWav(f"A prompt is at most {LONGEST_S // 60} minutes long.")
    if frames * 1000 < SHORTEST_MS * form.rate:
        raise BadWav("There is no sound in this file.")
    wave = _numbers(sound[: frames * form.frame_bytes], form)
    mono = wave.reshape(-1, form.channels).mean(axis=1, dtype=np.float64).astype(np.float32)
    if form.rate != RATE:
        mono = soxr.resample(mono, form.rate, RATE)
    return to_int16(mono * 32768)


def write(samples: Samples) -> bytes:
    """16-bit mono PCM at 16 kHz as a WAV file, the shape in which uploads are kept."""
    body = samples.astype("<i2").tobytes()
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", 36 + len(body), b"WAVE",
        b"fmt ", 16, _PCM, 1, RATE, RATE * 2, 2, 16,
        b"data", len(body),
    )  # fmt: skip
    return head + body


def _chunks(data: bytes, *, streamed: bool) -> tuple[_Format, bytes]:
    """The format and the bytes of the sound."""
    if len(data) < 12 or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise BadWav("This is not a WAV file.")
    form: _Format | None = None
    at = 12
    for _ in range(_MOST_CHUNKS):
        if at + 8 > len(data):
            break
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        start, end = at + 8, at + 8 + size
        if end > len(data):
            if not (streamed and name == b"data"):
                raise BadWav("The file is cut off: it says that it is longer than it is.")
            end = len(data)
        if name == b"fmt " and form is None:
            form = _format(data[start:end])
        elif name == b"data":
            if form is None:
                raise BadWav("The file does not say what sound it holds.")
            return form, data[start:end]
        at = end + size % 2
    raise BadWav("There is no sound in this file.")


def _format(chunk: bytes) -> _Format:
    """What the sound is. Raises `BadWav` for what is not PCM or does not fit together."""
    if len(chunk) < 16:
        raise BadWav("The file does not say what sound it holds.")
    kind, channels, rate, _, align, bits = struct.unpack("<HHIIHH", chunk[:16])
    if kind == _EXTENSIBLE and len(chunk) >= 40 and chunk[26:40] == _GUID_REST:
        kind = int.from_bytes(chunk[24:26], "little")
    if (kind, bits) not in {(_PCM, 8), (_PCM, 16), (_PCM, 24), (_PCM, 32), (_FLOAT, 32)}:
        raise BadWav("Only uncompressed (PCM) WAV files can be prompts.")
    if channels not in (1, 2):
        raise BadWav("A prompt has one or two channels.")
    if not RATES[0] <= rate <= RATES[1]:
        raise BadWav(f"The sampling rate must be from {RATES[0]} to {RATES[1]} Hz.")
    if align != channels * bits // 8:
        raise BadWav("The file contradicts itself about the size of its samples.")
    return _Format(kind, channels, rate, bits)


def _numbers(sound: bytes, form: _Format) -> npt.NDArray[np.float32]:
    """Samples between -1 and 1, channels interleaved."""
    whole: npt.NDArray[np.integer]
    if form.kind == _FLOAT:
        wave = np.frombuffer(sound, "<f4").astype(np.float32)
        # Infinities and "not a number" would spread through the resampler.
        return np.clip(np.nan_to_num(wave, nan=0.0, posinf=1.0, neginf=-1.0), -1, 1)
    if form.bits == 8:
        return (np.frombuffer(sound, np.uint8).astype(np.float32) - 128) / np.float32(128)
    if form.bits == 24:
        wide = np.zeros((len(sound) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(sound, np.uint8).reshape(-1, 3)
        whole, bits = wide.view("<i4").reshape(-1), 32
    else:
        whole, bits = np.frombuffer(sound, f"<i{form.bits // 8}"), form.bits
    return whole.astype(np.float32) / np.float32(2 ** (bits - 1))
