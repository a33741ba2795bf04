"""Presence, links and signing out: what the floor sees of agents, and what agents see of themselves."""

import pytest

from agent_desktop.model.commands import ChoosePresence, EndInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import Presence, PresenceState
from tests.hub.centre.floor import START, Floor


def presence(floor: Floor, agent: str = "anna") -> Presence:
    return floor.centre.snapshot(agent)[1].presence


def offers(floor: Floor, agent: str = "anna") -> int:
    return len(floor.centre.snapshot(agent)[1].offers)


def choose(floor: Floor, state: PresenceState, when_free: bool = False) -> None:
    floor.ask("anna", ChoosePresence(state=state, when_free=when_free))


def test_nobody_is_offered_work_without_a_link(floor: Floor) -> None:
    choose(floor, PresenceState.READY)
    floor.arrive("vera")
    assert offers(floor) == 0
    floor.centre.connected("anna")
    assert offers(floor) == 1


def test_a_lost_link_returns_offers_and_a_quick_return_changes_nothing(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    before = presence(floor)
    floor.centre.disconnected("anna")
    assert offers(floor) == 0
    floor.wait(59_999)
    assert presence(floor) == before
    assert floor.centre.connected("anna") == before
    assert offers(floor) == 1
    floor.wait(25_000)
    assert presence(floor).state is PresenceState.READY


def test_a_long_absence_is_offline_and_says_why(floor: Floor) -> None:
    floor.ready("anna")
    floor.centre.disconnected("anna")
    floor.wait(60_000)
    gone = presence(floor)
    assert (gone.state, gone.reason) == (PresenceState.OFFLINE, "link_lost")
    assert gone.since == START + 60_000
    floor.centre.connected("anna")
    floor.arrive("vera")
    assert offers(floor) == 0
    choose(floor, PresenceState.READY)
    assert offers(floor) == 1


def test_two_windows_are_one_agent(floor: Floor) -> None:
    floor.ready("anna")
    floor.centre.connected("anna")
    floor.centre.disconnected("anna")
    floor.arrive("vera")
    assert offers(floor) == 1
    floor.centre.disconnected("anna")
    floor.centre.disconnected("anna")  # once too often
    assert offers(floor) == 0
    floor.centre.connected("anna")
    assert offers(floor) == 1


def test_a_restart_keeps_presence_for_the_grace(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.crash()
    assert presence(floor).state is PresenceState.READY
    assert offers(floor) == 0
    floor.centre.connected("anna")
    assert offers(floor) == 1
    floor.crash()
    floor.wait(60_000)
    assert presence(floor).state is PresenceState.OFFLINE


def test_the_next_presence_begins_when_the_hands_are_empty(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    choose(floor, PresenceState.MEAL, when_free=True)
    assert (presence(floor).state, presence(floor).next) == (
        PresenceState.READY,
        PresenceState.MEAL,
    )
    floor.arrive("vito")
    assert offers(floor) == 0
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    assert presence(floor).state is PresenceState.READY
    floor.wait(120_000)
    assert (presence(floor).state, presence(floor).next) == (PresenceState.MEAL, None)
    assert presence(floor).since == START + 120_000


def test_the_next_presence_can_be_taken_back(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.accept("anna")
    choose(floor, PresenceState.MEAL, when_free=True)
    choose(floor, PresenceState.READY, when_free=True)
    assert presence(floor).next is None
    floor.arrive("vito")
    assert offers(floor) == 1


def test_ready_may_be_the_next_presence(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    choose(floor, PresenceState.BUSY)
    choose(floor, PresenceState.READY, when_free=True)
    floor.arrive("vito")
    assert offers(floor) == 0
    floor.finish("anna", offer.interaction_id)
    assert offers(floor) == 1


def test_without_work_when_free_is_now(floor: Floor) -> None:
    floor.ready("anna")
    choose(floor, PresenceState.OFFLINE, when_free=True)
    assert presence(floor).state is PresenceState.OFFLINE


def test_nobody_signs_out_with_work_in_hand(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    with pytest.raises(Refused, match="work in hand"):
        choose(floor, PresenceState.OFFLINE)
    with pytest.raises(Refused, match="work in hand"):
        floor.centre.signed_out("anna")
    floor.finish("anna", offer.interaction_id)
    floor.centre.signed_out("anna")
    assert presence(floor).state is PresenceState.OFFLINE


def test_signing_out_returns_the_offer(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.centre.signed_out("anna")
    assert offers(floor) == 0
    floor.ready("cleo")
    assert offers(floor, "cleo") == 1


def test_not_responding_is_the_hubs_to_give(floor: Floor) -> None:
    with pytest.raises(Refused):
        choose(floor, PresenceState.NOT_RESPONDING)
    with pytest.raises(Refused):
        floor.ask("anna", ChoosePresence(state=PresenceState.BREAK, reason="x" * 201))


def test_the_clock_never_runs_backwards(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.now -= 24 * 3_600_000
    floor.centre.tick()
    sent = floor.accept("anna")
    assert floor.send("anna", sent.conversation_id, "Hi").sent_at == START
