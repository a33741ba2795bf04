"""The storage on a real PostgreSQL server: the same tables, one hub at a time, and every failure in words."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, select, text

from agent_desktop.hub.storage import postgres_faults
from agent_desktop.hub.storage.configuration import keep_setting, setting
from agent_desktop.hub.storage.database import served
from agent_desktop.hub.storage.figure_tables import metadata
from agent_desktop.hub.storage.postgres import Postgres
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import journal
from agent_desktop.model.errors import DeskError, StoreFailed
from tests.hub.databases import always_served, fresh_served, server
from tests.peers.postgres import PASSWORD

pytestmark = [pytest.mark.serial, always_served]


@pytest.fixture
def address() -> str:
    return fresh_served()


@pytest.fixture
def storage(address: str) -> Iterator[Storage]:
    with closing(Storage.open(address, lock_wait_ms=200)) as storage:
        yield storage


NARROW = text(
    "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = 'public' AND data_type = 'integer'"
)


def write(storage: Storage, name: str, value: str) -> None:
    with storage.transaction():
        keep_setting(storage, name, value)


def read(storage: Storage, name: str) -> str:
    with storage.transaction():
        return setting(storage, name)


def pid_of(storage: Storage) -> int:
    with storage.transaction():
        found = storage.find("SELECT pg_backend_pid()", ())
    assert found is not None
    return int(found[0])


def test_migrations_make_the_tables(address: str) -> None:
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differ = compare_metadata(context, metadata)
        narrow = connection.execute(NARROW).all()
    engine.dispose()
    assert differ == []
    assert narrow == [], "take WHOLE for these"


def test_what_raised_never_happened(storage: Storage) -> None:
    def wrong() -> None:
        with storage.transaction():
            keep_setting(storage, "team", "Red")
            storage.rows(select(journal))
            raise ZeroDivisionError

    write(storage, "team", "Blue")
    with pytest.raises(ZeroDivisionError):
        wrong()
    assert read(storage, "team") == "Blue"
    assert storage.checked() == []


@pytest.mark.parametrize(
    "words", ["a\0b", "a\ud800b", "ж" * 5_000, "🎧", "'; DROP TABLE settings; --%s"]
)
def test_any_text_may_be_kept(storage: Storage, words: str) -> None:
    write(storage, "team", words)
    assert read(storage, "team") == words.replace("\0", "\ufffd").replace("\ud800", "?")


def test_numbers_have_64_bits(storage: Storage) -> None:
    large = 2**53
    with storage.transaction():
        storage.insert(journal, (large, large, "everyone", b"{}"))
        assert storage.rows(select(journal.c.seq).where(journal.c.seq == large)) == [(large,)]


def test_who_only_reads_stands_beside_who_writes(address: str, storage: Storage) -> None:
    write(storage, "team", "Blue")
    with closing(Storage.reading(address)) as reader:
        with reader.transaction():
            assert setting(reader, "team") == "Blue"
            write(storage, "team", "Green")
            assert setting(reader, "team") == "Blue", "of one moment"
        assert read(reader, "team") == "Green"
        with pytest.raises(StoreFailed, match="takes no changes"):
            write(reader, "team", "Red")


def test_two_hubs_never_work_on_one_database(address: str, storage: Storage) -> None:
    with pytest.raises(StoreFailed, match="Another hub works"):
        Storage.open(address, lock_wait_ms=50)
    storage.close()
    Storage.open(address).close()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("no such database", "postgresql://hub:{password}@127.0.0.1:{port}/nothing"),
        ("refused the name or the password", "postgresql://hub:wrong@127.0.0.1:{port}/postgres"),
        (
            "refused the name or the password",
            "postgresql://eve:{password}@127.0.0.1:{port}/postgres",
        ),
        ("does not reach", "postgresql://hub:{password}@127.0.0.1:1/postgres"),
        ("cannot be read", "postgresql://hub:{password}@127.0.0.1:many/postgres"),
    ],
)
def test_a_way_that_is_none_is_told_without_the_password(words: str, value: str) -> None:
    with pytest.raises(StoreFailed, match=words) as caught:
        Storage.open(value.format(password=PASSWORD, port=server().port))
    told = f"{caught.value.problem} {caught.value!r} {caught.value.__cause__}"
    assert PASSWORD not in told
    assert "wrong" not in told
    assert caught.value.problem.remedy


def test_a_user_who_may_not_write_is_told(address: str) -> None:
    name = address.rpartition("/")[2]
    with suppress(psycopg.errors.DuplicateObject):
        server().ask(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute(f"GRANT CONNECT ON DATABASE {name} TO reader".encode())
        owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    reader = f"postgresql://reader:{PASSWORD}@127.0.0.1:{server().port}/{name}"
    with pytest.raises(StoreFailed, match="too few rights"):
        Storage.open(reader)


def test_a_database_of_few_letters_is_refused() -> None:
    server().ask("CREATE DATABASE narrow TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    with pytest.raises(StoreFailed, match="SQL_ASCII"):
        Storage.open(server().address("narrow"))


def test_an_old_server_is_refused() -> None:
    postgres_faults.check_server(130_000, 130_000, "place")
    with pytest.raises(StoreFailed, match="version 12"):
        postgres_faults.check_server(120_017, 130_000, "place")


@pytest.mark.parametrize("inside", [False, True])
def test_a_connection_that_is_cut_is_taken_up_again(storage: Storage, inside: bool) -> None:
    write(storage, "team", "Blue")
    pid = pid_of(storage)
    cut = f"SELECT pg_terminate_backend({pid}, 5000)"

    def meet_it() -> None:
        if not inside:
            server().ask(cut)
        with storage.transaction():
            keep_setting(storage, "team", "Red")
            if inside:
                storage.rows(select(journal))
                server().ask(cut)

    with pytest.raises(StoreFailed):
        meet_it()
    assert read(storage, "team") == "Blue"
    write(storage, "team", "Green")
    assert read(storage, "team") == "Green"
    assert pid_of(storage) != pid


def test_a_hub_that_was_cut_off_gives_way_to_its_successor(address: str, storage: Storage) -> None:
    server().ask(f"SELECT pg_terminate_backend({pid_of(storage)}, 5000)")
    with closing(Storage.open(address)) as successor:
        write(successor, "team", "Green")
        for _ in range(2):
            with pytest.raises(StoreFailed):
                write(storage, "team", "Red")
        assert read(successor, "team") == "Green"


class Cutting:
    """Between a hub and the server; cuts the line at the next commit, before it or before its answer."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self.cut = ""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                for way in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._pass, args=way, daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, asks: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                commits = asks and self.cut and b"COMMIT" in data
                if commits and self.cut == "before":
                    break
                if commits:
                    self.cut = "now"
                if not asks and self.cut == "now":
                    break  # the server has done it, and its answer ends here
                sink.sendall(data)
        self.cut = ""
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        source.close()

    def close(self) -> None:
        self._door.close()


@contextmanager
def cutting() -> Iterator[Cutting]:
    with closing(Cutting(server().port)) as found:
        yield found


def test_a_commit_without_an_answer_is_looked_up(address: str) -> None:
    with cutting() as line:
        here = address.replace(f":{server().port}/", f":{line.port}/")
        with closing(Storage.open(here)) as storage:
            line.cut = "before"
            with pytest.raises(StoreFailed, match="does not reach"):
                write(storage, "team", "Red")
            assert read(storage, "team") == ""
            line.cut = "answer"
            write(storage, "team", "Blue")
            assert line.cut == ""
            assert read(storage, "team") == "Blue"
    with closing(Storage.open(address)) as storage:
        assert read(storage, "team") == "Blue"


def test_a_commit_that_nobody_can_look_up_is_said_to_be_in_doubt(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_desktop.hub.storage.postgres.DOUBT_S", 0.2)
    with cutting() as line:
        here = address.replace(f":{server().port}/", f":{line.port}/")
        with closing(Storage.open(here)) as storage:
            line.cut = "answer"
            connect = Postgres._connect
            monkeypatch.setattr(Postgres, "_connect", _unreachable)
            with pytest.raises(StoreFailed, match="cannot ask what became of it"):
                write(storage, "team", "Blue")
            monkeypatch.setattr(Postgres, "_connect", connect)
            assert read(storage, "team") == "Blue"


def _unreachable(_: Postgres) -> None:
    raise postgres_faults.unreachable("somewhere")


@pytest.mark.parametrize(
    "address",
    [
        "mysql://hub@host/hub",
        "postgresql://hub:word@host/hub",
        "postgresql://host/hub?user=hub&password=word",
        "/srv/hub.sqlite",
    ],
)
def test_addresses_that_no_command_line_should_hold(address: str) -> None:
    with pytest.raises(DeskError) as caught:
        served(address)
    assert "word@" not in str(caught.value.problem)
    assert address not in str(caught.value.problem)
    assert caught.value.problem.remedy


def test_an_address_without_a_password_is_good() -> None:
    assert served("postgresql://hub@host:5433/hub") == "postgresql://hub@host:5433/hub"
