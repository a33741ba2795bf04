"""A disk that is full, and what makes room on it again."""

from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path

from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.sqlite import LOG_BYTES_KEPT, LOG_PAGES
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.errors import StoreFailed
from tests.hub import databases
from tests.small_disk import small_disk

pytestmark = databases.only_files  # tests/hub/centre/test_full_server.py fills a server's disk


def keep(storage: Storage, value: str) -> None:
    with storage.transaction():
        keep_setting(storage, "large", value)


def full(storage: Storage, value: str) -> bool:
    """Keep `value`; True when the disk had no room for it."""
    try:
        keep(storage, value)
    except StoreFailed as failed:
        return "disk is full" in failed.problem.message
    return False


def fill(path: Path, leave: int = 0) -> None:
    """Take all room that is left, but for `leave` bytes."""
    with path.open("wb", buffering=0) as file:
        with suppress(OSError):
            while True:
                file.write(bytes(4_096))
        file.truncate(max(0, file.tell() - leave))


def test_the_log_alone_does_not_keep_a_disk_full(tmp_path: Path) -> None:
    """One row, written over and over: the database does not grow, and the log takes what room there is."""
    with small_disk(tmp_path / "small", megabytes=4) as folder:
        with closing(Storage.open(folder / "hub.db")) as storage:
            keep(storage, "1234" * 25_000)
        fill(folder / "filler", leave=1_000_000)
        with closing(Storage.open(folder / "hub.db")) as storage:
            refused = [full(storage, f"{number:04}" * 25_000) for number in range(100)]
            assert sum(refused) > 0
            assert not any(one and following for one, following in pairwise(refused))
            assert storage.checked() == []


def test_a_disk_that_is_full_of_something_else_refuses_until_there_is_room(tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "small", megabytes=4) as folder,
        closing(Storage.open(folder / "hub.db")) as storage,
    ):
        keep(storage, "before")
        fill(folder / "filler")
        assert all(full(storage, "x" * 200_000) for _ in range(3))
        with storage.transaction():
            assert setting(storage, "large") == "before"
        (folder / "filler").unlink()
        keep(storage, "after" * 10_000)
        assert storage.checked() == []


def test_one_large_transaction_does_not_leave_a_large_log(tmp_path: Path) -> None:
    storage = Storage.open(tmp_path / "hub.db")
    log = tmp_path / "hub.db-wal"
    with storage.transaction():
        for number in range(60):
            keep_setting(storage, f"large {number}", "x" * 1_000_000)
    assert log.stat().st_size > 2 * LOG_BYTES_KEPT
    keep(storage, "the next commit begins the log again")
    assert log.stat().st_size <= LOG_BYTES_KEPT
    assert LOG_BYTES_KEPT > LOG_PAGES * 4_096, "a log of usual length is not cut at every turn"
    storage.close()
