"""Sound in time: a process whose turns come before those of other programs, and of what its own threads compute; and
one whose work can wait for them.

Promises to ask, and to go on without where the system does not allow it: most do for administrators only. Refuses to
lift other programs along: a session that others share is left as it is.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Final

#: As sound servers ask for.
NICE: Final = -11
#: For work that can wait: a quarter of a processor beside one program that computes.
NICE_BEHIND: Final = 6
_BELOW_NORMAL: Final = 0x4000
#: The thread with the sound gets its turn within a millisecond, whatever the others compute.
SWITCH_S: Final = 0.001
_GROUP: Final = Path("/proc/self/autogroup")


def take_turns_first() -> None:
    """Ask for it, for this process and those that it starts later."""
    sys.setswitchinterval(SWITCH_S)
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, NICE)
    # Linux shares its processors among sessions first, so that the number above counts inside of one only (sched(7)).
    if os.getsid(0) == os.getpid():
        with contextlib.suppress(OSError):
            _GROUP.write_text(f"{NICE}\n", encoding="ascii")


def let_others_first() -> None:
    """Let this process, and those that it starts later, have what others leave."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
        return
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, max(NICE_BEHIND, os.getpriority(os.PRIO_PROCESS, 0)))
