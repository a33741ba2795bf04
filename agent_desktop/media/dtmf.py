"""Keys pressed during a call as named telephone events in RTP (RFC 4733): receiving and sending.

Promises each press exactly once, whatever was lost, doubled or reordered: it begins with the first packet that comes
and ends with an end packet, the next press, or silence. The clock is the negotiated one of the payload type.
"""

from __future__ import annotations

import struct
from collections import deque
from dataclasses import dataclass
from typing import Final, TypeAlias

from agent_desktop.media.rtp import Packet, difference

#: RFC 4733, 3.2, table 3: the place is the event code.
KEYS: Final = "0123456789*#ABCD"
#: A press ends when nothing was heard of it for so long: senders repeat every 50 ms at the latest.
FORGOTTEN_S: Final = 0.2
SHORTEST_MS: Final = 40
LONGEST_MS: Final = 20000
#: What our presses last when nobody says otherwise, and the pause after each.
PRESS_MS: Final = 120
PAUSE_MS: Final = 80
VOLUME: Final = 10
_END_PACKETS: Final = 3
#: The longest duration that a packet can say; longer presses go on in another segment (2.5.1.3).
_SEGMENT: Final = 0xFFFF
_PAYLOAD: Final = struct.Struct("!BBH")


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key went down."""

    key: str


@dataclass(frozen=True, slots=True)
class Released:
    """The key came up after so long."""

    key: str
    duration_ms: int


KeyEvent: TypeAlias = Pressed | Released


class KeyReceiver:
    """Reads the telephone events of one stream."""

    def __init__(self) -> None:
        self._events: list[KeyEvent] = []
        self._key: str | None = None
        self._start: int | None = None  # timestamp of the newest press or segment
        self._ssrc: int | None = None
        self._segments_ms = 0.0
        self._duration_ms = 0.0
        self._heard = 0.0

    def receive(self, packet: Packet, clock: int, arrival: float) -> None:
        """An event packet. Short payloads, and events that are no keys, are passed over."""
        if len(packet.payload) < _PAYLOAD.size or clock <= 0:
            return
        code, flags, duration = _PAYLOAD.unpack_from(packet.payload)
        if code >= len(KEYS):
            return
        key, ended, duration_ms = KEYS[code], bool(flags & 0x80), 1000 * duration / clock
        if packet.ssrc != self._ssrc:
            self._release()
            self._ssrc, self._start = packet.ssrc, None
        if self._start is None or packet.timestamp != self._start:
            ahead = 1 if self._start is None else difference(packet.timestamp, self._start, 32)
            if ahead <= 0 and ahead > -60 * clock:
                return  # a straggler of an older press
            if self._key == key and not packet.marker and 0xFF00 <= ahead <= _SEGMENT:
                self._segments_ms += 1000 * ahead / clock
            else:
                self._release()
                self._key, self._segments_ms = key, 0.0
                self._events.append(Pressed(key))
            self._start, self._duration_ms = packet.timestamp, 0.0
        if self._key is None:
            return  # one more end of a press that is over
        self._heard = arrival
        self._duration_ms = max(self._duration_ms, duration_ms)
        if ended or self._segments_ms > LONGEST_MS:
            self._release()

    def tick(self, now: float) -> None:
        """Time passes: a press whose end was lost ends."""
        if self._key is not None and now - self._heard > FORGOTTEN_S:
            self._release()

    def _release(self) -> None:
        if self._key is not None:
            self._events.append(Released(self._key, round(self._segments_ms + self._duration_ms)))
            self._key = None

    def take(self) -> list[KeyEvent]:
        """What happened since the last call."""
        events, self._events = self._events, []
        return events


@dataclass(frozen=True, slots=True)
class EventPayload:
    """One event packet to send: where the press began on the event's clock, and whether it opens the press."""

    timestamp: int
    payload: bytes
    marker: bool


class KeySender:
    """Turns presses into event packets, a call of `frame` for each 20 ms."""

    def __init__(self, clock: int) -> None:
        self._clock = clock
        self._waiting: deque[tuple[str, int | None]] = deque()
        self._key: str | None = None
        self._left_ms: int | None = None
        self._passed_ms = self._pause_ms = 0
        self._start = 0
        self._fresh = False

    @property
    def busy(self) -> bool:
        """Whether events or the pause between them take the place of sound."""
        return self._key is not None or self._pause_ms > 0 or bool(self._waiting)

    def press(self, key: str, duration_ms: int | None = PRESS_MS) -> None:
        """Put a press in the line; None lasts until `release`. Raises `ValueError` for what is no key."""
        if len(key) != 1 or key.upper() not in KEYS:
            raise ValueError(f"{key!r} is no key of a telephone: {KEYS}")
        if duration_ms is not None:
            duration_ms = max(SHORTEST_MS, min(LONGEST_MS, duration_ms))
        self._waiting.append((key.upper(), duration_ms))

    def release(self) -> None:
        """The key that is held comes up (after the shortest duration that others can hear)."""
        if self._key is not None and self._left_ms is None:
            self._left_ms = max(0, SHORTEST_MS - self._passed_ms)
        elif self._waiting and self._waiting[-1][1] is None:
            self._waiting[-1] = (self._waiting[-1][0], SHORTEST_MS)

    def frame(self, timestamp: int, frame_ms: int = 20) -> list[EventPayload]:
        """The packets for the frame that begins at `timestamp` on the event's clock."""
        if self._key is None:
            if self._pause_ms > 0:
                self._pause_ms -= frame_ms
                return []
            if not self._waiting:
                return []
            self._key, self._left_ms = self._waiting.popleft()
            self._start, self._passed_ms, self._fresh = timestamp, 0, True
        self._passed_ms += frame_ms
        if self._left_ms is not None:
            self._left_ms -= frame_ms
        ended = self._passed_ms >= LONGEST_MS or (self._left_ms is not None and self._left_ms <= 0)
        ticks = (timestamp - self._start) % (1 << 32) + frame_ms * self._clock // 1000
        made = []
        if ticks > _SEGMENT:
            made.append(self._payload(_SEGMENT, ended=False))
            self._start = (self._start + _SEGMENT) & 0xFFFFFFFF
            ticks -= _SEGMENT
        made += [self._payload(ticks, ended=ended)] * (_END_PACKETS if ended else 1)
        if ended and made[0].marker:
            made[1:] = [EventPayload(made[0].timestamp, made[0].payload, False)] * (len(made) - 1)
        if ended:
            self._key, self._pause_ms = None, PAUSE_MS
        return made

    def _payload(self, ticks: int, *, ended: bool) -> EventPayload:
        assert self._key is not None
        payload = _PAYLOAD.pack(KEYS.index(self._key), ended << 7 | VOLUME, ticks)
        marker, self._fresh = self._fresh, False
        return EventPayload(self._start, payload, marker)
