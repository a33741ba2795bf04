"""G.722 at 64 kbit/s (ITU-T G.722) through FFmpeg's codec, which av brings.

Promises 16 kHz samples; the clock in SDP is 8000 by an old mistake that RFC 3551 (4.5.2) keeps. av is imported at
the first use, because that takes a fifth of a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from agent_desktop.media.codecs.base import BadPayload
from agent_desktop.media.frames import Samples

if TYPE_CHECKING:
    from av.audio.codeccontext import AudioCodecContext

RATE = 16000
#: 20 ms; FFmpeg's encoder would hold back anything that is no multiple of it.
SIZE = RATE // 50


def _context(mode: str) -> AudioCodecContext:
    import av
    from av.audio.codeccontext import AudioCodecContext

    context = av.CodecContext.create("g722", "w" if mode == "w" else "r")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate, context.layout, context.format = RATE, "mono", "s16"
    context.open()
    return context


class G722Encoder:
    """320 samples (20 ms), or a multiple, to 160 bytes each."""

    rate = RATE

    def __init__(self) -> None:
        self._context = _context("w")

    def encode(self, samples: Samples) -> bytes:
        """One byte for two samples. Raises `ValueError` when they are not whole frames of 20 ms."""
        from av import AudioFrame

        if not len(samples) or len(samples) % SIZE:
            raise ValueError(f"{len(samples)} samples are no whole frames of 20 ms at {RATE} Hz")
        frame = AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = RATE
        return b"".join(bytes(packet) for packet in self._context.encode(frame))


class G722Decoder:
    """Any number of bytes to twice as many samples."""

    rate = RATE

    def __init__(self) -> None:
        self._context = _context("r")

    def decode(self, payload: bytes) -> Samples:
        """Two samples for each byte. Raises `BadPayload` when FFmpeg refuses it."""
        from av import FFmpegError, Packet

        if not payload:
            return np.zeros(0, np.int16)
        try:
            frames = self._context.decode(Packet(payload))
        except FFmpegError as error:
            raise BadPayload(f"G.722: {error}") from None
        return np.concatenate([frame.to_ndarray()[0] for frame in frames])

    def conceal(self, size: int, following: bytes | None = None) -> Samples | None:
        """None: the codec has no concealment of its own here."""
        return None
