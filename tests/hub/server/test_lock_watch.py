"""A stranger takes the lock of a running hub: whoever is connected hears why, and administrators have an alert."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
import psycopg
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    Goodbye,
    Hello,
    ProblemBody,
    SnapshotFrame,
    Welcome,
)
from agent_desktop.hub.storage.lock_holder import HUB_LOCK
from agent_desktop.model.alerts import Alert, AlertFigure, SeeAlert
from agent_desktop.model.errors import Problem
from tests.hub.databases import always_served, fresh_served
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess, running_hub
from tests.hub.server.nodes import without_password
from tests.peers.postgres import PASSWORD

pytestmark = [pytest.mark.serial, always_served]
T = TypeVar("T")
LOCK = f"SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {HUB_LOCK}"


@contextmanager
def stranger(address: str) -> Iterator[None]:
    """Somebody who waits for the lock, and has it as soon as the hub's connection breaks."""
    with (
        psycopg.connect(address, autocommit=True, application_name="psql") as taker,
        psycopg.connect(address, autocommit=True) as onlooker,
        ThreadPoolExecutor(1) as worker,
    ):
        me = taker.info.backend_pid
        taking = worker.submit(taker.execute, f"SELECT pg_advisory_lock({HUB_LOCK})".encode())
        wait_for(lambda: onlooker.execute(f"{LOCK} AND pid = %s".encode(), (me,)).fetchone())
        holding = f"{LOCK} AND granted AND pid <> %s".encode()
        for (session,) in onlooker.execute(holding, (me,)).fetchall():
            onlooker.execute("SELECT pg_terminate_backend(%s)", (session,))
        taking.result()
        yield


def wait_for(found: Callable[[], T | None]) -> T:
    """What is found, as soon as it is."""
    waiting = threading.Event()
    for _ in range(300):
        one = found()
        if one is not None:
            return one
        waiting.wait(0.1)
    raise AssertionError("it never came")


def told(live: str, token: str) -> Problem | None:
    """Why a desk that connects now may not stay; None where it may, or where nobody knows yet."""
    problem = None
    try:
        with connect(live) as socket:
            desk = Desk(socket)
            desk.send(Hello(protocol=PROTOCOL_VERSION, token=token, client="tests"))
            said = desk.until((Goodbye, Welcome))
            problem = said.problem if isinstance(said, Goodbye) else None
    except InvalidStatus as error:
        problem = msgspec.json.decode(error.response.body or b"", type=ProblemBody).problem
    except ConnectionClosed:
        pass
    return problem if problem is not None and problem.field == "database" else None


def alerted(live: str, token: str) -> Alert | None:
    """The alert that whoever connects now has of it."""
    try:
        with Desk.open(live, token) as desk:
            shown = next(one.snapshot for one in desk.frames if isinstance(one, SnapshotFrame))
            return next((one for one in shown.alerts if one.figure is AlertFigure.LOCK), None)
    except (ConnectionClosed, InvalidStatus):
        return None


@pytest.mark.expected_log("holds the lock of the hub's database")
@pytest.mark.expected_log("nothing was saved")
def test_whoever_is_connected_is_told_and_administrators_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    address = fresh_served()
    with running_hub(tmp_path / "hub", "--database", without_password(address)) as hub:
        owner = owner_token(hub.url, hub.ticket)
        ann = make_agent(hub.url, owner, "ann")
        with Desk.open(hub.live, ann) as desk, stranger(address):
            assert "no hub's" in desk.until(Goodbye).problem.message
            says_why(wait_for(lambda: told(hub.live, ann)))
        alert = wait_for(lambda: alerted(hub.live, owner))
        assert alert.stranger.startswith("hub, psql")
        assert alert.value >= 1
        assert alerted(hub.live, ann) is None, "it is for administrators"
        with Desk.open(hub.live, owner) as desk:
            desk.perform(SeeAlert(alert_id=alert.id))
        assert alerted(hub.live, owner) is None, "and over once it was seen"


def test_a_node_that_finds_a_stranger_waits_and_tells_administrators_when_it_leads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    address = fresh_served()
    files = str(tmp_path / "files")
    options = ("--node", "--files", files, "--database", without_password(address))
    hub = HubProcess(tmp_path / "node", *options)
    try:
        owner = owner_token(hub.url, hub.ticket)
        hub.stop()
        log = tmp_path / "node" / "hub.log"
        with ThreadPoolExecutor(1) as worker:
            with stranger(address):
                starting = worker.submit(HubProcess, tmp_path / "node", *options)
                wait_for(lambda: log.read_text("utf-8").count("holds the lock") == 2 or None)
            hub = starting.result()
        assert wait_for(lambda: alerted(hub.live, owner)).stranger.startswith("hub, psql")
    finally:
        hub.stop()


def says_why(problem: Problem) -> None:
    """What everybody is told: why, what an administrator does, and nobody's name."""
    assert "no hub's" in problem.message
    assert "the hub's log says which one" in problem.remedy
    assert "psql" not in problem.words()
