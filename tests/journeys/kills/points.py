"""Where a life is killed: at a random moment, or at the nth system call of one kind, before the system does it.

Desk and hub write their databases on a thread of their own (`pwrite64`, `fsync` or `fdatasync`) and talk on another (by
`sendto` and `recvfrom` on asyncio's own loop, by `write` and `read` on uvloop); strace counts for each thread and call.
Together these are the steps of sending: a page of the log is written, the log is synced, the frame leaves, the answer
is on its way and not read.
"""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LATEST: Final = {"pwrite64": 90, "fsync,fdatasync": 24, "sendto,write": 60, "recvfrom,read": 60}
"""The last call of each kind at which a life is killed: past its start, amid its work."""


@dataclass(frozen=True)
class Point:
    """A step. Without a `call` it is a random moment: after `at` replies and `wait` seconds."""

    call: str
    at: int
    wait: float = 0.0

    def __str__(self) -> str:
        if self.call:
            return f"{self.call} {self.at}"
        return f"{self.wait * 1000:.1f} ms after {self.at} replies"


def traced(pid: int) -> bool:
    """True while a tracer watches this process, or when it has killed it already."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return True
    return any(one.split()[1] != "0" for one in status.splitlines() if "TracerPid:" in one)


def can_trace() -> bool:
    """True where strace is installed and this system lets it watch our processes."""
    if shutil.which("strace") is None:
        return False
    with subprocess.Popen(["sleep", "60"]) as watched:
        words = ["strace", "-qqq", "-p", str(watched.pid), "-o", os.devnull]
        with subprocess.Popen(words, stderr=subprocess.DEVNULL) as tracer:
            while tracer.poll() is None and not traced(watched.pid):
                time.sleep(0.002)
            may = tracer.poll() is None
            watched.kill()
    return may


def points(
    chance: random.Random, kills: int, latest_calls: Mapping[str, int] = LATEST
) -> list[Point]:
    """So many points in random order, a third of them random moments; all of them where nothing can be traced."""
    calls = latest_calls if can_trace() else {}
    drawn: list[Point] = []
    for call, latest in calls.items():
        count = kills // 6
        # every step from the first on, as far as there are kills for it; then spread over all
        spread = [1 + step * latest // count for step in range(count)] if count else []
        drawn += [Point(call, at) for at in spread]
    while len(drawn) < kills:
        drawn.append(Point("", chance.randrange(0, 25), chance.uniform(0.0, 0.02)))
    chance.shuffle(drawn)
    return drawn


def wanted(usual: int) -> int:
    """How many kills a test makes."""
    return int(os.environ.get("AGENT_DESKTOP_KILLS", usual))


def start_value() -> int:
    """The random generator's start value: given, or fresh; a failing test prints it."""
    given = os.environ.get("AGENT_DESKTOP_KILLS_SEED")
    return int(given) if given else random.SystemRandom().randrange(2**32)
