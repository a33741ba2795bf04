"""Who leads on a PostgreSQL server, and how others find out that it is gone."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import select

from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.leading import Ear, Leader, Pulse
from agent_desktop.hub.storage.postgres import Postgres
from agent_desktop.hub.storage.postgres_faults import AnotherHub
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import settings
from agent_desktop.model.errors import StoreFailed
from tests.hub.databases import always_served, fresh_served

pytestmark = [pytest.mark.serial, always_served]

NOTHING = select(settings).where(settings.c.name == "")
ME = Leader(url="http://127.0.0.1:1", token="secret", certificate="")


@pytest.fixture
def address() -> str:
    return fresh_served()


@pytest.fixture
def leader(address: str) -> Iterator[Storage]:
    with closing(Storage.open(address, lock_wait_ms=200, leader=ME)) as storage:
        yield storage


def write(storage: Storage, value: str) -> None:
    with storage.transaction():
        keep_setting(storage, "team", value)


def term_of(storage: Storage) -> int:
    assert isinstance(storage.database, Postgres)
    return storage.database.term


def test_followers_see_who_leads_and_hear_what_it_commits(address: str, leader: Storage) -> None:
    with closing(Ear(address)) as ear, closing(Pulse(address)) as pulse:
        seen = ear.look()
        assert seen.session is not None
        assert seen.node
        assert seen.leader is not None
        assert (seen.leader.url, seen.leader.term) == (ME.url, term_of(leader))
        assert pulse.beat().term == term_of(leader)
        heard = ear.wait(10)
        assert (heard.anything, heard.committed, heard.silent_s) == (True, False, 0)
        write(leader, "Blue")
        assert ear.wait(10).committed
        with leader.transaction():
            setting(leader, "team")
        heard = ear.wait(0.1)
        assert not heard.anything, "who only reads tells nothing"
        assert 0 < heard.silent_s <= 0.1
        leader.close()
        while ear.look().session is not None:  # the server needs a moment to end it
            pass


def test_who_is_parted_commits_nothing_that_was_begun_and_nothing_later(
    address: str, leader: Storage
) -> None:
    def stalled() -> None:
        """A leader stands still amid a transaction, and a follower takes the lead."""
        with leader.transaction():
            keep_setting(leader, "team", "Red")
            leader.rows(NOTHING)
            with closing(Ear(address)) as ear:
                session = ear.look().session
                assert session is not None
                ear.part(session)
            with closing(Storage.open(address, leader=ME)) as successor:
                write(successor, "Green")
                assert term_of(successor) == term_of(leader) + 1

    write(leader, "Blue")
    with pytest.raises(StoreFailed):
        stalled()
    for _ in range(2):  # the successor is gone, and still its memory is old
        with pytest.raises(StoreFailed, match="meanwhile"):
            write(leader, "Red")
    with closing(Storage.open(address)) as third, third.transaction():
        assert setting(third, "team") == "Green"


def test_a_node_does_not_wait_for_the_lock_that_another_one_has(
    address: str, leader: Storage
) -> None:
    """Meanwhile it would answer nobody; who leads alone waits for one that is just going."""
    with pytest.raises(AnotherHub):
        Storage.open(address, lock_wait_ms=3_600_000, leader=ME)
    with pytest.raises(AnotherHub):
        Storage.open(address, lock_wait_ms=50)
    write(leader, "Blue")


def test_who_takes_no_followers_is_not_parted(address: str) -> None:
    with closing(Storage.open(address)) as alone, closing(Ear(address)) as ear:
        seen = ear.look()
        assert not seen.node
        assert seen.leader is not None
        assert seen.leader.url == ""
        write(alone, "Blue")
        assert not ear.wait(0.05).anything
