"""A process that has imported desk and hub once and forks their lives in some 20 ms each.

Promises that a life has three pipes of its own as stdin, stdout and stderr and nothing else of ours, that its start
words travel over its stdin and never on a command line, and that SIGKILL hits it and nobody else. Refuses to live
longer than who started it.

Run as a program (`python -m tests.journeys.kills.nursery`) it is the nursery; `Nursery` is the handle to one.
"""

import array
import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DESK, HUB = b"d", b"h"
_PIPES = 3


class Nursery:
    """A running nursery."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._line = ours
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.kills.nursery", str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        assert ours.recv(1) == b"+", "the nursery did not come up"

    def fork(self, kind: bytes) -> tuple[int, int, int, int]:
        """A new life: its process id, and our ends of its stdin, stdout and stderr."""
        pipes = [os.pipe() for _ in range(_PIPES)]
        theirs = [pipes[0][0], pipes[1][1], pipes[2][1]]
        socket.send_fds(self._line, [kind], theirs)
        for handle in theirs:
            os.close(handle)
        pid = int(self._line.recv(32))
        return pid, pipes[0][1], pipes[1][0], pipes[2][0]

    def close(self) -> None:
        """End it; lives end by their own stdin."""
        self._line.close()
        self._process.wait()


def _serve(line: socket.socket) -> None:
    """Fork whenever we are asked, until nobody asks any more."""
    from tests.journeys.kills import desk_life, hub_life

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    line.sendall(b"+")
    while True:
        kind, ancillary, _, _ = line.recvmsg(1, socket.CMSG_LEN(_PIPES * array.array("i").itemsize))
        if not kind:
            return
        handles = array.array("i")
        for _, _, data in ancillary:
            handles.frombytes(data)
        pid = os.fork()
        if pid == 0:
            line.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for target, handle in enumerate(handles):
                os.dup2(handle, target)
                os.close(handle)
            random.seed()
            code = 1
            with contextlib.suppress(KeyboardInterrupt):
                code = desk_life.main() if kind == DESK else hub_life.main()
            sys.stderr.flush()
            os._exit(code)
        for handle in handles:
            os.close(handle)
        line.sendall(str(pid).encode())


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
