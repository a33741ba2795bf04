"""How many registrations and calls a second our user agent takes over loopback UDP, beside sipp's own answering side.

sipp asks as fast as it is answered (`--at-once` under way together); ours runs in a process of its own, on one core,
with digest for every registration. `dev.py bench voice-signalling` ends with one JSON line; media is not part of it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import uvloop

from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import CallArrived, Event
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.digest import ha1
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.sdp_attributes import Codec
from agent_desktop.sip.transport.endpoint import Endpoint
from tests.benchmarks.report import Figure, report
from tests.peers.process import free_ports, program, running
from tests.peers.sipp import ENV
from tests.sip.peers.scenarios import ask, expect, scenario

#: A hub for two hundred agents must not notice when all of them come back at once, nor a busy hour.
GOALS = {"registrations_per_s": 200, "calls_per_s": 50}


async def serve() -> None:
    """Register whoever comes and answer every call, until nobody holds our standard input any more."""

    def heard(event: Event) -> None:
        if isinstance(event, CallArrived):
            call = event.call
            endpoint.act(lambda now: call.answer(terms, now))

    terms = Terms("127.0.0.1", 40000, (Codec("PCMU", 8000),), "none", rtcp_mux=False)
    words = random.SystemRandom()
    verifier = Verifier("bench", b"key", lambda: f"{words.getrandbits(64):x}", algorithms=("MD5",))
    secret = ha1("joe", "bench", "secret", "MD5")
    rules = Rules(verifier, lambda *_: secret, lambda *_: True)
    endpoint = Endpoint(
        Config(session_s=0, calls=100_000, transactions=1_000_000), heard, rules=rules
    )
    endpoint.agent.add(Account("us", "sip:us@127.0.0.1", contact_user="us"))
    print((await endpoint.ways.listen_udp("127.0.0.1")).local[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await endpoint.close()


@contextlib.contextmanager
def ours() -> Iterator[tuple[int, psutil.Process]]:
    """Our side: its port and its process."""
    words = [sys.executable, "-m", "tests.benchmarks.voice_signalling", "--serve"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            yield port, psutil.Process(process.pid)
        finally:
            process.stdin.close()


@contextlib.contextmanager
def theirs(folder: Path) -> Iterator[tuple[int, psutil.Process]]:
    """sipp's answering side."""
    [port] = free_ports(1)
    path = program("sipp", "sip-tester")
    words = [path, "-sn", "uas", "-i", "127.0.0.1", "-p", str(port), "-nostdin"]
    used = f":{port:04X}"
    table = Path("/proc/net/udp")
    with running(words, folder / "uas.log", lambda: used in table.read_text(), env=ENV) as process:
        yield port, psutil.Process(process.pid)


def load(port: int, folder: Path, count: int, at_once: int, *more: str) -> float:
    """The seconds that sipp needs for `count` of what the words say; every one must succeed."""
    [own] = free_ports(1)
    words = [program("sipp", "sip-tester"), *more, "-i", "127.0.0.1", "-p", str(own), "-nostdin"]
    words += ["-m", str(count), "-l", str(at_once), "-r", "20000", f"127.0.0.1:{port}"]
    begin = time.perf_counter()
    done = subprocess.run(words, cwd=folder, env=ENV, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"sipp ended with {done.returncode}: {done.stdout[-1500:].decode()}")
    return time.perf_counter() - begin


def register_file(folder: Path) -> Path:
    """A registration with digest; every one is of another user."""
    first = ask("REGISTER", 1, first=True, headers={"Expires": "600"})
    again = ask("REGISTER", 2, first=True, headers={"Expires": "600"}).replace(
        "Max-Forwards: 70", "Max-Forwards: 70\n[authentication username=joe password=secret]"
    )
    text = scenario(first, expect("401", auth=True), again, expect("200"))
    text = text.replace("[service]@[remote_ip]", "[service][call_number]@[remote_ip]")
    text = text.replace(
        "REGISTER sip:[service][call_number]@[remote_ip]:[remote_port]",
        "REGISTER sip:[remote_ip]:[remote_port]",
    )
    path = folder / "register.xml"
    path.write_text(text, encoding="utf-8")
    return path


def cpu_s(process: psutil.Process) -> float:
    """What a process has used."""
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    """Measure and report."""
    choice = argparse.ArgumentParser(description=__doc__)
    choice.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    choice.add_argument("--count", type=int, default=3000)
    choice.add_argument("--at-once", type=int, default=40)
    wanted = choice.parse_args()
    if wanted.serve:
        uvloop.run(serve())
        return
    figures: dict[str, Figure] = {}
    beside: dict[str, Figure] = {}
    with tempfile.TemporaryDirectory(prefix="agent-desktop-bench-") as name:
        folder = Path(name)
        with ours() as (port, process):
            words = ("-sf", str(register_file(folder)), "-s", "user")
            begin = cpu_s(process)
            spent = load(port, folder, wanted.count, wanted.at_once, *words)
            figures["registrations_per_s"] = wanted.count / spent
            figures["registration_cpu_ms"] = 1000 * (cpu_s(process) - begin) / wanted.count
            begin = cpu_s(process)
            spent = load(port, folder, wanted.count, wanted.at_once, "-sn", "uac", "-s", "us")
            figures["calls_per_s"] = wanted.count / spent
            figures["call_cpu_ms"] = 1000 * (cpu_s(process) - begin) / wanted.count
            figures["memory_mb"] = process.memory_info().rss / 1e6
        with theirs(folder) as (port, process):
            begin = cpu_s(process)
            spent = load(port, folder, wanted.count, wanted.at_once, "-sn", "uac", "-s", "us")
            beside["sipp_calls_per_s"] = wanted.count / spent
            beside["sipp_call_cpu_ms"] = 1000 * (cpu_s(process) - begin) / wanted.count
    met = {name: float(figures[name]) >= goal for name, goal in GOALS.items()}
    report("voice-signalling", figures, beside, GOALS, met)


if __name__ == "__main__":
    main()
