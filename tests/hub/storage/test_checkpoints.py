"""The write-ahead log is moved into the database beside whoever writes."""

import shutil
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from agent_desktop.hub.storage.checkpoints import ROWS
from agent_desktop.hub.storage.entries import ends_of_journal, new_entries
from agent_desktop.hub.storage.sqlite import LOG_PAGES
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.errors import StoreFailed
from tests.hub import databases
from tests.small_disk import small_disk

pytestmark = databases.only_files  # a server moves its own log


def write(storage: Storage, first: int, count: int, body: bytes = b"body") -> None:
    """Entries of the journal from `first` on, in one commit."""
    with storage.transaction():
        rows = new_entries(storage)
        rows += [(first + number, 1, "agent:anna", body) for number in range(count)]


def moved(folder: Path) -> int:
    """How many entries stand in the database itself, without its log; 0 while it is half moved."""
    copy = folder / "copy"
    shutil.copy(folder / "hub.db", copy)
    with (
        suppress(sqlite3.DatabaseError),
        closing(sqlite3.connect(f"{copy.as_uri()}?immutable=1", uri=True)) as alone,
    ):
        return int(alone.execute("SELECT count(*) FROM journal").fetchone()[0])
    return 0


def until_so(true: Callable[[], bool]) -> None:
    """Wait until it is; ten seconds at most."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.01)


def movers() -> list[threading.Thread]:
    """The threads that move logs."""
    return [thread for thread in threading.enumerate() if thread.name == "checkpoints"]


def test_what_was_committed_comes_into_the_database_before_a_commit_must_move_it(
    tmp_path: Path,
) -> None:
    with closing(Storage.open(tmp_path / "hub.db")) as storage:
        write(storage, 1, ROWS // 2)
        assert not movers(), "a little is left to the commit that finds the log full"
        write(storage, ROWS, ROWS)
        until_so(lambda: moved(tmp_path) == ROWS + ROWS // 2)
        write(storage, 3 * ROWS, ROWS)
        until_so(lambda: moved(tmp_path) == 2 * ROWS + ROWS // 2)
        assert (tmp_path / "hub.db-wal").stat().st_size < LOG_PAGES * 4_096, "by no commit's own"
    assert not movers()
    assert not (tmp_path / "hub.db-wal").exists()


def test_the_log_is_written_over_while_the_hub_never_rests(tmp_path: Path) -> None:
    with closing(Storage.open(tmp_path / "hub.db")) as storage:
        for number in range(600):
            write(storage, number * 100, 100, b"x" * 1_000)
        assert (tmp_path / "hub.db").stat().st_size > 12 * LOG_PAGES * 1_000
        assert (tmp_path / "hub.db-wal").stat().st_size < 2 * LOG_PAGES * 4_096
        assert storage.checked() == []


def test_a_reader_who_stays_keeps_the_log_and_loses_nothing(tmp_path: Path) -> None:
    with closing(Storage.open(tmp_path / "hub.db")) as storage:
        write(storage, 1, ROWS)
        with closing(Storage.reading(tmp_path / "hub.db")) as reader, reader.transaction():
            assert ends_of_journal(reader) == (1, ROWS)
            write(storage, ROWS + 1, 2 * ROWS)
            write(storage, 3 * ROWS + 1, 2 * ROWS)
            assert ends_of_journal(reader) == (1, ROWS), "it reads what was when it began"
        write(storage, 5 * ROWS + 1, ROWS)
        until_so(lambda: moved(tmp_path) == 6 * ROWS)


def test_a_full_disk_is_told_to_who_writes_and_what_was_committed_stays(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "small", megabytes=8) as folder,
        closing(Storage.open(folder / "hub.db")) as storage,
    ):
        written = 0
        with suppress(StoreFailed):
            while written < 40:
                write(storage, written * ROWS + 1, ROWS, b"x" * 200)
                written += 1
        assert 0 < written < 40, "the disk was full before the last"
        with storage.transaction():
            assert ends_of_journal(storage) == (1, written * ROWS)
        assert storage.checked() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
def test_a_file_that_was_taken_away_is_not_made_again(tmp_path: Path) -> None:
    with closing(Storage.open(tmp_path / "hub.db")) as storage:
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"hub.db{ending}").unlink()
        write(storage, 1, ROWS)
        until_so(lambda: not movers())
        assert not (tmp_path / "hub.db").exists()
