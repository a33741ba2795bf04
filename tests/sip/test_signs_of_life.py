"""A way that dies without a word is noticed soon, whatever it is made of; a slow one is left in peace."""

from dataclasses import replace

import pytest

from agent_desktop.sip.agent.events import CloseFlow
from agent_desktop.sip.agent.pulse import ANSWER_S, EVERY_S, LONGEST_ANSWER_S, Pulse
from agent_desktop.sip.agent.registration import BASE_S
from agent_desktop.sip.flow import Transport
from agent_desktop.sip.message import Message, Request
from tests.sip.agent_script import Stage
from tests.sip.test_registration import bindings, register, registration, stage_of

SOON_S = EVERY_S + ANSWER_S + 0.1


def phone(transport: Transport) -> Stage:
    stage = stage_of(transport, keep_alive_s=EVERY_S)
    register(stage)
    return stage


def die(stage: Stage) -> None:
    """As a router that forgot us: nothing comes back, and nobody says so."""
    stage.filter = lambda *_: False
    stage.pong_s = None


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls", "ws", "wss"])
def test_a_way_that_dies_without_a_word_is_noticed_and_replaced_at_once(
    transport: Transport,
) -> None:
    stage = phone(transport)
    stage.wait(100)
    assert registration(stage).state == "registered"
    die(stage)
    stage.said.clear()
    stage.wait(SOON_S)
    assert "b: 0 waiting 503" in stage.said
    assert "b: open 192.0.2.1" in stage.said, "at once"
    outcome = next(one for one in reversed(stage.events["b"]) if getattr(one, "outcome", None))
    assert outcome.outcome.can_do == "check_connection"  # type: ignore[union-attr]
    stage.filter, stage.pong_s = lambda *_: True, 0.0
    stage.wait(32 + 2 * BASE_S[0])  # at the latest: the request on its way may be lost, too
    assert registration(stage).state == "registered"


@pytest.mark.parametrize("transport", ["tcp", "wss"])
def test_a_connection_is_pinged_and_its_server_left_alone(transport: Transport) -> None:
    stage = phone(transport)
    stage.wait(10 * EVERY_S + 1)
    assert len(stage.pings) == 10
    assert stage.sent("OPTIONS") == []


def test_a_server_that_forgets_sooner_is_shown_life_sooner() -> None:
    """Its Flow-Timer counts, not only our habit (RFC 5626, 4.4)."""
    stage = stage_of("tcp", keep_alive_s=30.0)
    registrar = stage.agents["a"].registrar
    assert registrar is not None
    registrar._rules = replace(registrar._rules, flow_timer_s=10)
    register(stage)
    stage.wait(91)
    assert len(stage.pings) == 10
    assert registration(stage).state == "registered"


def test_a_server_that_knows_no_pings_is_asked_by_a_request_from_then_on() -> None:
    stage = stage_of("tcp", keep_alive_s=EVERY_S)
    stage.pong_s = None
    register(stage)
    stage.said.clear()
    stage.wait(10 * EVERY_S)
    assert len(stage.pings) == 1
    assert 7 <= len(stage.sent("OPTIONS")) <= 10
    assert not any("waiting" in one for one in stage.said)
    die(stage)
    stage.wait(SOON_S)
    assert "b: 0 waiting 503" in stage.said


def test_a_pong_that_is_late_but_comes_is_one() -> None:
    stage = phone("tcp")
    stage.pong_s = 3.0

    def lost(sender: str, receiver: str, message: Message) -> bool:
        return not (isinstance(message, Request) and message.method == "OPTIONS")

    stage.filter = lost
    stage.said.clear()
    stage.wait(60)
    assert len(stage.sent("OPTIONS")) == 1, "once; then it is known to be slow"
    assert not any("waiting" in one for one in stage.said)


def test_a_slow_way_is_asked_less_often_and_waited_for_longer() -> None:
    pulse = Pulse(EVERY_S)
    assert (pulse.every_s, pulse.answer_s) == (EVERY_S, ANSWER_S)
    pulse.answered(0.2)
    assert (pulse.every_s, pulse.answer_s) == (EVERY_S, ANSWER_S)
    pulse.answered(2.0)
    assert (pulse.every_s, pulse.answer_s) == (16.0, 6.0)
    pulse.answered(60.0)
    assert (pulse.every_s, pulse.answer_s) == (3 * EVERY_S, LONGEST_ANSWER_S)
    for _ in range(8):
        pulse.answered(0.1)
    assert (pulse.every_s, pulse.answer_s) == (EVERY_S, ANSWER_S), "it has become quick again"
    assert not Pulse(0.0).beats


def test_a_doubt_during_a_question_shortens_its_patience() -> None:
    stage = phone("tcp")
    die(stage)
    stage.wait(EVERY_S + 0.1)
    assert len(stage.pings) == 1
    stage.said.clear()
    stage.agents["b"].doubt("b", 1.0, stage.now)
    stage.wait(1.1)
    assert "b: 0 waiting 503" in stage.said


def test_who_does_not_want_it_is_not_asked() -> None:
    stage = stage_of("tcp", keep_alive_s=0.0)
    register(stage)
    stage.wait(200)
    assert not stage.pings
    assert not stage.sent("OPTIONS")


def test_a_telephone_that_comes_by_another_way_leaves_none_behind_at_the_server() -> None:
    stage = phone("ws")
    register_by_another_way(stage)
    [left] = [one for one in stage.events["a"] if isinstance(one, CloseFlow)]
    assert (left.flow.id, left.failed) == ("a-b", True)
    assert len(bindings(stage)) == 1
    register(stage)  # a refresh by the same way closes nothing
    assert len([one for one in stage.events["a"] if isinstance(one, CloseFlow)]) == 1


def register_by_another_way(stage: Stage) -> None:
    """The old one is dead, which only the telephone knows."""
    usual = stage.flow
    stage.flow = lambda mine, theirs: replace(usual(mine, theirs), id="next")  # type: ignore[method-assign]
    stage.agents["b"].moved("b", "the network changed", stage.now)
    stage.wait(1)
    assert registration(stage).state == "registered"
