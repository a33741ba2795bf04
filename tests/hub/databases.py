"""Which database the hub's tests play on: a file, or one on a PostgreSQL server.

`AGENT_DESKTOP_HUB_TESTS=postgresql` lets every test that asks here for a database have one on a real server, which is
started once for the process. Promises that each is fresh and of this program's schema: a copy of one made before,
because the steps of the schema would cost more than the test.
"""

import atexit
import contextlib
import itertools
import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.sqlite import Sqlite
from agent_desktop.hub.storage.storage import Storage
from tests.peers.postgres import Server, postgres

SERVED = os.environ.get("AGENT_DESKTOP_HUB_TESTS", "sqlite") == "postgresql"

_TEMPLATE = "hub_template"
_numbers = itertools.count(1)

only_files = pytest.mark.skipif(SERVED, reason="about SQLite's own file")
"""For tests about the file itself."""


def fresh(path: Path) -> Target:
    """A new, empty hub's database: at `path`, or on the server."""
    if SERVED:
        return fresh_served()
    path.write_bytes(_empty_file())
    return path


def fresh_served() -> str:
    """The address of a new, empty hub's database on the server."""
    name = f"hub_{next(_numbers)}"
    server = _template()
    server.ask(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY FILE_COPY")
    return server.address(name)


def sqlite_of(storage: Storage) -> Sqlite:
    """The file under a storage."""
    assert isinstance(storage.database, Sqlite)
    return storage.database


def hasten(storage: Storage) -> None:
    """Let a file's commits not wait for the disk: what matters in most tests is not the disk's own cache."""
    if isinstance(storage.database, Sqlite):
        storage.database.pragma("synchronous=OFF")


@cache
def server() -> Server:
    """The server that this process's tests share."""
    block = contextlib.ExitStack()
    atexit.register(block.close)
    return block.enter_context(postgres())


@cache
def _template() -> Server:
    shared = server()
    shared.ask(f"CREATE DATABASE {_TEMPLATE}")
    Storage.open(shared.address(_TEMPLATE)).close()
    return shared


@cache
def _empty_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hub.db"
        Storage.open(path).close()
        return path.read_bytes()
