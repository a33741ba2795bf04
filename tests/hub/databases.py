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
from typing import Any

import pytest
from sqlalchemy import NullPool, create_engine, inspect, text

from agent_desktop.hub.server.data_folder import DATABASE
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.sqlite import Sqlite
from agent_desktop.hub.storage.storage import Storage
from tests.hub import compiling, served
from tests.peers.postgres import Server

SERVED = os.environ.get("AGENT_DESKTOP_HUB_TESTS", "sqlite") == "postgresql"

compiling.share()

only_files = pytest.mark.skipif(SERVED, reason="about SQLite's own file")
"""For tests about the file itself; each says why."""

only_served = pytest.mark.skipif(not SERVED, reason="about a server")
"""For tests about what files do not have."""

asks_none = pytest.mark.skipif(SERVED, reason="ends before it asks for a database")
"""For tests of a hub that are over before its database is looked for, beside others in their file."""

_ONCE = "is on a server in every run"
always_served = pytest.mark.skipif(SERVED, reason=_ONCE)
"""For tests that ask for a server whatever the others play on: once is enough."""


def fresh(path: Path) -> Target:
    """An empty hub's database: at `path`, or on the server, where it is used again when this test is over."""
    if SERVED:
        return served.pool().lend()
    path.write_bytes(_empty_file())
    return path


def prepared(folder: Path) -> None:
    """In the data folder of a hub's first start lies an empty database; on the server there is one anyway."""
    path = folder / DATABASE
    if SERVED or path.exists():
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    path.touch(0o600)
    path.write_bytes(_empty_file())


def bare(path: Path) -> Target:
    """A database with nothing in it, for the asker alone: at `path`, where no file is yet, or on the server."""
    return served.pool().make_bare() if SERVED else path


def at(path: Path) -> Target:
    """The hub's database at `path`, made when it is asked for first: for who opens one again and again in a test."""
    if SERVED:
        return served.pool().lend_for(path)
    return path if path.exists() else fresh(path)


def fresh_served() -> str:
    """The address of a new, empty hub's database on the server, for the asker alone, who is on it in every run."""
    if SERVED:
        pytest.skip(_ONCE)
    return served.pool().make().address


def done(target: Target) -> None:
    """Whoever had it needs it no more, and nobody is connected to it: for those who ask for many in one test."""
    if SERVED and isinstance(target, str):
        served.pool().take_back(target)


def ask(target: Target, words: str, **values: object) -> list[tuple[Any, ...]]:
    """Ask a hub's database in plain SQL, or change it, as its owner may, whether the hub runs or not."""
    served_by = target.replace("://", "+psycopg://", 1) if isinstance(target, str) else ""
    url = served_by or f"sqlite:///{target}"
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        found = connection.execute(text(words), values)
        return [tuple(row) for row in found] if found.returns_rows else []


def rows_of(target: Target) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, by the names of its columns, as they stand at one moment."""
    if isinstance(target, str):
        return served.rows_of(target)
    engine = create_engine(f"sqlite:///{target}", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text("BEGIN"))
        return {
            name: [
                dict(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()
            ]
            for name in inspect(connection).get_table_names()
        }


def everything(address: str) -> bytes:
    """All values in a hub's database on a server, as they stand there."""
    listed = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    rows = [
        row for (name,) in ask(address, listed) for row in ask(address, f'SELECT * FROM "{name}"')
    ]
    values = (one for row in rows for one in row)
    return b"\n".join(bytes(one) if isinstance(one, bytes) else str(one).encode() for one in values)


@contextlib.contextmanager
def unguarded(target: Target) -> Iterator[None]:
    """In here the audit trail can be changed, as by an owner of the database who takes its triggers away."""
    if isinstance(target, str):
        ask(target, "ALTER TABLE trail DISABLE TRIGGER USER")
        yield
        ask(target, "ALTER TABLE trail ENABLE TRIGGER USER")
        return
    guards = ask(
        target, "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'trail' AND type = 'trigger'"
    )
    for name, _ in guards:
        ask(target, f"DROP TRIGGER {name}")
    yield
    for _, made in guards:
        ask(target, made)


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
