"""A real hub as a process of its own, with the handshake that the program uses, for tests and benchmarks."""

import json
import logging
import os
import re
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from agent_desktop.hub.storage.database import Target
from tests.hub import databases
from tests.hub.server.forked import Forked
from tests.nursery import possible
from tests.peers.postgres import PASSWORD

ROOT = Path(__file__).resolve().parents[3]
START_WITHIN = 30
_COMPLAINT = re.compile(r"\S+ \S+ (WARNING|ERROR|CRITICAL) ")
_MAIN = """
import argparse, sys
from agent_desktop.app.hub_command import add_hub_command, run_hub_command
top = argparse.ArgumentParser()
add_hub_command(top.add_subparsers(dest="command"))
sys.exit(run_hub_command(top.parse_args(sys.argv[1:])))
"""

_CLOCK = """
import time
right_ns, right = time.time_ns, time.time
time.time_ns = lambda: right_ns() + {0} * 10**9
time.time = lambda: right() + {0}
"""


def repeat_complaints(data: Path, first: int = 0) -> int:
    """Log here, where tests announce them, the warnings and errors of the hub in the folder `data`.

    Begins with the one at index `first`; returns how many there are by now.
    """
    files = sorted(data.glob("hub.log*"), reverse=True)  # the oldest has the highest number
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    complaints = [line for line in lines if _COMPLAINT.match(line)]
    for line in complaints[first:]:
        logging.getLogger("hub.log").error(line)
    return len(complaints)


def database_of(data: Path) -> Target:
    """The database of the hub whose folder this is."""
    return databases.at(data) if databases.SERVED else data / "hub.sqlite"


def where(data: Path) -> tuple[tuple[str, ...], dict[str, str]]:
    """What a command says and has in its environment to find the database of the hub in a folder."""
    if not databases.SERVED:
        return (), {}
    address = str(database_of(data)).replace(f":{PASSWORD}@", "@")
    return ("--database", address), {"PGPASSWORD": PASSWORD}


def ask_database(data: Path, words: str, **values: object) -> list[tuple[Any, ...]]:
    """Ask a hub's database in plain SQL, or change it, whether the hub runs or not."""
    return databases.ask(database_of(data), words, **values)


def kept_by(data: Path) -> bytes:
    """All that the hub in this folder keeps: its files, and what stands in its database."""
    files = b"".join(one.read_bytes() for one in data.rglob("*") if one.is_file())
    target = database_of(data)
    return files + databases.everything(target) if isinstance(target, str) else files


class HubProcess:
    """One running hub. `said` is its line on stdout, decoded."""

    def __init__(
        self,
        data: Path,
        *options: str,
        setup: dict[str, Any] | bytes | None = None,
        ticket: str | None = None,
        rate_factor: float = 1_000,
        voice: bool = False,
        clock_off_s: int = 0,
        program: Path = ROOT,
        anew: bool = False,
        first: str = "",
    ) -> None:
        """`voice`: with telephones, which most tests do without. Each folder has its database (databases.py).

        `clock_off_s`: how wrong its computer's clock is. `program`: where another version of the program lies.
        `anew`: with an interpreter that has imported nothing, and a first start without any database, for who looks at
        that; it takes eight times as long.
        `first`: Python that the process runs before the hub, to be quicker at something.
        """
        self.data = data
        self._repeated = 0
        self.ticket = ticket or secrets.token_urlsafe(32)
        silent = () if voice else ("--no-voice",)
        words = ("hub", "--data", str(data), "--rate-factor", str(rate_factor), *silent, *options)
        more, secret = ((), {}) if "--database" in options else where(data)
        words += more
        env = {**os.environ, **secret, "PYTHONPATH": str(program)}
        self.process: subprocess.Popen[bytes] | Forked
        if anew or first or clock_off_s or program != ROOT or not possible():
            self.process = subprocess.Popen(
                [sys.executable, "-c", f"{_CLOCK.format(clock_off_s)}{first}{_MAIN}", *words],
                cwd=program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=env,
            )
        else:
            if "--database" not in options:
                databases.prepared(data)
            self.process = Forked(words, env)
        if setup is None:
            setup = {"team": "Night shift", "owner": "Olga Owner", "ticket": self.ticket}
        line = setup if isinstance(setup, bytes) else json.dumps(setup).encode() + b"\n"
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()
        self.said: dict[str, Any] = json.loads(self.process.stdout.readline() or b"{}")

    @property
    def url(self) -> str:
        """Where it answers."""
        return str(self.said["ready"]["url"])

    @property
    def port(self) -> int:
        """Its port."""
        return int(self.url.rpartition(":")[2])

    @property
    def live(self) -> str:
        """The address of the agents' socket."""
        return self.url.replace("http", "ws", 1) + "/v1/live"

    def repeat_complaints(self) -> None:
        """Log what is new among the complaints in its log: for tests that provoke some at a shared hub."""
        self._repeated = repeat_complaints(self.data, self._repeated)

    def stop(self) -> tuple[int, str]:
        """Close its stdin and wait; the exit code and what it said on stderr."""
        process = self.process
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.close()
        try:
            code = process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            errors = process.stderr.read().decode()
            process.stdout.close()
            process.stderr.close()
        return code, errors

    def kill(self) -> None:
        """SIGKILL, as a crash."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()


@contextmanager
def running_hub(
    data: Path,
    *options: str,
    rate_factor: float = 1_000,
    voice: bool = False,
    anew: bool = False,
) -> Iterator[HubProcess]:
    """A hub that stops cleanly and silently: anything on stderr, and a warning in its log, fails a test."""
    hub = HubProcess(data, *options, rate_factor=rate_factor, voice=voice, anew=anew)
    try:
        assert "ready" in hub.said, hub.said
        yield hub
    finally:
        if hub.process.poll() is None:
            code, errors = hub.stop()
        else:
            hub.kill()
            code, errors = 0, ""
    assert errors == ""
    hub.repeat_complaints()
    assert code == 0


@contextmanager
def throwaway_hub(
    *options: str, rate_factor: float = 1_000, voice: bool = False
) -> Iterator[HubProcess]:
    """`running_hub` in a folder that is gone afterwards: for fixtures that outlive one test."""
    with tempfile.TemporaryDirectory(prefix="agent-desktop-hub-") as folder:
        data = Path(folder) / "hub"
        with running_hub(data, *options, rate_factor=rate_factor, voice=voice) as hub:
            yield hub
