"""The storage: all or nothing, gathered writes, failures in words."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import (
    conversations,
    customers,
    journal,
    settings,
)
from agent_desktop.model.errors import StoreFailed
from tests.hub import databases
from tests.hub.databases import sqlite_of


@databases.only_files
@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read" * 40])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hub.db"
    path.write_bytes(content)
    with pytest.raises(StoreFailed, match="no database of a hub"):
        Storage.open(path)
    assert path.read_bytes() == content


@databases.only_files
def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="cannot be opened"):
        Storage.open(tmp_path / "nowhere" / "hub.db")


@databases.only_files  # test_faults.py locks a server's
def test_another_program_holds_the_database(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    storage = Storage.open(path, lock_wait_ms=10)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    def write() -> None:
        with storage.transaction():
            keep_setting(storage, "team", "Blue")

    with pytest.raises(StoreFailed) as caught:
        write()
    assert caught.value.problem.value.startswith("SQLITE_BUSY")
    other.execute("ROLLBACK")
    other.close()
    write()
    with storage.transaction():
        assert setting(storage, "team") == "Blue"
    storage.close()


@databases.only_files  # test_full_server.py fills a server's disk
def test_a_full_disk_leaves_no_half_state(tmp_path: Path) -> None:
    storage = Storage.open(tmp_path / "hub.db")
    pages = sqlite_of(storage).pragma("page_count")
    sqlite_of(storage).pragma(f"max_page_count={pages + 4}")
    with storage.transaction():
        keep_setting(storage, "small", "fits")

    def write() -> None:
        with storage.transaction():
            keep_setting(storage, "first", "fits too")
            storage.execute(select(settings.c.name))  # writes what was gathered
            keep_setting(storage, "big", "x" * 200_000)

    with pytest.raises(StoreFailed, match="disk is full"):
        write()
    with storage.transaction():
        assert setting(storage, "small") == "fits"
        assert setting(storage, "first") == setting(storage, "big") == ""
    sqlite_of(storage).pragma(f"max_page_count={pages + 4_000}")
    write()
    assert storage.checked() == []
    storage.close()


@databases.only_files  # test_postgres.py asks a server without rights
def test_a_read_only_database(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    storage = Storage.open(path)
    sqlite_of(storage).pragma("query_only=ON")

    def write() -> None:
        with storage.transaction():
            keep_setting(storage, "team", "Blue")

    with pytest.raises(StoreFailed, match="may not write"):
        write()
    storage.close()


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    storage = Storage.open(databases.fresh(tmp_path / "hub.db"))
    yield storage
    storage.close()


def test_writes_are_gathered_in_the_order_of_references(storage: Storage) -> None:
    with storage.transaction():
        # the conversation refers to the customer, who is handed over later
        values: dict[str, object] = {column.name: None for column in conversations.columns}
        values |= {"id": "c", "number": 1, "customer_id": "k", "channel": "chat"}
        numbers = {"opened_at", "last_seq", "read_seq", "unread", "last_at"}
        numbers |= {"delivered_to", "read_to"}
        values |= dict.fromkeys(numbers, 0) | dict.fromkeys(("open", "customer_online"), False)
        values |= dict.fromkeys(
            ("subject", "entry_point_id", "preview", "preview_from", "joined_into"), ""
        )
        storage.put(conversations, ("c",), tuple, values.values())
        row = ("k", "", "", False, "", "", "", None, "", "{}", 0, 0, None)
        storage.put(customers, ("k",), tuple, row)
        assert storage.get(customers, ("k",)) is not None
        assert storage.find("SELECT 1 FROM customers", ()) is None
        assert len(storage.rows(select(conversations))) == 1
    assert storage.checked() == []


def test_the_last_put_for_a_key_wins(storage: Storage) -> None:
    with storage.transaction():
        for value in ("one", "two"):
            keep_setting(storage, "name", value)
            assert setting(storage, "name") == value
    with storage.transaction():
        keep_setting(storage, "name", "three")
        named = select(settings.c.value).where(settings.c.name == "name")
        assert storage.rows(named) == [("three",)]


def test_what_raised_never_happened(storage: Storage) -> None:
    def write(seq: int) -> None:
        with storage.transaction():
            storage.insert(journal, (seq, 0, "everyone", b"{}"))
            storage.rows(select(journal))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write(1)
    with storage.transaction():
        storage.insert(journal, (2, 0, "everyone", b"{}"))
    with storage.transaction():
        assert storage.rows(select(journal.c.seq)) == [(2,)]


def test_the_same_insert_twice_fails_in_words(storage: Storage) -> None:
    def write() -> None:
        with storage.transaction():
            storage.insert(journal, (1, 0, "everyone", b"{}"))

    write()
    with pytest.raises(StoreFailed) as caught:
        write()
    assert caught.value.problem.value.startswith(("SQLITE_CONSTRAINT", "23505"))


def test_no_transaction_within_a_transaction_and_no_statement_without(storage: Storage) -> None:
    with storage.transaction(), pytest.raises(RuntimeError, match="already open"):
        storage.transaction().__enter__()
    with pytest.raises(RuntimeError, match="inside a transaction"):
        storage.rows(select(journal))
    with pytest.raises(RuntimeError, match="inside a transaction"):
        storage.find("SELECT 1", ())


def test_it_may_be_opened_on_one_thread_and_used_on_another(tmp_path: Path) -> None:
    storage = Storage.open(databases.fresh(tmp_path / "hub.db"))

    def write() -> None:
        with storage.transaction():
            keep_setting(storage, "team", "Blue")

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    with storage.transaction():
        assert setting(storage, "team") == "Blue"
    storage.close()


@databases.only_files  # a server has settings of its own for it
def test_commits_wait_for_the_disk(tmp_path: Path) -> None:
    storage = Storage.open(tmp_path / "hub.db")
    assert sqlite_of(storage).pragma("journal_mode") == "wal"
    assert sqlite_of(storage).pragma("synchronous") == 2  # FULL
    assert sqlite_of(storage).pragma("foreign_keys") == 1
    storage.close()
