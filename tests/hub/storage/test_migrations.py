"""The schema of a hub's database: its versions, made in order, each wholly or not at all."""

import json
import random
import shutil
import sqlite3
from pathlib import Path

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, select

from agent_desktop.hub.rules.calendars import check
from agent_desktop.hub.storage import bi_views, migrate
from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.entries import kept_epochs
from agent_desktop.hub.storage.self_service_tables import metadata
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import trail_words
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.model.administration_calls import OpenHours
from agent_desktop.model.calendars import Calendars, SpecialDay
from agent_desktop.model.errors import StoreFailed
from tests.chances import tries
from tests.hub import databases


@databases.only_files  # test_postgres.py compares a server's
def test_migrations_make_the_tables(tmp_path: Path) -> None:
    Storage.open(tmp_path / "hub.db").close()
    engine = create_engine(f"sqlite:///{tmp_path / 'hub.db'}")
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_name": _no_index_of_words}
        context = MigrationContext.configure(connection, opts=opts)
        known = MetaData()
        for table in metadata.sorted_tables:
            if table is not trail_words:
                table.to_metadata(known)
        assert compare_metadata(context, known) == []
        assert connection.execute(select(trail_words)).all() == []
    engine.dispose()


def _no_index_of_words(name: str | None, kind: str, _parents: object) -> bool:
    """A virtual table, and those under it, are not told as they were made."""
    return kind != "table" or not str(name).startswith("trail_words")


VERSIONS = sorted((migrate.MIGRATIONS / "versions").glob("v*.py"))


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


def state(target: Target) -> list[object]:
    """All that a migration may change."""
    return list(schema(target) if databases.SERVED else read_all(Path(str(target))))


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the migrations that the program knows, none at first: a test lays them into it."""
    copy = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, copy, ignore=shutil.ignore_patterns("v*.py", "__pycache__"))
    monkeypatch.setattr(migrate, "MIGRATIONS", copy)
    return copy / "versions"


def fails(file: Path, target: Target, patch: pytest.MonkeyPatch) -> list[object]:
    """The step in this file fails at its end, and everything is as it was: that is returned. Then the step is whole."""
    before = state(target)
    good = file.read_text(encoding="utf-8")
    file.write_text(f"{good}    raise ZeroDivisionError\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        at_version(target, file.stem[1:5], patch)
    file.write_text(good, encoding="utf-8")
    assert state(target) == before, file.stem
    return before


def test_a_failed_migration_leaves_the_version_before(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step fails first, and is made then; on a server some do, and always the newest."""
    target = databases.bare(tmp_path / "hub.db")
    some = random.sample(VERSIONS[:-1], min(36, tries(10))) if databases.SERVED else VERSIONS
    for step in VERSIONS:
        file = steps / step.name
        shutil.copy(step, file)
        if step in some or step is VERSIONS[-1]:
            before = fails(file, target, monkeypatch)
            at_version(target, file.stem[1:5], monkeypatch)
            assert state(target) != before, step.stem
    storage = Storage.open(target)
    assert storage.checked() == []
    storage.close()


def test_where_the_last_migration_fails_none_is_made(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step that ended the transaction of them all would leave what the steps before it made."""
    target = databases.bare(tmp_path / "hub.db")
    for step in VERSIONS:
        shutil.copy(step, steps)
    fails(steps / VERSIONS[-1].name, target, monkeypatch)
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
    assert VERSIONS[-1].name.startswith(f"v{migrate.HEAD}_")
