"""One received voice: RTP in as it comes, exactly one frame of 20 ms out whenever it is asked for.

Promises a frame at every pull, whatever came or did not; holes concealed, pauses filled, the delay adapted, the two
clocks held together; keys heard; figures for the agent and for RTCP. Never raises on what a peer sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from agent_desktop.media.codecs.base import BadPayload, CodecMissing, Decoder
from agent_desktop.media.codecs.opus import is_silence
from agent_desktop.media.codecs.registry import OPUS, Format, PayloadMap
from agent_desktop.media.comfort import ComfortNoise
from agent_desktop.media.concealment import Concealer
from agent_desktop.media.dtmf import KeyEvent, KeyReceiver
from agent_desktop.media.frames import Samples, frame_size, silence
from agent_desktop.media.jitter import Fate, JitterBuffer, Lost, Play, Wait
from agent_desktop.media.resample import DriftCorrector, Resampler
from agent_desktop.media.rtcp import ReportBlock
from agent_desktop.media.rtp import BadRtp, Packet, parse
from agent_desktop.media.statistics import Reception, ReceptionFigures
from agent_desktop.media.timescale import is_quiet, lengthen, shorten

#: Drift below this is left to the jitter buffer (a period in minutes); correction costs a filter.
_LEAST_PPM: Final = 40.0
#: Delay that is wrong by this much is brought back at 100 ppm.
_PPM_PER_S: Final = 5000.0
#: In speech a frame is shortened at once only when the delay is so wrong; pauses take any.
_PATIENCE_S: Final = 0.08
#: After a frame that showed no period the search, which costs, rests for so many.
_REST_FRAMES: Final = 5
#: Sound without pauses is changed so rarely.
_PATIENCE_FRAMES: Final = 100
#: Decisions within one pull: more means that the numbers lie.
_MOST_STEPS: Final = 64


@dataclass(frozen=True, slots=True)
class ReceiverFigures:
    """What became of the sound until now. Times in ms of sound."""

    played_ms: int
    concealed_ms: int
    paused_ms: int
    late: int
    duplicates: int
    discarded: int
    refused: int
    shortened: int
    lengthened: int
    restarts: int
    delay_ms: float
    target_ms: float
    drift_ppm: float
    reception: ReceptionFigures | None


class _Chain:
    """What one format needs on its way out: decoder, concealment, noise, drift, rate."""

    def __init__(self, chosen: Format, rate: int) -> None:
        self.format = chosen
        self.decoder: Decoder = chosen.decoder(rate)
        self.rate = self.decoder.rate
        self.concealer = Concealer(self.rate)
        self.noise: ComfortNoise | None = None
        self.drift = DriftCorrector()
        self.resampler = Resampler(self.rate, rate)


class Receiver:
    """The receiving half of a call's sound."""

    def __init__(self, payloads: PayloadMap, rate: int) -> None:
        """`payloads` as negotiated, `rate` of the frames wanted."""
        self._payloads = payloads
        self._rate = rate
        self._frame = frame_size(rate)
        self._held = silence(0)
        self._jitter: JitterBuffer | None = None
        self._chain: _Chain | None = None
        self._reception: Reception | None = None
        self._keys = KeyReceiver()
        self._delay: float | None = None
        self._correcting = False
        self._counts = dict.fromkeys(
            ("played", "concealed", "paused", "late", "double", "refused", "short", "long"), 0
        )
        self._waited = self._patience = self._rest = 0
        self._discarded = self._restarts = 0

    # In

    def receive(self, data: bytes, arrival: float) -> None:
        """A datagram that is not RTCP. What is no RTP, or not negotiated, is counted and dropped."""
        try:
            packet = parse(data)
        except BadRtp:
            self._counts["refused"] += 1
            return
        self.receive_packet(packet, arrival)

    def receive_packet(self, packet: Packet, arrival: float) -> None:
        """A packet that has been read already."""
        number = packet.payload_type
        chosen = self._payloads.formats.get(number)
        clock = self._payloads.events.get(number)
        if chosen is None and clock is None and number not in self._payloads.comfort:
            self._counts["refused"] += 1
            return
        if self._reception is None or self._reception.ssrc != packet.ssrc:
            self._reception = Reception(packet.ssrc, chosen.clock if chosen else clock or 8000)
        self._reception.arrived(packet, arrival, chosen.clock if chosen else None)
        if clock is not None:
            self._keys.receive(packet, clock, arrival)
            if self._jitter is not None:
                self._jitter.pass_over(packet)
            return
        try:
            ticks = chosen.ticks(packet.payload) if chosen else 0
        except BadPayload:
            self._counts["refused"] += 1
            return
        if chosen is not None and not ticks:
            return  # an empty packet keeps a hole in a firewall open
        self._push(packet, chosen, ticks, arrival)

    def _push(self, packet: Packet, chosen: Format | None, ticks: int, arrival: float) -> None:
        known = self._jitter.clock if self._jitter is not None else 8000
        clock = chosen.clock if chosen is not None else known
        if self._jitter is None or self._jitter.clock != clock:
            if self._jitter is not None:
                self._discarded += self._jitter.discarded
                self._restarts += self._jitter.restarts + 1
            self._jitter = JitterBuffer(clock)
        self._jitter.corrects = chosen is OPUS
        silent = chosen is None or (chosen is OPUS and is_silence(packet.payload))
        fate = self._jitter.push(packet, ticks, arrival, silence=silent)
        if fate is Fate.LATE:
            self._counts["late"] += 1
        elif fate is Fate.DUPLICATE:
            self._counts["double"] += 1

    # Out

    def pull(self, now: float) -> Samples:
        """The next 20 ms. Silence until the first packet is due."""
        self._keys.tick(now)
        jitter = self._jitter
        if jitter is None:
            return silence(self._frame)
        for _ in range(_MOST_STEPS):
            if len(self._held) >= self._frame:
                break
            made = self._step(jitter, now)
            self._held = np.concatenate([self._held, made]) if len(self._held) else made
        if len(self._held) < self._frame:
            self._held = np.concatenate([self._held, silence(self._frame - len(self._held))])
        self._delay = jitter.delay_s(now, self._held_ticks(jitter))
        frame, self._held = self._held[: self._frame], self._held[self._frame :]
        return frame

    def _held_ticks(self, jitter: JitterBuffer) -> int:
        return len(self._held) * jitter.clock // self._rate

    def _step(self, jitter: JitterBuffer, now: float) -> Samples:
        """One decision of the buffer, as samples at the rate wanted; none when a packet held no sound."""
        decision = jitter.pull(now, self._held_ticks(jitter))
        match decision:
            case Play(packet, jumped):
                self._waited = 0
                return self._played(jitter, packet, jumped)
            case Lost(ticks, following):
                self._waited = 0
                self._counts["concealed"] += 1000 * ticks // jitter.clock
                return self._concealed(jitter, ticks, following)
            case Wait(ticks, resting):
                if resting:
                    # What looked like a loss until now was the beginning of a pause.
                    self._counts["concealed"] -= self._waited
                    self._counts["paused"] += self._waited + 1000 * ticks // jitter.clock
                    self._waited = 0
                else:
                    self._waited += 1000 * ticks // jitter.clock
                    self._counts["concealed"] += 1000 * ticks // jitter.clock
                return self._filled(jitter, ticks, resting)

    def _played(self, jitter: JitterBuffer, packet: Packet, jumped: bool) -> Samples:
        chosen = self._payloads.formats.get(packet.payload_type)
        if chosen is None:  # comfort noise: it holds from here until sound comes
            if self._chain is None:
                return silence(0)
            if self._chain.noise is None:
                self._chain.noise = ComfortNoise(self._chain.rate)
            self._chain.noise.update(packet.payload)
            return silence(0)
        if self._chain is None or self._chain.format is not chosen:
            try:
                self._chain = _Chain(chosen, self._rate)
            except CodecMissing:
                self._counts["refused"] += 1
                return silence(self._frame)
        chain = self._chain
        if jumped and not chain.concealer.concealing:
            chain.concealer.conceal(0)
        try:
            samples = chain.decoder.decode(packet.payload)
        except BadPayload:
            self._counts["refused"] += 1
            return self._concealed(jitter, chosen.ticks(packet.payload), None)
        self._counts["played"] += 1000 * len(samples) // chain.rate
        paced = self._paced(jitter, chain, samples)
        return self._out(chain, chain.concealer.good(paced))

    def _paced(self, jitter: JitterBuffer, chain: _Chain, samples: Samples) -> Samples:
        """The samples, one period shorter or longer when the delay is wrong and the sound allows it."""
        if self._delay is None:
            return samples
        pace = jitter.pace(self._delay)
        if not pace:
            return samples
        off = abs(self._delay - jitter.wanted)
        self._patience += 1
        self._rest -= self._rest > 0
        if self._rest and not is_quiet(samples):
            return samples
        patient = off < _PATIENCE_S and self._patience < _PATIENCE_FRAMES
        if pace < 0 and patient and not is_quiet(samples):
            return samples
        past = chain.concealer.history
        changed = shorten(samples, chain.rate) if pace < 0 else lengthen(past, samples, chain.rate)
        if changed is None:
            self._rest = _REST_FRAMES
            return samples
        self._patience = 0
        self._counts["short" if pace < 0 else "long"] += 1
        return changed

    def _concealed(self, jitter: JitterBuffer, ticks: int, following: Packet | None) -> Samples:
        chain = self._chain
        if chain is None:
            return silence(ticks * self._rate // jitter.clock)
        same = following is not None and (
            self._payloads.formats.get(following.payload_type) is chain.format
        )
        size = ticks * chain.rate // jitter.clock
        payload = following.payload if following is not None and same else None
        made = chain.decoder.conceal(size, payload)
        if made is None:
            made = chain.concealer.conceal(size)
        else:
            chain.concealer.went_out(made)
        return self._out(chain, made)

    def _filled(self, jitter: JitterBuffer, ticks: int, resting: bool) -> Samples:
        chain = self._chain
        if chain is None or chain.noise is None or not resting:
            return self._concealed(jitter, ticks, None)
        made = chain.noise.make(ticks * chain.rate // jitter.clock)
        chain.concealer.went_out(made)
        return self._out(chain, made)

    def _out(self, chain: _Chain, samples: Samples) -> Samples:
        return chain.resampler.process(chain.drift.process(samples, self._ppm()))

    def _ppm(self) -> float:
        """The clocks' difference, and a little for what is wrong with the delay."""
        if self._jitter is None or self._delay is None:
            return 0.0
        drift = self._jitter.estimate.drift_ppm
        self._correcting = abs(drift) > (_LEAST_PPM / 2 if self._correcting else _LEAST_PPM)
        if not self._correcting:
            return 0.0
        wrong = self._delay - self._jitter.wanted
        return drift + max(-100.0, min(100.0, wrong * _PPM_PER_S))

    # What is known

    def keys(self) -> list[KeyEvent]:
        """Keys pressed and released since the last call."""
        return self._keys.take()

    @property
    def reception(self) -> Reception | None:
        """The RTCP side of the source that is heard now; None before the first packet."""
        return self._reception

    def report(self, now: float) -> ReportBlock | None:
        """The block for the next RTCP packet; None before the first packet."""
        return self._reception.report(now) if self._reception else None

    def figures(self) -> ReceiverFigures:
        """The totals until now."""
        jitter, counts = self._jitter, self._counts
        return ReceiverFigures(
            counts["played"],
            counts["concealed"],
            counts["paused"],
            counts["late"],
            counts["double"],
            self._discarded + (0 if jitter is None else jitter.discarded),
            counts["refused"],
            counts["short"],
            counts["long"],
            self._restarts + (0 if jitter is None else jitter.restarts),
            1000 * (self._delay or 0.0),
            0.0 if jitter is None else 1000 * jitter.estimate.target,
            0.0 if jitter is None else jitter.estimate.drift_ppm,
            self._reception.figures() if self._reception else None,
        )
