"""The index of the audit trail's search compared with the trail: whatever is missing, too many or other is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.storage import trail_index
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.supervising_tables import trail_words
from agent_desktop.hub.storage.trail_compared import MOST_SPANS, Difference, compared
from agent_desktop.hub.storage.trail_index import build, words_of
from tests.hub import databases

REASONS = (
    "Mittagspause über Ärger",
    '100% "sure"',
    "東京都で会議 ½ ﬁne ŉ",
    "",
    "a'b\\c:d & e | f *",
)


@pytest.fixture(scope="module")
def small() -> Iterator[None]:
    """Blocks of eight entries."""
    patch = pytest.MonkeyPatch()
    patch.setattr(trail_index, "BLOCK", 8)
    yield
    patch.undo()


@pytest.fixture
def target(tmp_path: Path, small: None) -> Target:
    """A database."""
    return databases.fresh(tmp_path / "hub.db")


@pytest.fixture
def kept(target: Target) -> Iterator[Storage]:
    """The storage of the target, with thirty entries in four blocks."""
    storage = Storage.open(target)
    with storage.transaction():
        writer = Trail(storage)
        for number in range(30):
            reason = REASONS[number % len(REASONS)]
            writer.add(1_000 + number, "ann", "define_queue", f"queues/q {number}", reason=reason)
    yield storage
    storage.close()


def forget(storage: Storage, seq: int) -> None:
    """Take an entry out of the index alone."""
    if databases.SERVED:
        storage.execute(text("DELETE FROM trail_words WHERE rowid = :seq"), {"seq": seq})
        return
    columns = "who, act, subject, whom, detail"
    (row,) = storage.rows(text(f"SELECT {columns} FROM trail WHERE seq = :seq"), {"seq": seq})
    storage.execute(
        text("INSERT INTO trail_words (trail_words, rowid, words) VALUES ('delete', :seq, :words)"),
        {"seq": seq, "words": words_of(seq, *row)},
    )


def say(storage: Storage, seq: int, said: str) -> None:
    """Let the index find words that its entry does not have."""
    storage.insert(trail_words, (seq, words_of(seq, "ben", "tell", said, "", "")))


def test_what_the_trail_says_is_in_its_index(kept: Storage, target: Target) -> None:
    assert compared(target) == Difference()
    assert not compared(target)
    with kept.transaction():
        build(kept.database.connection)
    assert not compared(target)


IDS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
"""No id has a NUL, which servers cannot keep."""


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=300), st.text(IDS, max_size=60), st.text(IDS, max_size=40))
def test_no_database_says_words_in_its_own_way(
    small: None, tmp_path_factory: pytest.TempPathFactory, said: str, subject: str, who: str
) -> None:
    target = databases.fresh(tmp_path_factory.mktemp("words") / "hub.db")
    storage = Storage.open(target)
    try:
        with storage.transaction():
            Trail(storage).add(1_000, who, "tell", subject, said, reason=said)
        assert not compared(target)
    finally:
        storage.close()
        databases.done(target)


def test_missing_superfluous_and_differing_entries_are_named(kept: Storage, target: Target) -> None:
    with kept.transaction():
        for seq in (3, 7, 8, 9, 12, 16, 17, 18, 19, 20, 21, 22, 23):  # a whole block among them
            forget(kept, seq)
        say(kept, 12, "other words")
        say(kept, 31, "never written")
        say(kept, 4_000, "nor was this")
    found = compared(target)
    assert found == Difference(
        missing=(3, 7, 8, 9, *range(16, 24)), superfluous=(31, 4_000), differing=(12,)
    )
    assert found.words == (
        "missing: 12 (3, 7-9, 16-23); superfluous: 2 (31, 4000); differing: 1 (12)"
    )
    with kept.transaction():
        build(kept.database.connection)
    assert not compared(target)


def test_words_of_another_block_are_found(kept: Storage, target: Target) -> None:
    """Whoever looks for them would find the entry in the wrong place, or never."""
    with kept.transaction():
        forget(kept, 5)
        kept.insert(trail_words, (5, words_of(20, "ann", "define_queue", "queues/q 4", "", "")))
        forget(kept, 6)
        kept.insert(trail_words, (6, "blockless"))
    assert compared(target) == Difference(differing=(5, 6))


def test_an_empty_index_misses_all_and_tells_few(kept: Storage, target: Target) -> None:
    with kept.transaction():
        for seq in range(1, 31, 2):
            forget(kept, seq)
    found = compared(target)
    assert found.missing == tuple(range(1, 31, 2))
    assert found.words == f"missing: 15 ({', '.join(map(str, found.missing[:MOST_SPANS]))}, ...)"
    with kept.transaction():
        for seq in range(2, 31, 2):
            forget(kept, seq)
    assert compared(target).words == "missing: 30 (1-30)"


def test_an_index_that_is_gone_is_told_and_made_again(kept: Storage, target: Target) -> None:
    databases.ask(target, "DROP TABLE trail_words")
    assert compared(target) == Difference(unreadable=True)
    assert compared(target).words == "it cannot be read"
    with kept.transaction():
        build(kept.database.connection)
    assert not compared(target)


@databases.only_files  # a server's pages are its administrator's to check
@pytest.mark.parametrize(
    "words",
    [
        "UPDATE trail_words_data SET block = x'00ff00ff00ff' WHERE id > 10",
        "DELETE FROM trail_words_data WHERE id > 10",
    ],
)
def test_a_damaged_index_is_told_and_made_again(kept: Storage, target: Target, words: str) -> None:
    databases.ask(target, words)
    assert compared(target)
    kept.close()
    again = Storage.open(target)
    with again.transaction():
        build(again.database.connection)
    again.close()
    assert not compared(target)


@databases.only_files  # a server's table has no parts
def test_an_index_without_its_parts_is_told(kept: Storage, target: Target) -> None:
    databases.ask(target, "DROP TABLE trail_words_data")
    assert compared(target) == Difference(unreadable=True)


def test_what_the_hub_writes_meanwhile_is_no_difference(kept: Storage, target: Target) -> None:
    with kept.transaction():
        Trail(kept).add(2_000, "ann", "sign_in")
        assert not compared(target), "what is not committed yet is neither here nor there"
    assert not compared(target)


def test_making_it_that_fails_leaves_what_was(
    kept: Storage, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kept.transaction():
        forget(kept, 3)
    monkeypatch.setattr(trail_index, "BATCH", 10)
    made: list[int] = []

    def failing(seq: int, *values: str) -> str:
        made.append(seq)
        if seq == 25:
            raise ZeroDivisionError
        return words_of(seq, *values)

    with monkeypatch.context() as patch:
        patch.setattr(trail_index, "words_of", failing)
        with pytest.raises(ZeroDivisionError), kept.transaction():
            build(kept.database.connection)
    assert made == list(range(1, 26)), "most of it was made"
    assert compared(target) == Difference(missing=(3,))
