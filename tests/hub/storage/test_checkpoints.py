"""SQLite's write-ahead log is moved beside the commits, and stays bounded whatever happens to who moves it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.hub.storage import checkpoints
from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.sqlite import LOG_BYTES_KEPT
from agent_desktop.hub.storage.storage import Storage
from tests.hub import databases

pytestmark = databases.only_files  # a server moves its own log

COMMITS = 110
ROWS = 250


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    databases.fresh(tmp_path / "hub.db")
    with closing(Storage.open(tmp_path / "hub.db")) as storage:
        yield storage


def write(storage: Storage, commits: int = COMMITS) -> None:
    """Rows in each of so many commits: together more than the log may take."""
    for commit in range(commits):
        with storage.transaction():
            for row in range(ROWS):
                keep_setting(storage, f"{row}", f"{commit}" + "x" * 1_000)


def log_bytes(tmp_path: Path) -> int:
    return (tmp_path / "hub.db-wal").stat().st_size


def moving() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name == "checkpoints"]


def test_the_log_begins_again_and_again(storage: Storage, tmp_path: Path) -> None:
    databases.sqlite_of(storage).pragma("wal_autocheckpoint=0")  # SQLite itself moves nothing
    write(storage)
    assert len(moving()) == 1
    assert log_bytes(tmp_path) < LOG_BYTES_KEPT
    storage.close()
    assert moving() == []
    with closing(sqlite3.connect(tmp_path / "hub.db")) as file:
        (value,) = file.execute("SELECT value FROM settings WHERE name = '7'").fetchone()
    assert value.startswith(f"{COMMITS - 1}x")


def test_it_is_bounded_where_nobody_can_move_it_beside(
    storage: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(checkpoints, "_opened", refused)
    write(storage)
    assert 0.9 * LOG_BYTES_KEPT < log_bytes(tmp_path) < LOG_BYTES_KEPT


def test_a_reader_that_holds_it_lets_it_grow_and_no_commit_waits(
    storage: Storage, tmp_path: Path
) -> None:
    write(storage, 1)
    with closing(sqlite3.connect(tmp_path / "hub.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        (before,) = reader.execute("SELECT value FROM settings WHERE name = '7'").fetchone()
        write(storage, 30)
        (after,) = reader.execute("SELECT value FROM settings WHERE name = '7'").fetchone()
        assert before == after, "it sees what it saw"
        reader.execute("COMMIT")
    write(storage, 30)
    assert log_bytes(tmp_path) < LOG_BYTES_KEPT
    with storage.transaction():
        assert setting(storage, "7").startswith("29x")
