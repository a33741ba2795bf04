"""Taking turns first, seen from the system's own figures of a process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop.media.precedence import NICE

GROUPS = Path("/proc/sys/kernel/sched_autogroup_enabled")
PROGRAM = """
import os, sys
from pathlib import Path
from agent_desktop.media.precedence import take_turns_first
take_turns_first()
group = Path("/proc/self/autogroup")
words = group.read_text().split() if group.exists() else []
print(os.getpriority(os.PRIO_PROCESS, 0), (words or ["none"])[-1], sys.getswitchinterval())
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has other means")


def figures(*, own_session: bool) -> tuple[int, str, float]:
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        check=True,
        capture_output=True,
        text=True,
        start_new_session=own_session,
    ).stdout.split()
    return int(said[0]), said[1], float(said[2])


def test_a_process_goes_first_where_that_is_allowed_and_goes_on_where_not() -> None:
    nice, _, interval = figures(own_session=True)
    assert interval == 0.001
    assert nice == (NICE if os.geteuid() == 0 else os.getpriority(os.PRIO_PROCESS, 0))


@pytest.mark.skipif(
    os.geteuid() != 0 or not GROUPS.exists() or GROUPS.read_text().strip() != "1",
    reason="needs an administrator of a Linux that shares among sessions",
)
def test_a_session_of_its_own_goes_first_and_one_that_others_share_does_not() -> None:
    # Empty where nobody above has begun a session since the system started.
    before = Path("/proc/self/autogroup").read_text(encoding="ascii")
    assert figures(own_session=True)[1] == str(NICE)
    shared = figures(own_session=False)[1]
    assert shared == (before.split() or ["none"])[-1]
    assert Path("/proc/self/autogroup").read_text(encoding="ascii") == before
