"""What a session says and hears by RTCP: when to report (RFC 3550, 6.2), and what.

Promises a compound packet that begins with a report and names us; sources and memory bounded. Refuses clocks and
chance of its own: `now` and `chance` (0 to 1) are given.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from agent_desktop.media.rtcp import (
    Bye,
    Description,
    ReceiverReport,
    Report,
    ReportBlock,
    SenderReport,
    encode,
)
from agent_desktop.media.rtp import Packet
from agent_desktop.media.secure.srtp import Refused
from agent_desktop.media.statistics import Reception, ReceptionFigures, ntp_time, round_trip_s
from agent_desktop.media.transport.plan import Dropped, Reported, SessionFigures

#: Two members and voice: the least interval always counts, half of it for the first report.
INTERVAL_S: Final = 5.0
#: Compensates for the timer's randomness (6.3.1).
_COMPENSATION: Final = math.e - 1.5
#: Sources kept, the latest ones; a call has one at a time.
MOST_SOURCES: Final = 4


class Reporter:
    """One session's counters and schedule."""

    def __init__(
        self,
        ssrc: int,
        cname: str,
        now: float,
        chance: Callable[[], float],
        told: Callable[[Reported], None] = lambda _: None,
    ) -> None:
        """`told` hears each block about the source that we send now."""
        self.sent = self.sent_octets = 0
        self.remote_loss: float | None = None
        self.remote_jitter: int | None = None
        self.round_trip_s: float | None = None
        self._ssrc, self._cname, self._chance, self._told = ssrc, cname, chance, told
        self._last_timestamp, self._last_sent, self._clock = 0, 0.0, 8000
        self._before = (0, 0)
        self._sources: dict[int, Reception] = {}
        self._latest: Reception | None = None
        self._due = now + self._interval() / 2

    def _interval(self) -> float:
        return INTERVAL_S * (0.5 + self._chance()) / _COMPENSATION

    # Packets

    def packet_sent(self, ssrc: int, timestamp: int, octets: int, clock: int, now: float) -> None:
        """Count an RTP packet of ours; `octets` are those of its payload."""
        if ssrc != self._ssrc:
            # A new source starts its own count (RFC 3550, 6.4.1).
            self._ssrc, self._before = ssrc, (self.sent, self.sent_octets)
        self.sent += 1
        self.sent_octets += octets
        self._last_timestamp, self._last_sent, self._clock = timestamp, now, clock

    def packet_received(self, packet: Packet, arrival: float, clock: int) -> bool:
        """Count an RTP packet of the peer; False when it should not be played."""
        latest = self._latest
        if latest is None or latest.ssrc != packet.ssrc:
            latest = self._sources.pop(packet.ssrc, None) or Reception(packet.ssrc, clock)
            self._sources[packet.ssrc] = self._latest = latest
            while len(self._sources) > MOST_SOURCES:
                del self._sources[next(iter(self._sources))]
        return latest.arrived(packet, arrival, clock)

    def received(self) -> ReceptionFigures:
        """The totals of the source that is sending."""
        if self._latest is None:
            return ReceptionFigures(0, 0, 0, 0.0)
        return self._latest.figures()

    # Reports

    def take(self, reports: list[Report], now: float) -> str | None:
        """What the peer reports; the reason when it says goodbye for the source that was sending."""
        left: str | None = None
        for report in reports:
            match report:
                case SenderReport(ssrc, ntp, _, _, _, blocks):
                    if (source := self._sources.get(ssrc)) is not None:
                        source.sender_reported(ntp, now)
                    self._read(blocks, now)
                case ReceiverReport(_, blocks):
                    self._read(blocks, now)
                case Bye(ssrcs, reason):
                    if self._latest is None or self._latest.ssrc in ssrcs:
                        left = reason
                case _:
                    pass
        return left

    def _read(self, blocks: tuple[ReportBlock, ...], now: float) -> None:
        for block in blocks:
            if block.ssrc == self._ssrc:
                self.remote_loss = block.fraction_lost / 256
                self.remote_jitter = block.jitter
                trip = round_trip_s(block, now)
                if trip is not None:
                    self.round_trip_s = trip
                self._told(Reported(block, now))

    @property
    def remote_jitter_ms(self) -> float | None:
        """The peer's jitter of our packets."""
        return None if self.remote_jitter is None else 1000 * self.remote_jitter / self._clock

    def figures(self, dropped: Dropped, refused: Refused) -> SessionFigures:
        """The totals until now, beside what went nowhere."""
        trip = self.round_trip_s
        return SessionFigures(
            sent=self.sent,
            sent_octets=self.sent_octets,
            received=self.received(),
            remote_loss=self.remote_loss,
            remote_jitter_ms=self.remote_jitter_ms,
            round_trip_ms=None if trip is None else 1000 * trip,
            dropped=dropped,
            refused=refused,
        )

    def due(self, now: float) -> bool:
        """Whether it is time for a report; true once for each."""
        if now < self._due:
            return False
        self._due = now + self._interval()
        return True

    def compose(self, now: float, *, goodbye: bool = False) -> bytes:
        """The next compound packet."""
        blocks = (self._latest.report(now),) if self._latest is not None else ()
        report: Report = ReceiverReport(self._ssrc, blocks)
        packets, octets = self.sent - self._before[0], self.sent_octets - self._before[1]
        if packets:
            # The same moment on both clocks: the last packet's, and what has passed since.
            since = int((now - self._last_sent) * self._clock)
            timestamp = (self._last_timestamp + since) & 0xFFFFFFFF
            report = SenderReport(self._ssrc, ntp_time(now), timestamp, packets, octets, blocks)
        farewell = [Bye((self._ssrc,))] if goodbye else []
        return encode([report, Description(self._ssrc, self._cname), *farewell])
