"""How quickly the hub's telephones answer and connect, and what waiting callers cost.

A worker in a process of its own; this process is the caller and the agent's telephone. Beside: a datagram to a bare
echo and back, which is the least that anything here can take.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import threading
import time

import psutil

from agent_desktop.sip.agent.config import Account
from tests.benchmarks.report import percentile, report, summary
from tests.benchmarks.voice_worker import HOST, SERVED, WAITING
from tests.hub.voice.worker.telephone import Telephone
from tests.sip.agent_phone import Phone, voice

CALLER, AGENT = 440.0, 700.0


class Timed(Telephone):
    """Knows when the first packet of sound came."""

    first = 0.0

    def _packet(self, data: bytes, arrival: float) -> None:
        self.first = self.first or time.perf_counter()
        super()._packet(data, arrival)


class Sink:
    """A socket that takes all sound, and how far its packets are apart, by their source."""

    def __init__(self) -> None:
        self.gaps_ms: list[float] = []
        self._socket = socket.socket(type=socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self._socket.bind((HOST, 0))
        self.port: int = self._socket.getsockname()[1]
        self.counts = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        last: dict[bytes, float] = {}
        while data := self._socket.recv(2048):
            now, source = time.perf_counter(), data[8:12]
            if self.counts and len(data) == 172 and source in last:
                self.gaps_ms.append(1000 * (now - last[source]))
            last[source] = now

    def close(self) -> None:
        """An empty datagram ends the thread."""
        self._socket.sendto(b"", (HOST, self.port))
        self._thread.join()
        self._socket.close()


async def setups(port: int, calls: int) -> dict[str, list[float]]:
    """Times of calls, one after the other, in ms."""
    found: dict[str, list[float]] = {"answer_ms": [], "first_sound_ms": [], "connected_ms": []}
    agent = Telephone(AGENT)
    await agent.register_at("ann", port)
    for _ in range(calls):
        caller = Timed(CALLER)
        began = time.perf_counter()
        call = await caller.dial(SERVED, port)
        await caller.reaches(call, "active")
        found["answer_ms"].append(1000 * (time.perf_counter() - began))
        await caller.hears_only(AGENT)
        found["first_sound_ms"].append(1000 * (caller.first - began))
        found["connected_ms"].append(1000 * (time.perf_counter() - began))
        caller.leave()
        await caller.reaches(call, "ended")
        await agent.close()
        agent = Telephone(AGENT)
        await agent.register_at("ann", port)
        await caller.close()
    await agent.close()
    return found


async def waiting(port: int, calls: int, process: psutil.Process) -> tuple[float, list[float]]:
    """(CPU of a core in percent, gaps between packets in ms) with so many callers who hear music."""
    sink, phone = Sink(), Phone()
    phone.agent.add(Account("trunk", "sip:+49301112223@trunk.test", registers=False))
    made = [
        phone.act(
            lambda now: phone.agent.call(
                "trunk", f"sip:{WAITING}@{HOST}:{port}", voice(sink.port), now
            )
        )
        for _ in range(calls)
    ]
    for call in made:
        await phone.reaches(call, "active")
    await asyncio.sleep(6.0)  # past the greeting
    process.cpu_percent()
    sink.counts = True
    await asyncio.sleep(5.0)
    used, gaps = process.cpu_percent(), list(sink.gaps_ms)
    for call in made:
        phone.act(call.hang_up)
    for call in made:
        await phone.reaches(call, "ended")
    await phone.close()
    sink.close()
    return used, gaps


def echo_ms(times: int = 200) -> float:
    """The median of a datagram's way to a bare echo and back."""
    echo, here = (socket.socket(type=socket.SOCK_DGRAM) for _ in range(2))
    echo.bind((HOST, 0))
    here.connect(echo.getsockname())
    found = []
    for _ in range(times):
        began = time.perf_counter()
        here.send(b"x" * 500)
        data, source = echo.recvfrom(2048)
        echo.sendto(data, source)
        here.recv(2048)
        found.append(1000 * (time.perf_counter() - began))
    echo.close()
    here.close()
    return percentile(found, 50)


async def measure(worker: subprocess.Popen[bytes], calls: int, callers: int) -> None:
    """All of it, with a worker that has started."""
    assert worker.stdout is not None
    port = json.loads(worker.stdout.readline())
    found = await setups(port, calls)
    used, gaps = await waiting(port, callers, psutil.Process(worker.pid))
    figures: dict[str, int | float | str | bool] = {"calls": calls, "callers": callers}
    for name, values in found.items():
        figures |= summary(values, name)
    figures["waiting_cpu_percent"] = used
    figures |= summary(gaps, "gap_ms")
    goals = {"answer_ms_p95": 150, "first_sound_ms_p95": 250, "gap_ms_p99": 40}
    met = {name: float(figures[name]) <= goal for name, goal in goals.items()}
    report("voice-setup", figures, {"echo_ms_p50": echo_ms()}, goals, met)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--callers", type=int, default=100)
    options = parser.parse_args()
    command = [sys.executable, "-c", "from tests.benchmarks.voice_worker import serve; serve()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        asyncio.run(measure(worker, options.calls, options.callers))


if __name__ == "__main__":
    main()
