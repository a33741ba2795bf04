"""One voice to send: a frame of 20 ms in, RTP out; keys take the place of sound; the peer's reports change the codec.

Promises timestamps that go on through silence and keys, markers where speech begins again, and that Opus spends its
bits on what the line does. Numbers to start from come from the caller, who draws them at random (RFC 3550, 5.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from agent_desktop.media.codecs.opus import OpusEncoder
from agent_desktop.media.codecs.registry import Format, PayloadMap
from agent_desktop.media.comfort import describe
from agent_desktop.media.dtmf import PRESS_MS, KeySender
from agent_desktop.media.frames import FRAME_MS, Samples, frame_size, silence
from agent_desktop.media.levels import SpeechActivity
from agent_desktop.media.resample import Resampler
from agent_desktop.media.rtcp import ReportBlock, SenderReport
from agent_desktop.media.rtp import Packet
from agent_desktop.media.statistics import ntp_time, round_trip_s
from agent_desktop.media.thrift import BIT_RATE, MOST_FRAMES, Thrift

#: libopus adds the copy of the last packet only from here up (in percent).
LEAST_EXPECTED_LOSS: Final = 10
#: Loss from which error correction is on.
SOME_LOSS: Final = 0.005
_QUICK: Final = 0.5  # loss that rises is believed quickly, loss that falls slowly
_SLOW: Final = 0.15
#: A silence is described again so often (RFC 3389, 4: at the sender's discretion).
_COMFORT_FRAMES: Final = 20
#: So many frames of perfect silence, which no microphone gives, mean that it is muted.
_MUTED_FRAMES: Final = 10


@dataclass(frozen=True, slots=True)
class SenderFigures:
    """What was sent, and what the peer says about it. Loss is a share, the round trip None until known."""

    packets: int
    octets: int
    loss: float
    jitter_ms: float
    round_trip_ms: float | None
    bit_rate: int


class Sender:
    """The sending half of a call's sound."""

    def __init__(
        self,
        payloads: PayloadMap,
        number: int,
        rate: int,
        *,
        ssrc: int,
        sequence: int = 0,
        timestamp: int = 0,
        silence_suppression: bool = False,
        frames_per_packet: int = 1,
        most_frames: int = MOST_FRAMES,
    ) -> None:
        """`number` is the payload type to send, `rate` that of the frames; 1 to 3 frames go in a packet.

        On a full line Opus puts more of them into one, up to `most_frames` (SDP's maxptime).

        Silence is suppressed only when asked for and, but for Opus, when comfort noise was negotiated; then that
        also takes the place of a microphone that is muted. Raises `KeyError` for a number that was not negotiated,
        `CodecMissing` when its codec is not here.
        """
        if frames_per_packet not in (1, 2, 3):
            raise ValueError("a packet carries one, two or three frames here")
        self.ssrc = ssrc
        self._payloads = payloads
        self._number = number
        self._format: Format = payloads.formats[number]
        self._size = frame_size(rate)
        self._encoder = self._format.encoder()
        self._resampler = Resampler(rate, self._format.rate)
        self._per_packet = self._usual = frames_per_packet
        self._most = max(frames_per_packet, min(MOST_FRAMES, most_frames))
        self._thrift = Thrift()
        self._waiting: list[Samples] = []
        self._sequence = sequence & 0xFFFF
        self._first = timestamp & 0xFFFFFFFF
        self._frames = 0
        self._marker = True
        self._speech = SpeechActivity()
        self._quiet_frames = self._muted_frames = 0
        self._background: Samples | None = None
        comfort = sorted(payloads.comfort)
        self._comfort = comfort[0] if comfort and self._format.clock == 8000 else None
        self._suppress = silence_suppression
        event = payloads.event_type(self._format.clock)
        self._event = event
        self._event_clock = payloads.events[event] if event is not None else 0
        self._keys = KeySender(self._event_clock) if event is not None else None
        self._packets = self._octets = 0
        self._loss = self._jitter_ms = 0.0
        self._round_trip_s: float | None = None
        if isinstance(self._encoder, OpusEncoder):
            self._encoder.set_dtx(silence_suppression)
            self._encoder.adapt(bit_rate=BIT_RATE, expected_loss=0)

    # Sound and keys

    def frame(self, samples: Samples | None) -> list[bytes]:
        """The packets for the next 20 ms; None is a muted microphone, sent as silence.

        Raises `ValueError` for a frame of another length.
        """
        if samples is None:
            samples = silence(self._size)
        if len(samples) != self._size:
            raise ValueError(f"a frame has {self._size} samples, not {len(samples)}")
        ready = self._resampler.process(samples)
        made: list[bytes] = []
        if self._keys is not None and self._keys.busy:
            made += self._flush()
            clock = self._event_clock
            start = (self._first + self._frames * clock * FRAME_MS // 1000) & 0xFFFFFFFF
            for event in self._keys.frame(start):
                assert self._event is not None
                made.append(self._packet(self._event, event.timestamp, event.payload, event.marker))
            self._marker = True
            self._frames += 1
            return made
        if self._comfort is not None and self._silent(ready):
            made += self._flush()
            if self._quiet_frames % _COMFORT_FRAMES == 0:
                # Behind a muted microphone the room goes on as it was.
                room = ready if self._background is None or ready.any() else self._background
                made.append(self._packet(self._comfort, self._at(), describe(room), False))
            self._quiet_frames += 1
            self._marker = True
            self._frames += 1
            return made
        self._quiet_frames = 0
        self._waiting.append(ready)
        self._frames += 1
        return made + (self._flush() if len(self._waiting) >= self._per_packet else [])

    def _at(self) -> int:
        """The timestamp of the frame that is being taken."""
        return (self._first + self._frames * self._format.clock * FRAME_MS // 1000) & 0xFFFFFFFF

    def _flush(self) -> list[bytes]:
        """The packet for the frames that wait."""
        if not self._waiting:
            return []
        count = len(self._waiting)
        start = (self._at() - count * self._format.clock * FRAME_MS // 1000) & 0xFFFFFFFF
        payload = self._encoder.encode(np.concatenate(self._waiting))
        self._waiting.clear()
        if not payload:
            self._marker = True
            return []
        marker, self._marker = self._marker, False
        return [self._packet(self._number, start, payload, marker)]

    def _silent(self, samples: Samples) -> bool:
        """Whether comfort noise takes the place of this frame."""
        if not samples.any():
            self._muted_frames += 1
            return self._suppress or self._muted_frames > _MUTED_FRAMES
        self._muted_frames = 0
        speaks = self._speech.frame(samples)
        if not speaks:
            self._background = samples
        return self._suppress and not speaks

    def _packet(self, number: int, timestamp: int, payload: bytes, marker: bool) -> bytes:
        data = Packet(number, self._sequence, timestamp, self.ssrc, payload, marker).encode()
        self._sequence = (self._sequence + 1) & 0xFFFF
        self._packets += 1
        self._octets += len(payload)
        return data

    def press(self, key: str, duration_ms: int | None = PRESS_MS) -> bool:
        """Send a key; None lasts until `release`. False when telephone events were not negotiated.

        Raises `ValueError` for what is no key.
        """
        if self._keys is None:
            return False
        self._keys.press(key, duration_ms)
        return True

    def release(self) -> None:
        """The key that is held comes up."""
        if self._keys is not None:
            self._keys.release()

    # Reports

    def report(self, now: float, blocks: tuple[ReportBlock, ...] = ()) -> SenderReport:
        """The sender report for the next RTCP packet, with what we say about the peer."""
        return SenderReport(
            self.ssrc, ntp_time(now), self._at(), self._packets, self._octets, blocks
        )

    def heard(self, block: ReportBlock, now: float) -> None:
        """The peer reports how our sound arrives: adapt. Blocks about others are passed over."""
        if block.ssrc != self.ssrc:
            return
        trip = round_trip_s(block, now)
        self._round_trip_s = self._round_trip_s if trip is None else trip
        self._jitter_ms = min(1000 * block.jitter / self._format.clock, 10000.0)
        loss = block.fraction_lost / 256
        self._loss += (loss - self._loss) * (_QUICK if loss > self._loss else _SLOW)
        if isinstance(self._encoder, OpusEncoder):
            self._thrift.heard(self._loss, trip, now)
            self._adapt(self._encoder)

    def _adapt(self, encoder: OpusEncoder) -> None:
        some = self._loss >= SOME_LOSS
        expected = max(LEAST_EXPECTED_LOSS, round(100 * self._loss)) if some else 0
        encoder.adapt(bit_rate=self._thrift.bit_rate, expected_loss=expected)
        self._per_packet = min(self._most, max(self._usual, self._thrift.frames))

    def figures(self) -> SenderFigures:
        """The totals until now."""
        encoder = self._encoder
        return SenderFigures(
            self._packets,
            self._octets,
            self._loss,
            self._jitter_ms,
            None if self._round_trip_s is None else 1000 * self._round_trip_s,
            encoder.bit_rate if isinstance(encoder, OpusEncoder) else 64000,
        )
