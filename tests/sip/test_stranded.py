"""A call that is not answered yet, and the way to the server breaks: it waits, and goes on by the next one."""

from dataclasses import replace

import pytest

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Flow, Target, Transport
from agent_desktop.sip.message import Request
from tests.sip.agent_script import Stage, state, terms_of
from tests.sip.test_registration import INSTANCE, register, registration, rules_of

STRAND_S = 32.0


class Moving(Stage):
    """`b` is a telephone that is registered at `a`, and whose ways break. `a` is told nothing of that."""

    def __init__(self, transport: Transport) -> None:
        account = Account(
            "b",
            "sip:b@192.0.2.1",
            (Target(transport, "192.0.2.1"),),
            Credentials("b", "secret"),
            instance=INSTANCE,
            keep_alive_s=0,
        )
        config = Config(strand_s=STRAND_S)
        super().__init__("a", "b", transport=transport, rules=rules_of(), config=config, b=account)
        self.moves = 0
        self.dead = False
        self.filter = lambda *_: not self.dead
        register(self)

    def flow(self, mine: str, theirs: str) -> Flow:
        found = super().flow(mine, theirs)
        return replace(found, id=f"{found.id}-{self.moves}") if hasattr(self, "moves") else found

    def open(self, name: str, target: Target) -> None:
        if self.dead:
            self.agents[name].unreachable(target, "there is no network", self.now)
        else:
            super().open(name, target)

    def breaks(self) -> None:
        """The telephone's way is gone, and none leads anywhere."""
        old = self.flow("b", "a")
        self.dead = True
        self.moves += 1
        self.agents["b"].flow_lost(old, "the network changed", self.now)
        self.run()

    def mends(self) -> None:
        """There is a network again."""
        self.dead = False
        self.agents["b"].register("b", self.now)
        self.wait(1)
        assert registration(self).state == "registered"

    def calls_out(self) -> Call:
        call = self.agents["b"].call("b", "sip:a@192.0.2.1", terms_of(4000), self.now)
        self.calls["b"].append(call)
        self.run()
        self.calls["a"][-1].ring(self.now)
        self.run()
        assert state(call) == "early"
        return call

    def calls_in(self) -> Call:
        self.call("a", "b")
        self.run()
        call = self.calls["b"][-1]
        call.ring(self.now)
        self.run()
        assert state(self.calls["a"][-1]) == "early"
        return call


WAYS = pytest.mark.parametrize("transport", ["udp", "tcp", "ws"])


@WAYS
def test_a_call_that_rings_here_is_answered_by_the_next_way(transport: Transport) -> None:
    stage = Moving(transport)
    call = stage.calls_in()
    stage.breaks()
    stage.wait(10)
    assert state(call) == "ringing"
    stage.mends()
    call.check(stage.now)
    stage.wait(2)
    assert [one.method for _, _, one in stage.wire if isinstance(one, Request)][-1] == "UPDATE"
    assert state(call) == "ringing", "the caller waits still"
    call.answer(terms_of(5000), stage.now)
    stage.wait(1)
    assert state(call) == "active"
    caller = stage.calls["a"][-1]
    assert state(caller) == "active"
    stage.wait(40)
    assert state(call) == "active", "it was acknowledged"
    caller.hang_up(stage.now)
    stage.run()
    assert state(call) == "ended"


def test_a_caller_who_gave_up_meanwhile_lets_nothing_ring_for_ever() -> None:
    stage = Moving("udp")
    call = stage.calls_in()
    stage.breaks()
    stage.calls["a"][-1].hang_up(stage.now)
    stage.wait(25)
    stage.mends()
    call.check(stage.now)
    stage.wait(5)
    assert state(call) == "ended"


@WAYS
def test_without_another_way_it_ends_in_time(transport: Transport) -> None:
    for begin in (Moving.calls_in, Moving.calls_out):
        stage = Moving(transport)
        call = begin(stage)
        stage.breaks()
        stage.wait(STRAND_S - 2)
        assert state(call) in {"ringing", "early"}
        stage.wait(4)
        assert state(call) == "ended"
        assert call.outcome is not None
        assert (call.outcome.status, call.outcome.local) == (503, True)


@WAYS
def test_a_call_that_rings_there_is_placed_anew_and_the_old_one_cancelled(
    transport: Transport,
) -> None:
    stage = Moving(transport)
    call = stage.calls_out()
    stage.breaks()
    stage.wait(10)
    assert state(call) == "early"
    stage.mends()
    call.renew(terms_of(4444), stage.now)
    stage.wait(1)
    before, now = stage.calls["a"]
    assert state(before) == "ended", "cancelled"
    assert before.outcome is not None
    assert before.outcome.reason is not None
    assert before.outcome.reason.cause == 200, "nobody has missed a call"
    now.answer(terms_of(5000), stage.now)
    stage.wait(1)
    assert (state(call), state(now)) == ("active", "active")
    assert now.agreed is not None
    assert now.agreed.remote[1] == 4444
    call.hang_up(stage.now)
    stage.wait(1)
    assert state(now) == "ended"


def test_an_answer_that_crosses_the_change_is_hung_up_and_the_new_call_counts() -> None:
    stage = Moving("udp")
    call = stage.calls_out()
    stage.breaks()
    stage.calls["a"][-1].answer(terms_of(5000), stage.now)
    stage.wait(3)
    stage.mends()
    assert state(call) in {"early", "active"}
    call.renew(terms_of(4444), stage.now)
    stage.wait(40)
    alive = [one for one in stage.calls["a"] if state(one) != "ended"]
    assert len(alive) <= 1


def test_hanging_up_while_there_is_no_way_is_told_when_there_is_one() -> None:
    stage = Moving("udp")
    call = stage.calls_out()
    stage.breaks()
    call.hang_up(stage.now)
    stage.wait(5)
    assert state(call) == "ended"
    assert state(stage.calls["a"][-1]) == "ringing"
    stage.mends()
    assert state(stage.calls["a"][-1]) == "ended"


def test_nothing_waits_where_nobody_wants_it() -> None:
    stage = Stage("a", "b", transport="tcp")
    call = stage.call("a", "b")
    stage.run()
    stage.agents["a"].flow_lost(stage.flow("a", "b"), "gone", stage.now)
    stage.run()
    assert state(call) == "ended"
