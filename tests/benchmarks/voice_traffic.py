"""Voice for `voice-load`: a sender and listener of many RTP streams that costs a few percent of a core. Linux only.

Promises arrival times of the kernel, so that its own delays change no figure; packets that are made before the run;
and a record of how late each of its sends was. It sends with `sendmmsg` and receives with `recvmmsg`, a batch a
millisecond.
"""

from __future__ import annotations

import ctypes
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

SLOTS = 20
FRAME_S = 0.02
SLOT_S = FRAME_S / SLOTS
_SO_TIMESTAMPNS = 35
_BATCH = 512
_LONGEST = 400
#: struct mmsghdr and struct iovec of Linux on 64-bit machines.
_MESSAGE = np.dtype(
    {
        "names": ["name", "name_size", "parts", "count", "control", "control_size", "size"],
        "formats": ["u8", "u4", "u8", "u8", "u8", "u8", "u4"],
        "offsets": [0, 8, 16, 24, 32, 40, 56],
        "itemsize": 64,
    }
)
_PART = np.dtype([("base", "u8"), ("size", "u8")])
_ADDRESS = np.dtype([("family", "u2"), ("port", ">u2"), ("host", "u4"), ("rest", "u8")])

Table = np.ndarray[Any, np.dtype[Any]]


def _libc() -> ctypes.CDLL:
    if not sys.platform.startswith("linux"):
        raise SystemExit("This benchmark needs Linux: its sender uses sendmmsg.")
    return ctypes.CDLL(None, use_errno=True)


def _at(table: Table) -> int:
    return int(table.ctypes.data)


class Streams:
    """`count` streams at 50 packets a second, spread evenly over 20 ms. Stream i belongs to slot i % 20.

    Each slot has a socket, from which its streams are sent and to which their peers are to send.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._libc = _libc()
        self._sockets = [socket.socket(type=socket.SOCK_DGRAM) for _ in range(SLOTS)]
        for one in self._sockets:
            one.bind(("127.0.0.1", 0))
            one.setblocking(False)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            one.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        self.ports = [self._sockets[i % SLOTS].getsockname()[1] for i in range(count)]
        self._inlet = _Inlet(self._libc)

    def close(self) -> None:
        for one in self._sockets:
            one.close()

    def run(
        self,
        targets: Sequence[int],
        make: Callable[[int, int], bytes],
        seconds: float,
        began: Callable[[], None] = lambda: None,
        ended: Callable[[], None] = lambda: None,
    ) -> Heard:
        """Send stream i to port `targets[i]`; `make(i, number)` gives its packets, all of one length.

        The second before `began` is not measured, and what is under way after `ended` is still received.
        """
        periods = int((seconds + 1) / FRAME_S)
        outlet = _Outlet(self._libc, targets, make, periods)
        late: list[float] = []
        cpu = time.process_time()
        start = time.perf_counter() + 0.05
        wall_offset = time.time() - time.perf_counter()
        began_at = start + 1
        begun = False
        for period in range(periods):
            for slot in range(SLOTS):
                due = start + period * FRAME_S + slot * SLOT_S
                while (left := due - time.perf_counter()) > 0:
                    time.sleep(left)
                if not begun and due >= began_at:
                    begun = True
                    began()
                    cpu = time.process_time()
                late.append(time.perf_counter() - due)
                outlet.send(self._sockets[slot].fileno(), slot, period)
                self._inlet.receive(self._sockets[(slot + SLOTS // 2) % SLOTS].fileno())
        ended()
        share = (time.process_time() - cpu) / seconds
        time.sleep(0.1)
        for one in self._sockets:
            self._inlet.receive(one.fileno())
        first = began_at + wall_offset
        measured = late[int(SLOTS / FRAME_S) :]
        return self._inlet.heard(first, int(seconds / FRAME_S) * self.count, measured, share)


@dataclass(frozen=True)
class Heard:
    """What came back: gaps between the packets of each stream in ms, the share lost, and the sender's own figures."""

    gaps_ms: npt.NDArray[np.float64]
    lost: float
    late_ms: npt.NDArray[np.float64]
    sender_cpu: float

    def p99(self) -> float:
        """The gap that one in a hundred exceeds; infinite when nothing came."""
        return float(np.percentile(self.gaps_ms, 99)) if len(self.gaps_ms) else float("inf")


class _Outlet:
    """Packets of all periods in one block of memory, and the messages that point into it."""

    def __init__(
        self,
        libc: ctypes.CDLL,
        targets: Sequence[int],
        make: Callable[[int, int], bytes],
        periods: int,
    ) -> None:
        self._libc = libc
        count = len(targets)
        size = len(make(0, 0))
        packets = b"".join(
            make(stream, number) if (stream, number) != (0, 0) else bytes(size)
            for number in range(periods)
            for stream in range(count)
        )
        self._packets = np.frombuffer(packets, np.uint8).reshape(periods, count, size)
        self._addresses = np.zeros(count, _ADDRESS)
        self._addresses["family"] = socket.AF_INET
        self._addresses["port"] = np.array(targets)
        self._addresses["host"] = int.from_bytes(socket.inet_aton("127.0.0.1"), sys.byteorder)
        self._slots: list[tuple[Table, Table, npt.NDArray[np.int64]]] = []
        for slot in range(SLOTS):
            streams = np.arange(slot, count, SLOTS)
            parts, messages = np.zeros(len(streams), _PART), np.zeros(len(streams), _MESSAGE)
            parts["size"] = size
            messages["name"] = _at(self._addresses) + streams * _ADDRESS.itemsize
            messages["name_size"] = _ADDRESS.itemsize
            messages["parts"] = _at(parts) + np.arange(len(streams)) * _PART.itemsize
            messages["count"] = 1
            self._slots.append((messages, parts, streams * size))

    def send(self, descriptor: int, slot: int, period: int) -> None:
        messages, parts, offsets = self._slots[slot]
        if not len(messages):
            return
        parts["base"] = _at(self._packets[period]) + offsets
        sent = self._libc.sendmmsg(descriptor, ctypes.c_void_p(_at(messages)), len(messages), 0)
        if sent != len(messages):
            raise OSError(ctypes.get_errno(), f"the sender sent {sent} of {len(messages)}")


class _Inlet:
    """Receives in batches; keeps the sender's port and the kernel's time of each packet."""

    def __init__(self, libc: ctypes.CDLL) -> None:
        self._libc = libc
        self._data = np.zeros((_BATCH, _LONGEST), np.uint8)
        self._addresses = np.zeros(_BATCH, _ADDRESS)
        self._control = np.zeros((_BATCH, 8), np.int64)
        self._parts, self._messages = np.zeros(_BATCH, _PART), np.zeros(_BATCH, _MESSAGE)
        numbers = np.arange(_BATCH, dtype=np.uint64)
        self._parts["base"] = _at(self._data) + numbers * _LONGEST
        self._parts["size"] = _LONGEST
        self._messages["parts"] = _at(self._parts) + numbers * _PART.itemsize
        self._messages["count"] = 1
        self._messages["name"] = _at(self._addresses) + numbers * _ADDRESS.itemsize
        self._messages["control"] = _at(self._control) + numbers * 64
        self._ports: list[npt.NDArray[np.int64]] = []
        self._times: list[npt.NDArray[np.float64]] = []

    def receive(self, descriptor: int) -> None:
        while True:
            self._messages["name_size"] = _ADDRESS.itemsize
            self._messages["control_size"] = 64
            count = self._libc.recvmmsg(
                descriptor,
                ctypes.c_void_p(_at(self._messages)),
                _BATCH,
                socket.MSG_DONTWAIT,
                None,
            )
            if count <= 0:
                return
            # Reports (RTCP) of the relay come to the same sockets; voice is what has a type below 192.
            voice = (self._data[:count, 1] < 192) | (self._data[:count, 1] > 223)
            self._ports.append(self._addresses["port"][:count][voice].astype(np.int64))
            control = self._control[:count][voice]
            self._times.append(control[:, 2] + control[:, 3] * 1e-9)
            if count < _BATCH:
                return

    def heard(self, first: float, expected: int, late: list[float], share: float) -> Heard:
        ports = np.concatenate(self._ports) if self._ports else np.zeros(0, np.int64)
        times = np.concatenate(self._times) if self._times else np.zeros(0)
        kept = times >= first
        ports, times = ports[kept], times[kept]
        order = np.lexsort((times, ports))
        ports, times = ports[order], times[order]
        same = ports[1:] == ports[:-1]
        gaps = np.diff(times)[same] * 1000
        lost = max(0.0, 1 - len(times) / expected)
        return Heard(gaps, lost, np.array(late) * 1000, share)


def alone(streams: int, seconds: float, size: int) -> Heard:
    """The sender without anything between: to its own sockets. What it shows here is its own doing."""
    traffic = Streams(streams)
    try:
        # Each socket hears those of the next slot, so that a stream has a port of its own only per slot:
        # gaps are then those of whole slots, whose batches leave together.
        targets = [traffic.ports[(i + 1) % streams] for i in range(streams)]
        heard = traffic.run(targets, lambda *_: bytes(size), seconds)
        batches = heard.gaps_ms[heard.gaps_ms > SLOT_S * 1000]
        return Heard(batches, heard.lost, heard.late_ms, heard.sender_cpu)
    finally:
        traffic.close()
