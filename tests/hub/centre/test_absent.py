"""A visitor keeps a place for a call on the page, and the page is gone: it costs nobody time, and is not lost."""

from __future__ import annotations

from agent_desktop.hub.centre.calls.absent import LONGEST_MS
from agent_desktop.hub.protocol import CallState
from agent_desktop.hub.voice import decisions as d
from agent_desktop.model.commands import PullInteraction
from agent_desktop.model.work import InteractionState, Offer
from tests.hub.centre.call_words import come, held, state, take
from tests.hub.centre.telephones import Telephones
from tests.hub.centre.test_calls import keep_on_page, on_page


def offers(lines: Telephones, agent: str) -> tuple[Offer, ...]:
    """What the agent could accept now."""
    return lines.floor.centre.snapshot(agent)[1].offers


def page(lines: Telephones, here: bool) -> None:
    """Vera's page comes, or its last tab is closed."""
    lines.floor.centre.visitor_online("vera", here)
    lines.carry()


def test_nobody_is_offered_a_call_to_a_page_that_is_gone(lines: Telephones) -> None:
    call = keep_on_page(lines)
    page(lines, False)
    come(lines, "anna")
    lines.wait(600_000)
    assert offers(lines, "anna") == ()
    assert state(lines.floor, call) is InteractionState.QUEUED
    page(lines, True)
    assert [one.interaction_id for one in offers(lines, "anna")] == [call]
    take(lines, "anna")
    assert on_page(lines).phase == "rung"  # type: ignore[union-attr]


def test_an_offer_ends_with_the_page_and_comes_back_with_it(lines: Telephones) -> None:
    call = keep_on_page(lines)
    come(lines, "anna")
    first = lines.floor.offer("anna")
    page(lines, False)
    assert offers(lines, "anna") == ()
    page(lines, False)
    page(lines, True)
    again = lines.floor.offer("anna")
    assert (again.interaction_id, again.arrived_at) == (call, first.arrived_at)
    assert again.epoch > first.epoch


def test_a_page_that_goes_when_its_turn_has_come_costs_the_agent_no_ringing(
    lines: Telephones,
) -> None:
    call = keep_on_page(lines)
    come(lines, "anna")
    lines.floor.accept("anna")
    lines.carry()
    page(lines, False)  # the agent's own telephone rings still
    began = lines.floor.now
    lines.answered("anna")
    assert lines.floor.now == began
    assert lines.picture(call).attempts == 1
    assert state(lines.floor, call) is InteractionState.QUEUED
    assert held(lines.floor, "anna") == []
    returned = [one for one in lines.news if isinstance(one, d.Returned)]
    assert [one.why for one in returned] == ["callback_unanswered"]
    lines.heard(lines.leg("anna"))
    lines.wait(300_000)
    assert offers(lines, "anna") == ()
    page(lines, True)
    assert [one.interaction_id for one in offers(lines, "anna")] == [call]


def test_a_page_that_goes_while_it_is_rung_costs_no_more_of_it(lines: Telephones) -> None:
    call = keep_on_page(lines)
    come(lines, "anna")
    take(lines, "anna")
    assert on_page(lines).phase == "rung"  # type: ignore[union-attr]
    page(lines, False)
    assert state(lines.floor, call) is InteractionState.QUEUED
    lines.heard(lines.leg("anna"))
    # Who comes back a moment later is not called again at once.
    page(lines, True)
    assert offers(lines, "anna") == ()
    lines.wait(120_000)
    assert [one.interaction_id for one in offers(lines, "anna")] == [call]


def test_who_takes_such_a_call_by_hand_is_told_at_once(lines: Telephones) -> None:
    call = keep_on_page(lines)
    page(lines, False)
    come(lines, "anna")
    lines.floor.ask("anna", PullInteraction(interaction_id=call, token="secret"))
    lines.carry()
    lines.answered("anna")
    assert state(lines.floor, call) is InteractionState.QUEUED
    assert lines.picture(call).attempts == 1


def test_a_place_that_nobody_comes_back_for_is_given_up(lines: Telephones) -> None:
    call = keep_on_page(lines)
    page(lines, False)
    lines.wait(LONGEST_MS // 2)
    page(lines, True)
    page(lines, False)
    lines.wait(LONGEST_MS - 1)
    assert state(lines.floor, call) is InteractionState.QUEUED
    lines.wait(1)
    assert state(lines.floor, call) is InteractionState.ABANDONED
    assert lines.switch.call(call) is None
    page(lines, True)
    assert lines.floor.centre.web_call("vera", "main").leg == ""


def test_after_a_restart_a_page_has_to_come_back_first(lines: Telephones) -> None:
    call = keep_on_page(lines)
    lines.die()
    lines.floor.crash()
    lines.begin()
    come(lines, "anna")
    assert offers(lines, "anna") == ()
    page(lines, True)
    assert [one.interaction_id for one in offers(lines, "anna")] == [call]


def test_who_waits_on_the_line_of_a_dead_worker_is_called_when_the_page_is_there(
    lines: Telephones,
) -> None:
    lines.floor.visitor("vera", online=False)  # its line to the hub broke, its sound goes on
    call = lines.web_call_in("vera")
    lines.die()
    lines.begin()
    come(lines, "anna")
    assert offers(lines, "anna") == ()
    page(lines, True)
    assert [one.interaction_id for one in offers(lines, "anna")] == [call]
    take(lines, "anna")
    assert lines.floor.centre.web_call("vera", "main").leg


def test_a_page_that_waits_is_told_that_it_keeps_the_place_of_a_dead_worker(
    lines: Telephones,
) -> None:
    lines.floor.visitor("vera")
    call = lines.web_call_in("vera")
    lines.die()
    assert on_page(lines) == CallState(phase="kept", call_id=call, position=1)
