"""A database file as after a start of the computer: nothing of it in memory.

Promises what really came from a disk (`read_mb`), so that a bench can tell when nothing was cold. Refuses to forget
other programs' files.
"""

import os
from pathlib import Path

_BLOCK: int = 512
"""In bytes, whatever the disk's are."""


def forget(path: Path) -> bool:
    """Let the system forget what it remembers of this file and its log; False where it offers no such thing."""
    if not hasattr(os, "posix_fadvise"):
        return False
    for one in (path, path.with_name(f"{path.name}-wal")):
        if one.exists():
            place = os.open(one, os.O_RDONLY)
            try:
                os.fsync(place)  # what is not on the disk yet is kept
                os.posix_fadvise(place, 0, 0, os.POSIX_FADV_DONTNEED)
            finally:
                os.close(place)
    return True


def read_mb() -> float:
    """How much this process has read from disks so far, in MB."""
    import resource  # not where there is no `posix_fadvise` either

    return resource.getrusage(resource.RUSAGE_SELF).ru_inblock * _BLOCK / 1e6
