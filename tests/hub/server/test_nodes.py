"""Several nodes behind one address: what one commits all desks hear, and whoever leads may go at any moment."""

import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from agent_desktop.hub.protocol import SnapshotFrame
from agent_desktop.hub.storage.lock_holder import HUB_LOCK
from agent_desktop.model.events import MessageReceived
from tests.hub.databases import always_served, fresh_served
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token, problem
from tests.hub.server.hub_process import HubProcess
from tests.hub.server.nodes import Nodes, Seat, running_nodes
from tests.peers.postgres import PASSWORD

pytestmark = [pytest.mark.serial, always_served]

AGENTS = 10
CHATS = 100
KILLED_AFTER = 40
WITHIN = 60.0
PENDING = "SELECT count(*) FROM offers WHERE outcome = ''"
AT_ONCE = """SELECT one.interaction_id FROM offers one JOIN offers other USING (interaction_id)
    WHERE one.epoch < other.epoch AND coalesce(one.ended_at, other.offered_at + 1) > other.offered_at"""
"""Interactions that were offered anew before an earlier offer of theirs had ended."""


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    """Two nodes; each test leaves at least one of them, and the next ones take what is left."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory(prefix="nodes-") as folder:
        patch.setenv("PGPASSWORD", PASSWORD)
        with running_nodes(Path(folder), fresh_served(), 2) as nodes:
            yield nodes


@pytest.fixture(scope="module")
def owner(nodes: Nodes) -> str:
    return owner_token(nodes.following().url, nodes.leading().ticket)


@pytest.fixture(scope="module")
def ann(nodes: Nodes, owner: str) -> str:
    return make_agent(nodes.following().url, owner, "ann", capacity={"chat": 9})


def wait_for_term(nodes: Nodes, term: int) -> None:
    """Wait until a node leads in a later term than this, and answers."""
    waiting = threading.Event()
    for _ in range(200):
        if nodes.leader().term > term:
            return
        waiting.wait(0.1)
    raise AssertionError("nobody took the lead")


def wait_for(true: Callable[[], object], otherwise: str) -> None:
    """Wait until it is true."""
    waiting = threading.Event()
    for _ in range(300):
        if true():
            return
        waiting.wait(0.1)
    raise AssertionError(otherwise)


def reached(seat: Seat, position: int) -> bool:
    return seat.position >= position or bool(seat.failed)


def works_at(hub: HubProcess, token: str) -> None:
    """An agent gets to work there, as a desk does: it tries again while the lead changes hands."""
    waiting = threading.Event()
    for _ in range(100):
        try:
            with Desk.open(hub.live, token) as desk:
                desk.ready()
                return
        except (ConnectionClosed, InvalidStatus):
            waiting.wait(0.2)
    raise AssertionError("nobody answers there")


def says(desk: Desk, text: str) -> None:
    """Read until a customer's message with this text comes."""
    desk.event(MessageReceived, lambda event: event.message.text == text)


def test_all_desks_hear_what_any_node_was_told(nodes: Nodes, owner: str, ann: str) -> None:
    near, far = nodes.leading(), nodes.following()
    ben = make_agent(far.url, owner, "ben", capacity={"chat": 9})
    with (
        Desk.open(far.live, ann) as there,
        Desk.open(near.live, ben) as here,
        Visitor(far.url) as vera,
        Visitor(near.url) as walter,
    ):
        began = max(there.position, here.position)
        there.ready()
        vera.introduce("From the node that follows")
        there.accept()
        here.ready()
        walter.introduce("From the node that leads")
        for number in range(5):
            vera.say(f"There {number}")
            walter.say(f"Here {number}")
        says(there, "There 4")
        make_agent(near.url, owner, "cat")  # everybody hears of it
        for desk, agent in ((there, "ann"), (here, "ben")):
            expected = nodes.heard_by(f"agent:{agent}", "queue:support", "everyone", since=began)
            while desk.position < expected[-1]:
                desk.read()
            heard = [one.seq for one in desk.entries if one.seq > began]
            assert heard == nodes.heard_by(
                f"agent:{agent}", "queue:support", "everyone", since=began
            )
    with http(far.url) as client:
        refused = problem(client.get("/v1/admin/queues"))
        assert refused["code"] == "needs_sign_in"
        assert client.get("/v1/openapi.json").json()["openapi"]


def test_when_what_one_hears_changes_a_snapshot_comes_and_nothing_is_missed(
    nodes: Nodes, owner: str, ann: str
) -> None:
    far = nodes.following()
    with Desk.open(far.live, ann) as desk, Visitor(far.url) as vera:
        with http(far.url, owner) as client:
            made = client.put(
                "/v1/admin/queues/other", json={"type": "define_queue", "name": "Other"}
            )
            assert made.status_code == 204, made.text
        desk.until(SnapshotFrame)  # there is one more place to send customers to
        make = {"type": "define_agent", "name": "Ann", "email": "ann@example.org"}
        with http(far.url, owner) as client:
            wish = {**make, "queues": ["support", "other"], "capacity": {"chat": 9}}
            assert client.put("/v1/admin/agents/ann", json=wish).status_code == 204
        position = desk.until(SnapshotFrame).position
        seen = len(desk.entries)
        desk.ready()
        vera.introduce("After the change")
        desk.accept()
        heard = [one.seq for one in desk.entries[seen:]]
        audiences = ("agent:ann", "queue:support", "queue:other", "everyone")
        assert heard == nodes.heard_by(*audiences, since=position)[: len(heard)]


def test_who_leads_without_a_secret_is_not_believed(nodes: Nodes) -> None:
    with http(nodes.leading().url) as client:
        forged = client.get("/v1/openapi.json", headers={"x-hub-node": "guessed"})
    assert problem(forged)["code"] == "stopping"


def test_a_leader_that_loses_its_database_is_back_or_followed(nodes: Nodes, ann: str) -> None:
    """It may take the lock again, when nobody has led meanwhile."""
    holding = "SELECT pid FROM pg_locks WHERE objid = %s AND granted"
    ((session,),) = nodes.ask(holding, HUB_LOCK)
    nodes.ask("SELECT pg_terminate_backend(%s, 5000)", session)
    waiting = threading.Event()
    for _ in range(200):
        if (held := nodes.ask(holding, HUB_LOCK)) and held != [(session,)]:
            break
        waiting.wait(0.1)
    else:
        raise AssertionError("nobody took the lead")
    for hub in nodes.hubs:
        works_at(hub, ann)


def test_a_leader_that_stands_still_for_a_moment_keeps_its_term(nodes: Nodes, ann: str) -> None:
    """A busy computer is no dead one."""
    leading, term = nodes.leading(), nodes.leader().term
    other = nodes.following()
    before = (other.data / "hub.log").read_text("utf-8")
    leading.process.send_signal(signal.SIGSTOP)
    threading.Event().wait(1.8)
    leading.process.send_signal(signal.SIGCONT)
    works_at(other, ann)
    works_at(leading, ann)
    assert (nodes.leader().term, nodes.leading()) == (term, leading)
    assert (other.data / "hub.log").read_text("utf-8") == before


def test_a_leader_that_stalls_is_followed_by_another_and_commits_nothing_more(
    nodes: Nodes, ann: str
) -> None:
    stalled, term = nodes.leading(), nodes.leader().term
    stalled.process.send_signal(signal.SIGSTOP)
    try:
        wait_for_term(nodes, term)
        assert nodes.leading() is not stalled
        works_at(nodes.leading(), ann)
    finally:
        stalled.process.send_signal(signal.SIGCONT)
    works_at(stalled, ann)  # it follows now
    assert nodes.leading() is not stalled


def test_a_node_killed_amid_a_hundred_offers_loses_and_doubles_nothing(
    nodes: Nodes, owner: str
) -> None:
    """Some are accepted, some made and not answered yet, and the rest waits, when the node dies that decides."""
    dying, staying = nodes.leading(), nodes.following()
    names = [f"agent-{number}" for number in range(AGENTS)]
    tokens = {
        name: make_agent(
            staying.url, owner, name, capacity={"chat": CHATS // AGENTS + 2}, units=10_000
        )
        for name in names
    }
    for number in range(CHATS):
        with Visitor(staying.url) as visitor:
            visitor.introduce(f"Question {number}")
    active = dict(nodes.ask("SELECT id, agent_id FROM interactions WHERE state = 'active'"))
    assert len(active) < KILLED_AFTER
    ((expected,),) = nodes.ask("SELECT count(*) FROM interactions")
    assert expected >= CHATS
    may_answer, some, all_of_them = threading.Event(), threading.Event(), threading.Event()
    may_answer.set()

    def on_active(interaction_id: str, agent_id: str) -> None:
        assert active.setdefault(interaction_id, agent_id) == agent_id, "in two hands"
        if len(active) >= KILLED_AFTER and not some.is_set():
            may_answer.clear()
            some.set()
        if len(active) >= expected:
            all_of_them.set()

    lives = [dying.live, staying.live]
    seats = {
        name: Seat(token, lives if number % 2 else lives[::-1], on_active, may_answer)
        for number, (name, token) in enumerate(tokens.items())
    }
    for seat in seats.values():
        seat.start()
    assert some.wait(WITHIN)
    wait_for(lambda: nodes.ask(PENDING) >= [(AGENTS // 2,)], "nobody holds an offer")
    dying.kill()
    held = dict(nodes.ask("SELECT id, agent_id FROM interactions WHERE state = 'active'"))
    assert nodes.ask(PENDING) >= [(AGENTS // 2,)]
    assert KILLED_AFTER <= len(held) < expected, "not in the middle"
    may_answer.set()
    all_of_them.wait(WITHIN)
    words = "SELECT state, agent_id, count(*) FROM interactions GROUP BY 1, 2 ORDER BY 1, 2"
    assert nodes.ask("SELECT count(*) FROM interactions WHERE state <> 'active'") == [(0,)], (
        nodes.ask(words)
    )
    assert nodes.ask("SELECT count(*) FROM interactions") == [(expected,)]
    accepted = nodes.ask("SELECT interaction_id, agent_id FROM offers WHERE outcome = 'accepted'")
    holders = dict(nodes.ask("SELECT id, agent_id FROM interactions"))
    assert sorted(accepted) == sorted(holders.items()), "each accepted once, by who has it"
    assert holders | held == holders, "what somebody had is theirs still"
    assert nodes.ask("SELECT count(*) FROM offers WHERE outcome = ''") == [(0,)]
    assert nodes.ask(AT_ONCE) == [], "offered to two at once"
    ((last,),) = nodes.ask("SELECT max(seq) FROM journal")
    for name, seat in seats.items():
        wait_for(partial(reached, seat, last), f"{name} is behind")
        seat.stop()
        assert seat.failed == []
        assert seat.moves > 0, "the node died under none of them, or they did not notice"
        assert set(seat.resyncs) <= {""}, "a desk had to begin again"
        heard = nodes.heard_by(f"agent:{name}", "queue:support", "everyone", since=seat.began)
        assert [seq for seq in seat.seqs if seq <= last] == [seq for seq in heard if seq <= last]


def test_the_address_of_a_database_without_a_folder_for_files_is_refused(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "hub", "--node", "--database", "postgresql://hub@127.0.0.1/hub")
    assert hub.said["failed"]["field"] == "files"
    hub.process.wait(20)
    hub.kill()


def test_the_nodes_connections_are_few(nodes: Nodes) -> None:
    with psycopg.connect(nodes.address) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        ).fetchone()
    assert found is not None
    assert found[0] <= 6
