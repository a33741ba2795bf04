"""A transaction that another thread commits, while the next one asks, writes, and perhaps fails."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from agent_desktop.hub.storage import configuration, tables
from agent_desktop.hub.storage.committing import never
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.errors import StoreFailed
from tests.hub import databases

pytestmark = databases.only_files  # a server's commits are waited for


def always() -> bool:
    return True


class Lost(Exception):
    """A commit failed."""


@contextmanager
def opened(path: Path) -> Iterator[Storage]:
    if not path.exists():
        databases.fresh(path)
    with closing(Storage.open(path)) as storage:
        yield storage


def before_commits(storage: Storage, wait: Callable[[], object]) -> None:
    """Let `wait` be called by whoever commits, just before."""
    plain = storage.database.transaction

    @contextmanager
    def waiting() -> Iterator[None]:
        with plain():
            yield
            wait()

    storage.database.transaction = waiting  # type: ignore[method-assign]


def keep(storage: Storage, name: str, value: str) -> None:
    configuration.keep_setting(storage, name, value)


def test_the_next_transaction_asks_while_the_last_one_is_committed(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as storage:
        with storage.transaction():
            keep(storage, "old", "1")
        gate, told = threading.Event(), list[str]()
        before_commits(storage, lambda: gate.wait(10))
        with storage.transaction(lambda: told.append("first"), beside=always):
            keep(storage, "new", "2")
        assert storage.under_way is not None
        assert told == []
        with storage.transaction(lambda: told.append("second")):
            assert configuration.setting(storage, "old") == "1", "as it was committed before"
            assert configuration.setting(storage, "new") == "2", "as it is being committed"
            assert configuration.setting(storage, "none") == ""
            assert told == []
            keep(storage, "new", "3")
            gate.set()
        assert told == ["first", "second"]
        with storage.transaction():
            assert configuration.setting(storage, "new") == "3"


def test_what_failed_on_its_way_takes_the_next_one_with_it_once(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as storage:
        lose = True

        def perhaps() -> None:
            if lose:
                raise Lost

        before_commits(storage, perhaps)
        told = list[str]()
        with storage.transaction(lambda: told.append("first"), beside=always):
            keep(storage, "first", "1")
        with (
            pytest.raises(Lost),
            storage.transaction(lambda: told.append("second"), beside=always),
        ):
            keep(storage, "second", "2")
        lose = False
        assert told == []
        with storage.transaction():
            assert configuration.setting(storage, "first") == ""
            assert configuration.setting(storage, "second") == ""
        storage.settle()


def test_closing_waits_for_it(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as storage, storage.transaction(beside=always):
        keep(storage, "last", "words")
    with opened(tmp_path / "hub.db") as storage, storage.transaction():
        assert configuration.setting(storage, "last") == "words"


def test_who_only_read_is_not_committed_beside(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as storage:
        with storage.transaction(beside=always):
            assert configuration.setting(storage, "any") == ""
        assert storage.under_way is None


STEPS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from("ab"), st.integers(0, 9)),
    st.tuples(st.just("update"), st.sampled_from("ab"), st.integers(0, 9)),
    st.tuples(st.just("delete"), st.sampled_from("ab"), st.none()),
    st.tuples(st.just("read"), st.sampled_from("ab"), st.none()),
    st.tuples(st.just("read all"), st.just(""), st.none()),
)
TURNS = st.lists(st.tuples(st.lists(STEPS, max_size=5), st.booleans(), st.booleans()), max_size=8)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Storage, list[bool]]]:
    """A storage, and which of its next commits are lost."""
    outcomes = list[bool]()

    def perhaps() -> None:
        if outcomes and outcomes.pop(0):
            raise StoreFailed("The disk is gone.", remedy="Try again.")

    with opened(tmp_path_factory.mktemp("shared") / "hub.db") as storage:
        before_commits(storage, perhaps)
        yield storage, outcomes


@settings(max_examples=150, deadline=None)
@given(turns=TURNS)
def test_whatever_is_asked_is_what_was_written(
    shared: tuple[Storage, list[bool]],
    turns: list[tuple[list[tuple[str, str, int | None]], bool, bool]],
) -> None:
    """Turns of puts, statements and questions; some committed beside, some lost: as a dictionary would answer."""
    storage, outcomes = shared
    with storage.transaction():
        storage.execute(delete(tables.settings).where(tables.settings.c.name.in_(tuple("ab"))))
    safe: dict[str, str] = {}
    under_way: tuple[dict[str, str], bool] | None = None  # what it makes of them; is it lost?
    for steps, beside, lost in turns:
        now = dict(safe if under_way is None else under_way[0])
        outcomes.append(lost)
        failed = False
        try:
            with storage.transaction(beside=always if beside else never):
                for kind, name, value in steps:
                    do(storage, now, kind, name, value)
        except StoreFailed:
            failed = True
        if under_way is not None and under_way[1]:
            assert failed, "what was decided on a commit that is lost"
            under_way = None
            outcomes.clear()
            continue
        if under_way is not None:
            safe = under_way[0]
        under_way = None
        if failed:
            assert lost
        elif storage.under_way is not None:
            under_way = now, lost
        else:
            assert not lost
            safe = now
    try:
        storage.settle()
    except StoreFailed:
        assert under_way is not None
        assert under_way[1]
    else:
        safe = safe if under_way is None else under_way[0]
    outcomes.clear()
    with storage.transaction():
        assert everything(storage) == safe


def do(storage: Storage, now: dict[str, str], kind: str, name: str, value: int | None) -> None:
    """One step, at the storage and in the dictionary that tells what is right."""
    column = tables.settings.c
    if kind == "put":
        keep(storage, name, str(value))
        now[name] = str(value)
    elif kind == "update":
        storage.execute(
            update(tables.settings).where(column.name == name).values(value=f"u{value}")
        )
        if name in now:
            now[name] = f"u{value}"
    elif kind == "delete":
        storage.execute(delete(tables.settings).where(column.name == name))
        now.pop(name, None)
    elif kind == "read":
        assert configuration.setting(storage, name) == now.get(name, "")
    else:
        assert everything(storage) == now


def everything(storage: Storage) -> dict[str, str]:
    """The settings of these names."""
    asked = tables.settings.select().where(tables.settings.c.name.in_(tuple("ab")))
    return {row.name: row.value for row in storage.rows(asked)}
