"""The administrators' guide, typed in: a database server's hub from nothing, its nodes, its backup and its restore.

Every command is the guide's own text, with this computer's places in it; the hub's role has no more rights than the
guide gives it.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.hub.databases import always_served, server
from tests.hub.server.hub_process import _MAIN, ROOT
from tests.hub.server.test_behind_a_proxy import GUIDE
from tests.hub.server.test_nodes import wait_for
from tests.peers.postgres import PASSWORD, USER, tools
from tests.peers.process import free_ports, running

pytestmark = [pytest.mark.serial, always_served]

OWNER = {"type": "sign_in", "email": "you@example.com", "password": PASSWORD, "client": "tests"}
TEXT = GUIDE.read_text("utf-8").replace(" \\\n       ", "")


def written(begins: str) -> str:
    """The guide's only command, or its first ones where there are several alike, that begins like this."""
    found = re.search(rf"(?:^    |`)({re.escape(begins)}[^`\n]*)", TEXT, re.MULTILINE)
    assert found is not None, begins
    return found[1]


class Terminal:
    """A shell with the places of this test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        place = f"127.0.0.1:{server().port}"
        self._places = [
            ("postgresql://hub@db.example/hub", f"postgresql://night@{place}/night"),
            ("--owner hub ", "--owner night "),
            ("template0 hub", "template0 night"),
            ("--pwprompt hub", "--pwprompt night"),
            ("/var/lib/", f"{folder}/"),
            ("/srv/", f"{folder}/"),
            ("--data DIR", f"--data {folder}/first"),
        ]
        folder.mkdir(exist_ok=True)
        program = folder / "agent-desktop"
        program.write_text(f"#!{sys.executable}\n{_MAIN}", "utf-8")
        program.chmod(0o755)
        self.env = {
            **os.environ,
            "PATH": f"{folder}:{tools()}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "PGHOST": "127.0.0.1",
            "PGPORT": str(server().port),
            "PGUSER": USER,
            "PGPASSWORD": PASSWORD,
        }

    def words(self, begins: str, *changes: tuple[str, str]) -> list[str]:
        """The guide's command, with these changes, each of which is due."""
        said = written(begins)
        for old, new in changes:
            assert old in said, old
            said = said.replace(old, new)
        for old, new in self._places:
            said = said.replace(old, new)
        return shlex.split(said)

    def run(self, begins: str, *, typed: str = "") -> None:
        """Run it to its end, where nobody has a terminal; `typed` is what it asks for."""
        done = subprocess.run(
            self.words(begins),
            input=typed,
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            start_new_session=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    @contextmanager
    def node(self, number: int, port: int, *changes: tuple[str, str]) -> Iterator["Node"]:
        """A node by the guide's command, until the block ends."""
        words = self.words(
            "agent-desktop hub --data /var/lib/hub-1",
            ("/var/lib/hub-1", f"/var/lib/hub-{number}"),
            ("--port 8101", f"--port {port}"),
            *changes,
        )
        log = self.folder / f"node-{number}.txt"
        with running(
            words, log, lambda: answers(port), folder=self.folder, env=self.env
        ) as process:
            yield Node(port, process)
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                assert process.wait(20) == 0, log.read_text("utf-8")


class Node:
    """One that runs."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port = port
        self.process = process


def asked(port: int, method: str, path: str, **more: object) -> httpx.Response:
    """What a node answers, as the proxy of the guide asks it."""
    headers = {"host": "desk.example"}
    url = f"http://127.0.0.1:{port}{path}"
    return httpx.request(method, url, headers=headers, timeout=20, **more)  # type: ignore[arg-type]


def answers(port: int) -> bool:
    try:
        return asked(port, "GET", "/v1/health").status_code == 200
    except httpx.HTTPError:
        return False


def signs_in(port: int) -> bool:
    return asked(port, "POST", "/v1/sign-in", json=OWNER).status_code == 200


def leading(address: str) -> int:
    """The port of the node that leads, by the guide's own question."""
    with psycopg.connect(address) as connection:
        found = connection.execute(written("SELECT value::json").encode()).fetchone()
    assert found is not None
    return int(str(found[0]).rpartition(":")[2])


def test_a_hub_of_nodes_from_nothing_to_its_restored_backup(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "computer")
    terminal.run("createuser --pwprompt", typed=f"{PASSWORD}\n{PASSWORD}\n")
    terminal.run("createdb --owner hub --encoding UTF8 --template template0 hub")
    first = "agent-desktop hub --data DIR --database postgresql://hub@db.example/hub --set-password"
    terminal.run(first, typed=f"{PASSWORD}\n{PASSWORD}\n")
    address = f"postgresql://night:{PASSWORD}@127.0.0.1:{server().port}/night"
    ports = free_ports(2)
    with ExitStack() as block:
        nodes = [
            block.enter_context(terminal.node(number, port)) for number, port in enumerate(ports, 1)
        ]
        assert all(signs_in(port) for port in ports)
        led, leader = leading(address), next(one for one in nodes if one.port == leading(address))
        leader.process.send_signal(signal.SIGSTOP)  # to part it takes no right but the role's own
        wait_for(lambda: leading(address) != led, "nobody took the lead")
        leader.process.send_signal(signal.SIGCONT)
        assert all(signs_in(port) for port in ports)
        terminal.run("pg_dump --format custom --file hub.dump")
        files = terminal.folder / "hub-files"
        subprocess.run(["cp", "-a", files, terminal.folder / "kept"], check=True)
    terminal.run("createdb --owner hub --encoding UTF8 --template template0 hub2")
    terminal.run("pg_restore --dbname postgresql://hub@db.example/hub2")
    files.rename(terminal.folder / "old")
    (terminal.folder / "kept").rename(files)
    with terminal.node(3, ports[0], ("db.example/hub ", "db.example/hub2 ")):
        assert signs_in(ports[0])
