"""A second line over the hub: two calls of one agent, each with its customer, its conversation and its end."""

import pytest

from agent_desktop.hub.centre import attendance
from agent_desktop.hub.storage import accounts
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.model.backend_calls import (
    CallOut,
    CallTarget,
    HoldParties,
    LeaveCall,
    Listening,
    Supervise,
    TargetKind,
    TransferTo,
)
from agent_desktop.model.commands import CompleteWrapUp, EndInteraction, PullInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import OfferEnded, PresenceChanged
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import InteractionState
from tests.hub.centre.call_words import come, conversation, held, state, take, used
from tests.hub.centre.telephones import Telephones

OTHER = "+49307776655"


def calls_out(lines: Telephones, call: str = "second", number: str = OTHER) -> str:
    """Anna calls somebody; the call."""
    lines.floor.ask("anna", CallOut(interaction_id=call, number=number, token=f"t-{call}"))
    lines.carry()
    return call


def talking(lines: Telephones) -> tuple[str, str]:
    """Anna talks to the second, the first waits; both calls."""
    come(lines, "anna")
    first = lines.call_in()
    take(lines, "anna")
    second = calls_out(lines)
    lines.answered("anna")
    lines.tell(i.LegAnswered(leg_to(lines, OTHER)))
    return first, second


def leg_to(lines: Telephones, number: str) -> str:
    (leg,) = (one.leg for one in lines.dialled.values() if one.number == number)
    return leg


def music(call: VoiceCall) -> list[bool]:
    return [one.held for one in call.legs if one.part != "agent"]


def test_each_call_has_a_customer_a_conversation_and_an_end_of_its_own(lines: Telephones) -> None:
    floor = lines.floor
    first, second = talking(lines)
    assert (music(lines.picture(first)), music(lines.picture(second))) == ([True], [False])
    shown = {one.interaction_id for one in floor.centre.snapshot("anna")[1].calls}
    assert shown == {first, second}
    assert conversation(floor, first) != conversation(floor, second)
    rings = [one for one in lines.dialled.values() if one.number == "sip:anna@hub.invalid"]
    assert [one.token for one in rings][-1] == "t-second"
    lines.wait(4_000)
    floor.ask("anna", EndInteraction(interaction_id=second))
    lines.carry()
    assert state(floor, second) is InteractionState.WRAP_UP
    assert state(floor, first) is InteractionState.ACTIVE
    assert music(lines.picture(first)) == [True], "back to them is the agent's own word"
    floor.ask("anna", HoldParties(interaction_id=first, on=False))
    lines.carry()
    assert music(lines.picture(first)) == [False]
    lines.left(f"{first}/in")
    for call in (first, second):
        assert state(floor, call) is InteractionState.WRAP_UP
        floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
        assert LineKind.CALL_ENDED in floor.lines(conversation(floor, call))
    assert used(floor, "anna") == 0


def test_both_count_and_nothing_is_offered_before_both_are_over(lines: Telephones) -> None:
    floor = lines.floor
    first, second = talking(lines)
    assert used(floor, "anna") == 200
    waiting = lines.call_in(caller="+49301110009")
    lines.wait(1_000)  # who came first is first
    floor.arrive("vera")
    for call in (first, second):
        assert floor.centre.snapshot("anna")[1].offers == ()
        with pytest.raises(Refused, match="You are in a call"):
            floor.ask("anna", PullInteraction(interaction_id=waiting, token="t"))
        assert floor.centre.snapshot("anna")[1].presence.in_call
        floor.ask("anna", EndInteraction(interaction_id=call))
        lines.carry()
        assert floor.centre.snapshot("anna")[1].offers == ()
        floor.ask("anna", CompleteWrapUp(interaction_id=call, disposition="solved"))
    offered = [one.interaction_id for one in floor.centre.snapshot("anna")[1].offers]
    assert offered == [waiting], "and no chat beside it"
    floor.listen()
    told = [one.event.presence for one in floor.heard if isinstance(one.event, PresenceChanged)]
    assert [one.in_call for one in told if one.agent_id == "anna"][-2:] == [True, False]


def test_an_open_offer_goes_back_when_the_agent_calls_somebody(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    waiting = lines.call_in()
    assert floor.offer("anna").interaction_id == waiting
    calls_out(lines)
    assert floor.centre.snapshot("anna")[1].offers == ()
    assert state(floor, waiting) is InteractionState.QUEUED
    floor.listen()
    assert any(isinstance(one.event, OfferEnded) for one in floor.heard)


def test_there_is_no_third_line_and_none_while_nobody_is_on_the_first(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    first = calls_out(lines, "first", "+49301110001")
    for _ in range(2):  # neither while the own telephone rings, nor while the customer's does
        with pytest.raises(Refused, match="cannot be held now") as refused:
            calls_out(lines)
        assert refused.value.problem.remedy
        lines.answered("anna")
    lines.tell(i.LegAnswered(leg_to(lines, "+49301110001")))
    calls_out(lines)
    assert music(lines.picture(first)) == [True]
    with pytest.raises(Refused, match="two calls already"):
        calls_out(lines, "third", "+49301110003")
    assert not floor.centre.drain_orders()


def test_an_offer_that_is_being_accepted_comes_first(lines: Telephones) -> None:
    come(lines, "anna")
    lines.call_in()
    lines.lagging = True
    lines.floor.accept("anna")
    with pytest.raises(Refused, match="cannot be held now"):
        calls_out(lines)


def test_who_listens_to_a_colleague_calls_nobody_meanwhile(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "ben")
    call = lines.call_in()
    take(lines, "ben")
    come(lines, "anna")
    with floor.centre.request() as book:
        accounts.set_access(book.storage, "anna", ("agent", "supervisor"), disabled=False)
    floor.ask("anna", Supervise(interaction_id=call, mode=Listening.MONITOR, token="s"))
    lines.carry()
    lines.answered("anna")
    with pytest.raises(Refused, match="cannot be held now"):
        calls_out(lines)


def test_a_colleague_is_called_beside_a_colleague(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna", "ben", "cleo")
    calls_out(lines, "first", "201")
    lines.answered("anna")
    lines.answered("ben")
    calls_out(lines, "second", "202")
    lines.answered("anna")
    lines.answered("cleo")
    held_there = [one.held for one in lines.picture("first").legs if one.agent == "ben"]
    assert held_there == [True]
    assert held(floor, "anna") == []
    floor.ask("anna", LeaveCall(interaction_id="second"))
    lines.carry()
    assert floor.centre.snapshot("anna")[1].presence.in_call
    assert not floor.centre.snapshot("cleo")[1].presence.in_call


def test_one_is_sent_on_and_the_other_stays(lines: Telephones) -> None:
    floor = lines.floor
    first, second = talking(lines)
    queue = CallTarget(kind=TargetKind.QUEUE, value="billing")
    floor.ask("anna", TransferTo(interaction_id=second, target=queue))
    lines.carry()
    assert state(floor, second) is InteractionState.QUEUED
    assert lines.picture(first).owner == "anna"
    assert floor.centre.snapshot("anna")[1].presence.in_call


def test_a_customer_who_leaves_in_the_same_moment_is_told_in_a_word(lines: Telephones) -> None:
    floor = lines.floor
    come(lines, "anna")
    first = lines.call_in()
    take(lines, "anna")
    lines.lagging = True  # the centre does not know yet that they are gone
    lines.switch.apply(i.LegEnded(f"{first}/in", "hung_up"), floor.now)
    floor.ask("anna", CallOut(interaction_id="second", number=OTHER, token="t"))
    lines.lagging = False
    lines.carry()
    assert lines.picture("second").owner == "anna"


@pytest.mark.parametrize("crash", [True, False])
def test_a_dead_worker_or_hub_ends_both(lines: Telephones, crash: bool) -> None:
    floor = lines.floor
    first, second = talking(lines)
    if crash:
        floor.crash()
    lines.die()
    for call in (first, second):
        assert state(floor, call) is InteractionState.WRAP_UP
        assert LineKind.LINE_LOST in floor.lines(conversation(floor, call))
    assert floor.centre.snapshot("anna")[1].calls == ()
    assert not floor.centre.snapshot("anna")[1].presence.in_call


def test_a_dead_telephone_ends_each_as_it_would_end_one(lines: Telephones) -> None:
    floor = lines.floor
    first, second = talking(lines)
    own = [one.id for call in (first, second) for one in lines.picture(call).legs if one.agent]
    lines.tell(i.WorkerLost(tuple(own)))
    for call in (first, second):
        assert lines.picture(call).stage == "waiting", "who was there is back in line"
        assert music(lines.picture(call)) == [False]
        assert state(floor, call) is InteractionState.QUEUED
    assert {one.state for one in held(floor, "anna")} == {InteractionState.WRAP_UP}
    assert not floor.centre.snapshot("anna")[1].presence.in_call


@pytest.mark.parametrize("beside", [False, True])
def test_who_is_shut_out_before_the_telephones_know_of_the_call_has_none(
    lines: Telephones, beside: bool
) -> None:
    floor = lines.floor
    come(lines, "anna")
    if beside:
        lines.call_in()
        take(lines, "anna")
    lines.lagging = True
    calls_out(lines)
    with floor.centre.request() as book:
        attendance.shut_out(book, book.agent("anna"))
    lines.lagging = False
    lines.carry()
    assert state(floor, "second") is InteractionState.CANCELLED
    assert InteractionState.ACTIVE not in {one.state for one in held(floor, "anna")}
    assert {call.stage for call in lines.switch.calls()} == ({"waiting"} if beside else set())
