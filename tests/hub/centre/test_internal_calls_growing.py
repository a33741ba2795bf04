"""Calls among colleagues into which others come: numbers outside, and a third who is asked aside."""

import pytest

from agent_desktop.hub.voice import inputs as i
from agent_desktop.model.backend_calls import (
    AddParty,
    CallTarget,
    CompleteConsult,
    ConsultWith,
    LeaveCall,
    PartyUnreached,
    SwapConsult,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.calls import EndCode
from agent_desktop.model.errors import Refused
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_internal_calls import ANNA, BEN, colleague, counts, shown, talk


def outside(number: str) -> CallTarget:
    return CallTarget(kind=TargetKind.NUMBER, value=number)


def answer_outside(lines: Telephones) -> str:
    """The number that rings is answered; its leg."""
    lines.carry()
    legs = [one for call in lines.switch.calls() for one in call.legs if one.part == "outside"]
    (leg,) = [one.id for one in legs if one.state != "up"]
    lines.tell(i.LegAnswered(leg))
    return leg


def test_a_number_is_called_into_it_and_is_nobodys_work(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    floor.ask("ben", AddParty(interaction_id=call, target=outside("+49 30 777888")))
    leg = answer_outside(lines)
    assert lines.dialled[leg].caller_id == "+4930999000"
    told = shown(floor, "anna")
    assert [(one.kind.value, one.number) for one in told.parties] == [
        ("agent", ANNA),
        ("agent", BEN),
        ("outside", "+4930777888"),
    ]
    assert (told.internal, counts(floor)) == (True, [0, 0, 0])
    lines.left(lines.leg("anna"))
    with pytest.raises(Refused, match="Nobody of the team would be left"):
        floor.ask("ben", TransferTo(interaction_id=call, target=outside("+4930111222")))
    floor.ask("ben", ConsultWith(interaction_id=call, target=outside("+4930111222")))
    answer_outside(lines)
    with pytest.raises(Refused, match="Nobody of the team would be left"):
        floor.ask("ben", CompleteConsult(interaction_id=call))
    floor.ask("ben", LeaveCall(interaction_id=call))
    lines.carry()
    assert not lines.switch.calls()
    assert counts(floor) == [0, 0, 0]


def test_who_is_handed_on_from_outside_is_seen_by_number(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines, "cleo")
    floor.ask("ben", AddParty(interaction_id=call, target=outside("+4930777888")))
    answer_outside(lines)
    lines.left(lines.leg("anna"))
    floor.ask("ben", TransferTo(interaction_id=call, target=colleague("cleo")))
    lines.carry()
    rang = lines.dialled[lines.leg("cleo")]
    assert (rang.caller_id, rang.name) == ("+4930777888", "")


def test_who_called_a_number_that_does_not_exist_is_told_so(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines)
    floor.ask("ben", AddParty(interaction_id=call, target=outside("+4930777888")))
    lines.carry()
    (leg,) = [one.id for one in lines.switch.calls()[0].legs if one.part == "outside"]
    lines.left(leg, "not_found")
    told = [one.event for one in floor.listen() if isinstance(one.event, PartyUnreached)]
    assert [(one.why, one.name, one.customer) for one in told] == [
        (EndCode.NOT_FOUND, "+4930777888", False)
    ]
    assert [one.name for one in shown(floor, "anna").parties] == ["Anna", "Ben"]


def test_who_asks_a_third_goes_back_and_forth(lines: Telephones) -> None:
    floor = lines.floor
    call = talk(lines, "cleo")
    with pytest.raises(Refused, match="consulting nobody"):
        floor.ask("ben", SwapConsult(interaction_id=call))
    floor.ask("ben", ConsultWith(interaction_id=call, target=colleague("cleo")))
    lines.carry()
    with pytest.raises(Refused, match="Not everybody is on the line"):
        floor.ask("ben", SwapConsult(interaction_id=call))
    lines.answered("cleo")
    for aside in (False, True):
        floor.ask("ben", SwapConsult(interaction_id=call))
        lines.carry()
        told = shown(floor, "anna")
        (ben,) = [one for one in told.parties if one.name == "Ben"]
        assert (ben.aside, told.asker) == (aside, ben.id)
    with pytest.raises(Refused, match="consulting nobody"):
        floor.ask("anna", SwapConsult(interaction_id=call))
    floor.ask("ben", SwapConsult(interaction_id=call))
    lines.carry()
    with pytest.raises(Refused, match="You are consulting somebody"):
        floor.ask("ben", AddParty(interaction_id=call, target=outside("+4930777888")))
    floor.ask("ben", CompleteConsult(interaction_id=call))
    lines.carry()
    assert [one.name for one in shown(floor, "anna").parties] == ["Anna", "Cleo"]
