"""The adaptive jitter buffer: packets in as they come, one decision for each hole in the caller's sound.

Promises to play in the order of the timestamps, at a delay that plays 98 of 100 packets in time; to survive jumps of
sequence, timestamp and source; to hold at most two seconds. Refuses to decode, so it knows packets only by their
length in ticks of the timestamp clock.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from math import ceil
from typing import Final, TypeAlias

from agent_desktop.media.delay import DelayEstimate
from agent_desktop.media.rtp import Packet, difference

#: The target delay never exceeds this: beyond it people talk over each other.
LONGEST_DELAY_S: Final = 0.4
#: What lies in the buffer beyond the target and this is thrown away.
MOST_EXCESS_S: Final = 0.3
MOST_PACKETS: Final = 256
#: A packet so far from the expected time is of another timeline.
JUMP_S: Final = 1.0
#: No road makes a packet come so much earlier than the fastest of the last seconds.
EARLY_S: Final = 0.1
#: Sound is taken a frame at a time, so a part of one may lie decoded before the next packet is needed.
FRAME_S: Final = 0.02
#: Waiting goes in steps of 2.5 ms, the shortest sound that Opus can make up.
STEP_S: Final = 0.0025
#: How much the delay may differ from what is wanted before sound is shortened or lengthened.
TOO_LONG_S: Final = 0.012
TOO_SHORT_S: Final = 0.012
#: The share of packets lost (over about a hundred) from which error correction is worth its delay.
WORTH_WAITING: Final = 0.005
_LOSS_SMOOTH: Final = 1 / 100
_SMOOTH: Final = 1 / 16
_SNAP_S: Final = 0.06
#: Packets of a key in a row that are remembered: five seconds of one that is held.
_MOST_BETWEEN: Final = 250


class Fate(Enum):
    """What became of a packet that was pushed."""

    KEPT = "kept"
    LATE = "late"  # its place has passed
    DUPLICATE = "duplicate"
    STRANGE = "strange"  # of another source or timeline; two in a row are believed


@dataclass(frozen=True, slots=True)
class Play:
    """Decode this packet. `jumped`: it does not follow what came before; blend."""

    packet: Packet
    jumped: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """So many ticks are lost. `following` is the packet right after them, which may carry them once more."""

    ticks: int
    following: Packet | None


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to play for so many ticks. `resting`: the sender is silent, so this is no loss."""

    ticks: int
    resting: bool


Decision: TypeAlias = Play | Lost | Wait


@dataclass(order=True, slots=True)
class _Item:
    at: int
    ticks: int = field(compare=False)
    packet: Packet = field(compare=False)
    silence: bool = field(compare=False)


class JitterBuffer:
    """One stream of one clock."""

    def __init__(self, clock: int) -> None:
        self.clock = clock
        #: Whether a packet after a hole helps to fill it: then losses are worth a frame of delay.
        self.corrects = False
        self._loss = 0.0
        self._frame = clock // 50
        self.discarded = 0
        self.restarts = 0
        self._ssrc = 0
        self._candidate: tuple[Packet, int, float, bool] | None = None
        self._begin_again(None)

    def _begin_again(self, first: Packet | None) -> None:
        self.estimate = DelayEstimate(LONGEST_DELAY_S)
        self._items: list[_Item] = []
        self._next: int | None = None
        self._waited = 0
        self._resting = True
        self._played_sequence: int | None = None
        self._length = self._frame
        self._smooth: tuple[float, float] | None = None  # media time, offset
        self._jumped = True
        self._candidate = None
        self._others: deque[int] = deque(maxlen=_MOST_BETWEEN)
        if first is not None:
            self._ssrc = first.ssrc
            self._stamp, self._highest = first.timestamp, first.sequence

    def __len__(self) -> int:
        return len(self._items)

    # In

    def pass_over(self, packet: Packet) -> None:
        """A packet of the stream that is no sound (a key): its number is no loss."""
        self._others.append(packet.sequence)

    def push(self, packet: Packet, ticks: int, arrival: float, *, silence: bool = False) -> Fate:
        """A packet of so many ticks came. `silence`: after it the sender may send nothing."""
        if not self.estimate.known:
            self._begin_again(packet)
        elif packet.ssrc != self._ssrc:
            return self._strange(packet, ticks, arrival, silence)
        at = self._stamp + difference(packet.timestamp, self._stamp & 0xFFFFFFFF, 32)
        lateness = arrival - at / self.clock
        newer = difference(packet.sequence, self._highest, 16) > 0
        if self.estimate.known:
            passed = self._next is not None and at < self._next
            early = lateness < self.estimate.base - EARLY_S
            if early or lateness - self.estimate.last > JUMP_S or (newer and passed):
                return self._strange(packet, ticks, arrival, silence)
        self._candidate = None
        item = _Item(at, ticks, packet, silence)
        if item in self._items:  # compared by their places
            return Fate.DUPLICATE
        self.estimate.add(lateness, arrival)
        if self._next is not None and at < self._next:
            return Fate.LATE
        if newer:
            self._stamp, self._highest = at, packet.sequence
        insort(self._items, item)
        if len(self._items) > MOST_PACKETS:
            self._drop(1)
        return Fate.KEPT

    def _strange(self, packet: Packet, ticks: int, arrival: float, silence: bool) -> Fate:
        """One packet that does not fit may be a stray; its successor makes a new timeline of both."""
        before = self._candidate
        self._candidate = (packet, ticks, arrival, silence)
        if before is None:
            return Fate.STRANGE
        first = before[0]
        follows = (packet.sequence - first.sequence) & 0xFFFF == 1 and packet.ssrc == first.ssrc
        passed = difference(packet.timestamp, first.timestamp, 32) / self.clock
        if not follows or abs(passed - (arrival - before[2])) > JUMP_S:
            return Fate.STRANGE
        self.discarded += len(self._items)
        self.restarts += 1
        self._begin_again(first)
        self.push(first, before[1], before[2], silence=before[3])
        return self.push(packet, ticks, arrival, silence=silence)

    def _drop(self, count: int) -> None:
        self.discarded += count
        del self._items[:count]
        self._next, self._jumped = self._items[0].at, True

    # Out

    def pull(self, now: float, held: int) -> Decision:
        """What to do at `now` when the caller still holds `held` ticks that it has not given out."""
        if self._next is None:
            return self._begin(now, held)
        self._bound(now, held)
        while True:
            first = self._items[0] if self._items else None
            if first is None:
                self._waited += self._frame
                return Wait(self._frame, self._resting)
            gap = first.at - self._next
            if gap <= 0:
                return self._play(first)
            if self._resting or self._follows(first):
                return self._wait(now, held, first) or self._play(first)
            if self._waited:
                # What was made up while nothing came has filled this part of the hole.
                self._next += min(self._waited, gap)
                self._waited = 0
                self._loss += (1 - self._loss) * _LOSS_SMOOTH
                continue
            ticks = min(gap, self._length)
            self._next += ticks
            self._loss += (1 - self._loss) * _LOSS_SMOOTH
            return Lost(ticks, first.packet if ticks == gap else None)

    def _begin(self, now: float, held: int) -> Decision:
        if not self._items:
            return Wait(self._frame, True)
        return self._wait(now, held, self._items[0]) or self._play(self._items[0])

    def _follows(self, item: _Item) -> bool:
        """Whether the packet is the next that was sent: then the hole before it is a pause."""
        last = self._played_sequence
        if last is None:
            return False
        between = (item.packet.sequence - last - 1) & 0xFFFF
        return between <= _MOST_BETWEEN and all(
            (last + 1 + step) & 0xFFFF in self._others for step in range(between)
        )

    def _wait(self, now: float, held: int, item: _Item) -> Wait | None:
        """What to wait until the packet, played after what is held, has the delay wanted; None when it has."""
        delay = now - (item.at - held) / self.clock - self.estimate.base
        steps = ceil((self.wanted - delay) / STEP_S - 1e-6)
        return Wait(min(steps * (self.clock // 400), self._frame), True) if steps > 0 else None

    def _play(self, item: _Item) -> Play:
        self._items.pop(0)
        jumped, self._jumped = self._jumped or item.at != self._next, False
        self._next = item.at + item.ticks
        self._length = item.ticks or self._length
        self._waited = 0
        self._loss -= self._loss * _LOSS_SMOOTH
        self._resting = item.silence
        self._played_sequence = item.packet.sequence
        return Play(item.packet, jumped)

    def _bound(self, now: float, held: int) -> None:
        """After a stall of the road everything comes at once: keep the newest."""
        assert self._next is not None
        excess = now - (self._next - held) / self.clock - self.estimate.base - self.wanted
        if excess < MOST_EXCESS_S or len(self._items) < 2:
            return
        until = self._next + int(excess * self.clock)
        stale = sum(item.at + item.ticks <= until for item in self._items[:-1])
        if stale:
            self._drop(stale)

    # How well it goes

    @property
    def wanted(self) -> float:
        """The delay to play at, behind the fastest packet: the target, and the frame that is being given out."""
        look_ahead = self.corrects and self._loss > WORTH_WAITING
        return self.estimate.target + (2 * FRAME_S if look_ahead else FRAME_S)

    def delay_s(self, now: float, held: int) -> float | None:
        """Smoothed delay behind the fastest packet, of the sound that goes out at `now`; None when nothing plays.

        To be called once a frame, before that frame is taken from what is held.
        """
        if self._next is None:
            return None
        media = (self._next - held) / self.clock
        measured = now - media
        if self._smooth is not None:
            last_media, offset = self._smooth
            expected = offset + FRAME_S - (media - last_media)
            error = measured - expected
            measured = expected + (error if abs(error) > _SNAP_S else error * _SMOOTH)
        self._smooth = (media, measured)
        return measured - self.estimate.base

    def pace(self, delay: float) -> int:
        """-1 when the next sound should be shortened, 1 when lengthened, 0 as it is."""
        over = delay - self.wanted
        if over > TOO_LONG_S:
            return -1
        return 1 if over < -TOO_SHORT_S else 0
