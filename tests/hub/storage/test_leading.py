"""Who leads on a PostgreSQL server, and how others find out that it is gone."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from sqlalchemy import select

from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.leading import Ear, Leader, Pulse
from agent_desktop.hub.storage.lock_holder import HUB_LOCK
from agent_desktop.hub.storage.postgres import Postgres
from agent_desktop.hub.storage.postgres_faults import AnotherHub, HeldByStranger
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import settings
from agent_desktop.model.errors import StoreFailed
from tests.hub.databases import always_served, fresh_served, server
from tests.peers.postgres import PASSWORD

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


@contextmanager
def strange_session(address: str, application: str = "psql", role: str = "") -> Iterator[int]:
    """Somebody who may connect takes the hub's lock by hand, as soon as it is free; the server's number of it."""
    if role:
        server().ask(f"DROP ROLE IF EXISTS {role}")
        server().ask(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")
        server().ask(f"GRANT CONNECT ON DATABASE {address.rpartition('/')[2]} TO {role}")
        address = address.replace("//hub:", f"//{role}:")
    with psycopg.connect(address, autocommit=True, application_name=application) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (HUB_LOCK,))
        yield connection.info.backend_pid
    if role:
        server().ask(f"REVOKE CONNECT ON DATABASE {address.rpartition('/')[2]} FROM {role}")
        server().ask(f"DROP ROLE {role}")


@pytest.mark.expected_log(
    "process .* of the user 'charts', which calls itself 'agent-desktop node'"
)
@pytest.mark.parametrize("led", [ME, Leader()], ids=["a node", "alone"])
def test_a_stranger_who_holds_the_lock_is_told_by_name_and_no_hub_starts(
    address: str, led: Leader
) -> None:
    with strange_session(address, "agent-desktop node", "charts") as pid:
        with pytest.raises(HeldByStranger) as refused:
            Storage.open(address, lock_wait_ms=50, leader=led)
        said = refused.value.problem
        assert "charts" not in said.words(), "what anybody may read says nobody's name"
        with closing(Ear(address)) as ear:
            seen = ear.look()
            assert (seen.session, seen.leader, seen.node) == (None, None, False)
            assert seen.stranger is not None
            assert (seen.stranger.session, seen.stranger.user) == (pid, "charts")
    Storage.open(address, leader=led).close()


@pytest.mark.expected_log(
    "of the user 'hub', which calls itself 'psql', from 127.0.0.1. End it with SELECT"
)
def test_a_hub_whose_lock_a_stranger_took_commits_nothing_until_that_is_gone(
    address: str, leader: Storage
) -> None:
    write(leader, "Blue")
    with closing(Ear(address)) as ear:
        session = ear.look().session
        assert session is not None
        ear.part(session)
        with strange_session(address):
            with pytest.raises(StoreFailed):  # it finds its connection cut
                write(leader, "Red")
            for _ in range(2):
                with pytest.raises(StoreFailed, match="no hub's"):
                    write(leader, "Red")
            assert ear.look().stranger is not None
    write(leader, "Green")
    with leader.transaction():
        assert setting(leader, "team") == "Green", "it goes on by itself"


@pytest.mark.expected_log("everybody who may sign in to the database server may connect")
def test_a_database_to_which_everybody_may_connect_is_told(address: str) -> None:
    name = address.rpartition("/")[2]
    server().ask(f"GRANT CONNECT ON DATABASE {name} TO PUBLIC")
    Storage.open(address, leader=ME).close()
    server().ask(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")
