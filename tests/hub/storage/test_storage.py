"""The storage: all or nothing, gathered writes, failures in words."""

import json
import random
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, select

from agent_desktop.hub.rules.calendars import check
from agent_desktop.hub.storage import bi_views, migrate
from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.entries import kept_epochs
from agent_desktop.hub.storage.self_service_tables import metadata
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import (
    conversations,
    customers,
    journal,
    settings,
)
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendars, SpecialDay
from agent_desktop.model.errors import StoreFailed
from tests.chances import tries
from tests.hub import databases
from tests.hub.databases import sqlite_of


@databases.only_files  # test_postgres.py compares a server's
def test_migrations_make_the_tables(tmp_path: Path) -> None:
    Storage.open(tmp_path / "hub.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'hub.db'}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


VERSIONS = sorted(path.stem for path in (migrate.MIGRATIONS / "versions").glob("v*.py"))


def at_version(path: Target, version: str, patch: pytest.MonkeyPatch, **kept: object) -> None:
    """A database as the program of that version left it, with these settings."""
    with patch.context() as patched:
        patched.setattr(migrate, "HEAD", version)
        patched.setattr(bi_views, "create", lambda *_: None)  # they read what comes later
        storage = Storage.open(path)
        with storage.transaction():
            for name, value in kept.items():
                keep_setting(storage, name, json.dumps(value))
        storage.close()


def read_all(path: Path) -> list[str]:
    """Everything in a database, as SQL."""
    with sqlite3.connect(path) as raw:
        said = list(raw.iterdump())
    raw.close()
    return said


@databases.only_files  # the next one does so on a server
@pytest.mark.parametrize(
    ("begun_at", "failing"),
    [*((None, name) for name in VERSIONS), *((old[1:5], new) for old, new in pairwise(VERSIONS))],
)
def test_a_failed_migration_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun_at: str | None, failing: str
) -> None:
    path = tmp_path / "hub.db"
    if begun_at is not None:
        at_version(path, begun_at, monkeypatch)
    before = read_all(path)
    steps = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, steps)
    with (steps / "versions" / f"{failing}.py").open("a", encoding="utf-8") as file:
        file.write("    raise ZeroDivisionError\n")
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "MIGRATIONS", steps)
        with pytest.raises(ZeroDivisionError):
            Storage.open(path)
    assert read_all(path) == before
    storage = Storage.open(path)
    assert storage.checked() == []
    storage.close()


_SCHEMA = (
    "SELECT table_name, column_name || data_type || is_nullable || coalesce(column_default, '')"
    " FROM information_schema.columns WHERE table_schema = 'public'"
    " UNION SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " UNION SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid > 0"
    " UNION SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger"
    " UNION SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    " ORDER BY 1, 2"
)


def schema(address: Target) -> list[tuple[object, ...]]:
    """What stands in a database on a server, and the rows that steps of the schema may change."""
    found = databases.ask(address, _SCHEMA)
    tables = {name for name, _ in found} & {"settings", "alembic_version"}
    return found + [row for one in sorted(tables) for row in databases.ask(address, f"TABLE {one}")]


@databases.only_served
def test_a_failed_migration_leaves_a_server_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some steps, and always the newest: each fails first, and is made then."""
    target = databases.bare(tmp_path / "hub.db")
    steps = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, steps)
    some = random.sample(VERSIONS[:-1], min(36, tries(10)))
    for name in [*sorted(some), VERSIONS[-1]]:
        before = schema(target)
        file = steps / "versions" / f"{name}.py"
        good = file.read_text(encoding="utf-8")
        file.write_text(f"{good}    raise ZeroDivisionError\n", encoding="utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(migrate, "MIGRATIONS", steps)
            with pytest.raises(ZeroDivisionError):
                Storage.open(target)
        assert schema(target) == before, name
        file.write_text(good, encoding="utf-8")
        at_version(target, name[1:5], monkeypatch)
        assert schema(target) != before, name
    storage = Storage.open(target)
    assert storage.checked() == []
    storage.close()


def test_the_epoch_of_a_hub_of_version_1_stays_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = databases.bare(tmp_path / "hub.db")
    at_version(target, "0001", monkeypatch)
    for name, value in (("journal.epoch", "abc"), ("team", "Blue")):
        words = "INSERT INTO settings VALUES (:name, :value)"
        databases.ask(target, words, name=name, value=value)
    storage = Storage.open(target)
    with storage.transaction():
        assert kept_epochs(storage) == [("abc", 1)]
        assert setting(storage, "journal.epoch") == ""
        assert setting(storage, "team") == "Blue"
    storage.close()


@databases.only_files  # test_process.py meets one on a server
def test_a_newer_schema_is_refused_and_both_versions_are_named(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    Storage.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0999'")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreFailed) as caught:
        Storage.open(path)
    assert "0999" in caught.value.problem.message
    assert migrate.HEAD in caught.value.problem.message
    assert path.read_bytes() == before


def test_hours_of_numbers_become_calendars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = databases.bare(tmp_path / "hub.db")
    opening = {
        "zone": "Europe/Berlin",
        "hours": [
            {"weekday": 0, "opens": 540, "closes": 1020},
            {"weekday": 1, "opens": 0, "closes": 0},
        ],
        "holidays": ["2026-12-25", "2026-12-25"],
    }
    then = {"type": "ToQueue", "queue": "support"}
    places = [
        {"id": "main", "numbers": ["*"], "then": then, "opening": opening},
        {"id": "web", "numbers": [], "then": then, "opening": {"holidays": ["2026-12-25"]}},
    ]
    known = {"calendars": [{"id": "number-main", "name": "Mine"}]}
    at_version(place, "0032", monkeypatch, voice_policy={"entry_points": places}, calendars=known)
    storage = Storage.open(place)
    with storage.transaction():
        policy = msgspec.json.decode(setting(storage, "voice_policy"), type=Policy)
        calendars = msgspec.json.decode(setting(storage, "calendars"), type=Calendars).calendars
    storage.close()
    assert [one.calendar for one in policy.entry_points] == ["number-main-", ""]
    mine, made = calendars
    assert (mine.name, made.id, made.name) == ("Mine", "number-main-", "main")
    assert (made.zone, made.special) == ("Europe/Berlin", (SpecialDay(day="2026-12-25"),))
    assert made.hours == (OpenHours(weekday=0, opens=540, closes=1020),)
    check(made)


def test_the_head_is_the_last_migration() -> None:
    assert VERSIONS[-1].startswith(f"v{migrate.HEAD}_")


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
