"""Hubs of tests from a process that has imported the hub once: the import takes four times as long as all the rest.

Promises the very program in a process of its own: its command line, environment, stdin, stdout, stderr, signals, and
an end as every interpreter has it; and of `subprocess.Popen` what tests use. Refuses to be where a process cannot
fork: `possible()` says so.

Run as a program (`python -m tests.hub.server.forked`) it is the process that forks.
"""

import argparse
import atexit
import contextlib
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_LONGEST = 2**20
_HANDLES = 4


def possible() -> bool:
    """Whether this system can tell of a process's end as this needs it."""
    return sys.platform == "linux"


class Forked:
    """A forked hub, which is no child of ours. The attributes are those of `subprocess.Popen`."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str]) -> None:
        """`words` are the command line's, `env` is the whole environment."""
        pipes = [os.pipe() for _ in range(_HANDLES)]
        theirs = [pipes[0][0], *(one[1] for one in pipes[1:])]
        try:
            self.pid = _nursery().fork(json.dumps([words, dict(env)]).encode(), theirs)
        finally:
            for handle in theirs:
                os.close(handle)
        self.stdin = os.fdopen(pipes[0][1], "wb")
        self.stdout = os.fdopen(pipes[1][0], "rb")
        self.stderr = os.fdopen(pipes[2][0], "rb")
        self.returncode: int | None = None
        self._end = os.fdopen(pipes[3][0], "rb", buffering=0)

    def poll(self) -> int | None:
        """The exit code, or None as long as it lives; a signal's number is negative."""
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code. Raises subprocess.TimeoutExpired after `timeout` seconds."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"hub {self.pid}", timeout or 0)
        return code

    def _ended(self, timeout: float | None) -> int | None:
        if self.returncode is None:
            told = select.poll()
            told.register(self._end, select.POLLIN)
            if told.poll(None if timeout is None else timeout * 1_000):
                self.returncode = int(self._end.read())
                self._end.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """One that is dead gets none."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """SIGTERM."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL."""
        self.send_signal(signal.SIGKILL)


class _Nursery:
    """The process that forks."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.hub.server.forked", str(theirs.fileno())],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                # A process with threads is not forked well, and numpy would have some.
                env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            )
        assert self._line.recv(1), "the hub could not be imported"

    def fork(self, words: bytes, handles: list[int]) -> int:
        """The new process's number."""
        with self._turn:
            socket.send_fds(self._line, [words], handles)
            return int(self._line.recv(32))

    def close(self) -> None:
        """End it; hubs end by their own stdin."""
        self._line.close()
        self._process.wait()


@cache
def _nursery() -> _Nursery:
    made = _Nursery()
    atexit.register(made.close)
    return made


def _serve(line: socket.socket) -> int:
    """Fork whenever we are asked, until nobody asks any more; a fork returns its exit code here."""
    # What the hub imports late is imported once, too.
    import uvloop  # noqa: F401

    import agent_desktop.hub.centre.preferred
    import agent_desktop.hub.server.process
    import agent_desktop.hub.storage.bi_views
    import agent_desktop.hub.storage.migrate
    import agent_desktop.hub.storage.sqlite  # noqa: F401

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
                return _hub(said, handles)
            for one in handles[:-1]:
                os.close(one)
            watched = os.pidfd_open(pid)
            living[watched] = pid, handles[-1]
            told.register(watched, select.POLLIN)
            line.send(str(pid).encode())


def _bury(watched: int, pid: int, end: int) -> None:
    """Tell how it ended."""
    _, status = os.waitpid(pid, 0)
    with contextlib.suppress(BrokenPipeError):  # nobody asks any more
        os.write(end, str(os.waitstatus_to_exitcode(status)).encode())
    os.close(end)
    os.close(watched)


def _hub(said: bytes, handles: list[int]) -> int:
    """Be the program; its exit code."""
    from agent_desktop.app.hub_command import add_hub_command, run_hub_command

    words, env = json.loads(said)
    os.close(handles.pop())
    for target, handle in enumerate(handles):
        os.dup2(handle, target)
        os.close(handle)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    random.seed()
    top = argparse.ArgumentParser()
    add_hub_command(top.add_subparsers(dest="command"))
    return run_hub_command(top.parse_args(words))


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(_serve(socket.socket(fileno=int(sys.argv[1]))))
