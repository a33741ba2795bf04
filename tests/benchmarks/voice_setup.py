"""`voice-setup`: how quickly the hub's telephones and the agents' answer and connect, and what waiting callers cost.

    python3 packaging/dev.py bench voice-setup [--calls 20] [--callers 100]

The hub's worker has a process of its own; this process is the caller and the agent's telephone. The agents' engine is
called on the wire, through an exchange, as another maker's telephone (baresip) is beside it; both answer at once, ours
when its window says so. Gaps between packets are taken by the kernel's clock. Beside: a datagram to a bare echo and
back, which is the least that anything here can take.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import psutil

from agent_desktop.media.frames import silence
from agent_desktop.phone.setup import FileSound, PhoneAccount, Setup
from agent_desktop.sip.agent.config import Account
from tests.benchmarks.report import Figure, percentile, report, summary
from tests.benchmarks.voice_answering import Caller, Times, arriving, received
from tests.benchmarks.voice_worker import HOST, SERVED, WAITING
from tests.hub.voice.worker.telephone import Telephone
from tests.media.sounds import tone
from tests.peers.baresip import baresip
from tests.peers.kamailio import PASSWORD, Kamailio, kamailio
from tests.phone.listening import write_wav
from tests.sip.agent_phone import Phone, voice
from tests.sip.certificates import Authority
from tests.voice_path.cabled import Cabled

CALLER, AGENT = 440.0, 700.0
PROGRAMS = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


class Timed(Telephone):
    """Knows when the first packet of sound came."""

    first = 0.0

    def _packet(self, data: bytes, arrival: float) -> None:
        self.first = self.first or time.perf_counter()
        super()._packet(data, arrival)


class Sink:
    """A socket that takes all sound, and how far its packets are apart by the kernel's clock, by their source."""

    def __init__(self) -> None:
        self.gaps_ms: list[float] = []
        self._socket = arriving()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.port: int = self._socket.getsockname()[1]
        self.counts = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        last: dict[bytes, float] = {}
        while True:
            data, now = received(self._socket)
            if not data:
                return
            source = data[8:12]
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


async def answering(phone: str, calls: int, folder: Path) -> list[Times]:
    """Calls to our engine, or to the other maker's, which answer at once."""
    async with AsyncExitStack() as stack:
        caller = Caller()
        stack.callback(caller.close)
        proxy = stack.enter_context(kamailio(folder, Authority(folder)))
        answers = None
        if phone == "baresip":
            wav = write_wav(folder / "says.wav", silence(8000 * 60), 8000)
            await asyncio.to_thread(
                stack.enter_context, baresip(folder, server=proxy.sip, user="bob", wav=wav)
            )
        else:
            ours = await stack.enter_async_context(engine(folder, proxy))
            answers = asyncio.create_task(_answer(ours))
        at = (HOST, proxy.sip)
        uri = f"sip:bob@{at[0]}:{at[1]}"
        found = [await asyncio.to_thread(caller.call, uri, at, 2.0) for _ in range(calls)]
        if answers is not None:
            answers.cancel()
            await asyncio.gather(answers, return_exceptions=True)
    return found


@asynccontextmanager
async def engine(folder: Path, proxy: Kamailio) -> AsyncIterator[Cabled]:
    """Our engine with files for a headset, registered as bob."""
    wav = write_wav(folder / "says.wav", tone(5, 16_000, 400))
    sound = FileSound(str(wav), str(folder / "heard.wav"), again=True, processing=True)
    account = PhoneAccount(
        id="bob",
        address="sip:bob@127.0.0.1",
        password=PASSWORD,
        server=f"127.0.0.1:{proxy.sip}",
        codecs=("PCMU",),
    )
    setup = Setup(folder=str(folder / "phone"), accounts=(account,), sound=sound, bind="127.0.0.3")
    made = Cabled("bob", setup)
    made.open()
    try:
        await made.registered()
        yield made
    finally:
        await made.close()


async def _answer(phone: Cabled) -> None:
    while True:
        await phone.answer()


def of_wire(found: list[Times], name: str) -> dict[str, Figure]:
    """The figures of a telephone that was called on the wire."""
    figures: dict[str, Figure] = {}
    for part in ("ringing_ms", "answered_ms", "sound_ms"):
        values = [float(getattr(one, part)) for one in found]
        if any(values):
            figures |= {f"{name}_{part}_p50": percentile(values, 50)}
            figures |= {f"{name}_{part}_max": max(values)}
    gaps = [gap for one in found for gap in one.gaps_ms]
    figures[f"{name}_gap_ms_p99"] = percentile(gaps, 99)
    figures[f"{name}_gap_ms_max"] = max(gaps)
    return figures


async def measure(worker: subprocess.Popen[bytes], calls: int, callers: int) -> None:
    """All of it, with a worker that has started."""
    assert worker.stdout is not None
    port = json.loads(worker.stdout.readline())
    found = await setups(port, calls)
    used, gaps = await waiting(port, callers, psutil.Process(worker.pid))
    figures: dict[str, Figure] = {"calls": calls, "callers": callers}
    for name, values in found.items():
        figures |= summary(values, name)
    figures["waiting_cpu_percent"] = used
    figures |= summary(gaps, "gap_ms")
    beside: dict[str, Figure] = {"echo_ms_p50": echo_ms()}
    with tempfile.TemporaryDirectory(prefix="voice-setup-") as place:
        for phone, target in (("engine", figures), ("baresip", beside)):
            needed = ("kamailio", "baresip") if phone == "baresip" else ("kamailio",)
            if all(shutil.which(one, path=PROGRAMS) for one in needed):
                folder = Path(place) / phone
                folder.mkdir()
                target |= of_wire(await answering(phone, calls, folder), phone)
    goals = {"answer_ms_p95": 150, "first_sound_ms_p95": 250, "gap_ms_p99": 40}
    if "engine_gap_ms_p99" in figures:
        goals["engine_gap_ms_p99"] = 40
    met = {name: float(figures[name]) <= goal for name, goal in goals.items()}
    report("voice-setup", figures, beside, goals, met)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--callers", type=int, default=100)
    options = parser.parse_args()
    command = [sys.executable, "-c", "from tests.benchmarks.voice_worker import serve; serve()"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as worker:
        asyncio.run(measure(worker, options.calls, options.callers))


if __name__ == "__main__":
    main()
