"""Rows on their way to a server: few statements for many rows, whatever is in them."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import Column, select, text

from agent_desktop.hub.storage.rows import MOST, pieces
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import commands, items
from tests.hub.databases import always_served, fresh_served

COUNT = 2 * MOST + 3


@given(some.integers(0, 1_000))
def test_pieces_are_all_rows_in_order_in_few_sizes(count: int) -> None:
    rows = [(number,) for number in range(count)]
    found = list(pieces(rows))
    assert [row for piece in found for row in piece] == rows
    assert {len(piece) for piece in found} <= {1, 2, 4, 8, 16, 32, 64}
    assert len(found) <= count // MOST + 6


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    with closing(Storage.open(fresh_served())) as storage:
        yield storage


def column(storage: Storage, *columns: Column[object]) -> list[tuple[object, ...]]:
    with storage.transaction():
        return [tuple(row) for row in storage.rows(select(*columns).order_by(*columns))]


def prepared(storage: Storage) -> int:
    with storage.transaction():
        return int(storage.row(text("SELECT count(*) FROM pg_prepared_statements"))[0])


@pytest.mark.serial
@always_served
def test_empty_values_and_large_numbers_make_no_other_statements(storage: Storage) -> None:
    def write(owner: str, times: int) -> None:
        for turn in range(times):
            with storage.transaction():
                for number in range(COUNT):
                    answer = b"\0answer\\" if (number + turn) % 3 else None
                    row = (owner, f"{turn}.{number}", b"\xff\0", answer, 10**number % 2**62)
                    storage.put(commands, row[:2], tuple, row)

    write("some", 1)
    before = prepared(storage)
    write("more", 3)
    assert prepared(storage) == before
    found = column(storage, commands.c.owner, commands.c.digest)
    assert found == [("more", b"\xff\0")] * 3 * COUNT + [("some", b"\xff\0")] * COUNT
    answers = [row[0] for row in column(storage, commands.c.answer)]
    assert set(answers) == {None, b"\0answer\\"}


@pytest.mark.serial
@always_served
def test_rows_are_replaced(storage: Storage) -> None:
    for answer in (b"first", b"second"):
        with storage.transaction():
            for number in range(5):
                row = ("kept", f"{number}", b"", answer, 0)
                storage.put(commands, row[:2], tuple, row)
    with storage.transaction():
        found = [storage.get(commands, ("kept", f"{number}")) for number in range(5)]
    assert found == [("kept", f"{number}", b"", b"second", 0) for number in range(5)]


@pytest.mark.serial
@always_served
def test_what_was_read_ahead_is_what_stands_there(storage: Storage) -> None:
    def row(answer: bytes) -> tuple[object, ...]:
        return ("ahead", "one", b"", answer, 0)

    keys = [
        ("ahead", "one"),
        ("ahead", "none's'"),
        ("ahead", "none's'"),
        (
            "",
            '{"',
        ),
    ]
    with storage.transaction():
        storage.put(commands, keys[0], tuple, row(b"before"))
    with storage.transaction():
        storage.look_ahead_by_key(commands, keys)
        assert storage.get(commands, keys[0]) == row(b"before")
        assert [storage.get(commands, key) for key in keys[1:]] == [None] * 3
        storage.put(commands, keys[0], tuple, row(b"put"))
        assert storage.get(commands, keys[0]) == row(b"put")
        storage.rows(select(items.c.id))  # writes what was gathered
        assert storage.get(commands, keys[0]) == row(b"put")
        storage.look_ahead_by_key(commands, keys)
        storage.execute(commands.delete().where(commands.c.owner == "ahead"))
        assert storage.get(commands, keys[0]) is None
    with storage.transaction():
        assert storage.get(commands, keys[0]) is None
