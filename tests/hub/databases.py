"""Which database the hub's tests play on: a file, or one on a PostgreSQL server.

`AGENT_DESKTOP_HUB_TESTS=postgresql` lets every test that asks here for a database have one on a real server, which is
started once for the process. Promises that each is empty and of this program's schema: a copy of one made before,
because the steps of the schema would cost more than the test, or on the server one that an earlier test gave back
(`served`). Tests that do more to a database than to fill it ask for one of their own (`fresh_served`).
"""

import contextlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.sqlite import Sqlite
from agent_desktop.hub.storage.storage import Storage
from tests.hub import served
from tests.peers.postgres import Server

SERVED = os.environ.get("AGENT_DESKTOP_HUB_TESTS", "sqlite") == "postgresql"

only_files = pytest.mark.skipif(SERVED, reason="about SQLite's own file")
"""For tests about the file itself."""


def fresh(path: Path) -> Target:
    """An empty hub's database: at `path`, or on the server, where it is used again when this test is over."""
    if SERVED:
        return served.pool().lend()
    path.write_bytes(_empty_file())
    return path


def at(path: Path) -> Target:
    """The hub's database at `path`, made when it is asked for first: for who opens one again and again in a test."""
    if SERVED:
        return served.pool().lend_for(path)
    return path if path.exists() else fresh(path)


def fresh_served() -> str:
    """The address of a new, empty hub's database on the server, for the asker alone."""
    return served.pool().make().address


def done(target: Target) -> None:
    """Whoever had it needs it no more, and nobody is connected to it: for those who ask for many in one test."""
    if SERVED and isinstance(target, str):
        served.pool().take_back(target)


@contextlib.contextmanager
def lent() -> Iterator[None]:
    """What is lent in here is given back at the end."""
    if not SERVED:
        yield
        return
    before = served.pool().lent()
    yield
    for address in served.pool().lent() - before:
        served.pool().take_back(address)


def sqlite_of(storage: Storage) -> Sqlite:
    """The file under a storage."""
    assert isinstance(storage.database, Sqlite)
    return storage.database


def hasten(storage: Storage) -> None:
    """Let a file's commits not wait for the disk: what matters in most tests is not the disk's own cache."""
    if isinstance(storage.database, Sqlite):
        storage.database.pragma("synchronous=OFF")


def server() -> Server:
    """The server that this process's tests share."""
    return served.server()


@cache
def _empty_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hub.db"
        Storage.open(path).close()
        return path.read_bytes()
