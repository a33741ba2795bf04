"""Nodes whose computers' clocks are minutes apart: the database server's counts, whoever leads."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.server.clock import STEP_MS, WRONG_MS, Onward, SharedClock
from agent_desktop.hub.server.voice_times import in_own_time, in_shared_time
from agent_desktop.hub.storage.leading import Moment
from agent_desktop.hub.voice.decisions import Arrived, SelfServiceBegan
from agent_desktop.hub.voice.inputs import CallbackRestored
from agent_desktop.model.base import wall_clock
from agent_desktop.model.events import MessageReceived, OfferMade
from tests.hub.databases import always_served, fresh_served
from tests.hub.server.desk import Desk, Visitor, http, make_agent, owner_token
from tests.hub.server.hub_process import HubProcess
from tests.hub.server.nodes import running_nodes
from tests.hub.server.test_nodes import wait_for_term
from tests.peers.postgres import PASSWORD

OFF_S = {"node-0": -240, "node-1": 180}


@pytest.mark.expected_log("this computer's clock")
@given(
    st.integers(-(10**9), 10**9), st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 5_000)))
)
def test_the_time_is_the_servers_to_within_what_asking_takes(
    off_ms: int, ways: list[tuple[int, int]]
) -> None:
    right = 1_800_000_000_000
    clock = SharedClock(lambda: right + off_ms)
    for there, back in ways:
        before = right + off_ms
        right += there
        server = right
        right += back
        clock.measured(Moment(server=server, before=before, after=right + off_ms))
        most = STEP_MS + (there + back)
        assert abs(clock() - right) <= most
        assert abs(clock.ahead_ms - off_ms) <= most


@given(st.lists(st.tuples(st.integers(0, 90_000), st.integers(-7_200_000, 7_200_000)), min_size=1))
def test_time_goes_on_where_somebody_sets_the_clock_back(turns: list[tuple[int, int]]) -> None:
    right, set_ms, tick, before = 1_800_000_000_000, 0, 0, 0
    clock = Onward(lambda: right + set_ms, lambda: tick)
    for passed, by_ms in turns:
        before = clock()
        right, tick = right + passed, tick + passed
        set_ms += by_ms
        assert clock() >= max(right + set_ms, before + passed // 2 - 1)
    behind = clock() - (right + set_ms)
    right, tick = right + 2 * behind + 2, tick + 2 * behind + 2
    assert clock() == right + set_ms, "the right time, once it has caught up"


@pytest.mark.expected_log("this computer's clock")
def test_a_wrong_clock_is_told_of_once_and_when_it_is_right_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "agent_desktop.hub")
    clock = SharedClock(lambda: 0)
    for ahead in (0, WRONG_MS - STEP_MS, 0):
        clock.measured(Moment(server=-ahead))
    assert caplog.messages == []
    for ahead in (-WRONG_MS, -3 * WRONG_MS, 0):
        clock.measured(Moment(server=-ahead))
    assert [one.partition(";")[0] for one in caplog.messages] == [
        "this computer's clock is 2.0 s behind the database server's, which counts",
        "this computer's clock is right again",
    ]


def test_how_long_a_caller_waits_is_the_same_for_the_telephones_and_the_hub() -> None:
    own, ahead = 1_000_000, 180_000
    came = Arrived(call="c", entry_point="line", queue="q", number="+49", arrived_at=own)
    kept = in_shared_time(came, ahead).arrived_at
    assert kept == own - ahead
    back = CallbackRestored(call="c", number="+49", queue="q", arrived_at=kept)
    assert in_own_time(back, ahead).arrived_at == own
    menu = SelfServiceBegan(
        call="c", entry_point="line", queue="q", number="+49", menu="m", began_at=own
    )
    assert in_shared_time(menu, ahead).began_at == own - ahead


def skewed(place: Path, *words: str) -> HubProcess:
    return HubProcess(place, *words, clock_off_s=OFF_S[place.name])


@always_served
@pytest.mark.serial
@always_served
def test_an_offer_outlives_a_leader_whose_clock_was_seven_minutes_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    address = fresh_served()
    began = wall_clock()  # the server stands beside us
    with running_nodes(tmp_path, address, 2, start=skewed) as nodes:
        first, second = nodes.hubs
        assert nodes.leading() is first
        owner = owner_token(second.url, first.ticket)
        ann = make_agent(second.url, owner, "ann", capacity={"chat": 9})
        with Desk.open(second.live, ann) as desk, Visitor(second.url) as vera:
            desk.ready()
            vera.introduce("How late is it?")
            desk.event(OfferMade)
            cursor, term = desk.cursor, nodes.leader().term
        first.kill()
        wait_for_term(nodes, term)
        with http(second.url) as client:
            ahead_ms = client.get("/v1/health").json()["clock_ahead_ms"]
        assert abs(ahead_ms - OFF_S["node-1"] * 1_000) < 2_000
        with Desk.open(second.live, ann, cursor) as desk:
            desk.accept()
            desk.event(MessageReceived)
        said = [row[0] for row in nodes.ask("SELECT at FROM journal ORDER BY seq")]
        until = wall_clock()
        assert said == sorted(said), "time went back"
        assert began - 2_000 <= said[0] <= said[-1] <= until + 2_000
        assert nodes.ask("SELECT outcome FROM bi_offers ORDER BY offered_at")[-1] == ("accepted",)
        assert "missed" not in [row[0] for row in nodes.ask("SELECT outcome FROM bi_offers")]
        ((waited,),) = nodes.ask("SELECT waited_ms FROM bi_passages WHERE agent_id = 'ann'")
        assert 0 <= waited <= until - began
        for hub, words in ((first, "s behind the database"), (second, "s before the database")):
            assert words in (hub.data / "hub.log").read_text("utf-8")
