"""What is known about a stream: loss, jitter and round trip, as RFC 3550 computes them (6.4, appendix A).

Promises that the numbers survive wrap-around, duplicates, reordering, restarts and lies of the peer. Clocks are the
caller's: `now` in seconds of any one monotone clock, whose NTP form goes out in sender reports (allowed by 6.4.1 for
those who only know elapsed time).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from agent_desktop.media.rtcp import ReportBlock
from agent_desktop.media.rtp import Packet, difference

#: Appendix A.1.
MAX_DROPOUT: Final = 3000
MAX_MISORDER: Final = 100
#: A round trip beyond this is a wrong or hostile report.
LONGEST_ROUND_TRIP_S: Final = 60.0


def ntp_time(now: float) -> int:
    """Seconds as 32.32 fixed point, the form of NTP."""
    return int(now * 4294967296) & 0xFFFFFFFFFFFFFFFF


def middle(ntp: int) -> int:
    """The middle 32 bits of an NTP time, which reports echo."""
    return ntp >> 16 & 0xFFFFFFFF


def round_trip_s(block: ReportBlock, now: float) -> float | None:
    """Seconds from our sender report to the peer and back (6.4.1); None when the block cannot tell."""
    if not block.last_sr:
        return None
    trip = difference(middle(ntp_time(now)) - block.delay & 0xFFFFFFFF, block.last_sr, 32) / 65536
    # A peer whose clock granulates may report a delay a little longer than the trip itself.
    return max(0.0, trip) if -1.0 < trip < LONGEST_ROUND_TRIP_S else None


@dataclass(frozen=True, slots=True)
class ReceptionFigures:
    """Totals of one source: packets wanted and received, lost (never negative), jitter in ms."""

    expected: int
    received: int
    lost: int
    jitter_ms: float


class Reception:
    """Counts the packets of one source (appendices A.1, A.3 and A.8)."""

    def __init__(self, ssrc: int, clock: int) -> None:
        self.ssrc = ssrc
        self._clock = clock
        self._base: int | None = None
        self._highest = 0
        self._cycles = 0
        self._bad: int | None = None
        self._received = 0
        #: Lost and received before the last restart of the numbers.
        self._before = self._received_before = 0
        self._expected_prior = self._received_prior = 0
        self._transit: int | None = None
        self._jitter = 0.0
        self._last_sr = 0
        self._last_sr_at = 0.0

    def arrived(self, packet: Packet, arrival: float, clock: int | None = None) -> bool:
        """Count a packet; False when its number is so odd that it should not be played (A.1).

        `clock` is the timestamp rate of this packet's format, when it is not the one given at the start.
        """
        if clock is not None and clock != self._clock:
            self._clock, self._transit = clock, None
        if not self._counted(packet.sequence):
            return False
        transit = int(arrival * self._clock) - packet.timestamp
        if self._transit is not None:
            change = abs(difference(transit & 0xFFFFFFFF, self._transit & 0xFFFFFFFF, 32))
            # A jump of the timestamps is no jitter.
            if change < self._clock:
                self._jitter += (change - self._jitter) / 16
        self._transit = transit
        return True

    def _counted(self, sequence: int) -> bool:
        if self._base is None:
            self._restart(sequence)
            return True
        ahead = (sequence - self._highest) & 0xFFFF
        if ahead < MAX_DROPOUT:
            if sequence < self._highest:
                self._cycles += 1 << 16
            self._highest = sequence
        elif ahead <= 0xFFFF - MAX_MISORDER:
            if sequence != self._bad:
                self._bad = (sequence + 1) & 0xFFFF
                return False
            # Two in a row from there: the source has restarted.
            self._before += max(0, self.extended - self._base + 1 - self._received)
            self._received_before += self._received
            self._restart(sequence)
            return True
        self._received += 1
        return True

    def _restart(self, sequence: int) -> None:
        self._base = self._highest = sequence
        self._cycles = 0
        self._bad = None
        self._received = 1
        self._expected_prior = self._received_prior = 0

    @property
    def extended(self) -> int:
        """The highest sequence number with the count of its wraps above."""
        return self._cycles + self._highest

    def sender_reported(self, ntp: int, now: float) -> None:
        """A sender report of this source has come: the next report echoes it."""
        self._last_sr, self._last_sr_at = middle(ntp), now

    def report(self, now: float) -> ReportBlock:
        """The block for the next RTCP packet; its fraction covers the time since the last call."""
        expected = 0 if self._base is None else self.extended - self._base + 1
        wanted = expected - self._expected_prior
        lost = wanted - (self._received - self._received_prior)
        self._expected_prior, self._received_prior = expected, self._received
        fraction = 0 if wanted <= 0 or lost <= 0 else min(255, (lost << 8) // wanted)
        delay = int((now - self._last_sr_at) * 65536) if self._last_sr else 0
        return ReportBlock(
            self.ssrc,
            fraction,
            self._before + expected - self._received,
            self.extended & 0xFFFFFFFF,
            min(int(self._jitter), 0xFFFFFFFF),
            self._last_sr,
            max(0, min(delay, 0xFFFFFFFF)),
        )

    def figures(self) -> ReceptionFigures:
        """The totals until now; does not disturb `report`."""
        expected = 0 if self._base is None else self.extended - self._base + 1
        return ReceptionFigures(
            expected + self._before + self._received_before,
            self._received + self._received_before,
            max(0, self._before + expected - self._received),
            1000 * self._jitter / self._clock,
        )
