"""A PostgreSQL server on loopback for the hub's tests, with a folder of its own.

Promises that it ends with the block, also with the process that started it, and that databases are made quickly: each
is a copy of a template. It does not wait for the disk, and lies in memory where there is room: the disk's own cache is
not what matters here.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.peers.process import free_ports, running

PASSWORD = "secret-word"
USER = "hub"
#: The server refuses to run as root; Debian has this user for it.
OWNER = "postgres"
#: A file system in memory, and the room that a server with some hundred databases may need there, in bytes.
_MEMORY, _ROOM = Path("/dev/shm"), 8 * 2**30
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    def address(self, database: str = "postgres", password: str = PASSWORD) -> str:
        """The address of a database on it."""
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    def ask(self, words: str) -> None:
        """Run a statement on the server, outside a transaction. A new database is for its owner alone, as for hubs."""
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(words.encode())
            if words.startswith("CREATE DATABASE "):
                name = words.split()[2]
                connection.execute(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC".encode())


def _place() -> Path | None:
    """Where a server's folder is made; None for the usual place."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _ROOM
    return _MEMORY if roomy else None


def tools() -> Path:
    """Where the server's own programs are; skips the test when they are not there."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("postgres is not installed (Debian package: postgresql)")
    return found[-1].parent


class Cluster:
    """What a server keeps in its `folder`, and how it is run on it, again and again."""

    def __init__(self, folder: Path, port: int, command: list[str]) -> None:
        self.folder = folder
        self.port = port
        self._command = command

    @contextlib.contextmanager
    def running(self, end: signal.Signals | None = None) -> Iterator[Server]:
        """The server, from the moment at which it answers. `end` is how it ends: SIGINT at once, SIGQUIT by a crash."""
        log = self.folder.parent / f"{self.folder.name}.log"
        with running(self._command, log, lambda: _answers(self.port)) as up:
            yield Server(self.port, up.pid)
            if end is not None:
                up.send_signal(end)
                up.wait(20)


@contextlib.contextmanager
def postgres(*settings: str, in_memory: bool = True) -> Iterator[Server]:
    """A server with further settings of its own (`name=value`), and its folder in memory where there is room."""
    with cluster(*settings, in_memory=in_memory) as made, made.running() as up:
        yield up


@contextlib.contextmanager
def cluster(*settings: str, in_memory: bool = True) -> Iterator[Cluster]:
    """All that `postgres` needs, not running yet."""
    programs = tools()
    folder = Path(
        tempfile.mkdtemp(prefix="agent-desktop-postgres-", dir=_place() if in_memory else None)
    )
    # as another user where we are root, and that user ends with us
    dressed = []
    if os.geteuid() == 0:
        owner = pwd.getpwnam(OWNER)
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        dressed = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--init-groups"]
        dressed += ["--pdeathsig=TERM"]
    secret = folder / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    secret.chmod(0o644)
    data = folder / "data"
    make = ["-D", str(data), "-U", USER, f"--pwfile={secret}", "-A", "scram-sha-256", "-N"]
    make += ["-E", "UTF8", "--locale=C.UTF-8"]
    try:
        subprocess.run([*dressed, programs / "initdb", *make], check=True, capture_output=True)
        (port,) = free_ports(1)
        told = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}"]
        command = [*dressed, str(programs / "postgres"), "-D", str(data)]
        for one in (*told, *_QUICK, *settings):
            command += ["-c", one]
        yield Cluster(folder, port, command)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.log").unlink(missing_ok=True)


def _answers(port: int) -> bool:
    try:
        psycopg.connect(Server(port, 0).address(), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
