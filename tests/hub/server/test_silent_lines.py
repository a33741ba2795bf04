"""Nodes whose lines to the database fall silent without a word: a firewall forgot them, and nobody was told."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from agent_desktop.model.events import MessageReceived
from tests.hub.databases import always_served, fresh_served, server
from tests.hub.server.desk import Desk, Visitor, make_agent, owner_token
from tests.hub.server.nodes import Nodes, Seat, running_nodes
from tests.hub.server.swallowing_proxy import SwallowingProxy, swallowing
from tests.hub.server.test_nodes import wait_for_term, works_at
from tests.hub.server.test_upgrading import until_it_says
from tests.peers.postgres import PASSWORD

pytestmark = [pytest.mark.serial, always_served]

MESSAGES = 12


@pytest.fixture(scope="module")
def lines() -> Iterator[list[SwallowingProxy]]:
    """Each node's own way to the database."""
    with ExitStack() as block:
        yield [block.enter_context(swallowing(server().port)) for _ in range(2)]


@pytest.fixture(scope="module")
def nodes(lines: list[SwallowingProxy]) -> Iterator[Nodes]:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory(prefix="nodes-") as folder:
        patch.setenv("PGPASSWORD", PASSWORD)
        address = fresh_served()
        ways = [address.replace(f":{server().port}/", f":{one.port}/") for one in lines]
        with running_nodes(Path(folder), address, 2, ways=ways) as nodes:
            yield nodes


@pytest.fixture(scope="module")
def ann(nodes: Nodes) -> str:
    owner = owner_token(nodes.leading().url, nodes.leading().ticket)
    return make_agent(nodes.following().url, owner, "ann", capacity={"chat": 9})


def test_a_follower_whose_line_falls_silent_notices_and_misses_nothing(
    nodes: Nodes, lines: list[SwallowingProxy], ann: str
) -> None:
    following, term = nodes.following(), nodes.leader().term
    with Desk.open(following.live, ann) as desk, Visitor(nodes.leading().url) as vera:
        desk.ready()
        vera.introduce("0")
        desk.accept()
        assert lines[nodes.hubs.index(following)].swallow() >= 2, "its ear and its reader"
        for number in range(1, MESSAGES):
            vera.say(str(number))
        desk.event(MessageReceived, lambda event: event.message.text == str(MESSAGES - 1))
        said = [one.event for one in desk.entries if isinstance(one.event, MessageReceived)]
        assert [one.message.text for one in said] == [str(number) for number in range(MESSAGES)]
        heard = [one.seq for one in desk.entries if one.seq > desk.entries[0].seq - 1]
        kept = nodes.heard_by(
            "agent:ann", "queue:support", "everyone", since=desk.entries[0].seq - 1
        )
        assert heard == kept[: len(heard)], "a gap"
    assert "does not reach its database" in (following.data / "hub.log").read_text("utf-8")
    assert nodes.leader().term == term, "the leader was well all the time"


def test_a_leader_whose_line_falls_silent_steps_aside_and_follows(
    nodes: Nodes, lines: list[SwallowingProxy], ann: str
) -> None:
    silent, other, term = nodes.leading(), nodes.following(), nodes.leader().term
    seat = Seat(ann, [silent.live, other.live])
    seat.start()
    assert seat.at.wait(30)
    lines[nodes.hubs.index(silent)].swallow()
    wait_for_term(nodes, term)
    assert nodes.leading() is other
    until_it_says(silent.data / "hub.log", "leads no more")
    works_at(silent, ann)
    works_at(other, ann)
    assert nodes.leading() is other, "and stays the one"
    seat.stop()
    assert set(seat.resyncs) <= {""}, "a desk had to begin again"
    heard = nodes.heard_by("agent:ann", "queue:support", "everyone", since=seat.began)
    assert seat.seqs == [seq for seq in heard if seq <= max(seat.seqs, default=0)]
