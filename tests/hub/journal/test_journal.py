"""The journal: one order, no gaps, replay or a reason, and news to those who listen."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from agent_desktop.hub.journal.fanout import Fanout
from agent_desktop.hub.journal.journal import MAX_BEHIND, Journal
from agent_desktop.hub.journal.published import EVERYONE, Published, for_agent, for_queue
from agent_desktop.hub.journal.replay import Resync
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import epochs as epochs_table
from agent_desktop.hub.storage.tables import journal as entries_table
from agent_desktop.model.commands import Cursor
from agent_desktop.model.events import QueueChanged, TypingShown
from agent_desktop.model.timeline import Author, AuthorKind
from agent_desktop.model.work import Queue
from tests.hub import databases

AUDIENCES = (for_agent("a"), for_agent("b"), for_queue("q"), EVERYONE)


def event(number: int) -> QueueChanged:
    return QueueChanged(queue=Queue(id="q", name="Queue", waiting=number))


@pytest.fixture(scope="module")
def shared() -> Iterator[Storage]:
    """One database for all examples: making one costs more than using it."""
    with TemporaryDirectory() as folder:
        storage = Storage.open(databases.fresh(Path(folder) / "hub.db"))
        databases.hasten(storage)
        yield storage
        storage.close()


@settings(deadline=None)
@given(
    entries=st.lists(st.sampled_from(AUDIENCES), max_size=30),
    heard=st.sets(st.sampled_from(AUDIENCES)),
    since=st.integers(0, 30),
    limit=st.integers(1, 10),
    started_again=st.booleans(),
)
def test_a_replay_is_what_a_live_listener_heard(
    shared: Storage,
    entries: list[str],
    heard: set[str],
    since: int,
    limit: int,
    started_again: bool,
) -> None:
    storage = shared
    with storage.transaction():
        storage.execute(delete(entries_table))
        storage.execute(delete(epochs_table))
        journal = Journal(storage, "first")
        for number, audience in enumerate(entries):
            journal.append(number, audience, event(number))
    live = journal.published()
    assert [one.seq for one in live] == list(range(1, len(entries) + 1))
    replayed = []
    with storage.transaction():
        again = Journal(storage, "second" if started_again else "first")
        assert again.position == len(entries)
        if since > len(entries):
            ahead = again.replay(heard, Cursor(epoch="first", seq=since), limit, 0)
            future = Resync.OTHER_EPOCH if started_again else Resync.FROM_THE_FUTURE
            assert ahead.resync is future
            return
        position, more = since, True
        while more:
            replay = again.replay(heard, Cursor(epoch="first", seq=position), limit, 0)
            assert replay.resync is None
            assert len(replay.entries) <= limit
            replayed += [(one.seq, one.at, one.event) for one in replay.entries]
            position, more = replay.position, replay.more
    assert position == len(entries)
    assert replayed == [
        (one.seq, one.at, one.event) for one in live if one.seq > since and one.audience in heard
    ]


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    storage = Storage.open(databases.fresh(tmp_path / "hub.db"))
    yield storage
    storage.close()


def test_reasons_to_start_again(storage: Storage) -> None:
    with storage.transaction():
        journal = Journal(storage, "e")
        for number in range(10):
            journal.append(number, EVERYONE, event(number))

        def resync(seq: int, epoch: str = journal.epoch, heard_from: int = 0) -> Resync | None:
            cursor = Cursor(epoch=epoch, seq=seq)
            return journal.replay((EVERYONE,), cursor, 100, heard_from).resync

        assert resync(3) is None
        assert resync(3, epoch="another") is Resync.OTHER_EPOCH
        assert resync(11) is Resync.FROM_THE_FUTURE
        assert resync(-1) is Resync.FROM_THE_FUTURE
        assert resync(3, heard_from=4) is Resync.QUEUES_CHANGED
        assert journal.cut(before=5) == 5
        assert resync(4) is Resync.TRUNCATED
        assert resync(5) is None
        journal.position += MAX_BEHIND
        assert resync(5) is Resync.TRUNCATED


def test_the_sequence_goes_on_after_everything_was_cut(storage: Storage) -> None:
    with storage.transaction():
        journal = Journal(storage, "e")
        for number in range(3):
            journal.append(number, EVERYONE, event(number))
        journal.cut(before=1_000)
    with storage.transaction():
        again = Journal(storage, "e")
        assert again.position == 3
        again.append(9, EVERYONE, event(9))
        cursor = Cursor(epoch=again.epoch, seq=1)
        assert again.replay((EVERYONE,), cursor, 9, 0).resync is Resync.TRUNCATED
    assert [one.seq for one in again.published()] == [4]


def test_every_start_begins_an_epoch_and_earlier_ones_stay_good(storage: Storage) -> None:
    def live(epoch: str, entries: int) -> Journal:
        with storage.transaction():
            journal = Journal(storage, epoch)
            for number in range(entries):
                journal.append(number, EVERYONE, event(number))
        return journal

    def good(journal: Journal, epoch: str) -> list[int]:
        cursors = (Cursor(epoch=epoch, seq=seq) for seq in range(12))
        with storage.transaction():
            replays = [journal.replay((EVERYONE,), one, 99, 0) for one in cursors]
        assert {one.resync for one in replays} <= {
            None,
            Resync.OTHER_EPOCH if epoch != journal.epoch else Resync.FROM_THE_FUTURE,
        }
        return [seq for seq, one in enumerate(replays) if one.resync is None]

    live("monday", 4)
    live("tuesday", 0)
    live("wednesday", 3)
    journal = live("thursday", 2)
    assert good(journal, "monday") == good(journal, "tuesday") == list(range(5))
    assert good(journal, "wednesday") == list(range(8))
    assert good(journal, "thursday") == list(range(10))
    assert good(journal, "sunday") == good(journal, "") == []
    journal = live("thursday", 1)  # read again after a failure: no other start
    assert good(journal, "wednesday") == list(range(8))
    assert good(journal, "thursday") == list(range(11))


def test_a_start_that_was_not_committed_begins_its_epoch_again(storage: Storage) -> None:
    def fail() -> None:
        with storage.transaction():
            Journal(storage, "first").append(1, EVERYONE, event(1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with storage.transaction():
        journal = Journal(storage, "first")
        journal.append(1, EVERYONE, event(1))
    with storage.transaction():
        later = Journal(storage, "second")
        assert later.replay((EVERYONE,), Cursor(epoch="first", seq=1), 9, 0).resync is None


def test_epochs_that_nobody_can_resume_from_are_forgotten(storage: Storage) -> None:
    for start in range(5):
        with storage.transaction():
            journal = Journal(storage, f"start {start}")
            for at in (10 * start, 10 * start + 1):
                journal.append(at, EVERYONE, event(at))
    with storage.transaction():
        journal = Journal(storage, "start 4")
        assert journal.cut(before=31) == 7  # all of three starts, and one entry of the fourth
        kept = storage.rows(select(epochs_table.c.epoch).order_by(epochs_table.c.number))
        assert [row[0] for row in kept] == ["start 3", "start 4"]
        cursor = Cursor(epoch="start 3", seq=7)
        assert journal.replay((EVERYONE,), cursor, 9, 0).resync is None
    with storage.transaction():
        Journal(storage, "start 5")
        assert storage.rows(select(func.count()).select_from(epochs_table)) == [(3,)]


def test_passing_news_is_published_and_not_kept(storage: Storage) -> None:
    typing = TypingShown(conversation_id="c", author=Author(kind=AuthorKind.CUSTOMER), typing=True)
    with storage.transaction():
        journal = Journal(storage, "e")
        journal.pass_on(5, for_agent("a"), typing)
        assert journal.position == 0
    assert journal.published() == [Published(audience=for_agent("a"), event=typing, at=5)]
    assert journal.published() == []


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sets(st.sampled_from(AUDIENCES)) | st.none()), max_size=12
    ),
    st.lists(st.sampled_from(AUDIENCES), max_size=12),
)
def test_fanout_is_what_asking_everybody_would_give(
    moves: list[tuple[int, set[str] | None]], audiences: list[str]
) -> None:
    fanout: Fanout[int] = Fanout()
    plain: dict[int, set[str]] = {}
    for subscriber, hears in moves:
        if hears is None:
            fanout.leave(subscriber)
            plain.pop(subscriber, None)
        else:
            fanout.listen(subscriber, hears)
            plain[subscriber] = hears
    published = [
        Published(audience=audience, event=event(number), at=0, seq=number + 1)
        for number, audience in enumerate(audiences)
    ]
    expected = {
        subscriber: [one for one in published if one.audience in hears]
        for subscriber, hears in plain.items()
    }
    assert fanout.share(published) == {key: one for key, one in expected.items() if one}
    assert len(fanout) == len(plain)
