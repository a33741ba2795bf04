"""Opus (RFC 6716, RFC 7587) by calling libopus: in-band error correction, concealment, silence, bit rate.

Promises mono streams, and that any payload gives samples or `BadPayload`. Refuses payloads longer than 120 ms and
frame lengths that Opus does not have.
"""

from __future__ import annotations

import ctypes
from typing import Final

import numpy as np

from agent_desktop.media.codecs import libopus
from agent_desktop.media.codecs.base import BadPayload
from agent_desktop.media.frames import RATES, Samples

CLOCK: Final = 48000
#: Frame lengths that one packet may have here, in ms.
LENGTHS_MS: Final = (10, 20, 40, 60)
LONGEST_MS: Final = 120
#: RFC 7587, 3.1.1: good speech from 16 kbit/s up.
LEAST_BIT_RATE: Final = 6000
MOST_BIT_RATE: Final = 128000
_VOIP: Final = 2048
_SET_BITRATE, _SET_COMPLEXITY, _SET_FEC = 4002, 4010, 4012
_SET_LOSS, _SET_DTX = 4014, 4016
_SET_SIGNAL, _VOICE = 4024, 3001
_MOST_BYTES: Final = 1275


def packet_ticks(payload: bytes) -> int:
    """Length of a packet at 48 kHz by its table of contents (RFC 6716, 3.1). Raises `BadPayload`."""
    if not payload:
        raise BadPayload("Opus: an empty packet")
    config, code = payload[0] >> 3, payload[0] & 3
    if config < 12:
        frame = (480, 960, 1920, 2880)[config & 3]
    elif config < 16:
        frame = (480, 960)[config & 1]
    else:
        frame = (120, 240, 480, 960)[config & 3]
    if code == 3 and len(payload) < 2:
        raise BadPayload("Opus: the number of frames is cut off")
    ticks = frame * (1, 2, 2, payload[1] & 63 if code == 3 else 0)[code]
    if not 0 < ticks <= CLOCK * LONGEST_MS // 1000:
        raise BadPayload("Opus: a packet of more than 120 ms, or of none")
    return ticks


def is_silence(payload: bytes) -> bool:
    """Whether a packet says that its sender has gone silent (RFC 6716, 2.1.9): it holds no sound."""
    return len(payload) <= 2


class OpusEncoder:
    """A mono speech encoder. Its settings may change between any two packets."""

    def __init__(
        self,
        rate: int = CLOCK,
        *,
        bit_rate: int = 24000,
        expected_loss: int = 0,
        dtx: bool = False,
        complexity: int = 5,
    ) -> None:
        """`rate` is that of the samples, `expected_loss` in percent. Raises `CodecMissing`."""
        if rate not in RATES:
            raise ValueError(f"Opus encodes {RATES} Hz here, not {rate}")
        self.rate = rate
        self._library = libopus.load()
        error = ctypes.c_int()
        self._state = self._library.opus_encoder_create(rate, 1, _VOIP, ctypes.byref(error))
        _check(self._library, error.value)
        self._sizes = {rate * length // 1000 for length in LENGTHS_MS}
        self._out = (ctypes.c_char * _MOST_BYTES)()
        self._silent = False
        self._set(_SET_SIGNAL, _VOICE)
        self._set(_SET_COMPLEXITY, complexity)
        self.set_dtx(dtx)
        self.adapt(bit_rate=bit_rate, expected_loss=expected_loss)

    def adapt(self, *, bit_rate: int, expected_loss: int) -> None:
        """Bits a second, and the loss in percent to prepare for: above 0 packets carry the one before."""
        self.bit_rate = max(LEAST_BIT_RATE, min(MOST_BIT_RATE, bit_rate))
        self.expected_loss = max(0, min(50, expected_loss))
        self._set(_SET_BITRATE, self.bit_rate)
        self._set(_SET_LOSS, self.expected_loss)
        self._set(_SET_FEC, self.expected_loss > 0)

    def set_dtx(self, on: bool) -> None:
        """Whether silence is left out."""
        self._set(_SET_DTX, on)

    def encode(self, samples: Samples) -> bytes:
        """10, 20, 40 or 60 ms to one payload; empty when the peer needs none (DTX)."""
        if len(samples) not in self._sizes:
            raise ValueError(
                f"{len(samples)} samples are none of {LENGTHS_MS} ms at {self.rate} Hz"
            )
        samples = np.ascontiguousarray(samples)
        length = self._library.opus_encode(
            self._state, samples.ctypes.data, len(samples), self._out, _MOST_BYTES
        )
        _check(self._library, length)
        payload = self._out.raw[:length]
        # Packets of silence need not be sent; the first one is, so that the peer knows it for silence and not for loss.
        first, self._silent = not self._silent, is_silence(payload)
        return payload if first or not self._silent else b""

    def _set(self, request: int, value: int) -> None:
        _check(
            self._library,
            self._library.opus_encoder_ctl(self._state, request, ctypes.c_int(value)),
        )

    def __del__(self) -> None:
        if getattr(self, "_state", None):
            self._library.opus_encoder_destroy(self._state)
            self._state = None


class OpusDecoder:
    """A mono decoder; stereo packets are mixed down by libopus."""

    def __init__(self, rate: int = CLOCK) -> None:
        """`rate` is that of the samples wanted. Raises `CodecMissing`."""
        if rate not in RATES:
            raise ValueError(f"Opus decodes to {RATES} Hz here, not {rate}")
        self.rate = rate
        self._library = libopus.load()
        error = ctypes.c_int()
        self._state = self._library.opus_decoder_create(rate, 1, ctypes.byref(error))
        _check(self._library, error.value)
        self._most = rate * LONGEST_MS // 1000

    def decode(self, payload: bytes) -> Samples:
        """The samples of one packet. Raises `BadPayload`."""
        size = packet_ticks(payload) * self.rate // CLOCK
        return self._decoded(payload, size, fec=False)

    def conceal(self, size: int, following: bytes | None = None) -> Samples:
        """`size` samples from the copy in the packet after the hole, else by continuing the sound.

        Opus conceals in steps of 2.5 ms; another size is rounded up and cut. At most 120 ms at once.
        """
        if size <= 0:
            return np.zeros(0, np.int16)
        step = self.rate // 400
        whole = min(-(-size // step) * step, self._most)
        if following is not None:
            try:
                # Without a copy in the packet libopus continues the sound by itself.
                return self._decoded(following, whole, fec=True)[:size]
            except BadPayload:
                pass  # a damaged successor
        return self._decoded(None, whole, fec=False)[:size]

    def _decoded(self, payload: bytes | None, size: int, *, fec: bool) -> Samples:
        out = np.empty(size, np.int16)
        length = self._library.opus_decode(
            self._state, payload, len(payload or b""), out.ctypes.data, size, fec
        )
        if length < 0:
            words = self._library.opus_strerror(length).decode()
            raise BadPayload(f"Opus: {words}")
        return out[:length]

    def __del__(self) -> None:
        if getattr(self, "_state", None):
            self._library.opus_decoder_destroy(self._state)
            self._state = None


def _check(library: ctypes.CDLL, code: int) -> None:
    if code < 0:
        raise ValueError(f"libopus refused: {library.opus_strerror(code).decode()}")
