"""One outgoing RTP stream out of whatever comes in: a source, the next one after a transfer, music while on hold.

Promises one source number, a sequence without holes of our making, and timestamps that follow the clock across a
change, so that the listener's buffer never starts anew. Losses and reordering within a source stay as they were.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final

from agent_desktop.media.rtp import difference
from agent_desktop.media.statistics import MAX_DROPOUT, MAX_MISORDER

_HEAD: Final = struct.Struct("!BBHII")
#: Seconds in which stragglers of the source before are dropped, instead of changing back.
STRAGGLERS_S: Final = 0.25
_DROPPED: Final = 255


class Rewriter:
    """The state of one outgoing stream. `ssrc`, `sequence` and `timestamp` are where it begins, at random."""

    __slots__ = (
        "_before",
        "_changed",
        "_clocks",
        "_high",
        "_last",
        "_out",
        "_sequence",
        "_source",
        "_stamp",
        "_timestamp",
        "_types",
        "ssrc",
    )

    def __init__(self, ssrc: int, sequence: int, timestamp: int, clocks: Mapping[int, int]) -> None:
        """`clocks`: payload type as it comes in → RTP clock in Hz."""
        self.ssrc = ssrc
        self._source: int | None = None
        self._before: int | None = None
        self._changed = self._last = 0.0
        #: The highest that came of this source; the highest that went out, and its timestamp.
        self._high, self._out, self._stamp = 0, sequence, timestamp
        #: What is added to what comes in.
        self._sequence = self._timestamp = 0
        self._types = bytes(range(128))
        self._clocks = [clocks.get(number, 8000) for number in range(128)]

    def translate(self, types: Mapping[int, int] | None) -> None:
        """Payload types as they come in → as they go out; others are dropped. None: all as they are."""
        known = types if types is not None else {number: number for number in range(128)}
        self._types = bytes(known.get(number, _DROPPED) for number in range(128))

    def __call__(self, data: bytes, arrival: float) -> bytes | None:
        """The packet as it goes out; None when it does not. `data` is a valid RTP packet."""
        first, second, sequence, timestamp, source = _HEAD.unpack_from(data)
        kind = self._types[second & 0x7F]
        if kind == _DROPPED:
            return None
        marker = second & 0x80
        if source != self._source:
            if source == self._before and arrival - self._changed < STRAGGLERS_S:
                return None
            self._change(source, sequence, timestamp, arrival, second & 0x7F)
            marker = 0x80
            ahead = 0
        else:
            ahead = difference(sequence, self._high, 16)
            if ahead > MAX_DROPOUT or ahead < -MAX_MISORDER:
                # The source has started its numbers anew.
                self._change(source, sequence, timestamp, arrival, second & 0x7F)
                marker = 0x80
                ahead = 0
        out = (sequence + self._sequence) & 0xFFFF
        stamp = (timestamp + self._timestamp) & 0xFFFFFFFF
        if ahead >= 0:
            self._high, self._out, self._stamp, self._last = sequence, out, stamp, arrival
        return _HEAD.pack(first, marker | kind, out, stamp, self.ssrc) + data[12:]

    def _change(
        self, source: int, sequence: int, timestamp: int, arrival: float, kind: int
    ) -> None:
        first = self._source is None
        self._before, self._source, self._changed = self._source, source, arrival
        passed = 0 if first else max(1, round((arrival - self._last) * self._clocks[kind]))
        self._sequence = (self._out + (not first) - sequence) & 0xFFFF
        self._timestamp = (self._stamp + passed - timestamp) & 0xFFFFFFFF
        self._high = sequence
