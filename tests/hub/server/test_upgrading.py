"""A team's hub on PostgreSQL is put back from a backup, and upgraded node by node, as the guide says."""

import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from agent_desktop.hub.protocol import Answer, SnapshotFrame, Welcome
from agent_desktop.hub.storage.migrate import HEAD, MIGRATIONS
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.commands import ChoosePresence, Cursor
from agent_desktop.model.events import MessageReceived
from agent_desktop.model.people import PresenceState
from tests.hub.databases import always_served, fresh_served, server
from tests.hub.server.desk import Desk, Visitor, make_agent, owner_token
from tests.hub.server.hub_process import ROOT, HubProcess
from tests.hub.server.nodes import running_nodes, without_password
from tests.hub.server.test_nodes import wait_for_term, works_at
from tests.peers.postgres import PASSWORD, tools

pytestmark = [pytest.mark.serial, always_served]


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)


def run(name: str, *words: str) -> None:
    """One of PostgreSQL's own programs."""
    done = subprocess.run([tools() / name, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def choose(desk: Desk, *states: PresenceState) -> None:
    for state in states:
        before = desk.position
        assert isinstance(desk.perform(ChoosePresence(state=state)), Answer)
        while desk.position == before:  # through a node that follows news come after the answer
            desk.read()


def welcomed(live: str, token: str, since: Cursor) -> tuple[str, bool]:
    """Why the hub refused to replay since there, if it did, and whether it sent a snapshot instead."""
    with Desk.open(live, token, since) as desk:
        welcome = next(frame for frame in desk.frames if isinstance(frame, Welcome))
        return welcome.resync, isinstance(desk.frames[1], SnapshotFrame)


def test_a_backup_made_while_nodes_run_is_put_back_and_desks_notice(tmp_path: Path) -> None:
    """By the guide's own commands, into an empty database."""
    address = fresh_served()
    plain = address.replace(f":{PASSWORD}@", "@")
    dump = tmp_path / "hub.dump"
    with running_nodes(tmp_path / "old", address, 2) as nodes:
        owner = owner_token(nodes.leading().url, nodes.leading().ticket)
        ann = make_agent(nodes.following().url, owner, "ann")
        with Desk.open(nodes.following().live, ann) as desk:
            choose(desk, PresenceState.BREAK)
            kept = desk.cursor
            run("pg_dump", "--format", "custom", "--file", str(dump), plain)
            choose(desk, PresenceState.MEAL, PresenceState.BREAK)
            lost = desk.cursor
    server().ask("CREATE DATABASE put_back TEMPLATE template0")
    restored = server().address("put_back")
    run("pg_restore", "--dbname", restored.replace(f":{PASSWORD}@", "@"), str(dump))
    with running_nodes(tmp_path / "new", restored, 2) as nodes:
        for hub in nodes.hubs:
            assert welcomed(hub.live, ann, kept) == ("", False), "what the backup holds goes on"
            assert welcomed(hub.live, ann, lost) == ("other_epoch", True), (
                "what it does not begins anew"
            )
            works_at(hub, ann)


FORMER = f"{int(HEAD) - 1:04}"
NEWER = f"{int(HEAD) + 1:04}"
TOLD = ("journal", "items", "interactions", "offers", "conversations", "customers", "accounts")
"""Tables that no step may take anything from; sums may be made anew."""
STEP = f'''"""Who had an interaction, beside it."""

import sqlalchemy as sa
from alembic import op

revision = "{NEWER}"
down_revision = "{HEAD}"


def upgrade() -> None:
    op.add_column("interactions", sa.Column("had_by", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE interactions SET had_by = coalesce(agent_id, 'nobody')")
    op.create_index("interactions_by_hand", "interactions", ["had_by"])
'''


def newer_program(folder: Path) -> Path:
    """This program with one more step of the schema."""
    for one in ROOT.iterdir():
        if one.name in ("resources", "translations"):
            (folder / one.name).symlink_to(one)
    storage = Path("agent_desktop/hub/storage")
    shutil.copytree(
        ROOT / "agent_desktop",
        folder / "agent_desktop",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    migrate = folder / storage / "migrate.py"
    words = migrate.read_text("utf-8")
    assert words.count(f'HEAD = "{HEAD}"') == 1
    migrate.write_text(words.replace(f'HEAD = "{HEAD}"', f'HEAD = "{NEWER}"'), "utf-8")
    (folder / storage / "migrations" / "versions" / f"v{NEWER}_had_by.py").write_text(STEP, "utf-8")
    return folder


def former_database(name: str, like: str) -> str:
    """A database of the version before this one, with all rows of another one that it has columns for."""
    server().ask(f"CREATE DATABASE {name} TEMPLATE template0")
    address = server().address(name)
    engine = create_engine(address.replace("://", "+psycopg://", 1))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, FORMER)
    engine.dispose()
    with psycopg.connect(like) as source, psycopg.connect(address) as target:
        target.execute("SET session_replication_role = replica")  # in whatever order they refer
        for table, columns in columns_of(target).items():
            known = columns_of(source).get(table, [])
            both = ", ".join(f'"{one}"' for one in columns if one in known)
            if table == "alembic_version" or not both:
                continue
            rows = source.execute(f'SELECT {both} FROM "{table}"'.encode()).fetchall()
            marks = ", ".join(["%s"] * (both.count(",") + 1))
            target.execute(f'DELETE FROM "{table}"'.encode())
            target.cursor().executemany(
                f'INSERT INTO "{table}" ({both}) VALUES ({marks})'.encode(), rows
            )
        reached = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
        for name, last in source.execute(reached).fetchall():
            target.execute("SELECT setval(%s::regclass, %s)", (f'"{name}"', last))
    return address


def columns_of(connection: psycopg.Connection[Any]) -> dict[str, list[str]]:
    """The columns of each table."""
    found: dict[str, list[str]] = {}
    words = (
        "SELECT c.table_name, c.column_name FROM information_schema.columns c"
        " JOIN pg_tables t ON t.tablename = c.table_name AND t.schemaname = c.table_schema"
        " WHERE c.table_schema = 'public' ORDER BY 1, c.ordinal_position"
    )
    for table, column in connection.execute(words).fetchall():
        found.setdefault(table, []).append(column)
    return found


def rows_of(address: str, columns: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in the tables that nothing may be taken from."""
    with psycopg.connect(address) as connection:
        return {
            table: sorted(
                connection.execute(
                    f"SELECT {', '.join(columns[table])} FROM {table}".encode()
                ).fetchall(),
                key=repr,
            )
            for table in TOLD
        }


def test_the_former_schema_with_rows_in_it_becomes_this_one(tmp_path: Path) -> None:
    """As the tables of the version before stand there, filled by nodes at work."""
    with running_nodes(tmp_path / "old", fresh_served(), 1) as nodes:
        filled = nodes.address
        owner = owner_token(nodes.leading().url, nodes.leading().ticket)
        ann = make_agent(nodes.leading().url, owner, "ann", capacity={"chat": 9})
        with Desk.open(nodes.leading().live, ann) as desk, Visitor(nodes.leading().url) as vera:
            desk.ready()
            vera.introduce("Before the upgrade")
            desk.accept()
            desk.event(MessageReceived)
            kept = desk.cursor
    address = former_database("former", filled)
    with psycopg.connect(address) as connection:
        columns = columns_of(connection)
    before = rows_of(address, columns)
    assert all(before.values()), "a table without rows proves nothing"
    Storage.open(address).close()
    after = rows_of(address, columns)
    assert after == before
    with running_nodes(tmp_path / "new", address, 2) as nodes:
        assert nodes.ask("SELECT version_num FROM alembic_version") == [(HEAD,)]
        for hub in nodes.hubs:
            assert welcomed(hub.live, ann, kept) == ("", False), "desks resume"
            works_at(hub, ann)


def test_an_older_node_beside_a_newer_one_passes_on_and_never_leads(tmp_path: Path) -> None:
    """The newer one has changed tables that are in use, and filled them; all is well once the versions are the same."""
    (tmp_path / "program").mkdir()
    program = newer_program(tmp_path / "program")
    with running_nodes(tmp_path, fresh_served(), 2) as nodes:
        plain = without_password(nodes.address)
        words = ("--node", "--files", str(tmp_path / "files"), "--database", plain)
        owner = owner_token(nodes.leading().url, nodes.leading().ticket)
        ann = make_agent(nodes.leading().url, owner, "ann", capacity={"chat": 9})
        first, older = nodes.leading(), nodes.following()
        newer = HubProcess(tmp_path / "newer", *words, program=program)
        nodes.hubs.append(newer)
        works_at(newer, ann)  # while the older one leads, it passes on
        assert nodes.ask("SELECT version_num FROM alembic_version") == [(HEAD,)]
        with Desk.open(older.live, ann) as desk, Visitor(older.url) as vera:
            desk.ready()
            vera.introduce("Before")
            desk.accept()
            kept, term = desk.cursor, nodes.leader().term
        older.process.send_signal(signal.SIGSTOP)  # so that it is the newer one who takes over
        assert first.stop() == (0, "")
        wait_for_term(nodes, term)
        older.process.send_signal(signal.SIGCONT)
        assert nodes.leading() is newer
        assert nodes.ask("SELECT version_num FROM alembic_version") == [(NEWER,)]
        assert nodes.ask("SELECT had_by FROM interactions") == [("ann",)]
        assert welcomed(older.live, ann, kept) == ("", False), "a desk goes on at the older one"
        with Desk.open(older.live, ann, kept) as desk, Visitor(older.url) as vera:
            vera.introduce("After")
            desk.accept()
            desk.event(MessageReceived, lambda event: event.message.text == "After")
        term = nodes.leader().term
        newer.kill()
        said = until_it_says(older.data / "hub.log", "cannot lead")
        assert NEWER in said
        assert HEAD in said
        assert nodes.leader().term == term
        late = HubProcess(tmp_path / "late", *words)
        assert late.process.wait(30) == 1
        assert late.said["failed"]["field"] == "schema_version"
        assert "newer program" in late.said["failed"]["remedy"]
        late.kill()
        nodes.hubs.append(HubProcess(tmp_path / "newer", *words, program=program))
        wait_for_term(nodes, term)
        works_at(older, ann)


def until_it_says(log: Path, words: str) -> str:
    """The first line with these words, once it is there."""
    words_of = ["tail", "--lines=+1", "--follow", str(log)]
    with subprocess.Popen(words_of, stdout=subprocess.PIPE, text=True) as following:
        assert following.stdout is not None
        try:
            return next(line for line in following.stdout if words in line)
        finally:
            following.kill()
