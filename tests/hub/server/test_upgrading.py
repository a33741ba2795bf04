"""A team's hub on PostgreSQL is put back from a backup, and upgraded node by node, as the guide says."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent_desktop.hub.protocol import Answer, SnapshotFrame, Welcome
from agent_desktop.hub.storage.migrate import HEAD
from agent_desktop.model.commands import ChoosePresence, Cursor
from agent_desktop.model.people import PresenceState
from tests.hub.databases import always_served, fresh_served, server
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess
from tests.hub.server.nodes import Nodes, running_nodes
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
        assert isinstance(desk.perform(ChoosePresence(state=state)), Answer)


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


@contextmanager
def newer(nodes: Nodes) -> Iterator[str]:
    """A program of a newer version has brought the database to its schema."""
    version = f"{int(HEAD) + 1:04}"
    nodes.ask("UPDATE alembic_version SET version_num = %s", version)
    yield version
    nodes.ask("UPDATE alembic_version SET version_num = %s", HEAD)


def test_an_older_node_beside_a_newer_one_passes_on_and_never_leads(tmp_path: Path) -> None:
    """Its log says why, an older one that starts says it and ends, and all is well once it is the same version."""
    with running_nodes(tmp_path, fresh_served(), 2) as nodes:
        owner = owner_token(nodes.leading().url, nodes.leading().ticket)
        ann = make_agent(nodes.leading().url, owner, "ann")
        older, term = nodes.following(), nodes.leader().term
        with newer(nodes) as version:
            works_at(older, ann)  # whoever leads answers through it
            nodes.leading().kill()
            said = until_it_says(older.data / "hub.log", "cannot lead")
            assert version in said
            assert HEAD in said
            assert nodes.leader().term == term
            plain = nodes.address.replace(f":{PASSWORD}@", "@")
            files = ("--files", str(tmp_path / "files"))
            late = HubProcess(tmp_path / "late", "--node", *files, "--database", plain)
            assert late.process.wait(30) == 1
            assert late.said["failed"]["field"] == "schema_version"
            assert "newer program" in late.said["failed"]["remedy"]
            late.kill()
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
