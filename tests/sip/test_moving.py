"""Leaving a way that is no good: a server that falls silent, an address that changed, calls that go on elsewhere."""

from dataclasses import replace

import pytest

from agent_desktop.sip.flow import Flow
from tests.sip.agent_script import state, terms_of
from tests.sip.test_registration import bindings, register, registration, stage_of


def test_a_doubted_way_is_left_when_its_server_does_not_answer_in_time() -> None:
    stage = stage_of()
    register(stage)
    phone = stage.agents["b"]
    phone.doubt("b", 2.0, stage.now)
    stage.wait(5)
    assert registration(stage).state == "registered", "it answered"
    stage.said.clear()
    stage.filter = lambda *_: False
    phone.doubt("b", 2.0, stage.now)
    phone.doubt("b", 2.0, stage.now)
    stage.wait(1.9)
    assert len([one for one in stage.said if one == "b: 0 waiting 503"]) == 0
    stage.filter = lambda *_: True
    stage.wait(0.5)
    assert registration(stage).state == "registered", "anew, and at once"
    assert stage.said.count("b: 0 waiting 503") == 1


def test_a_phone_whose_address_changed_registers_anew_and_its_call_goes_on() -> None:
    stage = stage_of()
    register(stage)
    phone = stage.agents["b"]
    call = phone.call("b", "sip:a@192.0.2.1", terms_of(), stage.now)
    stage.run()
    stage.calls["a"][-1].answer(terms_of(5000), stage.now)
    stage.run()
    call.hold(stage.now)
    stage.run()
    assert state(call) == "held"
    flow = stage.flow("b", "a")
    phone.moved("b", "the network changed", stage.now)
    stage.wait(0.1)
    assert registration(stage).state == "registered"
    phone.flow_lost(flow, "the network changed", stage.now)
    call.renew(terms_of(6000), stage.now)
    stage.run()
    assert state(call) == "held", "it stays held"
    theirs = stage.calls["a"][-1].agreed
    assert theirs is not None
    assert theirs.remote[1] == 6000
    call.resume(stage.now)
    stage.run()
    assert state(call) == "active"
    assert theirs.remote[1] == 6000
    call.hang_up(stage.now)
    stage.run()


@pytest.mark.parametrize("outbound", [True, False])
def test_a_phone_behind_a_nat_says_where_the_server_sees_it(
    outbound: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = stage_of(outbound=outbound)
    flow = stage.flow

    def behind(mine: str, theirs: str) -> Flow:
        seen = flow(mine, theirs)
        return replace(seen, local=("10.0.0.2", 5062)) if mine == "b" else seen

    monkeypatch.setattr(stage, "flow", behind)
    register(stage)
    assert registration(stage).state == "registered"
    [contact] = bindings(stage)
    assert "@192.0.2.2:5060" in contact
    assert len(stage.sent("REGISTER")) == 3, (
        "challenged, granted, and once more with what it learned"
    )
    call = stage.agents["b"].call("b", "sip:a@192.0.2.1", terms_of(), stage.now)
    stage.run()
    assert stage.calls["a"][-1].invite is not None
    assert "@192.0.2.2:5060" in (stage.calls["a"][-1].invite.headers.get("Contact") or "")
    call.hang_up(stage.now)
    stage.agents["b"].unregister("b", stage.now)
    stage.run()
    assert bindings(stage) == []
