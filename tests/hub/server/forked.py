"""Hubs of tests from a process that has imported the hub once: the import takes four times as long as all the rest.

Promises the very program in a process of its own: its command line, environment, stdin, stdout, stderr, signals, and
an end as every interpreter has it; and of `subprocess.Popen` what tests use. Refuses to be where a process cannot
fork: `nursery.possible()` says so.
"""

import atexit
import json
import os
import select
import signal
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache

from tests.nursery import Nursery


class Forked:
    """A forked hub, which is no child of ours. The attributes are those of `subprocess.Popen`."""

    def __init__(self, words: Sequence[str], env: Mapping[str, str]) -> None:
        """`words` are the command line's, `env` is the whole environment."""
        self.pid, stdin, stdout, stderr, end = _nursery().fork(
            json.dumps([words, dict(env)]).encode()
        )
        self.stdin = os.fdopen(stdin, "wb")
        self.stdout = os.fdopen(stdout, "rb")
        self.stderr = os.fdopen(stderr, "rb")
        self.returncode: int | None = None
        self._end = os.fdopen(end, "rb", buffering=0)

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


@cache
def _nursery() -> Nursery:
    made = Nursery("tests.hub.server.hub_life")
    atexit.register(made.close)
    return made
