"""The audit trail: nothing in it is changed, removed, added between or cut off without being found."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.storage import trail
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.trail import (
    GENESIS,
    AuditEntry,
    digest_of,
    first_break,
)
from agent_desktop.hub.storage.verifying import judged_database, judged_export
from agent_desktop.model.errors import Refused, StoreFailed
from tests.hub import databases

_words = st.text(max_size=12)
_acts = st.lists(
    st.tuples(st.integers(0, 2**45), _words, _words, _words, _words, _words), min_size=1, max_size=8
)


def chained(acts: list[tuple[int, str, str, str, str, str]]) -> list[AuditEntry]:
    """A whole trail of these acts."""
    made: list[AuditEntry] = []
    before = GENESIS
    for seq, (at, who, act, subject, whom, detail) in enumerate(acts, 1):
        entry = AuditEntry(
            seq=seq, at=at, who=who, act=act, subject=subject, whom=whom, detail=detail
        )
        before = digest_of(before, entry)
        made.append(replace(entry, digest=before.hex()))
    return made


def head(entries: list[AuditEntry]) -> tuple[int, bytes]:
    """What is kept of the newest."""
    return entries[-1].seq, bytes.fromhex(entries[-1].digest)


@given(_acts)
def test_a_trail_as_it_was_written_is_whole(
    acts: list[tuple[int, str, str, str, str, str]],
) -> None:
    entries = chained(acts)
    assert first_break(entries, head(entries)) is None


@given(_acts, st.data())
def test_any_change_is_found_at_its_entry(
    acts: list[tuple[int, str, str, str, str, str]], data: st.DataObject
) -> None:
    entries = chained(acts)
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(["at", "who", "act", "subject", "whom", "detail", "digest"]))
    old = getattr(entries[at], field)
    if field == "digest":
        place = data.draw(st.integers(0, len(old) - 1))
        new = old[:place] + ("0" if old[place] != "0" else "1") + old[place + 1 :]
    else:
        values = st.integers(0, 2**45) if field == "at" else _words
        new = data.draw(values.filter(lambda one: one != old))
    changed = [*entries[:at], replace(entries[at], **{field: new}), *entries[at + 1 :]]
    broken = first_break(changed, head(entries))
    assert broken is not None
    assert broken.seq == entries[at].seq


@given(_acts, st.data())
def test_whatever_is_removed_is_missed(
    acts: list[tuple[int, str, str, str, str, str]], data: st.DataObject
) -> None:
    entries = chained(acts)
    gone = data.draw(st.sets(st.integers(0, len(entries) - 1), min_size=1))
    rest = [one for place, one in enumerate(entries) if place not in gone]
    broken = first_break(rest, head(entries))
    assert broken is not None
    assert broken.seq == min(gone) + 1


@given(_acts, st.data())
def test_what_is_put_between_or_moved_is_found(
    acts: list[tuple[int, str, str, str, str, str]], data: st.DataObject
) -> None:
    entries = chained(acts)
    place = data.draw(st.integers(0, len(entries)))
    twin = data.draw(st.sampled_from(entries))
    more = [*entries[:place], twin, *entries[place:]]
    assert first_break(more, head(entries)) is not None
    if len(entries) > 1:
        one, other = data.draw(
            st.lists(st.integers(0, len(entries) - 1), min_size=2, max_size=2, unique=True)
        )
        moved = list(entries)
        moved[one], moved[other] = moved[other], moved[one]
        broken = first_break(moved, head(entries))
        assert broken is not None
        assert broken.seq == min(one, other) + 1 or broken.seq == moved[min(one, other)].seq


def test_the_fields_of_an_entry_do_not_run_into_each_other() -> None:
    one = AuditEntry(seq=1, at=1, who="ab", act="c")
    other = AuditEntry(seq=1, at=1, who="a", act="bc")
    assert digest_of(GENESIS, one) != digest_of(GENESIS, other)


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """A database."""
    return databases.fresh(tmp_path / "hub.db")


@pytest.fixture
def kept(target: Target) -> Iterator[Storage]:
    """The storage of the target, with five entries."""
    storage = Storage.open(target)
    with storage.transaction():
        writer = Trail(storage)
        for number in range(5):
            writer.add(1_000 + number, "ann", "define_queue", f"queues/q{number}", fields=["name"])
    yield storage
    storage.close()


def test_the_digests_are_made_as_the_page_says(kept: Storage, target: Target) -> None:
    """With nothing of ours: a plain connection, JSON and SHA-256."""
    words = "SELECT seq, at, who, act, subject, whom, detail, digest FROM trail ORDER BY seq"
    before = bytes(32)
    for *fields, digest in databases.ask(target, words):
        said = json.dumps(fields, separators=(",", ":"), ensure_ascii=False).encode()
        before = hashlib.sha256(before + said).digest()
        assert before == bytes(digest)
    with kept.transaction():
        assert trail.head_of(kept) == (5, before)


OTHER = (
    "(seq, at, who, act, subject, whom, detail, digest) VALUES (2, 0, '', '', '', '', '', :zero)"
)
ONLY_HERE = (
    "TRUNCATE trail"
    if databases.SERVED
    else f"INSERT OR REPLACE INTO trail {OTHER}"  # a way around triggers that only files have
)


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE trail SET who = 'ben' WHERE seq = 2",
        "UPDATE trail SET digest = :zero WHERE seq = 2",
        "DELETE FROM trail WHERE seq = 5",
        "DELETE FROM trail",
        f"INSERT INTO trail {OTHER} ON CONFLICT (seq) DO UPDATE SET digest = excluded.digest",
        ONLY_HERE,
    ],
)
def test_the_database_refuses_to_change_it(kept: Storage, target: Target, words: str) -> None:
    values = {"zero": b"\0"} if ":zero" in words else {}
    with pytest.raises(StoreFailed), kept.transaction():
        kept.execute(text(words).bindparams(**values))
    with pytest.raises(DBAPIError, match="the audit trail is never changed"):
        databases.ask(target, words, **values)
    with kept.transaction():
        assert trail.checked(kept) is None


def found_at(kept: Storage, target: Target) -> list[int]:
    """Where the trail breaks: as the hub itself says, and whoever looks from outside."""
    with kept.transaction():
        broken = trail.checked(kept)
    _, outside = judged_database(target)
    assert broken is not None
    assert outside is not None
    return [broken.seq, outside.seq]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("UPDATE trail SET who = 'ben' WHERE seq = 2", 2),
        ("UPDATE trail SET detail = '{}' WHERE seq = 4", 4),
        ("UPDATE trail SET digest = :zero WHERE seq = 1", 1),
        ("UPDATE trail SET seq = 7 WHERE seq = 2", 2),
        ("DELETE FROM trail WHERE seq = 3", 3),
        ("DELETE FROM trail WHERE seq = 5", 5),
        ("DELETE FROM trail", 1),
        ("UPDATE settings SET value = '4 00' WHERE name = 'trail.head'", 5),
        ("UPDATE settings SET value = 'many zz' WHERE name = 'trail.head'", 5),
        ("DELETE FROM settings WHERE name = 'trail.head'", 5),
    ],
)
def test_who_takes_the_triggers_away_is_found(
    kept: Storage, target: Target, words: str, first: int
) -> None:
    with databases.unguarded(target):
        databases.ask(target, words, **({"zero": b"\0"} if ":zero" in words else {}))
    assert found_at(kept, target) == [first, first]


def test_nothing_is_added_after_an_end_that_nobody_can_read(kept: Storage, target: Target) -> None:
    databases.ask(target, "UPDATE settings SET value = 'many zz' WHERE name = 'trail.head'")
    with pytest.raises(StoreFailed, match="changed from outside"), kept.transaction():
        Trail(kept).add(2_000, "ann", "sign_in")
    assert found_at(kept, target) == [5, 5]


@databases.only_files  # a server's columns take nothing of another kind
def test_what_is_of_another_kind_is_found(kept: Storage, target: Target) -> None:
    with databases.unguarded(target):
        databases.ask(target, "UPDATE trail SET at = 'then' WHERE seq = 3")
    _, broken = judged_database(target)
    assert broken is not None
    assert broken.seq == 3


def test_a_transaction_that_fails_takes_its_entries_along(kept: Storage) -> None:
    def fail() -> None:
        with kept.transaction():
            Trail(kept).add(2_000, "ann", "define_queue")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with kept.transaction():
        Trail(kept).add(2_001, "ann", "remove_queue")
        assert [one.act for one in trail.page_after(kept, 4)] == ["define_queue", "remove_queue"]
        assert trail.checked(kept) is None


@databases.only_files  # test_checked_on_a_server.py asks a server's database without a hub
@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 100])
def test_what_is_no_trail_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(Refused):
        judged_database(path)
    with pytest.raises(Refused):
        judged_database(tmp_path / "nothing.db")
    with pytest.raises(Refused):
        judged_export(path)
