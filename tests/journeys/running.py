"""The program as a process of its own, started as people start it."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
WITHIN_S = 60.0
ENDS_WITHIN_S = 30.0
_LOOK_EVERY_S = 0.05


def wait_for(what: str, true: Callable[[], object], within: float = WITHIN_S) -> None:
    """Wait until `true()`. Fails naming `what`."""
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, f"It never happened: {what}."
        time.sleep(_LOOK_EVERY_S)


class Running:
    """One run of `python -m agent_desktop`. `said` is its stderr, line by line; `unasked` what no test waited for."""

    def __init__(self, *words: str, display: str = "", keychain: bool = False) -> None:
        place = "tests.journeys.keychain.KeychainInMemory"
        backend = place if keychain else "keyring.backends.fail.Keyring"
        env = {**os.environ, "PYTHON_KEYRING_BACKEND": backend}
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            env.pop(name, None)
        if display:
            env["DISPLAY"] = display
        self.said: list[str] = []
        self.unasked: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "agent_desktop", *words],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def line(self, beginning: str) -> str:
        """The first line of stderr that begins so. Fails when it does not come."""
        end = time.monotonic() + WITHIN_S
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no line {beginning!r} in {self.said}") from None
            assert line is not None, f"it ended without {beginning!r}: {self.said}"
            self.said.append(line)
            if line.startswith(beginning):
                return line
            self.unasked.append(line)

    def ctrl_c(self) -> None:
        """As a terminal does it: the signal goes to the whole group."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ends(self, within: float = WITHIN_S) -> int:
        """Wait for its end; the exit code."""
        code = self.process.wait(within)
        self.hear_the_rest()
        return code

    def hear_the_rest(self) -> None:
        """Take the lines up to its end. It has ended."""
        self._reader.join()
        while not self._lines.empty() and (line := self._lines.get_nowait()) is not None:
            self.said.append(line)
            self.unasked.append(line)


@contextlib.contextmanager
def running(*words: str, display: str = "", keychain: bool = False) -> Iterator[Running]:
    """A program that is not left running; none of its children may outlive it, and it says nothing unasked."""
    run = Running(*words, display=display, keychain=keychain)
    family: list[psutil.Process] = []
    try:
        yield run
        family = psutil.Process(run.process.pid).children(recursive=True) if alive(run) else []
    finally:
        if alive(run):
            run.process.terminate()
            try:
                run.process.wait(ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                run.process.kill()
                run.process.wait()
        assert run.process.stderr is not None
        run.hear_the_rest()
        run.process.stderr.close()
    assert run.unasked == [], run.unasked
    assert psutil.wait_procs(family, ENDS_WITHIN_S)[1] == []


def alive(run: Running) -> bool:
    """It has not ended yet."""
    return run.process.poll() is None
