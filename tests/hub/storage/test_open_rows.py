"""What was open at a moment, whatever its age: from indexes alone, and never more than was."""

from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest
from sqlalchemy import event, text

from agent_desktop.hub.storage.counting import Only, Seen
from agent_desktop.hub.storage.open_rows import Line, open_at, open_now
from agent_desktop.hub.storage.report_tables import tagged
from agent_desktop.hub.storage.share_rows import row_of
from agent_desktop.hub.storage.share_tables import LONG_MS, shares
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.shares import NO_ASKING, NO_CLOSING, NO_COMING, Related, Share
from tests.hub import databases

COUNT = 300
TIME = 12 * LONG_MS
LENGTHS = (0, 1, 900_000, LONG_MS - 1, LONG_MS, LONG_MS + 1, 5 * LONG_MS, None)
CAME = ((1, 0, *NO_COMING[2:]), (0, 1, *NO_COMING[2:]), NO_COMING)


def share(number: int, chance: Random) -> Share:
    """An interaction of any length; every third was begun by an agent and never counts as open."""
    came = chance.randrange(TIME)
    length = chance.choice(LENGTHS)
    return Share(
        related=Related(f"i{number:04}", "c", "t", "q", came - 7, None),
        at=came,
        key=(f"queue{number % 2}", "chat", "door", chance.choice(("", "vera", "max"))),
        coming=CAME[number % 3],
        closed_at=None if length is None else came + length,
        closing=NO_CLOSING,
        asked=("", "", "", ""),
        asking=NO_ASKING,
        outcome=None,
        ripe_at=None,
    )


@pytest.fixture(scope="module")
def lives() -> list[Share]:
    chance = Random(11)
    return [share(number, chance) for number in range(COUNT)]


@pytest.fixture(scope="module")
def storage(lives: list[Share], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    path = databases.fresh(tmp_path_factory.mktemp("open") / "hub.db")
    with closing(Storage.open(path)) as storage:
        with storage.transaction():
            for one in lives:
                storage.put(shares, (one.related.interaction_id,), row_of, one)
            for one in lives[::4]:
                storage.insert(tagged, (one.related.interaction_id, "vip"))
                storage.insert(tagged, (one.related.interaction_id, "late"))
        yield storage


def was_open(lives: list[Share], at: Millis) -> list[Line]:
    found = [
        ((one.at, one.related.interaction_id), one.key)
        for one in lives
        if any(one.coming) and one.at is not None and one.at < at
        if one.closed_at is None or one.closed_at >= at
    ]
    return sorted(found, reverse=True)


def test_what_was_open_at_any_moment(storage: Storage, lives: list[Share]) -> None:
    edges = [at for one in lives[::9] for at in (one.at, one.closed_at) if at is not None]
    with storage.transaction():
        for at in (0, *edges, *(at + 1 for at in edges), TIME, 2 * TIME):
            assert open_at(storage, at, Only()) == was_open(lives, at), at
    assert len(was_open(lives, TIME)) > 30


def test_whose_it_was(storage: Storage, lives: list[Share]) -> None:
    every = was_open(lives, TIME)
    with storage.transaction():
        assert open_at(storage, TIME, Only(agents=("vera",))) == [
            one for one in every if one[1][3] == "vera"
        ]
        mine = open_at(storage, TIME, Only(seen=Seen(("max",), ("queue1",))))
    assert mine == [
        one for one in every if one[1][3] == "max" or (one[1][0], one[1][3]) == ("queue1", "")
    ]
    assert 0 < len(mine) < len(every)


def test_what_had_a_tag(storage: Storage, lives: list[Share]) -> None:
    every, mine = was_open(lives, TIME), was_open(lives[::4], TIME)
    with storage.transaction():
        assert open_at(storage, TIME, Only(tag="vip")) == mine
        assert open_at(storage, TIME, Only(agents=("vera",), tag="late")) == [
            one for one in mine if one[1][3] == "vera"
        ]
        assert open_at(storage, TIME, Only(tag="nothing")) == []
        now = {one[0][1] for one in open_now(storage, Only(tag="vip"))}
        assert now == {one[0][1] for one in open_now(storage, Only())} & {
            one.related.interaction_id for one in lives[::4]
        }
    assert 0 < len(mine) < len(every)


def test_what_is_open_now_says_when_it_arrived(storage: Storage, lives: list[Share]) -> None:
    with storage.transaction():
        found = open_now(storage, Only())
    never = [one for one in lives if any(one.coming) and one.closed_at is None]
    assert [one[0][1] for one in found] == [
        one.related.interaction_id
        for one in sorted(never, key=lambda one: one.related.arrived_at, reverse=True)
    ]
    assert {at for (at, _), _ in found} == {one.related.arrived_at for one in never}


@databases.only_files  # it is SQLite's plan that is looked at
@pytest.mark.parametrize(
    "only", [Only(), Only(agents=("vera",)), Only(tag="vip")], ids=["all", "agent", "tag"]
)
def test_no_row_is_read_that_did_not_change(storage: Storage, only: Only) -> None:
    """Each would be a look at another place of the disk."""
    asked: list[tuple[str, object]] = []

    def heard(_: object, __: object, words: str, values: object, *___: object) -> None:
        asked.append((words, values))

    connection = storage.database.connection
    event.listen(connection, "before_cursor_execute", heard)
    try:
        with storage.transaction():
            open_now(storage, only)
            open_at(storage, TIME, only)
    finally:
        event.remove(connection, "before_cursor_execute", heard)
    plans = []
    with storage.transaction():
        for words, values in asked:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)  # type: ignore[arg-type]
            plans += [
                str(row[-1]) for row in rows if str(row[-1]).startswith(("SEARCH k", "SCAN k"))
            ]
    assert len(plans) == 4
    assert all("COVERING INDEX shares_" in one for one in plans), plans


def test_what_changed_is_told_as_it_is_written(storage: Storage) -> None:
    """Of an interaction that is gone since, nothing is told."""
    with storage.transaction():
        before = open_now(storage, Only())
        gone = before[0][0][1]
        storage.execute(text("INSERT INTO shares_due VALUES (:id, 1)"), {"id": gone})
    with storage.transaction():
        assert open_now(storage, Only()) == before[1:]
        assert gone not in {one[0][1] for one in open_at(storage, TIME, Only())}
