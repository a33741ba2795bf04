"""A process that has imported a program once, and forks its lives in some 20 ms each.

Promises that a life has three pipes of its own as stdin, stdout and stderr and nothing else of ours, that its first
words are on no command line, that signals hit it and nobody else, and that its end is told. Refuses to live longer than
who started it; lives end by their own stdin.

`Nursery` is the handle to one. Run as a program (`python -m tests.nursery MODULE HANDLE`) it is the nursery: what
`MODULE` imports is imported once, and its `live` is a life.
"""

import contextlib
import importlib
import os
import random
import select
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
_LONGEST = 2**20
_HANDLES = 4


class Born(NamedTuple):
    """A life: its process id, our ends of its stdin, stdout and stderr, and where its exit code is told as a number."""

    pid: int
    stdin: int
    stdout: int
    stderr: int
    end: int


class Nursery:
    """The process that forks. `life` is a module with `live(said: bytes) -> int`, which returns the exit code."""

    def __init__(self, life: str) -> None:
        self._turn = threading.Lock()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.nursery", life, str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                # A process with threads is not forked well, and numpy would have some.
                env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            )
        assert self._line.recv(1), f"{life} could not be imported"

    def fork(self, said: bytes) -> Born:
        """A new life, which is told `said`."""
        pipes = [os.pipe() for _ in range(_HANDLES)]
        theirs = [pipes[0][0], *(one[1] for one in pipes[1:])]
        try:
            with self._turn:
                socket.send_fds(self._line, [said], theirs)
                pid = int(self._line.recv(32))
        finally:
            for handle in theirs:
                os.close(handle)
        return Born(pid, pipes[0][1], *(one[0] for one in pipes[1:]))

    def close(self) -> None:
        """End it."""
        self._line.close()
        self._process.wait()


def possible() -> bool:
    """Whether this system can tell of a process's end as this needs it."""
    return sys.platform == "linux"


def _serve(name: str, line: socket.socket) -> int:
    """Fork whenever we are asked, until nobody asks any more; a fork returns its exit code here."""
    life = importlib.import_module(name)
    line.send(b"+")
    living: dict[int, tuple[int, int]] = {}
    told = select.poll()
    told.register(line, select.POLLIN)
    while True:
        for handle, _ in told.poll():
            if handle != line.fileno():
                told.unregister(handle)
                _bury(handle, *living.pop(handle))
                continue
            said, handles, _, _ = socket.recv_fds(line, _LONGEST, _HANDLES)
            if not said:
                return 0
            pid = os.fork()
            if pid == 0:
                line.close()
                for other, (_, end) in living.items():
                    os.close(other)
                    os.close(end)
                _dress(handles)
                return int(life.live(said))
            for one in handles[:-1]:
                os.close(one)
            watched = os.pidfd_open(pid)
            living[watched] = pid, handles[-1]
            told.register(watched, select.POLLIN)
            line.send(str(pid).encode())


def _dress(handles: list[int]) -> None:
    """A life's own pipes and its own chances."""
    os.close(handles.pop())
    for target, handle in enumerate(handles):
        os.dup2(handle, target)
        os.close(handle)
    random.seed()


def _bury(watched: int, pid: int, end: int) -> None:
    """Tell how it ended."""
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(BrokenPipeError):  # nobody asks any more
        os.write(end, str(os.waitstatus_to_exitcode(status)).encode())
    os.close(end)
    os.close(watched)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(_serve(sys.argv[1], socket.socket(fileno=int(sys.argv[2]))))
