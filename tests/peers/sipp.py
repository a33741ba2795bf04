"""sipp runs a scenario on loopback: a real peer that does exactly what an XML file says."""

import contextlib
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.peers.process import PATIENCE_S, program, running

#: Without a terminal that it knows sipp does not start.
ENV = {"TERM": "xterm"}


def command(scenario: Path, port: int, *more: str, calls: int = 1) -> list[str]:
    """The words to run a scenario on a port of 127.0.0.1."""
    path = program("sipp", "sip-tester")
    words = [path, "-sf", str(scenario), "-i", "127.0.0.1", "-p", str(port), "-m", str(calls)]
    return [*words, "-nostdin", *more]


def call(scenario: Path, port: int, target: int, *more: str, folder: Path, calls: int = 1) -> None:
    """Let sipp call a port of 127.0.0.1 and wait for its end; fails with its words when the scenario does."""
    done = subprocess.run(
        [*command(scenario, port, *more, calls=calls), f"127.0.0.1:{target}"],
        cwd=folder,
        env=ENV,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, (
        f"sipp ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    )


@contextlib.contextmanager
def waiting(
    scenario: Path, port: int, *more: str, folder: Path, transport: str = "u1"
) -> Iterator["subprocess.Popen[bytes]"]:
    """sipp as the called side. Await its end with `finished`."""
    words: Sequence[str] = [*command(scenario, port, *more), "-t", transport]
    with running(
        words,
        folder / "sipp.log",
        lambda: _bound(port, udp=transport.startswith("u")),
        folder=folder,
        env=ENV,
    ) as process:
        yield process


def finished(process: "subprocess.Popen[bytes]") -> None:
    """Wait until the scenario is through; fails when it failed."""
    assert process.wait(PATIENCE_S) == 0, "sipp's scenario failed; its log says where"


def _bound(port: int, *, udp: bool) -> bool:
    """Whether the port is taken, by the kernel's own list: asking with packets would begin the scenario."""
    table = Path("/proc/net/udp" if udp else "/proc/net/tcp").read_text(encoding="ascii")
    return any(line.split()[1].endswith(f":{port:04X}") for line in table.splitlines()[1:])
