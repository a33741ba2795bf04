"""Programs of others as test peers: free ports, a log, a start that is waited for, an end by process id.

Promises that nothing outlives its `with`. Refuses to run what is not installed: the test is skipped, with the package's
name.
"""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

PATIENCE_S = 40.0
_CHANCE = random.SystemRandom()
_NOT_GIVEN_OUT = (15_000, 32_000)


def program(name: str, package: str) -> str:
    """Where a program is; skips the test when it is not there."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed (Debian package: {package})")
    return found


def free_ports(count: int) -> list[int]:
    """Ports of 127.0.0.1 that are free for UDP and TCP, all different.

    They lie below those that systems give to outgoing connections: one of these could take a port before its server
    does.
    """
    with contextlib.ExitStack() as held:
        ports: list[int] = []
        while len(ports) < count:
            port = _CHANCE.randrange(*_NOT_GIVEN_OUT)
            tcp = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            udp = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            with contextlib.suppress(OSError):
                tcp.bind(("127.0.0.1", port))
                udp.bind(("127.0.0.1", port))
                ports.append(port)
        return ports


def listens(port: int) -> bool:
    """Whether somebody takes TCP connections there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextlib.contextmanager
def running(
    command: Sequence[str],
    log: Path,
    ready: Callable[[], bool],
    *,
    folder: Path | None = None,
    env: dict[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A peer, from the moment at which it is `ready`; its whole process group ends with the block."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **(env or {})},
            start_new_session=True,
        )
    try:
        until = time.monotonic() + PATIENCE_S
        while not ready():
            if process.poll() is not None or time.monotonic() > until:
                words = log.read_text(encoding="utf-8", errors="replace")[-4000:]
                raise AssertionError(f"{command[0]} did not start:\n{words}")
            time.sleep(0.05)
        yield process
    finally:
        _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    # The session that we made for it has its process id: its children are in it.
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)
            return
