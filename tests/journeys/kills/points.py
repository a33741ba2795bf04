"""Where a life is killed: at a random moment, or at the nth system call of one kind, before the system does it.

Desk and hub write their databases on a thread of their own (`pwrite64`, `fsync` or `fdatasync`) and talk on another
(`sendto`, `recvfrom`); strace counts for each thread. Together these are the steps of sending: a page of the log is
written, the log is synced, the frame leaves, the answer is on its way and not read.
"""

import os
import random
import shutil
from dataclasses import dataclass
from typing import Final

CALLS: Final = ("pwrite64", "fsync,fdatasync", "sendto", "recvfrom")
LATEST: Final = {"pwrite64": 90, "fsync,fdatasync": 24, "sendto": 60, "recvfrom": 60}
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


def points(chance: random.Random, kills: int) -> list[Point]:
    """So many different points, a third of them random moments, in random order."""
    calls = CALLS if shutil.which("strace") and os.name == "posix" else ()
    drawn: list[Point] = []
    for call in calls:
        count = kills // 6
        latest = LATEST[call]
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
