"""The rules for calls where windows and agents come in: what ends with a window, what is announced."""

import pytest

from agent_desktop.model.calls import (
    AnswerCall,
    CallState,
    StartEchoTest,
    StartRinging,
    WatchLevels,
)
from agent_desktop.model.devices import EchoPhase
from agent_desktop.model.errors import Conflict
from agent_desktop.phone.engine import lines
from tests.phone.test_switchboard import House


@pytest.fixture
def house() -> House:
    return House()


def test_what_was_tried_for_a_window_ends_with_it_and_calls_go_on(house: House) -> None:
    house.do(StartRinging(loudness=0.5), WatchLevels(on=True), StartEchoTest())
    house.board.left_alone()
    assert (house.rings, house.watched, house.echo) == ({}, False, EchoPhase.OFF)
    house.talk("a")
    house.incoming("b")
    house.do(StartRinging(loudness=0.5))
    house.board.left_alone()
    assert house.call("a").state is CallState.ACTIVE
    assert house.call("b").state is CallState.RINGING
    assert house.seats == {"a": (False, False)}


def test_a_call_that_answers_itself_is_announced(house: House) -> None:
    house.incoming("a")
    house.do(AnswerCall(call_id="a", announced=True))
    assert (house.lines["a"].told, house.announced) == (["answer"], 1)
    house.incoming("b")
    house.do(AnswerCall(call_id="b"))
    assert house.announced == 1
    house.board.news("b", lines.Answered())
    with pytest.raises(Conflict):
        house.do(AnswerCall(call_id="b", announced=True))
    assert house.announced == 1
